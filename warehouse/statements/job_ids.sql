-- Postings of the same job, seen in several places, share the id of the first of them. The same
-- requisition of the same employer is the same job. So is the same text under the same title,
-- employer and places, where no two requisitions say otherwise: another requisition, or another
-- place, of the same text is another opening. Employers are compared without case, accents,
-- punctuation and legal form.
update postings
set job_id = grouped.job_id, job_reason = grouped.job_reason
from (
    with keyed as (
        select
            posting_id,
            first_seen_at,
            nullif(regexp_replace(
                trim(regexp_replace(lower(strip_accents(employer)), '[^\pL\pN]+', ' ', 'g')),
                ' (inc|llc|pllc|ltd|pc|pa|corp|corporation|co)$', ''
            ), '') as employer,
            nullif(upper(trim(requisition_id)), '') as requisition,
            lower(trim(title)) as title,
            hash(text) as text_hash,
            list_sort(list_transform(
                locations, lambda place: lower(concat_ws(',', place.city, place.state))
            )) as places
        from postings
    ),
    requisitions as (
        select
            *,
            case
                when employer is not null and requisition is not null
                    then first_value(posting_id) over (
                        partition by employer, requisition order by first_seen_at, posting_id
                    )
            end as of_requisition
        from keyed
    ),
    twins as (
        select
            *,
            min(of_requisition) over same_text as only_requisition,
            min(of_requisition) over same_text is not distinct from max(of_requisition) over same_text
                as one_requisition,
            first_value(posting_id) over (same_text order by first_seen_at, posting_id) as of_text
        from requisitions
        window same_text as (partition by employer, title, text_hash, places)
    ),
    jobs as (
        select
            posting_id,
            case
                when of_requisition is not null then of_requisition
                when employer is null then posting_id
                when one_requisition then coalesce(only_requisition, of_text)
                -- Several openings share this text, and nothing says which of them this is.
                else first_value(posting_id) over (
                    partition by employer, title, text_hash, places, requisition is null
                    order by first_seen_at, posting_id
                )
            end as job_id,
            of_requisition is not null as by_requisition
        from twins
    ),
    final as (
        select
            posting_id,
            job_id,
            case
                when count(*) over (partition by job_id) = 1 then null
                when by_requisition then 'same employer and requisition'
                else 'same employer, title, places and text'
            end as job_reason
        from jobs
    )
    select * from final
) as grouped
where postings.posting_id = grouped.posting_id
    and (
        postings.job_id is distinct from grouped.job_id
        or postings.job_reason is distinct from grouped.job_reason
    )
