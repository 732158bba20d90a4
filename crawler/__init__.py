"""Collect public job postings and land them as they came.

Public modules here (`posting`, `landing`, `sources`, `home`, `errors`, `command`,
`platforms`) import no Scrapy; only `spiders`, `settings` and the running of a crawl do.
"""
