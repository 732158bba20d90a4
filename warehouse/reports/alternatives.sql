-- question: What do open jobs accept in place of what?
-- one row per: combination of kinds that may stand in place of each other, strength
with groups as (
    select
        job_id,
        posting_id,
        array_to_string(list_sort(list(distinct requirements.kind::varchar)), ', ') as kinds,
        max(strength::varchar) as strength,
        min(span_start) as first_at,
        max(span_end) as last_at
    from open_medical_office_managers
    join requirements using (posting_id)
    where group_no is not null
    group by job_id, posting_id, group_no
    having count(distinct option_no) > 1
),
counted as (
    select
        kinds,
        strength,
        count(distinct job_id) as jobs,
        arg_min(groups, (last_at - first_at, posting_id)) as shortest
    from groups
    group by kinds, strength
)
select
    kinds,
    strength,
    jobs,
    text[shortest.first_at + 1:shortest.last_at] as shortest_example
from counted
join postings on postings.posting_id = shortest.posting_id
order by jobs desc, kinds, strength desc;
