"""Rippling's job boards: a list with a row for each place, and one detail a posting.

Two forms of the list: the first version's bare rows, and pages of `items`. Undocumented: seen in
public code that reads it and in a captured list.
"""

import re
from typing import ClassVar

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    read_each,
    together,
)
from crawler.formats.reading import items, named, part, pay_span, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, query_of
from crawler.posting import Json, RawLocation, RawPosting

_API = "https://api.rippling.com/platform/api/ats/v1/board"
_API_PATH = re.compile(r"(https?://[^/]+(?:/[\w-]+)*/v\d/board)/([^/?#]+)/jobs")
_BOARD = re.compile(r"https?://[^/]+/(?:[a-z]{2}-[A-Z]{2}/)?([^/?#]+)")
_KIND = re.compile(r"^(Remote|Hybrid)\b", re.IGNORECASE)


class Rippling(JsonPlatform):
    """ats.rippling.com and its API."""

    name: ClassVar[str] = "rippling"
    url_help: ClassVar[str] = "give https://ats.rippling.com/BOARD/jobs"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/jobs/([0-9a-f-]{36})")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Rippling board or has its API's path."""
        known = re.fullmatch(r"(?:ats|api|www)\.(?:[\w-]+\.)?rippling\.com", host_of(url))
        return bool(known) or bool(_API_PATH.match(url))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a board's list."""
        base, board = _address(url)
        if board is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (Fetch(url=f"{base}/{board}/jobs", headers={"Accept": "application/json"}),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list, of either form, or a detail."""
        rows = data if isinstance(data, list) else part(data, "items")
        rows = rows if isinstance(rows, list) else part(data, "jobs")
        is_detail = not isinstance(rows, list)
        if is_detail and isinstance(data, dict) and _key(data):
            rows = [data]
        if not isinstance(rows, list):
            return not_understood(page, "no list or posting of Rippling")
        postings, problems = read_each(
            together(rows, _key), page, lambda group: _posting(source, group["rows"], page)
        )
        total = part(data, "totalItems")
        return Parsed(
            postings=postings,
            problems=problems,
            fetches=_next_page(data, page),
            total=total if isinstance(total, int) else None,
        )


def _address(url: str) -> tuple[str, str | None]:
    """Return the API's address and the name of the board that a url names."""
    api = _API_PATH.match(url)
    if api:
        return api[1], api[2]
    board = _BOARD.match(url) if host_of(url).startswith("ats.") else None
    return _API, board[1] if board else None


def _next_page(data: Json, page: Page) -> tuple[Fetch, ...]:
    pages, number = part(data, "totalPages"), part(data, "page")
    if not (isinstance(pages, int) and isinstance(number, int)) or number + 1 >= pages:
        return ()
    size = query_of(page.url).get("pagesize")
    address = page.url.split("?", maxsplit=1)[0]
    return (
        Fetch(
            url=f"{address}?page={number + 1}" + (f"&pageSize={size}" if size else ""),
            headers={"Accept": "application/json"},
        ),
    )


def _key(row: Entry) -> str | None:
    return words(row.get("uuid")) or words(row.get("id"))


def _posting(source: str, rows: list[Entry], page: Page) -> RawPosting | None:
    row = rows[0]
    key, title = _key(row), words(row.get("name")) or words(row.get("title"))
    if key is None or title is None:
        return None
    base, board = _address(page.url)
    url = words(row.get("url")) or (
        f"https://ats.rippling.com/{board}/jobs/{key}" if board else None
    )
    said = row.get("description")
    description = sections(
        [(None, part(said, "company")), (None, part(said, "role"))]
        if isinstance(said, dict)
        else [(None, said)]
    )
    locations = places(item for each in rows for item in _locations(each))
    return RawPosting(
        source=source,
        platform=Rippling.name,
        key=key,
        url=url,
        apply_url=url,
        title=title,
        employer=words(row.get("companyName")),
        locations=locations,
        workplace=_workplace(rows, locations),
        employment_type=named(row.get("employmentType"), "id", "label"),
        pay=pay_span(
            (
                part(band, "rangeStart"),
                part(band, "rangeEnd"),
                part(band, "frequency"),
                part(band, "currency"),
            )
            for band in items(row.get("payRangeDetails"))
        ),
        description=description,
        partial=not description,
        detail_url=f"{base}/{board}/jobs/{key}" if board and not description else None,
        fetched_at=page.fetched_at,
        payload=row if len(rows) == 1 else rows,
        **dates(page, posted=row.get("createdOn") or row.get("createdAt")),
    )


def _sites(row: Entry) -> list[Json]:
    return [row.get("workLocation"), *items(row.get("workLocations")), *items(row.get("locations"))]


def _locations(row: Entry) -> list[RawLocation | None]:
    return [
        place(
            named(site, "label", "name", "displayName"),
            city=part(site, "city"),
            state=part(site, "stateCode") or part(site, "state"),
            country=part(site, "countryCode") or part(site, "country"),
        )
        for site in _sites(row)
    ]


def _workplace(rows: list[Entry], locations: tuple[RawLocation, ...]) -> str | None:
    """Return the kind that all places share: "Remote (Ohio, US)" names its kind first."""
    said = {words(part(site, "workplaceType")) for row in rows for site in _sites(row)} - {None}
    if not said:
        kinds = [_KIND.match(item.words) for item in locations]
        said = {kind[1].lower() if kind else None for kind in kinds}
    return said.pop() if len(said) == 1 else None


PLATFORM = Rippling()
