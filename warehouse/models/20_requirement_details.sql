-- question: What exactly does each open job ask for, in words?
-- one row per: requirement of an open medical office manager job
create or replace view requirement_details as
select
    jobs.job_id,
    jobs.title,
    jobs.employer,
    jobs.state,
    jobs.pay_annual_min,
    jobs.pay_annual_max,
    requirements.* exclude (extractor_version),
    concepts.label,
    concepts.concept_group,
    concepts.subtype
from open_medical_office_managers as jobs
join requirements using (posting_id)
join concepts using (concept);
comment on view requirement_details is 'Requirements of open medical office manager jobs with the labels of their concepts.';
