"""Paylocity boards: one page with the whole list in a script, and a JobPosting in each posting's page.

Older pages of postings have no markup: their text stands under headings. Postings marked internal
are not for the public. The documented feed of an employer, where a source names it, has the whole
texts; its first version spells its names in another case. Pages are undocumented: seen in captured
ones and in public code that reads them.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.formats.brokenjson import read_values
from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import Entry, dates, read_each
from crawler.formats.reading import part, pay, place, places, sections, words, words_in
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    Platform,
    Problem,
    each_posting,
    host_of,
    origin_of,
)
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawLocation, RawPosting

_BOARD = re.compile(r"/recruiting/jobs/(?:all|list)/([\w-]+)", re.IGNORECASE)
_JOB = re.compile(r"/recruiting/jobs/(?:details|apply)/(\d+)", re.IGNORECASE)
_FEED = re.compile(r"/recruiting/(?:v\d/)?api/feed/jobs/([\w-]+)", re.IGNORECASE)
_DATA = re.compile(r"\bwindow\.pageData\s*=\s*")
_NO_COMPANY = frozenset(
    ("career opportunities", "employment opportunities", "job opportunities", "careers", "jobs")
)
_FEED_PARTS = (
    ("summary", None),
    ("description", None),
    ("requirements", "Requirements"),
    ("benefits", "Benefits"),
)
_PREVIEW = ".job-preview-details"
_TITLE = ".job-preview-title, h1"


class Paylocity(Platform):
    """recruiting.paylocity.com."""

    name: ClassVar[str] = "paylocity"
    url_help: ClassVar[str] = "give https://recruiting.paylocity.com/recruiting/jobs/All/GUID/NAME"

    def recognises(self, url: str) -> bool:
        """Return whether a url is on a host of Paylocity's recruiting."""
        host = host_of(url)
        return host.endswith("paylocity.com") and "recruiting" in host

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one page of a board."""
        board = _BOARD.search(url)
        if _FEED.search(url):
            return (Fetch(url=url, headers={"Accept": "application/json"}),)
        if board is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (Fetch(url=f"{origin_of(url)}/recruiting/jobs/All/{board[1]}"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a board or the page of a posting."""
        text = decode(page.body, page.content_type)
        if text.lstrip()[:1] in ("{", "["):
            return _read_feed(source, page, text)
        data = _DATA.search(text)
        if data is None:
            return _read_posting(source, page, text)
        end = text.find("</script", data.end())
        values, fault = read_values(text[data.end() : end if end >= 0 else None])
        board = values[0] if values else None
        listed = part(board, "Jobs")
        if not isinstance(listed, list):
            if _JOB.search(page.url):
                return _read_posting(source, page, text)
            reason = f"pageData without a list of jobs{f': {fault}' if fault else ''}"
            return Parsed(problems=(Problem(page.url, reason),))
        company = words(part(board, "ModuleTitle"))
        employer = None if company is None or company.lower() in _NO_COMPANY else company
        public = [item for item in listed if part(item, "IsInternal") is not True]
        postings, problems = _each(public, page, lambda item: _entry(source, item, page, employer))
        if fault:
            problems = (*problems, Problem(page.url, f"the list cannot be read whole: {fault}"))
        return Parsed(postings=postings, problems=problems)


def _each(
    entries: list[Json], page: Page, read: Callable[[Entry], RawPosting | None]
) -> tuple[tuple[RawPosting, ...], tuple[Problem, ...]]:
    """Read entries by their names in lower case; what each was read from stays as it came."""

    def whole(item: Entry) -> RawPosting | None:
        posting = read(_folded(item))
        return replace(posting, payload=item) if posting else None

    return read_each(entries, page, whole)


def _entry(source: str, item: Entry, page: Page, employer: str | None) -> RawPosting | None:
    key, title = words(item.get("jobid")), words(item.get("jobtitle"))
    if key is None or title is None:
        return None
    url = f"{origin_of(page.url)}/Recruiting/Jobs/Details/{key}"
    said = words(item.get("locationname"))
    remote = item.get("isremote") is True or "remote" in (said or "").lower()
    return RawPosting(
        source=source,
        platform=Paylocity.name,
        key=key,
        requisition_id=key,
        url=url,
        apply_url=_apply_url(page, key),
        title=title,
        employer=employer,
        locations=_location(item.get("joblocation"), said),
        workplace="Remote" if remote else None,
        employment_type=words(item.get("employmenttype")) or words(item.get("jobtype")),
        **dates(page, posted=item.get("publisheddate")),
        partial=True,
        detail_url=url,
        fetched_at=page.fetched_at,
    )


def _location(where: Json, said: Json) -> tuple[RawLocation, ...]:
    """Return a place by its parts, without a city by the words for it."""
    if isinstance(where, str):
        return places([place(where)])
    shown = (said, part(where, "locationdisplayname"), part(where, "metro"), part(where, "name"))
    city = words(part(where, "city"))
    return places(
        [
            place(
                None if city else next(filter(None, map(words, shown)), None),
                city=city,
                state=part(where, "state"),
                postal_code=part(where, "zip") or part(where, "postalcode"),
                country=part(where, "country"),
            )
        ]
    )


def _read_feed(source: str, page: Page, text: str) -> Parsed:
    values, fault = read_values(text)
    feed = values[0] if values else None
    listed = feed if isinstance(feed, list) else part(feed, "jobs") or part(feed, "Jobs")
    if not isinstance(listed, list):
        return Parsed(problems=(Problem(page.url, f"no feed of Paylocity: {fault or 'no jobs'}"),))
    company = part(feed, "displayName") or part(feed, "DisplayName")
    postings, problems = _each(listed, page, lambda item: _from_feed(source, item, page, company))
    if fault:
        problems = (*problems, Problem(page.url, f"the feed cannot be read whole: {fault}"))
    return Parsed(postings=postings, problems=problems)


def _folded(value: Json) -> Json:
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, dict):
        return {str(key).lower(): _folded(item) for key, item in value.items()}
    return value


def _from_feed(source: str, item: Entry, page: Page, company: Json) -> RawPosting | None:
    key = words(item.get("jobid")) or words(item.get("id"))
    title = words(item.get("title")) or words(item.get("jobtitle"))
    if key is None or title is None:
        return None
    url = f"{origin_of(page.url)}/Recruiting/Jobs/Details/{key}"
    where = item.get("joblocation") or item.get("location") or item
    return RawPosting(
        source=source,
        platform=Paylocity.name,
        key=key,
        requisition_id=key,
        url=words(item.get("displayurl")) or url,
        apply_url=words(item.get("applyurl")) or _apply_url(page, key),
        title=title,
        employer=words(item.get("companyname")) or words(company),
        locations=_location(where, item.get("locationname")),
        workplace="Remote" if item.get("isremote") is True else None,
        employment_type=words(item.get("employmenttype")) or words(item.get("jobtype")),
        pay=pay(said=item.get("salarydescription") or item.get("salary")),
        **dates(page, posted=item.get("publisheddate")),
        description=sections((head, item.get(name)) for name, head in _FEED_PARTS),
        fetched_at=page.fetched_at,
    )


def _apply_url(page: Page, key: str) -> str:
    return f"{origin_of(page.url)}/Recruiting/Jobs/Apply/{key}"


def _read_posting(source: str, page: Page, text: str) -> Parsed:
    asked = _JOB.search(page.url)
    key = page.key or (asked[1] if asked else None)
    read = read_page(source, page, platform=Paylocity.name, key=key)
    if read.postings:
        return each_posting(read, lambda item: _completed(item, page))
    older = _older_page(source, page, key, LexborHTMLParser(text)) if key else None
    if older is not None:
        return Parsed(postings=(older,))
    if key is None and not read.problems:
        return Parsed(problems=(Problem(page.url, "neither a board nor a posting of Paylocity"),))
    return read


def _completed(posting: RawPosting, page: Page) -> RawPosting:
    return replace(
        posting,
        requisition_id=posting.requisition_id or posting.key,
        apply_url=_apply_url(page, posting.key),
    )


def _older_page(source: str, page: Page, key: str, tree: LexborHTMLParser) -> RawPosting | None:
    """Read a posting whose text stands under headings."""
    box, title = tree.css_first(_PREVIEW), words_in(tree.css_first(_TITLE))
    if box is None:
        return None
    parts = [(words_in(head), _after(head)) for head in box.css(".job-listing-header")]
    description = sections(parts)
    title = title or _before_bar(words_in(tree.css_first("title")))
    if not description or title is None:
        return None
    url = f"{origin_of(page.url)}/Recruiting/Jobs/Details/{key}"
    return RawPosting(
        source=source,
        platform=Paylocity.name,
        key=key,
        requisition_id=key,
        url=url,
        apply_url=_apply_url(page, key),
        title=title,
        locations=places([place(words_in(tree.css_first(".preview-location, .job-location")))]),
        description=description,
        fetched_at=page.fetched_at,
        payload={"title": title, "description": description},
    )


def _after(head: LexborNode) -> str | None:
    node = head.next
    while node is not None and node.tag != "div":
        node = node.next
    return node.inner_html if node is not None else None


def _before_bar(text: str | None) -> Json:
    return words(text.partition("|")[0]) if text else None


PLATFORM = Paylocity()
