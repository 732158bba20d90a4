-- question: Which degrees do open jobs ask for, and how often may experience replace them?
-- one row per: degree, strength
select
    concepts.label as degree,
    logic.strength,
    count(distinct logic.job_id) as jobs,
    count(distinct logic.job_id) filter (where logic.experience_may_replace_it) as experience_accepted,
    median(logic.years_instead) as median_years_instead
from degree_logic as logic
join concepts on concepts.concept = logic.degree
group by concepts.label, logic.strength
order by jobs desc, degree, logic.strength;
