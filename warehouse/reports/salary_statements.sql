-- question: What do the source documents state of pay, beside what open jobs state today? They measure other people at other times: compare, never average.
-- one row per: figure of a document; the last row is the market's own
select
    said_by,
    year,
    measure,
    slice as of_whom,
    amount,
    null as jobs,
    document
from salary_statements
union all by name
select
    'open medical office manager jobs that state their pay' as said_by,
    year(max(last_seen_at)) as year,
    'median' as measure,
    'all' as of_whom,
    median(pay_annual_middle)::decimal(12, 2) as amount,
    count(pay_annual_middle) as jobs,
    null as document
from medical_office_manager_jobs
where status = 'open'
order by jobs nulls first, year nulls last, document, amount desc;
