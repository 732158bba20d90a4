"""Job pages without markup: title and description found by the classes their system gives them."""

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.jsonld import decode
from crawler.formats.reading import words_in
from crawler.platforms.base import Page, Parsed
from crawler.platforms.jsonld import read_page
from crawler.posting import RawPosting


def read_job_page(
    source: str, page: Page, *, platform: str, key: str | None, title: str, description: str
) -> Parsed:
    """Read a job page by its JobPosting, else by the CSS of its title and of its description."""
    marked = read_page(source, page, platform=platform, key=key)
    if marked.postings or marked.problems:
        return marked
    tree = LexborHTMLParser(decode(page.body, page.content_type))
    heading, body = tree.css_first(title), tree.css_first(description)
    name = words_in(heading)
    text = (body.inner_html or "").strip() if body else ""
    asked = page.key or key
    if name is None or not text or asked is None:
        return marked
    posting = RawPosting(
        source=source,
        platform=platform,
        key=asked,
        url=page.url,
        apply_url=page.url,
        title=name,
        description=text,
        fetched_at=page.fetched_at,
        payload={"title": name, "description": text},
    )
    return Parsed(postings=(posting,))
