-- The requirements of some postings, in text order.
from requirements
where posting_id in (select unnest(?::varchar[]))
order by posting_id, requirement_no
