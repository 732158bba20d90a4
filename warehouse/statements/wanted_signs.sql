-- The sign of each wanted wording, as one of its postings has it.
select arg_min(signs, signs.posting_id) as sign
from (select * exclude (buckets, signs_version) from job_signs) as signs
where wording in (select wording from wanted_wordings)
group by wording
