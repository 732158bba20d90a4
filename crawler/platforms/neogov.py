"""NEOGOV (governmentjobs.com): each agency's RSS feed has its whole postings; job pages have JSON-LD.

What a job is stands in `joblisting:` elements; "Continuous" and "Not Displayed" state nothing.
"""

import re
from dataclasses import replace
from functools import partial
from typing import ClassVar
from urllib.parse import quote, urlsplit

from lxml import etree

from crawler.formats.cards import CardPlatform
from crawler.formats.feeds import is_feed, read_feed
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import pay, place, sections, words
from crawler.formats.syndication import item_posting
from crawler.formats.xmlstream import text_of
from crawler.platforms.base import Fetch, Page, Parsed, host_of, in_path, origin_of, query_of
from crawler.posting import RawLocation, RawPosting

_HOSTS = ("governmentjobs.com", "schooljobs.com", "neogov.com")
_AGENCY = re.compile(r"^/careers/(?!home(?:/|$))([^/?#]+)|^/([\w-]+)/default\.cfm", re.IGNORECASE)
_JOB = re.compile(r"/jobs/(?:newprint/)?(\d+)", re.IGNORECASE)
_FRACTION = re.compile(r"(:\d{2}):\d+$")
_PARTS = (
    (None, "description"),
    ("Examples of Duties", "examplesofduties"),
    ("Qualifications", "qualifications"),
    ("Supplemental Information", "supplementalinformation"),
    ("Benefits", "benefits"),
)


class Neogov(CardPlatform):
    """Agencies on governmentjobs.com and schooljobs.com."""

    name: ClassVar[str] = "neogov"
    url_help: ClassVar[str] = "give https://www.governmentjobs.com/careers/AGENCY"
    link: ClassVar[str] = "a.item-details-link, .job-table-title a"
    parts: ClassVar[dict[str, str]] = {
        "location": ".job-location, .list-meta li:first-child, .job-table-location",
        "employment_type": ".job-table-jobtype",
    }
    of_list: ClassVar[str] = ".search-results-listing-container, .job-listing-container"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of a host of NEOGOV."""
        host = host_of(url)
        return any(host == known or host.endswith(f".{known}") for known in _HOSTS)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of an agency's feed."""
        found = _AGENCY.match(urlsplit(url).path)
        agency = query_of(url).get("agency") or (found and (found[1] or found[2]))
        if not agency:
            raise ValueError(f"{url!r} names no agency; {self.url_help}")
        host = host_of(url)
        base = (
            origin_of(url) if not host.startswith("agency.") else "https://www.governmentjobs.com"
        )
        return (Fetch(url=f"{base}/SearchEngine/JobsFeed?agency={quote(agency)}"),)

    def key_of(self, url: str) -> str | None:
        """Return the job's number."""
        return in_path(url, _JOB) or query_of(url).get("jobid")

    def parse(self, source: str, page: Page) -> Parsed:
        """Read an agency's feed, a fragment of its list, or a job's page."""
        if is_feed(page, b"rss"):
            return read_feed(page, "rss", "item", partial(self._posting, source, page))
        return super().parse(source, page)

    def _posting(
        self, source: str, page: Page, item: etree._Element, agency: str | None
    ) -> RawPosting | None:
        feed = item_posting(source, item, page, platform=self.name)
        if feed is None:
            return None
        key = words(text_of(item, "jobId")) or self.key_of(feed.url or "")
        if key is None:
            return None
        stated = dates(
            page,
            posted=text_of(item, "advertiseFromDate") or _in_utc(item, "advertiseFromDateUTC"),
            until=text_of(item, "advertiseToDateTime") or _in_utc(item, "advertiseToDateTimeUTC"),
        )
        if stated["posted_at"] is None:
            stated |= {"posted_at": feed.posted_at, "posted_at_basis": feed.posted_at_basis}
        said = words(text_of(item, "location"))
        return replace(
            feed,
            key=key,
            requisition_id=words(text_of(item, "jobNumberSingle")),
            employer=agency,
            locations=_locations(said, words(text_of(item, "state"))),
            workplace=said if said and said.lower() == "remote" else None,
            employment_type=words(text_of(item, "jobType")),
            pay=pay(
                text_of(item, "minimumSalary"),
                text_of(item, "maximumSalary"),
                unit=text_of(item, "salaryInterval"),
                currency=text_of(item, "salaryCurrency"),
            ),
            description=sections((heading, text_of(item, name)) for heading, name in _PARTS),
            description_format="html",
            **stated,
        )


def _in_utc(item: etree._Element, name: str) -> str | None:
    """Return a time that the feed gives without its offset: its name says that it is UTC."""
    said = words(text_of(item, name))
    return _FRACTION.sub(r"\1", said) + " GMT" if said else None


def _locations(said: str | None, state: str | None) -> tuple[RawLocation, ...]:
    if said and state and state.lower() not in said.lower():
        said = f"{said}, {state}"
    found = place(said, state=state)
    return (found,) if found else ()


PLATFORM = Neogov()
