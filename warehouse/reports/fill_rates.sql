-- question: How much of each field does every source state, and how much could be read from its postings?
-- one row per: source; percent of its postings
with asked as (
    select
        posting_id,
        count(*) as requirements,
        avg(confidence) as confidence
    from requirements
    group by posting_id
),
shown as (select * from postings where status <> 'closed')
select
    source,
    count(*) as postings,
    count(*) filter (where occupation = 'medical_office_manager') as of_this_occupation,
    round(100 * count(employer) / count(*), 1) as employer,
    round(100 * count(*) filter (where len(locations) > 0) / count(*), 1) as place,
    round(100 * count(pay_unit) / count(*), 1) as pay,
    round(100 * count(*) filter (where len(employment_types) > 0) / count(*), 1) as employment_type,
    round(100 * count(workplace) / count(*), 1) as workplace,
    round(100 * count(posted_at) / count(*), 1) as posted,
    round(100 * count(valid_through) / count(*), 1) as valid_through,
    round(100 * count(*) filter (where length(text) < 200) / count(*), 1) as short_text,
    round(100 * count(asked.requirements) / count(*), 1) as with_requirements,
    round(avg(coalesce(asked.requirements, 0)), 1) as requirements_each,
    round(avg(asked.confidence), 2) as confidence
from shown
left join asked using (posting_id)
group by source
order by source;
