-- question: What did postings ask for at the end of a day, as the extractor of today or of then reads it?
-- one row per: requirement of the version that stood on that day, where that version was ever read
create or replace macro requirements_as_of(day) as table
with
stood as (select posting_id, version from postings_as_of(day)),
read as (
    select *, null::timestamptz as replaced_at from requirements
    union all by name
    select * from past_requirements
)
select read.*
from read
join stood using (posting_id, version)
-- Of several readings of one version the last is the best we know.
qualify dense_rank() over (
    partition by posting_id order by replaced_at desc nulls first
) = 1
order by posting_id, requirement_no;
