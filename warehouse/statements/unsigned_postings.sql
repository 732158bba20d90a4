-- Postings whose signs are to be made: those of this load, and those signed by another version.
with unsigned as (
    select posting_id, requisition_id, title, employer, locations, employment_types, text
    from staged_postings
    union all by name
    select posting_id, requisition_id, title, employer, locations, employment_types, text
    from postings
    where posting_id not in (select posting_id from staged_postings)
        and posting_id not in (select posting_id from job_signs where signs_version = $version)
),
specialties as (
    select posting_id, list(distinct concept order by concept) as specialties
    from (
        select posting_id, concept from staged_facts where kind = 'specialty'
        union all
        select posting_id, concept from facts
        where kind = 'specialty' and posting_id not in (select posting_id from staged_postings)
    )
    group by posting_id
)
select unsigned.*, specialties.specialties from unsigned left join specialties using (posting_id)
