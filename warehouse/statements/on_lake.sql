-- Whether the database in use is a DuckLake.
select type = 'ducklake' from duckdb_databases() where database_name = current_database()
