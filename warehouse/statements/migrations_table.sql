-- Where a database keeps which migrations it has had; the first one puts comments on it.
create table if not exists schema_migrations (
    name varchar primary key, applied_at timestamptz not null
)
