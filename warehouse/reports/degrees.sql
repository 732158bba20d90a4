-- question: Which degrees do open jobs ask for, and how often may experience replace them?
-- one row per: degree, strength
select
    degree,
    strength,
    count(*) as jobs,
    count(*) filter (where experience_may_replace_it) as experience_accepted,
    median(years_instead) as median_years_instead
from degree_logic
group by degree, strength
order by jobs desc, degree, strength;
