-- question: How did postings stand at the end of a day?
-- one row per: posting known by then; `from postings_as_of('2026-11-20') where status = 'open'`
create or replace macro postings_as_of(day) as table
with stood as (
    select
        posting_id,
        -- Evidence of closing at the same instant comes last.
        arg_max(status, (from_at, status = 'closed')) as status,
        arg_max(reason, (from_at, status = 'closed')) as reason,
        max(from_at) as since
    from posting_states
    where from_at::date <= day::date
    group by posting_id
),
said as (
    select posting_id, max(version) as version
    from posting_versions
    where seen_at::date <= day::date
    group by posting_id
)
select
    posting_id,
    said.version,
    versions.raw ->> 'title' as title,
    versions.raw ->> 'employer' as employer,
    postings.occupation,
    stood.status,
    stood.reason,
    stood.since
from stood
join said using (posting_id)
join posting_versions as versions using (posting_id, version)
join postings using (posting_id)
order by posting_id;
