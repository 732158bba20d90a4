-- The texts of some postings.
select posting_id, text from postings where posting_id in (select unnest($ids))
