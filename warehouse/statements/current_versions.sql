-- What is stored of some postings: their last version and state.
select
    postings.posting_id,
    postings.version,
    versions.digest,
    versions.raw,
    postings.status::varchar as status,
    postings.status_reason,
    postings.status_at,
    postings.first_seen_at,
    postings.last_seen_at,
    postings.closed_at
from postings
join wanted_ids using (posting_id)
join posting_versions as versions
    on versions.posting_id = postings.posting_id and versions.version = postings.version;
