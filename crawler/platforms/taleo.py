"""Taleo, in its two products: Business Edition's RSS, and Enterprise's list by POST.

In Business Edition's feed `pubDate` is the time of the feed. Enterprise's list needs the portal's
number, which the career section's page tells; its columns are positional and its places may be a
list in JSON. Its job pages say the text as JSON-LD or encoded in a hidden field.
"""

import json
import re
from dataclasses import replace
from functools import partial
from typing import ClassVar
from urllib.parse import quote, unquote, urlencode, urlsplit

from lxml import etree
from selectolax.lexbor import LexborHTMLParser

from crawler.formats.feeds import is_feed, read_feed
from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    is_markup,
    not_understood,
    read_each,
)
from crawler.formats.reading import day, items, part, place, places, words
from crawler.formats.syndication import item_posting
from crawler.formats.xmlstream import text_of
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    Problem,
    each_posting,
    host_of,
    origin_of,
    query_of,
)
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawLocation, RawPosting

_BUSINESS_HOST = re.compile(r"(?:^|\.)tbe\.taleo\.net$")
_BUSINESS = re.compile(r"^(?P<base>(?:/[^/]+)??)/ats/")
_SECTION = re.compile(r"^/careersection/(?!rest/|feed/)(?P<section>[^/]+)/")
_SEARCH = "/careersection/rest/jobboard/searchjobs"
_PORTAL = re.compile(r"\bportal(?:=|%3D|['\"]?\s*:\s*['\"]?)(\d{4,})", re.IGNORECASE)
_TITLE = re.compile(r"^Job Description\s*[-\u2013]\s*(?P<title>.+?)(?:\s*\((?P<id>[^()]+)\))?$")
_PLACE = re.compile(
    r"(?P<country>[A-Z]{2}|United States(?: of America)?)-(?P<state>[^-,]+)(?:-(?P<city>[^,]+))?$"
)
_FEED_NAME = re.compile(r"\s+(?:Job Feed|Jobs)$", re.IGNORECASE)
_RICH = "!*!"
"""What stands before each encoded text in a job page's hidden field."""


class Taleo(JsonPlatform):
    """ORG.taleo.net (Enterprise) and NN.tbe.taleo.net (Business Edition)."""

    name: ClassVar[str] = "taleo"
    url_help: ClassVar[str] = (
        "give https://ORG.taleo.net/careersection/SECTION/jobsearch.ftl or "
        "https://NN.tbe.taleo.net/NN01/ats/careers/v2/searchResults?org=ORG&cws=N"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Taleo's hosts."""
        return host_of(url) == "taleo.net" or host_of(url).endswith(".taleo.net")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the feed, or of the page that tells the portal's number."""
        if _BUSINESS_HOST.search(host_of(url)):
            found, asked = _BUSINESS.match(urlsplit(url).path), query_of(url)
            if found is None or not asked.get("org"):
                raise ValueError(f"{url!r} names no organisation; {self.url_help}")
            query = urlencode({"org": asked["org"], "cws": asked.get("cws", "1")})
            return (Fetch(url=f"{origin_of(url)}{found['base']}/ats/servlet/Rss?{query}"),)
        section = _SECTION.match(urlsplit(url).path)
        if section is None:
            raise ValueError(f"{url!r} names no career section; {self.url_help}")
        return (
            Fetch(url=f"{origin_of(url)}/careersection/{section['section']}/jobsearch.ftl?lang=en"),
        )

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a feed, a section's page, a page of its list, or a job's page."""
        if is_feed(page, b"rss"):
            return read_feed(page, "rss", "item", partial(_item, source, page))
        if not is_markup(page):
            return super().parse(source, page)
        section = _SECTION.match(urlsplit(page.url).path)
        is_detail = page.fetch.kind == "detail" if page.fetch else bool(_job_of(page.url))
        if section and not is_detail:
            return _section(page, section["section"])
        return _detail(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a page of a section's list."""
        return _list(source, data, page)


def _job_of(url: str) -> str | None:
    asked = query_of(url)
    return asked.get("rid") or asked.get("job")


def _item(source: str, page: Page, item: etree._Element, feed: str | None) -> RawPosting | None:
    posting = item_posting(source, item, page, platform=Taleo.name)
    if posting is None:
        return None
    key = words(text_of(item, "reqId")) or _job_of(posting.url or "") or posting.key
    state = words(text_of(item, "locationState"))
    found = place(
        text_of(item, "location"),
        city=text_of(item, "locationCity"),
        state=state.removeprefix("US-") if state else None,
        country="US" if state and state.startswith("US-") else None,
    )
    rich, plain = text_of(item, "html-description") or "", posting.description
    whole = len(_words_of(rich)) >= len(_words_of(plain))
    return replace(
        posting,
        key=key,
        requisition_id=key,
        employer=_FEED_NAME.sub("", feed) if feed else None,
        locations=(found,) if found else (),
        description=rich if whole else plain,
    )


def _words_of(text: str) -> str:
    body = LexborHTMLParser(text).body
    return " ".join(body.text().split()) if body is not None else ""


def _section(page: Page, section: str) -> Parsed:
    """Read the page of a career section: it tells the number of its portal."""
    portal = _PORTAL.search(decode(page.body, page.content_type))
    if portal is None:
        return Parsed(problems=(Problem(page.url, "the career section names no portal"),))
    return Parsed(fetches=(_list_page(origin_of(page.url), section, portal[1], 1),))


def _list_page(origin: str, section: str, portal: str, number: int) -> Fetch:
    body = {
        "multilineEnabled": False,
        "sortingSelection": {"sortBySelectionParam": "3", "ascendingSortingOrder": "false"},
        "fieldData": {"fields": {"KEYWORD": "", "LOCATION": ""}, "valid": True},
        "filterSelectionParam": {"searchFilterSelections": []},
        "advancedSearchFiltersSelectionParam": {"searchFilterSelections": []},
        "pageNo": number,
    }
    return Fetch(
        url=f"{origin}{_SEARCH}?lang=en&portal={portal}",
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "tz": "GMT+00:00"},
        context={"section": section, "portal": portal},
    )


def _list(source: str, data: Json, page: Page) -> Parsed:
    entries = part(data, "requisitionList")
    if not isinstance(entries, list):
        return not_understood(page, "no list of Taleo")
    postings, problems = read_each(entries, page, partial(_entry, source, page))
    paging = part(data, "pagingData")
    total, number, size = (
        value if isinstance(value := part(paging, name), int) else None
        for name in ("totalCount", "currentPageNo", "pageSize")
    )
    context = page.fetch.context if page.fetch else {}
    more = entries and total and number and size and number * size < total
    further = (
        (_list_page(origin_of(page.url), context["section"], context["portal"], number + 1),)
        if more and number and {"section", "portal"} <= set(context)
        else ()
    )
    return Parsed(postings=postings, problems=problems, fetches=further, total=total)


def _entry(source: str, page: Page, entry: Entry) -> RawPosting | None:
    """Return a list entry: its columns are the tenant's, but it says which hold title and place."""
    columns = [_column(value) for value in items(entry.get("column"))]
    linked = entry.get("linkedColumn")
    at = linked if isinstance(linked, int) and 0 <= linked < len(columns) else 0
    key = words(entry.get("contestNo")) or words(entry.get("jobId"))
    title = columns[at][0] if at < len(columns) and columns[at] else None
    if key is None or title is None:
        return None
    where = [n for n in items(entry.get("locationsColumns")) if isinstance(n, int)] or [1]
    told = [said for n in where if 0 <= n < len(columns) and n != at for said in columns[n]]
    others = [said[0] for n, said in enumerate(columns) if said and n not in (at, *where)]
    named = _SECTION.match(urlsplit(page.url).path)
    section = page.fetch.context.get("section") if page.fetch else named and named["section"]
    url = (
        f"{origin_of(page.url)}/careersection/{section}/jobdetail.ftl?job={quote(key)}&lang=en"
        if section
        else None
    )
    return RawPosting(
        source=source,
        platform=Taleo.name,
        key=key,
        requisition_id=key,
        url=url,
        title=title,
        locations=places(map(_place, told)),
        **dates(page, posted=next((s for s in others if day(s, page.fetched_at)), None)),
        partial=True,
        detail_url=url,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _column(value: Json) -> list[str]:
    """Return what a column says: a text, or several in a list written as JSON."""
    text = words(value)
    if text and text.startswith("["):
        try:
            value = json.loads(text)
        except ValueError:
            return [text]
        return [said for said in map(words, items(value)) if said]
    return [text] if text else []


def _place(said: str) -> RawLocation | None:
    """Return a place told from the largest part to the smallest: US-NC-Winston-Salem."""
    told = _PLACE.match(said)
    return place(said, **told.groupdict()) if told else place(said)


def _detail(source: str, page: Page) -> Parsed:
    key = _job_of(page.url)
    parsed = read_page(source, page, platform=Taleo.name, key=key)
    if parsed.postings:
        return each_posting(parsed, _decoded)
    key = page.key or key
    tree = LexborHTMLParser(decode(page.body, page.content_type))
    history, named = tree.css_first("#initialHistory"), tree.css_first("title")
    found = _TITLE.match(words(named.text()) or "") if named else None
    said = (history.attributes.get("value") or "") if history else ""
    texts = [
        unquote(text.removeprefix(_RICH)) for text in said.split("!|!") if text.startswith(_RICH)
    ]
    if not texts or found is None or key is None:
        return parsed
    posting = RawPosting(
        source=source,
        platform=Taleo.name,
        key=key,
        requisition_id=found["id"] or key,
        url=page.url,
        apply_url=page.url,
        title=found["title"],
        description="\n".join(dict.fromkeys(texts)),
        fetched_at=page.fetched_at,
        payload={"title": found[0], "texts": texts},
    )
    return Parsed(postings=(posting,))


def _decoded(posting: RawPosting) -> RawPosting:
    """Return a posting whose text is no longer encoded as a part of a url."""
    if not posting.description.lstrip().lower().startswith("%3c"):
        return posting
    return replace(posting, description=unquote(posting.description), description_format="html")


PLATFORM = Taleo()
