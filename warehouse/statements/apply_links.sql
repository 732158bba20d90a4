insert into job_links by name select * from staged_links
