-- The tables with what they hold.
select table_name, comment
from duckdb_tables()
where database_name = current_database() and table_name <> 'schema_migrations'
order by table_name
