-- question: What do open jobs pay a year, by state? Only stated pay counts.
-- one row per: state
select state, jobs, jobs_with_pay as with_pay, median_min, median_max, lowest, highest
from pay_by_state;
