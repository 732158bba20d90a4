-- question: Which medical office manager jobs are open now?
-- one row per: job (the same job on several boards once, as the first board where it is open has it)
create or replace view open_medical_office_managers as
select
    job_id,
    posting_id,
    title,
    employer,
    locations[1].city as city,
    locations[1].state as state,
    len(locations) as places,
    workplace,
    employment_types,
    pay_min,
    pay_max,
    pay_unit,
    pay_annual_min,
    pay_annual_max,
    posted_at,
    first_seen_at,
    url
from postings
where status = 'open' and occupation = 'medical_office_manager'
qualify row_number() over (partition by job_id order by first_seen_at, posting_id) = 1
order by posted_at desc nulls last, posting_id;
comment on view open_medical_office_managers is 'Open medical office manager jobs, each once.';
