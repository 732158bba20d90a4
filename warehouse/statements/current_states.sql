-- How some postings stand, and the digest of what was said last.
select
    postings.posting_id,
    postings.version,
    versions.digest,
    versions.seen_at,
    postings.fetched_at,
    postings.status::varchar as status,
    postings.status_reason,
    postings.status_at,
    postings.first_seen_at,
    postings.last_seen_at,
    postings.closed_at,
    postings.closed,
    postings.valid_through
from postings
join wanted_ids using (posting_id)
join posting_versions as versions
    on versions.posting_id = postings.posting_id and versions.version = postings.version
