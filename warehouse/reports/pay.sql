-- question: What do jobs pay a year by state, setting, specialty, employer or month? Only stated pay counts.
-- one row per: value of what is asked by
-- parameter: by text = state: state, setting, specialty, employer or month
-- parameter: status text = open: open, closed, unknown or all
-- parameter: top integer = 30: rows
select
    value,
    count(*) as jobs,
    count(pay_annual_middle) as with_pay,
    quantile_cont(pay_annual_middle, 0.25)::decimal(14, 0) as lower_quarter,
    median(pay_annual_middle)::decimal(14, 0) as median,
    quantile_cont(pay_annual_middle, 0.75)::decimal(14, 0) as upper_quarter,
    min(pay_annual_min) as lowest,
    max(pay_annual_max) as highest
from medical_office_manager_jobs
join job_traits using (job_id)
where trait = $by and ($status = 'all' or status::varchar = $status)
group by value
order by with_pay desc, jobs desc, value
limit $top;
