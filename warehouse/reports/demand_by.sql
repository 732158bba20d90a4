-- question: How does demand differ by state, setting, specialty, employer or month?
-- one row per: value of what is asked by, concept; the most asked of each
-- parameter: by text = state: state, setting, specialty, employer or month
-- parameter: kind text = certification: skill, certification, licence, degree, experience or language
-- parameter: within text: only what is a kind of this concept, such as ehr
-- parameter: status text = all: open, closed, unknown or all
-- parameter: top integer = 5: concepts of each value
with jobs as (
    select job_id, value
    from medical_office_manager_jobs
    join job_traits using (job_id)
    where trait = $by and ($status = 'all' or status::varchar = $status)
),
sizes as (select value, count(*) as jobs_there from jobs group by value)
select
    value,
    jobs_there,
    label as asked,
    count(*) filter (where strength = 'required') as required,
    count(*) filter (where strength = 'preferred') as preferred,
    round(100 * count(*) / jobs_there, 1) as percent
from jobs
join sizes using (value)
join asked_concepts using (job_id)
join concepts using (concept)
where asked_concepts.kind::varchar = $kind
    and ($within is null or (concept <> $within
        and concept in (select concept from concept_shows where shows = $within)))
group by value, jobs_there, label
qualify row_number() over (partition by value order by count(*) desc, label) <= $top
order by jobs_there desc, value, percent desc, asked;
