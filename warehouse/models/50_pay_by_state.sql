-- question: What do open jobs pay a year in each state, where they say so?
-- one row per: state
create or replace view pay_by_state as
select
    coalesce(state, 'not stated') as state,
    count(*) as jobs,
    count(coalesce(pay_annual_min, pay_annual_max)) as jobs_with_pay,
    median(pay_annual_min) as median_min,
    median(pay_annual_max) as median_max,
    min(pay_annual_min) as lowest,
    max(pay_annual_max) as highest
from open_medical_office_managers
group by coalesce(state, 'not stated')
order by jobs desc, state;
comment on view pay_by_state is 'Stated annual pay of open medical office manager jobs by state.';
