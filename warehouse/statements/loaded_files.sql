-- How much of each landing file has been loaded.
select run, file, loaded_bytes, loaded_lines, mark from landing_files
