"""USAJOBS, the federal government's jobs: a documented search API, paged, with a free key.

The key and the e-mail it was given for go into every request; they stay in the environment. The
API answers at most 10,000 rows a query. Documented at developer.usajobs.gov; answers of 2012 in
HR-XML are read too.
"""

import re
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawler.formats.feeds import is_feed
from crawler.formats.hrxml import INTERVALS, read_openings
from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    is_markup,
    not_understood,
    read_each,
)
from crawler.formats.reading import (
    joined,
    lines,
    listed,
    part,
    pay,
    place,
    places,
    sections,
    whole,
    words,
)
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, query_of
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawLocation, RawPay, RawPosting

CREDENTIALS = {"Authorization-Key": "USAJOBS_KEY", "User-Agent": "USAJOBS_EMAIL"}
_API = "https://data.usajobs.gov/api/search"
_API_PATH = re.compile(r"/api/search/?$", re.IGNORECASE)
_JOB = re.compile(r"/(?:job|ViewDetails)/(\d+)", re.IGNORECASE)
_PAGE_SIZE = 500
_MOST_ROWS = 10_000
_OF_SITE = {"k": "Keyword", "l": "LocationName", "j": "JobCategoryCode", "d": "Organization"}
"""What the site's own search calls the API's parameters."""
_PARTS: tuple[tuple[str | None, str], ...] = (
    (None, "AgencyMarketingStatement"),
    (None, "JobSummary"),
    ("Duties", "MajorDuties"),
    ("Requirements", "KeyRequirements"),
    ("Conditions of employment", "Requirements"),
    ("Qualifications", "QualificationSummary"),
    ("Education", "Education"),
    ("How you will be evaluated", "Evaluations"),
    ("Benefits", "Benefits"),
    ("Other information", "OtherInformation"),
    ("Required documents", "RequiredDocuments"),
    ("How to apply", "HowToApply"),
    ("What to expect next", "WhatToExpectNext"),
)


class UsaJobs(JsonPlatform):
    """data.usajobs.gov and www.usajobs.gov."""

    name: ClassVar[str] = "usajobs"
    # Real answers of its form of 2012 were read; today's is known by the vendor's documents.
    verified: ClassVar[bool] = False
    url_help: ClassVar[str] = (
        "give https://data.usajobs.gov/api/search?PositionTitle=practice+manager or another search, "
        f"and set {' and '.join(CREDENTIALS.values())} in the environment"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is of USAJOBS or has its API's path."""
        host = host_of(url)
        return host == "usajobs.gov" or host.endswith(".usajobs.gov") or _is_api(url)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a search."""
        asked = [
            (name if _is_api(url) else _OF_SITE.get(name.lower(), name), value)
            for name, value in parse_qsl(urlsplit(url).query)
            if name.lower() not in ("page", "p", "resultsperpage", "fields")
        ]
        if not asked:
            raise ValueError(f"{url!r} names no search; {self.url_help}")
        api = url.partition("?")[0] if _is_api(url) else _API
        return (_list_page(api, asked, 1),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a page of the search, a job's public page, or an old answer in XML."""
        if is_feed(page, b"ShowPositionOpening"):
            return read_openings(source, self.name, page)
        if is_markup(page):
            job = _JOB.search(urlsplit(page.url).path)
            return read_page(source, page, platform=self.name, key=job[1] if job else None)
        return super().parse(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a page of the search."""
        result = part(data, "SearchResult")
        if not isinstance(part(result, "SearchResultItems"), list):
            return not_understood(page, "no search result of USAJOBS")
        postings, problems = read_each(
            result["SearchResultItems"], page, lambda entry: _posting(source, entry, page)
        )
        total = whole(result.get("SearchResultCountAll"))
        if total is not None and total > _MOST_ROWS:
            reason = f"{total} rows, of which the API gives {_MOST_ROWS}: make the search narrower"
            problems += (Problem(page.url, reason),)
        return Parsed(
            postings=postings,
            problems=problems,
            fetches=_next_page(page, whole(part(result, "UserArea", "NumberOfPages")) or 1),
            total=total,
        )


def _is_api(url: str) -> bool:
    return bool(_API_PATH.search(urlsplit(url).path))


def _list_page(api: str, asked: list[tuple[str, str]], number: int) -> Fetch:
    query = [*asked, ("Fields", "Full"), ("ResultsPerPage", str(_PAGE_SIZE)), ("Page", str(number))]
    return Fetch(url=f"{api}?{urlencode(query)}", credentials=CREDENTIALS)


def _next_page(page: Page, pages: int) -> tuple[Fetch, ...]:
    number = whole(query_of(page.url).get("page")) or 1
    if number >= pages or not _is_api(page.url):
        return ()
    asked = [
        (name, value)
        for name, value in parse_qsl(urlsplit(page.url).query)
        if name.lower() not in ("page", "resultsperpage", "fields")
    ]
    return (_list_page(page.url.partition("?")[0], asked, number + 1),)


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    said = part(entry, "MatchedObjectDescriptor")
    key, title = words(entry.get("MatchedObjectId")), words(part(said, "PositionTitle"))
    if key is None or title is None:
        return None
    details = part(said, "UserArea", "Details")
    url = words(said.get("PositionURI")) or f"https://www.usajobs.gov/job/{key}"
    apply = next(filter(None, map(words, listed(said.get("ApplyURI")))), None)
    description = sections(
        (heading, lines(part(details, name) or said.get(name))) for heading, name in _PARTS
    )
    kinds = (*listed(said.get("PositionSchedule")), *listed(said.get("PositionOfferingType")))
    remote = part(details, "RemoteIndicator")
    return RawPosting(
        source=source,
        platform=UsaJobs.name,
        key=key,
        requisition_id=words(said.get("PositionID")),
        url=url,
        apply_url=apply or words(part(details, "ApplyOnlineUrl")) or url,
        title=title,
        employer=words(said.get("OrganizationName")) or words(said.get("DepartmentName")),
        locations=_locations(said),
        workplace="Remote" if str(remote).lower() == "true" else None,
        employment_type=joined(part(kind, "Name") for kind in kinds),
        pay=_pay(said),
        **dates(
            page,
            posted=said.get("PublicationStartDate") or said.get("PositionStartDate"),
            until=said.get("ApplicationCloseDate") or said.get("PositionEndDate"),
        ),
        description=description,
        partial=not description,
        detail_url=None if description else url,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _locations(said: dict[str, Json]) -> tuple[RawLocation, ...]:
    found = [
        _place(item) for item in listed(said.get("PositionLocation")) if isinstance(item, dict)
    ]
    return places(found) or places([place(said.get("PositionLocationDisplay"))])


def _place(item: dict[str, Any]) -> RawLocation | None:
    state = words(item.get("CountrySubDivisionCode"))
    city = words(item.get("CityName"))
    if city and state:
        city = city.removesuffix(f", {state}")
    return place(item.get("LocationName"), city=city, state=state, country=item.get("CountryCode"))


def _pay(said: dict[str, Json]) -> RawPay | None:
    for offer in listed(said.get("PositionRemuneration")):
        code = words(part(offer, "RateIntervalCode"))
        if code == "WC":
            continue  # without compensation
        unit = INTERVALS.get(code or "", code) or part(offer, "Description")
        found = pay(part(offer, "MinimumRange"), part(offer, "MaximumRange"), unit=unit)
        if found is not None:
            return found
    return None


PLATFORM = UsaJobs()
