-- question: Which medical office manager jobs were ever seen, how long were they open, which came back?
-- one row per: job (the same job on several boards once)
create or replace view medical_office_manager_jobs as
with
-- A posting that was first seen after another one of the same job had closed.
returned as (
    select later.job_id, count(distinct later.posting_id) as reposts
    from postings as later
    join postings as earlier
        on later.job_id = earlier.job_id
        and earlier.posting_id <> later.posting_id
        and earlier.closed_at <= later.first_seen_at
    where later.occupation = 'medical_office_manager'
    group by later.job_id
),
jobs as (
    select
        job_id,
        -- The posting that speaks for the job: an open one, of these the first.
        arg_min(posting_id, (status <> 'open', first_seen_at, posting_id)) as posting_id,
        count(*) as postings,
        case
            when bool_or(status = 'open') then 'open'
            when bool_or(status = 'unknown') then 'unknown'
            else 'closed'
        end::posting_status as status,
        min(first_seen_at) as first_seen_at,
        max(last_seen_at) as last_seen_at,
        case when bool_and(status = 'closed') then max(closed_at) end as closed_at,
        min(coalesce(posted_at, first_seen_at::date)) as opened_on
    from postings
    where occupation = 'medical_office_manager'
    group by job_id
)
select
    jobs.job_id,
    jobs.posting_id,
    said.title,
    said.employer,
    jobs.status,
    jobs.opened_on,
    jobs.first_seen_at,
    jobs.last_seen_at,
    jobs.closed_at,
    case when jobs.status <> 'unknown' then
        date_diff('day', jobs.opened_on, coalesce(jobs.closed_at, jobs.last_seen_at)::date)
    end as days_open,
    jobs.postings,
    coalesce(returned.reposts, 0) as reposts,
    said.pay_annual_min,
    said.pay_annual_max,
    (coalesce(said.pay_annual_min, said.pay_annual_max)
        + coalesce(said.pay_annual_max, said.pay_annual_min)) / 2 as pay_annual_middle
from jobs
join postings as said using (posting_id)
left join returned on returned.job_id = jobs.job_id;
comment on view medical_office_manager_jobs is 'All medical office manager jobs ever seen, each once. days_open runs from the day of posting (of first sight where none is stated) to the visit that showed it closed, or the last that saw it open.';
