-- The words of some postings, title first: the title says what the text is about.
select
    postings.posting_id,
    title || chr(10) || text as words
from postings
semi join (select unnest($posting_ids) as posting_id) as wanted using (posting_id);
