-- Postings that another extractor read.
select posting_id from postings where extractor_version <> ? order by posting_id
