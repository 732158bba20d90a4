-- Postings of the same job, seen in several places, share the id of the first of them. The same
-- requisition of the same employer is the same job; so is the same text under the same title
-- and employer. Another requisition of the same text stays apart: it is another opening.
update postings
set job_id = grouped.job_id, job_reason = grouped.job_reason
from (
    with keyed as (
        select
            posting_id,
            first_seen_at,
            lower(trim(employer)) as employer,
            nullif(upper(trim(requisition_id)), '') as requisition,
            lower(trim(title)) as title,
            md5(text) as text_digest
        from postings
    ),
    final as (
        select
            posting_id,
            case
                when employer is not null and requisition is not null
                    then first_value(posting_id) over by_requisition
                when employer is not null then first_value(posting_id) over by_text
                else posting_id
            end as job_id,
            case
                when employer is not null and requisition is not null
                    and count(*) over (partition by employer, requisition) > 1
                    then 'same employer and requisition'
                when employer is not null and requisition is null
                    and count(*) over (partition by employer, title, text_digest) > 1
                    then 'same employer, title and text'
            end as job_reason
        from keyed
        window
            by_requisition as (partition by employer, requisition order by first_seen_at, posting_id),
            by_text as (partition by employer, title, text_digest order by first_seen_at, posting_id)
    )
    select * from final
) as grouped
where postings.posting_id = grouped.posting_id
    and (postings.job_id is distinct from grouped.job_id or postings.job_reason is distinct from grouped.job_reason);
