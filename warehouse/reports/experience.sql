-- question: How many years of which experience do open jobs ask for?
-- one row per: kind of experience
select
    label as experience,
    count(distinct job_id) as jobs,
    median(years_min) as median_years,
    max(years_min) as most_years
from requirement_details
where kind = 'experience' and strength = 'required'
group by label
order by jobs desc, experience;
