-- question: By what can jobs be told apart: state, setting, specialty, employer, month of opening?
-- one row per: job, trait, value (a job with places in two states has two states)
create or replace view job_traits as
select job_id, 'month' as trait, strftime(opened_on, '%Y-%m') as value
from medical_office_manager_jobs
union all
select job_id, 'employer', employer from medical_office_manager_jobs where employer is not null
union
select jobs.job_id, 'state', place.state
from medical_office_manager_jobs as jobs
join postings using (posting_id), unnest(postings.locations) as places(place)
where place.state is not null
union
select jobs.job_id, facts.kind::varchar, concepts.label
from medical_office_manager_jobs as jobs
join facts using (posting_id)
join concepts using (concept)
where facts.kind in ('setting', 'specialty');
comment on view job_traits is 'What reports group and choose jobs by: state, setting, specialty, employer, month.';
