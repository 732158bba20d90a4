-- Which job each posting is of, and why.
select source_key, job_id, job_reason from postings
