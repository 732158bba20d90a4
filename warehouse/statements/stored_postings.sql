-- What was read of some postings.
from postings where posting_id in (select unnest(?::varchar[]))
