-- question: What is asked together more often than chance would have it?
-- one row per: pair of concepts
-- parameter: with text: a concept's id; without it all pairs
-- parameter: kind text: of both concepts, such as certification
-- parameter: jobs integer = 5: asked together by at least so many
-- parameter: top integer = 30: rows
with
-- Numbers for ids: millions of pairs are compared.
jobs as (select posting_id, row_number() over () as job from medical_office_manager_jobs),
named as (
    select concept, label, row_number() over () as id, concept = $with as wanted
    from concepts
),
asked as (
    select distinct job, id, coalesce(wanted, true) as first
    from jobs
    join requirements using (posting_id)
    join named using (concept)
    where strength <> 'not_required' and ($kind is null or kind::varchar = $kind)
),
each as (select id, count(*) as jobs from asked group by id),
total as (select count(distinct job) as jobs from asked),
pairs as (
    select one.id as one, other.id as other, count(*) as jobs
    from asked as one
    join asked as other
        on one.job = other.job
        and case when $with is null then one.id < other.id else one.id <> other.id end
    where one.first
    group by one.id, other.id
    having count(*) >= $jobs
)
select
    asked_one.label as asked,
    asked_other.label as asked_too,
    pairs.jobs,
    round(100 * pairs.jobs / of_one.jobs, 1) as percent_of_first,
    round(pairs.jobs * total.jobs / (of_one.jobs * of_other.jobs), 2) as times_chance
from pairs
join each as of_one on of_one.id = pairs.one
join each as of_other on of_other.id = pairs.other
join named as asked_one on asked_one.id = pairs.one
join named as asked_other on asked_other.id = pairs.other
cross join total
order by times_chance desc, pairs.jobs desc, asked, asked_too
limit $top;
