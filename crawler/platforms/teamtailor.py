"""Teamtailor: the feed of a careers site, RSS (jobs.rss, paged) or JSON Feed (jobs.json).

Both are public by the vendor's own help page. An entry of the JSON Feed may come without its text;
its page has JobPosting JSON-LD.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree

from crawler.errors import Unreadable
from crawler.formats.jobposting import raw_posting
from crawler.formats.jsonplatform import Entry, not_understood, offset_of, read_each
from crawler.formats.reading import day, items, load_json, part, place, places, words
from crawler.formats.syndication import ITEMS, ROOTS, decoded, item_posting
from crawler.formats.xmlstream import local_name, read_elements, text_of
from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, host_of, origin_of
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawLocation, RawPosting

_PAGE_SIZE = 100
_FEED = re.compile(r"/jobs\.(?:rss|json)$")
_JOB = re.compile(r"/jobs/(\d+)")
_WORKPLACES = {"fully": "remote", "none": "on-site"}
"""How the feed's `remoteStatus` is spelt on the site itself; other words are kept."""


class Teamtailor(Platform):
    """SUB.teamtailor.com and own domains with its feed's path."""

    name: ClassVar[str] = "teamtailor"
    url_help: ClassVar[str] = "give https://SUB.teamtailor.com or https://HOST/jobs.rss"

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Teamtailor site or its feed."""
        host = host_of(url)
        own = host.endswith(".teamtailor.com") and not host.startswith("www.")
        return own or bool(_FEED.search(urlsplit(url).path))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the feed."""
        return (_feed_page(url, 0),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a page of the feed, the JSON Feed, or the page of one job."""
        job = _JOB.search(urlsplit(page.url).path)
        if job:
            return read_page(source, page, platform=self.name, key=job[1])
        if page.body.lstrip()[:1] in (b"{", b"["):
            return _json_feed(source, page)
        return _rss(source, page)


def _feed_page(url: str, offset: int) -> Fetch:
    query = f"?per_page={_PAGE_SIZE}&offset={offset}"
    return Fetch(url=f"{origin_of(url)}/jobs.rss{query}", context={"offset": offset})


def _rss(source: str, page: Page) -> Parsed:
    postings: list[RawPosting] = []
    problems: list[Problem] = []
    try:
        for item in read_elements(BytesIO(page.body), ITEMS, ROOTS):
            posting = _item(source, item, page)
            if posting is None:
                problems.append(Problem(page.url, "feed item without title or address"))
            else:
                postings.append(posting)
    except Unreadable as error:
        problems.append(Problem(page.url, str(error)))
    full = len(postings) + len(problems) >= _PAGE_SIZE
    following = _feed_page(page.url, offset_of(page, "offset") + _PAGE_SIZE)
    return Parsed(
        postings=tuple(postings),
        problems=tuple(problems),
        fetches=(following,) if full and page.fetch is not None else (),
    )


def _item(source: str, item: etree._Element, page: Page) -> RawPosting | None:
    posting = item_posting(source, item, page, platform=Teamtailor.name, basis="stated")
    if posting is None:
        return None
    status = text_of(item, "remoteStatus")
    return _keyed(
        replace(
            posting,
            locations=places(_locations(item)),
            workplace=_WORKPLACES.get(status.lower(), status) if status else None,
        )
    )


def _keyed(posting: RawPosting) -> RawPosting:
    """Return a posting with the number of its address as key: both feeds have that one."""
    number = _JOB.search(posting.url or "")
    apply_url = f"{posting.url}/applications/new" if number else posting.apply_url
    return replace(posting, key=number[1] if number else posting.key, apply_url=apply_url)


def _locations(item: etree._Element) -> Iterator[RawLocation | None]:
    for element in item.iter():
        if local_name(element) != "location":
            continue
        if len(element) == 0:
            yield place(element.text)
            continue
        parts = {
            "city": text_of(element, "city"),
            "state": text_of(element, "state", "region"),
            "postal_code": text_of(element, "zip"),
            "country": text_of(element, "country"),
        }
        yield place(None if parts["city"] else text_of(element, "name"), **parts)


def _json_feed(source: str, page: Page) -> Parsed:
    try:
        data = load_json(page)
    except (ValueError, RecursionError) as error:
        return Parsed(problems=(Problem(page.url, f"not JSON: {error}"),))
    if not isinstance(part(data, "items"), list):
        return not_understood(page, "no items in the answer")
    postings, problems = read_each(items(data["items"]), page, lambda e: _entry(source, e, page))
    following = words(data.get("next_url"))
    fetches = (Fetch(url=following),) if following and page.fetch is not None else ()
    return Parsed(postings=postings, problems=problems, fetches=fetches)


def _entry(source: str, entry: Entry, page: Page) -> RawPosting | None:
    said = entry.get("_jobposting")
    job = (
        {str(name).lower(): value for name, value in said.items()} if isinstance(said, dict) else {}
    )
    title, key = words(entry.get("title")), words(entry.get("id")) or words(entry.get("url"))
    url = words(entry.get("url"))
    posting = raw_posting(source, {"title": title, "url": url} | job, page, key or "")
    if posting is None or key is None:
        return None
    text = _first_text(posting.description, entry.get("content_html"), entry.get("content_text"))
    posted = day(entry.get("date_published"), page.fetched_at) or posting.posted_at
    keyed = _keyed(
        replace(
            posting,
            platform=Teamtailor.name,
            url=url,
            apply_url=url,
            employer=posting.employer or words(part(said, "identifier", "name")),
            description=decoded(text) if text else "",
            description_format="html",
            posted_at=posted,
            posted_at_basis="stated" if posted else None,
            payload=entry,
        )
    )
    return keyed if text else replace(keyed, partial=True, detail_url=url)


def _first_text(*values: Json) -> str | None:
    return next((text for text in values if isinstance(text, str) and text.strip()), None)


PLATFORM = Teamtailor()
