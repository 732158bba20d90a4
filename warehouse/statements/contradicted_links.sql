-- Linked wordings that stood at one time under different requisitions of one count: of one board,
-- or of one employer's numbers of one shape. They are different openings.
with openings as (
    select distinct signs.wording, count_of, signs.requisition, first_seen_at, last_seen_at
    from job_signs as signs
    join postings using (posting_id)
    cross join unnest([
        'board ' || postings.source,
        case when signs.employer <> '' then 'employer ' || signs.employer || ' ' || numbering end
    ]) as counts(count_of)
    where signs.requisition is not null and count_of is not null
        and signs.wording in (select wording from job_links union all select other from job_links)
)
select distinct job_links.wording, job_links.other
from job_links
join openings as one on one.wording = job_links.wording
join openings as two
    on two.wording = job_links.other
    and two.count_of = one.count_of
    and two.requisition <> one.requisition
    and two.first_seen_at <= one.last_seen_at
    and one.first_seen_at <= two.last_seen_at
