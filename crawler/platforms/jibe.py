"""Jibe, the front end of iCIMS on employers' own hosts: a paged JSON list with the whole texts.

Undocumented: seen in captured answers and in public code that reads it. `tags1` … `tags9` are
each tenant's own (FTE, shift, facility) and stay in the payload; `internal` ones are left out.
"""

import html
import re
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.formats.jsonplatform import Entry, JsonPlatform, counted_list, dates, not_understood
from crawler.formats.reading import (
    items,
    joined,
    named,
    part,
    pay,
    place,
    places,
    sections,
    whole,
    words,
)
from crawler.platforms.base import Fetch, Page, Parsed, origin_of, query_of
from crawler.posting import Json, RawLocation, RawPosting

_LIMIT = 100
_LIST = "/api/jobs"
_JOB = re.compile(r"/(?:careers-home/)?jobs/([\w-]+)")
_DESCRIPTION = (
    ("description", None),
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("benefits", "Benefits"),
)


class Jibe(JsonPlatform):
    """An employer's host with /careers-home/jobs or /api/jobs."""

    name: ClassVar[str] = "jibe"
    url_help: ClassVar[str] = "give https://HOST/careers-home/jobs or https://HOST/api/jobs"
    page_key: ClassVar[re.Pattern[str] | None] = _JOB

    def recognises(self, url: str) -> bool:
        """Return whether a url has the paths of Jibe's front end or of its API."""
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        return (
            parts.path.startswith("/careers-home")
            or parts.path.rstrip("/") == _LIST
            or parts.path.startswith(f"{_LIST}/")
            or host.endswith((".jibeapply.com", ".jibecdn.com"))
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list, with the url's own filters."""
        return (_list_page(url, 1, 0),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page, or one posting by itself."""
        listed = part(data, "jobs")
        if not isinstance(listed, list):
            alone = part(data, "data") or data
            posting = _posting(source, alone, page) if isinstance(alone, dict) else None
            return Parsed(postings=(posting,)) if posting else not_understood(page, "no jobs in it")
        entries = [item.get("data", item) if isinstance(item, dict) else None for item in listed]
        number = whole(query_of(page.url).get("page")) or 1
        before = page.fetch.context.get("seen") if page.fetch else None
        public = [item for item in entries if part(item, "internal") is not True]
        return counted_list(
            page,
            public,
            lambda entry: _posting(source, entry, page),
            total=data.get("totalCount"),
            start=before if isinstance(before, int) else (number - 1) * _LIMIT,
            further=lambda seen: _list_page(page.url, number + 1, seen),
            left_out=len(entries) - len(public),
        )


def _list_page(url: str, number: int, seen: int) -> Fetch:
    query = dict(parse_qsl(urlsplit(url).query)) | {"page": str(number), "limit": str(_LIMIT)}
    # A site may give fewer a page than asked for, so what is seen is counted.
    return Fetch(url=f"{origin_of(url)}{_LIST}?{urlencode(query)}", context={"seen": seen})


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    key = words(entry.get("slug")) or words(entry.get("req_id"))
    title = words(entry.get("title"))
    if key is None or title is None:
        return None
    meta = entry.get("meta_data")
    url = words(part(meta, "canonical_url")) or f"{origin_of(page.url)}/careers-home/jobs/{key}"
    said = sections((heading, entry.get(name)) for name, heading in _DESCRIPTION)
    return RawPosting(
        source=source,
        platform=Jibe.name,
        key=key,
        requisition_id=words(entry.get("req_id")),
        url=url,
        apply_url=words(entry.get("apply_url")) or url,
        title=html.unescape(title),
        employer=named(entry.get("hiring_organization"), "name"),
        locations=_locations(entry),
        workplace=words(entry.get("work_type")),
        employment_type=joined(
            named(item, "name") for item in _listed(entry.get("employment_type"))
        ),
        pay=_pay(entry),
        **dates(page, posted=entry.get("posted_date"), until=entry.get("posting_expiry_date")),
        description=said,
        partial=not said,
        detail_url=None if said else url,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _listed(value: Json) -> list[Json]:
    return items(value) or [value]


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    others = items(entry.get("additional_locations"))
    said = words(entry.get("full_location")) or words(entry.get("short_location"))
    if not others and said and ";" in said and not entry.get("city"):
        return places(place(item.strip()) for item in said.split(";"))
    own = None if others or entry.get("city") else said or entry.get("location_name")
    return places([_location(entry, own), *(_location(item, None) for item in others)])


def _location(item: Json, said: Json) -> RawLocation | None:
    if not isinstance(item, dict):
        return place(item)
    return place(
        said or (item.get("location_name") if not item.get("city") else None),
        city=item.get("city"),
        state=item.get("state"),
        postal_code=item.get("postal_code"),
        country=item.get("country") or item.get("country_code"),
    )


def _pay(entry: Entry) -> Json:
    return pay(
        entry.get("salary_min_value"),
        entry.get("salary_max_value"),
        unit=entry.get("salary_unit") or entry.get("salary_frequency"),
        currency=entry.get("salary_currency"),
        said=entry.get("salary_value") or entry.get("salary"),
    )


PLATFORM = Jibe()
