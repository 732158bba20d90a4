-- Make room for the row of another database.
delete from publication
