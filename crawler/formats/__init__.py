"""How answers are written, one module a format: JSON, XML, markup, feeds, archives, plain pages.

Platforms read by these; a new way in which systems write their postings is one new file.
"""
