"""Breezy career sites: one JSON list, and the page of each posting for its description.

A site that is no more redirects to the vendor's own. Its edge refuses hurried visitors.
Known from public code that reads it: no answer of it has been seen.
"""

import re
from typing import ClassVar

from crawler.formats.jobpage import read_job_page
from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting

_JOB_PATH = re.compile(r"/p/([0-9a-z]{8,})")


class Breezy(JsonPlatform):
    """COMPANY.breezy.hr."""

    name: ClassVar[str] = "breezy"
    url_help: ClassVar[str] = "give https://COMPANY.breezy.hr"
    verified: ClassVar[bool] = False

    def recognises(self, url: str) -> bool:
        """Return whether a url is a company's site at Breezy."""
        host = host_of(url)
        return host.endswith(".breezy.hr") and host.split(".")[0] not in ("www", "api", "app")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site's list."""
        return (Fetch(url=f"{origin_of(url)}/json"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read the page of a posting, else JSON."""
        if page.body.lstrip()[:1] != b"<":
            return super().parse(source, page)
        path = _JOB_PATH.search(page.url)
        asked = page.fetch.kind == "detail" if page.fetch else path is not None
        if not asked:
            return Parsed(problems=(Problem(page.url, "not JSON but a page: is the site gone?"),))
        return read_job_page(
            source,
            page,
            platform=self.name,
            key=path[1] if path else None,
            title="h1",
            description="div.description",
        )

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list."""
        if not isinstance(data, list):
            return not_understood(page, "no list of Breezy")
        postings, problems = read_each(data, page, lambda row: _posting(source, row, page))
        return Parsed(postings=postings, problems=problems)


def _posting(source: str, row: Entry, page: Page) -> RawPosting | None:
    key = words(row.get("id")) or words(row.get("_id"))
    title, url = words(row.get("name")), words(row.get("url"))
    if key is None or title is None:
        return None
    url = url or f"{origin_of(page.url)}/p/{words(row.get('friendly_id')) or key}"
    description = sections([(None, row.get("description"))])
    where = items(row.get("locations")) or [row.get("location")]
    remote = any(part(item, "is_remote") is True for item in where)
    return RawPosting(
        source=source,
        platform=Breezy.name,
        key=key,
        url=url,
        apply_url=f"{url}/apply",
        title=title,
        employer=words(part(row, "company", "name")),
        locations=places(_location(item) for item in where),
        workplace="remote" if remote else None,
        employment_type=named(row.get("type"), "name", "id"),
        pay=pay(said=row.get("salary")),
        description=description,
        partial=not description,
        detail_url=None if description else url,
        fetched_at=page.fetched_at,
        payload=row,
        **dates(page, posted=row.get("published_date")),
    )


def _location(value: Json) -> RawLocation | None:
    return place(
        named(value, "name"),
        city=part(value, "city"),
        state=named(part(value, "state"), "id", "name"),
        country=named(part(value, "country"), "id", "name"),
    )


PLATFORM = Breezy()
