-- Put one load into the tables. The staged_* tables are registered by warehouse/load.py.

-- The history of a posting of which something new was said is written anew: a saying that
-- arrives late may split a version.
delete from posting_versions where posting_id in (select posting_id from staged_versions);
insert into posting_versions by name select * from staged_versions;

-- What is read differently now is kept as it was read before. Hashes, not lists of rows: two
-- million requirements as lists took 18 GB.
insert into past_requirements by name
with
before as (
    select
        posting_id,
        count(*) as rows_read,
        bit_xor(hash(
            requirement_no, version, kind::varchar, concept, strength::varchar, group_no, option_no,
            years_min, years_max, fields, within_days_of_hire, asked_as::varchar, span_start, span_end
        )) as reading
    from requirements
    where posting_id in (select posting_id from staged_postings)
    group by posting_id
),
now as (
    select
        posting_id,
        count(*) as rows_read,
        bit_xor(hash(
            requirement_no, version, kind, concept, strength, group_no, option_no,
            years_min, years_max, fields, within_days_of_hire, asked_as, span_start, span_end
        )) as reading
    from staged_requirements
    join staged_states using (posting_id)
    where posting_id in (select posting_id from before)
    group by posting_id
)
select requirements.*, (select loaded_at from staged_publication) as replaced_at
from requirements
where posting_id in (
    select posting_id
    from before
    left join now using (posting_id)
    where (before.rows_read, before.reading) is distinct from (now.rows_read, now.reading)
);

delete from requirements where posting_id in (select posting_id from staged_postings);
insert into requirements by name
select staged_requirements.*, staged_states.version
from staged_requirements
join staged_states using (posting_id);

delete from facts where posting_id in (select posting_id from staged_postings);
insert into facts by name
select staged_facts.*, staged_states.version
from staged_facts
join staged_states using (posting_id);

-- One upsert: a deletion and an insertion of the same key cannot share a transaction.
insert or replace into postings by name
select staged_postings.*, staged_states.* exclude (posting_id)
from staged_postings
join staged_states using (posting_id);

update postings
set
    version = staged.version,
    status = staged.status::posting_status,
    status_reason = staged.status_reason,
    status_at = staged.status_at,
    first_seen_at = staged.first_seen_at,
    last_seen_at = staged.last_seen_at,
    fetched_at = staged.fetched_at,
    closed_at = staged.closed_at
from staged_states as staged
where postings.posting_id = staged.posting_id
    and staged.posting_id not in (select posting_id from staged_postings);

insert into posting_states by name select * from staged_changes;

insert or replace into crawl_runs by name select * from staged_runs;

insert or replace into sources by name
select
    source,
    min(ended_at) as first_run_at,
    max(ended_at) as last_run_at,
    max(ended_at) filter (where list_complete) as last_complete_at,
    coalesce(arg_max(errors, ended_at), []) as errors
from (from crawl_runs select source, ended_at, list_complete, errors
    union all by name from postings select distinct source)
group by source;

insert or replace into landing_files by name select * from staged_files;
delete from unreadable_lines
using staged_superseded as old
where unreadable_lines.run = old.run and unreadable_lines.file = old.file
    and old.line in (0, unreadable_lines.line);
insert or replace into unreadable_lines by name select * from staged_unreadable;

delete from concepts;
insert into concepts by name select * from staged_concepts;

delete from salary_statements;
insert into salary_statements by name select * from staged_salary_statements;

delete from publication;
insert into publication by name select * from staged_publication;
