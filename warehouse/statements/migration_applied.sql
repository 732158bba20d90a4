-- Keep that a migration was applied.
insert into schema_migrations values (?, now())
