-- The columns of a table with what they hold.
select column_name, data_type, comment
from duckdb_columns()
where database_name = current_database() and table_name = ?
order by column_index
