-- question: Which skills do open jobs ask for, as qualifications or through their duties?
-- one row per: skill
select
    label as skill,
    concept_group as skill_group,
    count(distinct job_id) filter (where asked_as = 'qualification') as qualification,
    count(distinct job_id) filter (where asked_as = 'duty') as duty
from requirement_details
where kind = 'skill' and subtype is distinct from 'technology' and strength <> 'not_required'
group by label, concept_group
order by count(distinct job_id) desc, skill
limit 30;
