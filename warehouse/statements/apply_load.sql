-- Put one load into the tables. The staged_* tables are registered by warehouse/load.py.

insert into posting_versions by name select * from staged_versions;

delete from requirements where posting_id in (select posting_id from staged_postings);
delete from postings where posting_id in (select posting_id from staged_postings);
insert into postings by name select * from staged_postings;
insert into requirements by name select * from staged_requirements;

update postings
set
    status = staged.status::posting_status,
    status_reason = staged.status_reason,
    status_at = staged.status_at,
    last_seen_at = greatest(postings.last_seen_at, coalesce(staged.last_seen_at, postings.last_seen_at)),
    closed_at = staged.closed_at
from staged_statuses as staged
where postings.posting_id = staged.posting_id and staged.status_at >= postings.status_at;

insert or ignore into crawl_runs by name select * from staged_runs;

insert or replace into sources
select
    source,
    min(ended_at),
    max(ended_at),
    max(ended_at) filter (where list_complete),
    arg_max(errors, ended_at)
from crawl_runs
group by source;

insert or replace into landing_files by name select * from staged_files;
insert or replace into unreadable_lines by name select * from staged_unreadable;

delete from concepts;
insert into concepts by name select * from staged_concepts;
