-- question: Which jobs take experience, or something else, in place of a degree?
-- one row per: open job that asks for a degree
create or replace view degree_logic as
select
    degree.job_id,
    degree.title,
    degree.employer,
    degree.concept as degree,
    degree.strength,
    bool_or(other.kind = 'experience') as experience_may_replace_it,
    max(other.years_min) filter (where other.kind = 'experience') as years_instead,
    list(distinct other.concept order by other.concept) filter (where other.concept is not null) as alternatives,
    any_value(degree.evidence) as evidence
from requirement_details as degree
left join requirement_details as other
    on other.posting_id = degree.posting_id
    and other.group_no = degree.group_no
    and other.option_no <> degree.option_no
where degree.kind = 'degree' and degree.strength <> 'not_required'
group by degree.job_id, degree.title, degree.employer, degree.concept, degree.strength
order by degree.job_id, degree.concept;
comment on view degree_logic is 'Degrees asked for, with what may stand in their place.';
