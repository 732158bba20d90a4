-- question: How does pay differ between jobs that ask for a thing and jobs that do not? It shows what goes together, not what causes it.
-- one row per: concept
-- parameter: kind text = certification: skill, certification, licence, degree, experience or language
-- parameter: jobs integer = 5: asked by at least so many jobs with stated pay, and left out by as many
-- parameter: top integer = 30: rows
with paid as (
    select job_id, pay_annual_middle as pay
    from medical_office_manager_jobs
    where pay_annual_middle is not null
),
of_kind as (
    select distinct concept from asked_concepts join paid using (job_id) where kind::varchar = $kind
),
told as (
    select
        of_kind.concept,
        pay,
        asked.job_id is not null as asked
    from of_kind
    cross join paid
    left join (select job_id, concept from asked_concepts where kind::varchar = $kind) as asked
        using (job_id, concept)
)
select
    label as asked,
    count(*) filter (where told.asked) as jobs_asking,
    median(pay) filter (where told.asked)::decimal(14, 0) as median_asking,
    quantile_cont(pay, 0.25) filter (where told.asked)::decimal(14, 0) as lower_quarter,
    quantile_cont(pay, 0.75) filter (where told.asked)::decimal(14, 0) as upper_quarter,
    count(*) filter (where not told.asked) as jobs_not_asking,
    median(pay) filter (where not told.asked)::decimal(14, 0) as median_not_asking,
    (median(pay) filter (where told.asked) - median(pay) filter (where not told.asked))::decimal(14, 0)
        as difference
from told
join concepts using (concept)
group by label
having jobs_asking >= $jobs and jobs_not_asking >= $jobs
order by difference desc, asked
limit $top;
