"""Keep what was read in DuckDB: history, evidence, and a published copy for readers."""
