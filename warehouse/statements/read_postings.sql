-- Postings that can be ranked: not known to be closed, nor history. Every board's copy of a job is here; the
-- matcher shows a job once. `text_digest` is that of read_texts.sql's words, which are read only where it is new.
select
    posting_id,
    job_id,
    title,
    employer,
    url,
    apply_url,
    occupation::varchar as occupation,
    list_transform(
        list_filter(locations, lambda place: place.state is not null or place.city is not null),
        lambda place: concat_ws(', ', place.city, place.state)
    ) as places,
    list_distinct(list_filter(list_transform(locations, lambda place: place.state), lambda s: s is not null)) as states,
    locations,
    (
        select list(distinct facts.concept order by facts.concept)
        from facts
        where facts.posting_id = postings.posting_id and facts.kind in ('setting', 'specialty')
    ) as settings,
    workplace::varchar as workplace,
    employment_types,
    pay_min::double as pay_min,
    pay_max::double as pay_max,
    pay_unit::varchar as pay_unit,
    pay_annual_min::double as pay_annual_min,
    pay_annual_max::double as pay_annual_max,
    posted_at,
    status::varchar as status,
    first_seen_at,
    md5(title || chr(10) || text) as text_digest
from postings
where status <> 'closed' and not starts_with(status_reason, 'seen in an archive')
order by posting_id;
