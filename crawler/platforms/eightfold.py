"""Eightfold career sites: two forms of one paged list by GET, ten entries a page, and its details.

Places come as a list, or as the text of a list in Python's own spelling.
"""

import ast
import re
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    offset_of,
    read_each,
)
from crawler.formats.reading import instant, joined, lines, listed, part, place, places, words
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    host_of,
    origin_of,
    query_of,
)
from crawler.posting import Json, RawPosting

_PAGE_SIZE = 10
_PCSX = "/api/pcsx/"


class Eightfold(JsonPlatform):
    """TENANT.eightfold.ai/careers?domain=EMPLOYER.com."""

    name: ClassVar[str] = "eightfold"
    url_help: ClassVar[str] = "give https://TENANT.eightfold.ai/careers?domain=EMPLOYER.com"

    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/(?:careers/job|jobs)/(\d+)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Eightfold's hosts or has the paths of its API."""
        path = urlsplit(url).path
        return host_of(url).endswith(".eightfold.ai") or path.startswith(
            (_PCSX, "/api/apply/v2/jobs")
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        domain = query_of(url).get("domain")
        if not domain:
            raise ValueError(f"{url!r} names no employer's domain; {self.url_help}")
        return (_list_page(origin_of(url), domain, 0),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a page of the list, or a detail."""
        told = part(data, "data") or data
        entries = part(told, "positions")
        if isinstance(entries, list):
            return _list(source, page, data, told, entries)
        if part(told, "name") and part(told, "id"):
            postings, problems = read_each([told], page, partial(_posting, source, page, None))
            return Parsed(postings=postings, problems=problems)
        return not_understood(page, "neither a list nor a detail of Eightfold")


def _list_page(origin: str, domain: str, start: int) -> Fetch:
    asked = urlencode({"domain": domain, "query": "", "location": "", "start": start})
    return Fetch(url=f"{origin}{_PCSX}search?{asked}", context={"offset": start})


def _list(source: str, page: Page, data: Json, told: Json, entries: list[Json]) -> Parsed:
    domain = query_of(page.url).get("domain") or words(part(data, "domain"))
    postings, problems = read_each(entries, page, partial(_posting, source, page, domain))
    count = part(told, "count")
    total = count if isinstance(count, int) and not isinstance(count, bool) else None
    end = offset_of(page, "start") + len(entries)
    more = entries and total is not None and end < total and domain
    further = (_list_page(origin_of(page.url), domain, end),) if more and domain else ()
    return Parsed(postings=postings, problems=problems, fetches=further, total=total)


def _posting(source: str, page: Page, domain: str | None, entry: Entry) -> RawPosting | None:
    key, title = words(entry.get("id")), words(entry.get("name"))
    if key is None or title is None:
        return None
    url = words(entry.get("canonicalPositionUrl")) or words(entry.get("publicUrl"))
    url = url or f"{origin_of(page.url)}/careers/job/{key}"
    description = lines(entry.get("job_description")) or lines(entry.get("jobDescription")) or ""
    posted = entry.get("postedTs") or entry.get("t_create") or entry.get("creationTs")
    stated = dates(page)
    if isinstance(posted, int) and (at := instant(posted * 1000)):
        stated |= {"posted_at": at, "posted_at_basis": "stated"}
    asked = urlencode({"position_id": key, "domain": domain, "hl": "en"}) if domain else ""
    return RawPosting(
        source=source,
        platform=Eightfold.name,
        key=key,
        requisition_id=words(entry.get("display_job_id")) or words(entry.get("displayJobId")),
        url=url,
        apply_url=url,
        title=title,
        locations=places(map(place, _places(entry))),
        workplace=joined((entry.get("work_location_option"), entry.get("workLocationOption"))),
        employment_type=words(entry.get("employmentType")),
        **stated,
        description=description,
        partial=not description,
        detail_url=None if description else _detail_url(page, asked) or url,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _detail_url(page: Page, asked: str) -> str | None:
    return f"{origin_of(page.url)}{_PCSX}position_details?{asked}" if asked else None


def _places(entry: Entry) -> list[Json]:
    """Return the places of a position, without the first's being said twice."""
    said = entry.get("locations")
    if isinstance(said, str) and said.startswith("["):
        try:
            said = ast.literal_eval(said)
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            said = None
    return listed(said) or listed(entry.get("location"))


PLATFORM = Eightfold()
