-- Whether a database has the views of this version of the program.
select count(*) > 0 from publication where views = ?
