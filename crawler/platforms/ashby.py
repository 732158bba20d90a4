"""Ashby job boards: one documented JSON answer with all postings and their pay.

`isRemote` is true of hybrid jobs too, so only `workplaceType` counts. Pay comes in tiers of
components, of which equity and bonus are no salary.
Documented at developers.ashbyhq.com (Job Postings API).
"""

import re
from typing import ClassVar

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, part, pay_span, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_API_PATH = "/posting-api/job-board/"
_BOARD = re.compile(r"https?://[^/]+/(?:posting-api/job-board/)?([^/?#]+)")


class Ashby(JsonPlatform):
    """jobs.ashbyhq.com and its API."""

    name: ClassVar[str] = "ashby"
    url_help: ClassVar[str] = "give https://jobs.ashbyhq.com/BOARD"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/([0-9a-f-]{36})(?=[/?#]|$)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is an Ashby board or has its API's path."""
        return host_of(url) in ("jobs.ashbyhq.com", "api.ashbyhq.com") or _API_PATH in url

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a board."""
        board = _BOARD.match(url)
        if board is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        base = origin_of(url) if _API_PATH in url else "https://api.ashbyhq.com"
        return (Fetch(url=f"{base}{_API_PATH}{board[1]}?includeCompensation=true"),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a board; a posting that is not listed is no posting yet."""
        jobs = part(data, "jobs")
        if not isinstance(jobs, list):
            return not_understood(page, "no jobs in the answer")
        listed = [job for job in jobs if part(job, "isListed") is not False]
        postings, problems = read_each(listed, page, lambda job: _posting(source, job, page))
        return Parsed(postings=postings, problems=problems)


def _posting(source: str, job: Entry, page: Page) -> RawPosting | None:
    key, title = words(job.get("id")), words(job.get("title"))
    if key is None or title is None:
        return None
    url = words(job.get("jobUrl"))
    return RawPosting(
        source=source,
        platform=Ashby.name,
        key=key,
        url=url,
        apply_url=words(job.get("applyUrl")) or url,
        title=title,
        locations=_locations(job),
        workplace=words(job.get("workplaceType")),
        employment_type=words(job.get("employmentType")),
        pay=_pay(job.get("compensation")),
        description=sections([(None, job.get("descriptionHtml") or job.get("descriptionPlain"))]),
        fetched_at=page.fetched_at,
        payload=job,
        **dates(page, posted=job.get("publishedAt")),
    )


def _locations(job: Entry) -> tuple[RawLocation, ...]:
    return places(
        place(
            part(where, "location"),
            city=part(where, "address", "postalAddress", "addressLocality"),
            state=part(where, "address", "postalAddress", "addressRegion"),
            postal_code=part(where, "address", "postalAddress", "postalCode"),
            country=part(where, "address", "postalAddress", "addressCountry"),
        )
        for where in (job, *items(job.get("secondaryLocations")))
    )


def _pay(compensation: Json) -> RawPay | None:
    """Return the span of all tiers' salaries that share the first one's currency and period."""
    said = words(part(compensation, "scrapeableCompensationSalarySummary"))
    said = said or words(part(compensation, "compensationTierSummary"))
    tiers = items(part(compensation, "compensationTiers"))
    components = [item for tier in tiers for item in items(part(tier, "components"))]
    return pay_span(
        (
            (
                part(item, "minValue"),
                part(item, "maxValue"),
                part(item, "interval"),
                part(item, "currencyCode"),
            )
            for item in components or items(part(compensation, "summaryComponents"))
            if part(item, "compensationType") == "Salary"
        ),
        said=said,
    )


PLATFORM = Ashby()
