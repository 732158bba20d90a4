-- The migrations this database has had.
select name from schema_migrations order by name
