"""A warehouse for several writers: DuckLake, its catalogue in PostgreSQL, its data in Parquet files."""
