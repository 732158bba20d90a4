-- question: Which certifications and licences do open medical office manager jobs ask for?
-- one row per: credential
select label as credential, kind, required, preferred, not_required, percent_of_jobs as percent
from concept_demand
where kind in ('certification', 'licence')
order by required + preferred desc, label
limit 15;
