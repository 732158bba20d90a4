-- All postings, in the order of their ids.
select posting_id from postings order by posting_id
