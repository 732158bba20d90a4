-- question: What do open jobs accept in place of what?
-- one row per: combination of kinds that may stand in place of each other, strength
select
    array_to_string(kinds, ', ') as kinds,
    strength,
    count(distinct job_id) as jobs,
    arg_min(asks, length(asks)) as shortest_example
from requirement_groups
where options > 1
group by all
order by jobs desc, kinds, strength;
