-- Whether this database is one of ours.
select count(*) > 0
from duckdb_tables()
where table_name = 'schema_migrations' and database_name = current_database()
