-- What tells two databases of this program apart: the load they hold, their migrations and views.
select 'publication' as part, id as name, '' as sql from publication
union all
select 'migration', name, '' from schema_migrations
union all
select 'view', view_name, sql from duckdb_views()
where database_name = current_database() and not internal
order by all
