-- question: Which benefits do open medical office manager jobs offer?
-- one row per: benefit. A kind of a benefit counts for the wider one too.
with jobs as (select posting_id from open_medical_office_managers),
offered as (
    select posting_id, concept from facts join jobs using (posting_id) where kind = 'benefit'
    union
    select posting_id, broader
    from facts
    join jobs using (posting_id)
    join concepts using (concept)
    where facts.kind = 'benefit' and broader is not null
)
select
    label as benefit,
    count(*) as jobs,
    round(100 * count(*) / (select count(*) from jobs), 1) as percent
from offered
join concepts using (concept)
group by label
order by jobs desc, benefit
limit 25;
