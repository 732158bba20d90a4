"""Employers' own sites: job pages found through sitemaps, read by their JobPosting JSON-LD."""

import gzip
import io
import re
import zlib
from dataclasses import replace
from http import HTTPStatus
from typing import ClassVar
from urllib.parse import unquote, urljoin, urlsplit

from crawler.jobposting import raw_posting
from crawler.jsonld import decode, find_blocks, job_postings, noindex
from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, origin_of
from crawler.posting import RawPosting
from crawler.titles import title_in_path

_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*([^<\]]+?)\s*(?:\]\]>)?\s*</loc>", re.IGNORECASE)
_ROBOTS_SITEMAP = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
JOB_PATH = re.compile(
    r"/(?:jobs?|careers?/(?:job|position)s?|jobdetails?|job-details?|vacanc(?:y|ies)|positions?|"
    r"openings?|opportunit(?:y|ies)|careers)/[^/?#]+",
    re.IGNORECASE,
)
_LIST_PATH = re.compile(
    r"/(?:search|all|index|category|categories|page|tag|locations?)(?:[/.?#]|$)", re.IGNORECASE
)
_NOINDEX = re.compile(r"\b(?:noindex|none)\b", re.IGNORECASE)
_MOST_EXPANDED = 60 * 1024 * 1024
"""Bytes of one sitemap after unpacking: the protocol allows 50 MB, a bomb has more."""


class JsonLd(Platform):
    """Any site whose job pages carry JobPosting JSON-LD."""

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
        try:
            body = _unpacked(page.body)
        except (OSError, ValueError, zlib.error, EOFError) as error:
            return Parsed(problems=(Problem(page.url, f"cannot unpack: {error}"),))
        head = body[:2048].lower()
        if b"<urlset" in head or b"<sitemapindex" in head:
            return _sitemap(page, body)
        if fetch is not None and fetch.kind == "list":
            return Parsed(problems=(Problem(page.url, "no sitemap there"),))
        return read_page(source, page, body)


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
    """Read the postings of a job page; several in one page get numbered keys.

    Other platforms read their detail pages by it too: they give their name, and the posting's
    `key` as their lists have it, for a page that answers no request of ours.
    """
    text = decode(page.body if body is None else body, page.content_type)
    key = (page.fetch.key if page.fetch else None) or key or page_key(page.url)
    postings: list[RawPosting] = []
    problems: list[Problem] = []
    blocks = find_blocks(text)
    jobs = [job for block in blocks for job in job_postings(block.values)]
    hidden = bool(_NOINDEX.search(page.robots_tag)) or noindex(text)
    for number, job in enumerate(jobs, 1):
        posting = raw_posting(source, job, page, key if number == 1 else f"{key}#{number}")
        if posting is None:
            problems.append(Problem(page.url, "JobPosting without a title"))
        else:
            postings.append(replace(posting, platform=platform, closed=posting.closed or hidden))
    # A broken breadcrumb beside a posting that was read says nothing of the posting.
    problems += [
        Problem(page.url, f"JSON-LD that cannot be read: {block.error}")
        for block in blocks
        if block.error and (block.names_posting or not jobs)
    ]
    gone = not jobs and not problems
    return Parsed(postings=tuple(postings), problems=tuple(problems), closed=(key,) if gone else ())


def _robots(page: Page) -> Parsed:
    said = (
        _ROBOTS_SITEMAP.findall(page.body.decode("utf-8", "replace"))
        if page.status == HTTPStatus.OK
        else []
    )
    urls = list(dict.fromkeys(urljoin(page.url, item) for item in said)) or [
        f"{origin_of(page.url)}/sitemap.xml"
    ]
    return Parsed(fetches=tuple(Fetch(url=url) for url in urls))


def _sitemap(page: Page, body: bytes) -> Parsed:
    text = body.decode("utf-8", "replace")
    urls = [urljoin(page.url, _unescape(loc)) for loc in _LOC.findall(text)]
    if b"<sitemapindex" in body[:2048].lower():
        return Parsed(fetches=tuple(Fetch(url=url) for url in dict.fromkeys(urls)))
    jobs = [
        url
        for url in dict.fromkeys(urls)
        if JOB_PATH.search(urlsplit(url).path) and not _LIST_PATH.search(urlsplit(url).path)
    ]
    fetches = tuple(
        Fetch(url=url, kind="detail", key=page_key(url), title=title_in_path(_after_job(url)))
        for url in jobs
    )
    return Parsed(fetches=fetches, listed=tuple(fetch.key or "" for fetch in fetches))


def _after_job(url: str) -> str:
    """Return the part of a job's path that is about the job: what stands before is the site's."""
    path = unquote(urlsplit(url).path)
    match = JOB_PATH.search(path)
    return path[match.start() :].split("/", 2)[-1] if match else path


def _unescape(url: str) -> str:
    return url.replace("&amp;", "&").replace("&#38;", "&")


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(b"\x1f\x8b"):
        return body
    with gzip.open(io.BytesIO(body)) as stream:
        data = stream.read(_MOST_EXPANDED + 1)
    if len(data) > _MOST_EXPANDED:
        raise ValueError("larger than a sitemap may be")
    return data


PLATFORM = JsonLd()
