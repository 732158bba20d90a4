-- What was last said of some postings.
select versions.posting_id, encode(versions.raw::varchar) as raw
from posting_versions as versions
join postings on postings.posting_id = versions.posting_id and postings.version = versions.version
where versions.posting_id in (select unnest(?::varchar[]))
