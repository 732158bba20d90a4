"""Employers' own sites: job pages found through sitemaps, read by their JobPosting markup.

JSON-LD first; microdata and RDFa where a page has no other.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import unquote, urlsplit

from crawler.formats.jobposting import own_url, raw_posting, requisition_id
from crawler.formats.jsonld import decode, find_blocks, job_postings, noindex, refusal
from crawler.formats.markup import read_markup
from crawler.formats.sitemaps import (
    Sitemap,
    is_job_page,
    job_part,
    named_in_robots,
    read_sitemap,
    unpacked,
)
from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, origin_of
from crawler.posting import Json, RawPosting
from crawler.titles import title_in_path

_NOINDEX = re.compile(r"\b(?:noindex|none)\b", re.IGNORECASE)


class JsonLd(Platform):
    """Any site whose job pages carry JobPosting markup."""

    name: ClassVar[str] = "jsonld"
    url_help: ClassVar[str] = "give the site's address or its sitemap"
    precedence: ClassVar[int] = 2

    def recognises(self, url: str) -> bool:
        """Return whether a url is a web page at all: this is the fallback."""
        return url.startswith(("http://", "https://"))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the sitemap given, else robots.txt, which names the sitemaps."""
        if re.search(r"\.xml(?:\.gz)?(?:\?|$)", url):
            return (Fetch(url=url),)
        return (Fetch(url=f"{origin_of(url)}/robots.txt", context={"robots": True}),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read robots.txt, a sitemap or a job page."""
        fetch = page.fetch
        if fetch is not None and fetch.context.get("robots"):
            return _robots(page)
        body, fault = unpacked(page.body)
        problems = (Problem(page.url, fault),) if fault else ()
        listing = fetch is not None and fetch.kind == "list"
        sitemap = read_sitemap(body, page.url, expected=listing)
        if sitemap is not None:
            return _listed(page, sitemap, problems, self.key_of)
        if problems or listing:
            return Parsed(problems=problems or (Problem(page.url, "no sitemap there"),))
        key = self.key_of(page.url)
        read = read_page(source, page, body, platform=self.name, key=key)
        if read.closed and body.lstrip()[:1] in (b"{", b"["):
            return Parsed(problems=(Problem(page.url, "JSON without a posting"),))
        return read

    def key_of(self, url: str) -> str:
        """Return the key of the posting whose page a url is."""
        return page_key(url)


def page_key(url: str) -> str:
    """Return the id of a job page within its site: its path, without what varies."""
    parts = urlsplit(url)
    path = unquote(parts.path).strip("/").removesuffix(".html").removesuffix("/job")
    query = re.search(r"\b(?:gh_jid|jobid|job_id|id|req)=([\w-]+)", parts.query, re.IGNORECASE)
    return "/".join(filter(None, (path, query[1] if query else ""))) or "home"


def read_page(
    source: str,
    page: Page,
    body: bytes | None = None,
    *,
    platform: str = "jsonld",
    key: str | None = None,
) -> Parsed:
    """Read the postings of a job page; several in one page get keys of their own.

    Other platforms read their detail pages by it too: they give their name, and the posting's
    `key` as their lists have it, for a page that answers no request of ours.
    """
    text = decode(page.body if body is None else body, page.content_type)
    key = page.key or key or page_key(page.url)
    blocks = find_blocks(text)
    jobs = list(job_postings([block.values for block in blocks]))
    markup, fault = ([], None) if jobs else read_markup(text, page.url)
    jobs = jobs or list(job_postings(markup))
    hidden = bool(_NOINDEX.search(page.robots_tag)) or noindex(text)
    postings: list[RawPosting] = []
    problems: list[Problem] = []
    for own_key, job in _with_keys(jobs, page, key):
        posting = raw_posting(source, job, page, own_key, platform)
        if posting is None:
            problems.append(Problem(page.url, "JobPosting without a title"))
        else:
            postings.append(replace(posting, closed=posting.closed or hidden))
    # A broken breadcrumb beside a posting that was read says nothing of the posting.
    problems += [
        Problem(page.url, f"JSON-LD that cannot be read: {block.error}")
        for block in blocks
        if block.error and (block.names_posting or not jobs)
    ]
    if fault:
        problems.append(Problem(page.url, f"markup that cannot be read: {fault}"))
    elif not jobs and not problems and (reason := _no_answer(text)):
        problems.append(Problem(page.url, reason))
    gone = not jobs and not problems
    return Parsed(postings=tuple(postings), problems=tuple(problems), closed=(key,) if gone else ())


def _with_keys(
    jobs: list[dict[str, Json]], page: Page, key: str
) -> Iterable[tuple[str, dict[str, Json]]]:
    """Give the page's own posting, else its first, the page's key, and the others keys of theirs.

    Another posting's is that of its own page where it has one, else its requisition, else a number.
    """
    different = [job for number, job in enumerate(jobs) if job not in jobs[:number]]
    if len(different) == 1:
        return [(key, different[0])]
    here = page_key(page.url)
    pages = [page_key(url) if (url := own_url(job, page)) else None for job in different]
    main = pages.index(here) if here in pages else 0
    keys: dict[str, dict[str, Json]] = {}
    for number, (job, its_page) in enumerate(zip(different, pages, strict=True)):
        own = None if its_page == here else its_page
        requisition = requisition_id(job)
        choices = [key] if number == main else [own, requisition and f"{key}#{requisition}"]
        free = (choice for choice in choices if choice and choice not in keys)
        keys[next(free, f"{key}#{number + 1}")] = job
    return keys.items()


def _no_answer(text: str) -> str | None:
    """Return why a page without a posting is no evidence that the posting is gone."""
    asks = refusal(text)
    if asks:
        return f"the site answers with a check instead of the page: {asks!r}"
    return None if "<" in text else "no web page: it has neither tags nor a posting"


def _robots(page: Page) -> Parsed:
    text = page.body.decode("utf-8", "replace") if page.status == HTTPStatus.OK else ""
    urls = named_in_robots(text, page.url) or [f"{origin_of(page.url)}/sitemap.xml"]
    return Parsed(fetches=tuple(Fetch(url=url) for url in urls))


def _listed(
    page: Page, sitemap: Sitemap, problems: tuple[Problem, ...], key_of: Callable[[str], str]
) -> Parsed:
    if sitemap.fault and not problems:
        problems = (Problem(page.url, sitemap.fault),)
    if sitemap.is_index:
        return Parsed(fetches=tuple(Fetch(url=url) for url in sitemap.urls), problems=problems)
    fetches = tuple(
        Fetch(url=url, kind="detail", key=key_of(url), title=title_in_path(job_part(url)))
        for url in sitemap.urls
        if is_job_page(url)
    )
    keys = tuple(fetch.key or "" for fetch in fetches)
    return Parsed(fetches=fetches, listed=keys, problems=problems)


PLATFORM = JsonLd()
