-- The key of each table that has one, as SQL lists its columns.
select table_name, array_to_string(constraint_column_names, ', ')
from duckdb_constraints()
where constraint_type = 'PRIMARY KEY'
