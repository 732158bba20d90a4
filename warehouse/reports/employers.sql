-- question: Who hires most, how long are their jobs open, and how often do they come back?
-- one row per: employer
-- parameter: state text: two letters
-- parameter: top integer = 30: rows
select
    coalesce(employer, 'not stated') as employer,
    count(*) filter (where status = 'open') as open,
    count(*) filter (where status = 'closed') as closed,
    count(*) filter (where status = 'unknown') as unknown,
    median(days_open) filter (where status = 'closed') as median_days_till_closed,
    median(days_open) filter (where status = 'open') as median_days_open_so_far,
    sum(reposts)::bigint as reposts
from medical_office_manager_jobs
where $state is null
    or job_id in (select job_id from job_traits where trait = 'state' and value = $state)
group by all
order by open desc, closed desc, employer
limit $top;
