-- question: In which settings and specialties, states and months are jobs?
-- one row per: value of a trait
-- parameter: by text = setting: setting, specialty, state, employer or month
-- parameter: status text = open: open, closed, unknown or all
-- parameter: top integer = 30: rows
select
    value,
    count(*) as jobs,
    round(100 * count(*) / (
        select count(*) from medical_office_manager_jobs
        where $status = 'all' or status::varchar = $status
    ), 1) as percent
from job_traits
join medical_office_manager_jobs using (job_id)
where trait = $by and ($status = 'all' or status::varchar = $status)
group by value
order by jobs desc, value
limit $top;
