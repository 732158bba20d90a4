-- Wordings that this load brings: they have been compared with nothing.
select distinct wording
from staged_signs
where wording not in (select wording from job_signs where signs_version = $version)
