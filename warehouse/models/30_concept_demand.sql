-- question: How many open jobs ask for each thing, and how strongly?
-- one row per: kind, concept
create or replace view concept_demand as
select
    kind,
    concept,
    any_value(label) as label,
    count(distinct job_id) filter (where strength = 'required') as required,
    count(distinct job_id) filter (where strength = 'preferred') as preferred,
    count(distinct job_id) filter (where strength = 'not_required') as not_required,
    count(distinct job_id) filter (where strength <> 'not_required') as jobs,
    round(100.0 * count(distinct job_id) filter (where strength <> 'not_required')
        / nullif((select count(*) from open_medical_office_managers), 0), 1) as percent_of_jobs
from requirement_details
group by kind, concept
order by kind, jobs desc, concept;
comment on view concept_demand is 'How many open medical office manager jobs ask for each concept.';
