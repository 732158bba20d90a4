"""Pinpoint: one public answer with all postings, each text in four parts under its heading.

`compensation_visible` false means that the employer does not publish the pay that stands there.
"""

import re
from typing import ClassVar
from urllib.parse import urlsplit

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, absolute_url, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_PARTS = (
    ("key_responsibilities", "Key responsibilities"),
    ("skills_knowledge_expertise", "Skills, knowledge and expertise"),
    ("benefits", "Benefits"),
)
_LIST = re.compile(r"/(?:[a-z]{2}(?:-[A-Z]{2})?/)?postings\.json$")


class Pinpoint(JsonPlatform):
    """SUB.pinpointhq.com and own domains with its list's path."""

    name: ClassVar[str] = "pinpoint"
    url_help: ClassVar[str] = "give https://SUB.pinpointhq.com or https://HOST/postings.json"

    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/postings/([\w-]+)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Pinpoint site or its list of postings."""
        host = host_of(url)
        own = host.endswith(".pinpointhq.com") and not host.startswith("www.")
        return own or bool(_LIST.search(urlsplit(url).path))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site."""
        return (Fetch(url=f"{origin_of(url)}/postings.json"),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read the postings of an answer."""
        entries = data if isinstance(data, list) else part(data, "data")
        if isinstance(entries, dict):
            entries = [entries]
        if not isinstance(entries, list):
            return not_understood(page, "no postings in the answer")
        postings, problems = read_each(items(entries), page, lambda e: _posting(source, e, page))
        return Parsed(postings=postings, problems=problems)


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    key, title = words(entry.get("id")), words(entry.get("title"))
    if key is None or title is None:
        return None
    url = words(entry.get("url")) or words(entry.get("path"))
    url = absolute_url(page.url, url) if url else None
    told: list[tuple[str | None, Json]] = [(None, entry.get("description"))]
    told += [
        (words(entry.get(f"{name}_header")) or usual, entry.get(name)) for name, usual in _PARTS
    ]
    return RawPosting(
        source=source,
        platform=Pinpoint.name,
        key=key,
        requisition_id=words(entry.get("requisition_id"))
        or words(part(entry, "job", "requisition_id"))
        or words(entry.get("reference")),
        url=url,
        apply_url=f"{url.rstrip('/')}/applications/new" if url else None,
        title=title,
        employer=named(entry.get("company"), "name"),
        locations=_locations(entry),
        workplace=words(entry.get("workplace_type_text")) or words(entry.get("workplace_type")),
        employment_type=words(entry.get("employment_type_text"))
        or words(entry.get("employment_type")),
        pay=_pay(entry),
        description=sections(told),
        fetched_at=page.fetched_at,
        payload=_published(entry),
        **dates(
            page,
            posted=entry.get("first_published_at") or entry.get("published_at"),
            until=entry.get("deadline_at"),
        ),
    )


def _published(entry: Entry) -> Entry:
    """Return an entry without the pay that its employer does not publish."""
    if entry.get("compensation_visible") is not False:
        return entry
    return {name: value for name, value in entry.items() if not name.startswith("compensation")}


def _pay(entry: Entry) -> RawPay | None:
    shown = _published(entry)
    return pay(
        shown.get("compensation_minimum"),
        shown.get("compensation_maximum"),
        unit=shown.get("compensation_frequency"),
        currency=shown.get("compensation_currency"),
        said=shown.get("compensation"),
    )


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    said = [entry.get("location"), *items(entry.get("locations"))]
    return places(_location(item) for item in said)


def _location(item: Json) -> RawLocation | None:
    if not isinstance(item, dict):
        return place(item)
    return place(
        item.get("name"),
        city=item.get("city"),
        state=item.get("province") or item.get("state"),
        postal_code=item.get("postal_code") or item.get("postcode"),
        country=item.get("country"),
    )


PLATFORM = Pinpoint()
