-- The facts of some postings, in order.
from facts
where posting_id in (select unnest(?::varchar[]))
order by posting_id, fact_no
