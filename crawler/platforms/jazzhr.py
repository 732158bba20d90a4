"""JazzHR career sites: an HTML list and job pages, or the vendor's documented XML feed.

The feed has whole postings without dates and pay, the pages have both. About a quarter of the
sites have pages without a JobPosting. Some refuse robots: then there is nothing to read.
Known from documents and public code that reads it: no answer of it has been seen.
"""

import re
from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from lxml import etree

from crawler.formats.cards import CardPlatform
from crawler.formats.feeds import is_feed, read_feed
from crawler.formats.reading import place, places, sections, words
from crawler.formats.xmlstream import text_of
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, origin_of
from crawler.posting import RawPosting

_FEED_PATH = "/feeds/export/jobs/"
_WIDGET = re.compile(r"\bapp\.jazz\.co/widgets/basic/create/([\w-]+)")
_JOB_PATH = re.compile(r"^/apply/(?:jobs/details/)?([A-Za-z0-9_-]{6,})(?:/|$)")
_FIELDS = (
    "id", "status", "title", "department", "url", "city", "state", "country", "postalcode",
    "description", "type", "experience",
)  # fmt: skip
_OPEN = "open"
_NO_JOBS = frozenset(("details", "jobs"))


class JazzHr(CardPlatform):
    """COMPANY.applytojob.com and app.jazz.co/feeds."""

    name: ClassVar[str] = "jazzhr"
    url_help: ClassVar[str] = (
        "give https://COMPANY.applytojob.com or https://app.jazz.co/feeds/export/jobs/COMPANY"
    )
    verified: ClassVar[bool] = False
    link: ClassVar[str] = "a.job_title_link, h3 > a[href*='/apply/'], h4 > a[href*='/apply/']"
    parts: ClassVar[Mapping[str, str]] = {
        "location": "tr[id^=row_job_] > td:last-child, li:has(> .fa-map-marker)"
    }
    of_list: ClassVar[str] = "#jobs_table, .jobs-list, .list-group, #resumator_jobs"
    heading: ClassVar[str] = "h1, .job_title"
    text: ClassVar[str] = ".job_description .job_description, .job_description, #job-description"

    def recognises(self, url: str) -> bool:
        """Return whether a url is a company's site at JazzHR or its feed."""
        return host_of(url).endswith(".applytojob.com") or _FEED_PATH in url

    def embedded(self, markup: str) -> tuple[str, ...]:
        """Return the sites whose widget a page shows: its script names them."""
        return tuple(
            f"https://{site}.applytojob.com" for site in dict.fromkeys(_WIDGET.findall(markup))
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site's list, or the feed where the url is one."""
        return (Fetch(url=url if _FEED_PATH in url else f"{origin_of(url)}/apply/jobs"),)

    def key_of(self, url: str) -> str | None:
        """Return the id in a job page's path."""
        path = _JOB_PATH.match(urlsplit(url).path)
        return path[1] if path and path[1] not in _NO_JOBS else None

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a feed, a list, or the page of a posting."""
        if is_feed(page, b"jobs"):
            return read_feed(page, "jobs", "job", lambda job, _title: _posting(source, job, page))
        if _FEED_PATH in page.url:
            return Parsed(problems=(Problem(page.url, "no feed of JazzHR there"),))
        return super().parse(source, page)


def _posting(source: str, job: etree._Element, page: Page) -> RawPosting | None:
    said = {name: text_of(job, name) for name in _FIELDS}
    key, title, status = words(said["id"]), words(said["title"]), words(said["status"])
    if key is None or title is None:
        return None
    url = words(said["url"])
    return RawPosting(
        source=source,
        platform=JazzHr.name,
        key=key,
        url=url,
        apply_url=url,
        title=title,
        locations=places(
            [
                place(
                    city=said["city"],
                    state=said["state"],
                    postal_code=said["postalcode"],
                    country=said["country"],
                )
            ]
        ),
        employment_type=words(said["type"]),
        description=sections([(None, said["description"])]),
        closed=status is not None and status.lower() != _OPEN,
        fetched_at=page.fetched_at,
        payload={name: value for name, value in said.items() if value},
    )


PLATFORM = JazzHr()
