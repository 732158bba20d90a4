-- question: Which software do open jobs name?
-- one row per: product
select demand.label as product, demand.required, demand.preferred, demand.jobs
from concept_demand as demand
join concepts using (concept)
where concepts.subtype = 'technology'
order by demand.jobs desc, product
limit 25;
