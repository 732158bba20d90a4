-- Whether this database keeps facts: a copy published by an older version does not.
select count(*) > 0
from duckdb_tables()
where table_name = 'facts' and database_name = current_database()
