-- The tables that loads fill.
select table_name
from duckdb_tables()
where database_name = current_database() and table_name <> 'schema_migrations'
order by table_name
