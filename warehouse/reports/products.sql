-- question: Which software do open jobs name?
-- one row per: product
with asked as (
    select concept, jobs.job_id, max(strength::varchar) as strength
    from open_medical_office_managers as jobs
    join requirements using (posting_id)
    join concepts using (concept)
    where subtype = 'technology' and strength <> 'not_required'
    group by concept, jobs.job_id
)
select
    label as product,
    count(*) filter (where strength = 'required') as required,
    count(*) filter (where strength = 'preferred') as preferred,
    count(*) as jobs
from asked
join concepts using (concept)
group by label
order by jobs desc, product
limit 25;
