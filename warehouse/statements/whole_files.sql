-- Loaded landing files of which no line waits to be tried again, and how much of them was loaded.
select run, file, loaded_bytes
from landing_files
where (run, file) not in (select (run, file) from unreadable_lines)
