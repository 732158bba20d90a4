-- question: How many jobs opened, closed and came back in each month, and how long were they open?
-- one row per: month
-- parameter: state text: two letters
with jobs as (
    select *
    from medical_office_manager_jobs
    where $state is null
        or job_id in (select job_id from job_traits where trait = 'state' and value = $state)
),
opened as (
    select strftime(opened_on, '%Y-%m') as month, count(*) as opened, sum(reposts) as came_back
    from jobs
    group by month
),
ended as (
    select
        strftime(closed_at, '%Y-%m') as month,
        count(*) as closed,
        median(days_open) as median_days_open,
        quantile_cont(days_open, 0.75) as three_quarters_within
    from jobs
    where closed_at is not null
    group by month
)
select
    month,
    coalesce(opened, 0) as opened,
    coalesce(closed, 0) as closed,
    median_days_open,
    three_quarters_within,
    coalesce(came_back, 0)::bigint as opened_that_came_back
from opened
full join ended using (month)
order by month desc;
