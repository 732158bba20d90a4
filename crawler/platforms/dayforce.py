"""Dayforce job feeds: one public JSON answer with whole postings, a row for each language.

Known from public code that reads it: no answer of it has been seen.
"""

import re
from typing import ClassVar
from urllib.parse import quote

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    read_each,
    together,
)
from crawler.formats.reading import pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of, query_of
from crawler.posting import Json, RawPosting

_FEED = "https://www.dayforcehcm.com"
_API_PATH = re.compile(r"/api/([^/?#]+)/V1/JobFeeds", re.IGNORECASE)
_LOCALE = r"(?:[a-z]{2}-[A-Z]{2}/)?"
_PORTAL = re.compile(
    rf"https?://[^/]+/(?:CandidatePortal/{_LOCALE}([^/?#]+)(?:/Site/([^/?#]+))?"
    rf"|{_LOCALE}([^/?#]+)/([^/?#]+))"
)


class Dayforce(JsonPlatform):
    """jobs.dayforcehcm.com and its feed."""

    name: ClassVar[str] = "dayforce"
    url_help: ClassVar[str] = "give https://jobs.dayforcehcm.com/en-US/TENANT/BOARD"
    verified: ClassVar[bool] = False
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/jobs/(\d+)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Dayforce portal or has its feed's path."""
        return host_of(url).endswith("dayforcehcm.com") or bool(_API_PATH.search(url))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a board's feed."""
        api, portal = _API_PATH.search(url), _PORTAL.match(url)
        if api:
            tenant, board, base = api[1], query_of(url).get("internaljobboardcode"), origin_of(url)
        elif portal:
            tenant, board, base = portal[1] or portal[3], portal[2] or portal[4], _FEED
        else:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        of_board = f"&internalJobBoardCode={quote(board)}" if board else ""
        feed = f"{base}/api/{tenant}/V1/JobFeeds?includeActivePostingOnly=true{of_board}"
        return (Fetch(url=feed, headers={"Accept": "application/json"}),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a feed."""
        if not isinstance(data, list):
            return not_understood(page, "no job feed of Dayforce")
        postings, problems = read_each(
            together(data, _key), page, lambda group: _posting(source, group["rows"], page)
        )
        return Parsed(postings=postings, problems=problems)


def _key(row: Entry) -> str | None:
    return words(row.get("ReferenceNumber"))


def _of_one_language(rows: list[Entry]) -> list[Entry]:
    """Return the rows in American English, else in any English, else in the first language."""
    spoken = [(words(row.get("CultureCode")) or "").lower() for row in rows]
    language = min(spoken, key=lambda said: (said != "en-us", not said.startswith("en")))
    return [row for row, said in zip(rows, spoken, strict=True) if said == language]


def _posting(source: str, rows: list[Entry], page: Page) -> RawPosting | None:
    rows = _of_one_language(rows)
    row = rows[0]
    key, title = _key(row), words(row.get("Title"))
    if key is None or title is None:
        return None
    url = words(row.get("JobDetailsUrl"))
    return RawPosting(
        source=source,
        platform=Dayforce.name,
        key=key,
        requisition_id=key,
        url=url,
        apply_url=words(row.get("ApplyUrl")) or url,
        title=title,
        employer=words(row.get("CompanyName")) or words(row.get("ParentCompanyName")),
        locations=places(
            place(
                city=each.get("City"),
                state=each.get("State"),
                postal_code=each.get("PostalCode"),
                country=each.get("Country"),
            )
            for each in rows
        ),
        workplace="remote" if row.get("IsVirtualLocation") is True else None,
        employment_type=words(row.get("EmploymentIndicator")),
        pay=pay(row.get("MinHiringRate"), row.get("MaxHiringRate")),
        description=sections([(None, row.get("Description"))]),
        fetched_at=page.fetched_at,
        payload=row if len(rows) == 1 else rows,
        **dates(page, posted=row.get("DatePosted")),
    )


PLATFORM = Dayforce()
