-- All versions of some postings, in order; the current one was last said when it was last fetched.
select
    versions.posting_id,
    versions.digest,
    versions.seen_at,
    coalesce(versions.last_said_at, postings.fetched_at) as last_said_at,
    encode(versions.raw::varchar) as raw
from posting_versions as versions
join wanted_ids using (posting_id)
join postings using (posting_id)
order by versions.posting_id, versions.version
