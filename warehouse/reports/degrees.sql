-- question: How many jobs that ask for a degree take experience in its place, and how many years?
-- one row per: degree, strength
select
    concepts.label as degree,
    logic.strength,
    count(distinct logic.job_id) as jobs,
    count(distinct logic.job_id) filter (where logic.experience_may_replace_it) as take_experience,
    round(100 * count(distinct logic.job_id) filter (where logic.experience_may_replace_it)
        / count(distinct logic.job_id), 1) as percent,
    count(logic.years_instead) as say_how_many_years,
    min(logic.years_instead) as fewest_years,
    median(logic.years_instead) as median_years,
    max(logic.years_instead) as most_years
from degree_logic as logic
join concepts on concepts.concept = logic.degree
group by concepts.label, logic.strength
order by jobs desc, degree, logic.strength::varchar desc;
