-- question: Which sources need attention?
-- one row per: source
create or replace view source_health as
select
    sources.source,
    sources.last_run_at,
    sources.last_complete_at,
    count(postings.posting_id) as postings,
    count(postings.posting_id) filter (where postings.status = 'open') as open,
    count(postings.posting_id) filter (where postings.status = 'unknown') as unknown,
    count(postings.pay_unit) as with_pay,
    len(sources.errors) as errors,
    sources.errors[1] as first_error
from sources
left join postings using (source)
group by all
order by errors desc, sources.source;
comment on view source_health is 'Last runs, postings and errors of each source.';
