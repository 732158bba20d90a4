-- question: How many open jobs ask for each thing, and how strongly?
-- one row per: kind, concept
create or replace view concept_demand as
with asked as (
    select
        requirements.kind,
        requirements.concept,
        jobs.job_id,
        bool_or(strength = 'required') as required,
        bool_or(strength = 'preferred') as preferred,
        bool_or(strength = 'not_required') as not_required
    from open_medical_office_managers as jobs
    join requirements using (posting_id)
    group by requirements.kind, requirements.concept, jobs.job_id
)
select
    asked.kind,
    concept,
    any_value(label) as label,
    count(*) filter (where required) as required,
    count(*) filter (where preferred) as preferred,
    count(*) filter (where not_required) as not_required,
    count(*) filter (where required or preferred) as jobs,
    round(100.0 * count(*) filter (where required or preferred)
        / nullif((select count(*) from open_medical_office_managers), 0), 1) as percent_of_jobs
from asked
join concepts using (concept)
group by asked.kind, concept
order by asked.kind::varchar, jobs desc, concept;
comment on view concept_demand is 'How many open medical office manager jobs ask for each concept.';
