-- question: Which jobs were seen in several places, or again after they had ended, and why are they taken to be one?
-- one row per: posting, the postings of a job together, the job seen most often first
-- parameter: source text: jobs that this source has
-- parameter: state text: two letters
-- parameter: top integer = 20: jobs
with jobs as (
    select job_id, count(*) as postings, count(distinct source) as sources
    from postings
    group by job_id
    having count(*) > 1
        and ($source is null or bool_or(source = $source))
        and (
            $state is null
            or bool_or(list_contains(list_transform(locations, lambda place: place.state), $state))
        )
    order by postings desc, job_id
    limit $top
)
select
    jobs.postings,
    jobs.sources,
    jobs.job_id,
    said.posting_id,
    said.title,
    said.employer,
    said.locations[1].city as city,
    said.locations[1].state as state,
    said.requisition_id,
    said.status,
    said.first_seen_at::date as first_seen,
    said.last_seen_at::date as last_seen,
    said.job_reason
from jobs
join postings as said using (job_id)
order by jobs.postings desc, jobs.job_id, said.first_seen_at, said.posting_id;
