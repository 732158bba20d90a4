-- question: What does each job ask for, the wider thing counted with the narrower one?
-- one row per: job, concept (Epic asked for counts as an EHR asked for, too)
create or replace view asked_concepts as
with recursive
wider(concept, wide) as (
    select concept, concept from concepts
    union
    select wider.concept, concepts.broader
    from wider
    join concepts on concepts.concept = wider.wide
    where concepts.broader is not null
)
select
    jobs.job_id,
    requirements.kind,
    wider.wide as concept,
    -- The strongest: the last in the alphabet, as a lake has no order of its own for them.
    max(requirements.strength::varchar) as strength,
    bool_or(requirements.concept = wider.wide) as named,
    bool_and(requirements.group_no is not null) as only_as_alternative
from medical_office_manager_jobs as jobs
join requirements using (posting_id)
join wider using (concept)
where requirements.strength <> 'not_required'
group by jobs.job_id, requirements.kind, wider.wide;
comment on view asked_concepts is 'What each medical office manager job asks for, required or preferred; named is false where only something narrower is asked.';
