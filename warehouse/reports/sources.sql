-- question: How did each source do in its last run?
-- one row per: source
select source, postings, open, unknown, with_pay, errors, first_error
from source_health;
