-- What tells two databases of this program apart: the load they hold, its views, their migrations.
select 'publication' as part, id as name, coalesce(views, '') as views from publication
union all
select 'migration', name, '' from schema_migrations
order by all
