-- The texts of the wanted postings.
select posting_id, text from postings where posting_id in (select posting_id from wanted_postings)
