-- question: What do jobs ask for, and how strongly? Narrower things count for the wider ones too.
-- one row per: concept
-- parameter: kind text: skill, certification, licence, degree, experience or language
-- parameter: within text: only what is a kind of this concept, such as ehr
-- parameter: state text: two letters
-- parameter: setting text: as in report jobs_by
-- parameter: month text: of opening, as 2026-11
-- parameter: status text = open: open, closed, unknown or all
-- parameter: top integer = 30: rows
with jobs as (
    select job_id
    from medical_office_manager_jobs
    where ($status = 'all' or status::varchar = $status)
        and ($state is null
            or job_id in (select job_id from job_traits where trait = 'state' and value = $state))
        and ($setting is null
            or job_id in (select job_id from job_traits where trait = 'setting' and value = $setting))
        and ($month is null
            or job_id in (select job_id from job_traits where trait = 'month' and value = $month))
)
select
    concepts.label as asked,
    asked_concepts.kind,
    count(*) filter (where strength = 'required') as required,
    count(*) filter (where strength = 'preferred') as preferred,
    count(*) as jobs,
    count(*) filter (where only_as_alternative) as only_as_alternative,
    round(100 * count(*) / (select count(*) from jobs), 1) as percent
from asked_concepts
join jobs using (job_id)
join concepts using (concept)
where ($kind is null or asked_concepts.kind::varchar = $kind)
    and ($within is null or (concept <> $within
        and concept in (select concept from concept_shows where shows = $within)))
group by concepts.label, asked_concepts.kind
order by jobs desc, asked
limit $top;
