-- Keep which views a database has.
update publication set views = $digest where views is distinct from $digest
