-- Whether anything was ever loaded.
select count(*) > 0 from publication where id <> ''
