-- How many of the postings that can be ranked ask for each concept.
select
    concept,
    count(distinct requirements.posting_id) as postings
from requirements
join postings using (posting_id)
where postings.status <> 'closed' and not starts_with(postings.status_reason, 'seen in an archive')
group by concept
order by concept;
