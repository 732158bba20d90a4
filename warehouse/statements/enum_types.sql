-- The enums that the migrations made.
select type_name from duckdb_types() where logical_type = 'ENUM' and not internal
