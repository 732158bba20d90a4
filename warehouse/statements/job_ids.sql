-- Postings of the same job share the id of the first of them; all others are jobs of their own.
update postings
set job_id = final.job_id, job_reason = final.job_reason
from (
    select
        postings.posting_id,
        coalesce(staged_jobs.job_id, postings.posting_id) as job_id,
        staged_jobs.job_reason
    from postings
    left join staged_jobs using (posting_id)
) as final
where postings.posting_id = final.posting_id
    and (
        postings.job_id is distinct from final.job_id
        or postings.job_reason is distinct from final.job_reason
    )
