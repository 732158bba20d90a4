-- Requirements of the postings that can be ranked.
select
    requirements.posting_id,
    requirement_no,
    kind::varchar as kind,
    concept,
    strength::varchar as strength,
    group_no,
    option_no,
    years_min,
    years_max,
    fields,
    within_days_of_hire,
    asked_as::varchar as asked_as,
    evidence
from requirements
join postings using (posting_id)
where postings.status <> 'closed' and not starts_with(postings.status_reason, 'seen in an archive')
order by requirements.posting_id, requirement_no;
