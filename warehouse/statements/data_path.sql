-- Where a lake keeps its Parquet files.
select data_path from ducklake_settings(?)
