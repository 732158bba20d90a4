"""TalentBrew (Radancy) career sites: a paged list by facility and place, JSON-LD on job pages.

In the default order of relevance pages repeat and skip postings, so they are asked for by title.
"""

import re
from functools import partial
from typing import ClassVar
from urllib.parse import urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.cards import CardPlatform
from crawler.formats.jsonplatform import is_markup, not_understood, read_json
from crawler.formats.reading import part, whole
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of, query_of
from crawler.posting import Json

_PAGE_SIZE = 100
_LIST = re.compile(r"^(?P<before>.*?)/search-jobs(?:/|$)")
_JOB = re.compile(r"/job/[^/]+/[^/]+/\d+/(\d{4,})/?$")
_BY_TITLE = "3"


class TalentBrew(CardPlatform):
    """Employers' own hosts with /search-jobs."""

    name: ClassVar[str] = "talentbrew"
    url_help: ClassVar[str] = "give https://HOST/search-jobs"
    link: ClassVar[str] = "a[data-job-id]"
    title: ClassVar[tuple[str, ...]] = ("h2", "h3", ".job-title")
    parts: ClassVar[dict[str, str]] = {
        "employer": ".job-facility, .job-brand",
        "location": ".job-location",
        "posted": ".job-date-posted",
        "employment_type": ".job-type",
        "requisition_id": ".job-id",
    }
    of_list: ClassVar[str] = "#search-results, #search-results-list"
    job_path: ClassVar[re.Pattern[str] | None] = _JOB

    def recognises(self, url: str) -> bool:
        """Return whether a url has the path of a TalentBrew list or job, or is of its hosts."""
        path = urlsplit(url).path
        known = host_of(url).endswith((".talentbrew.com", ".tmp.com", ".runmytests.com"))
        return known or bool(_LIST.match(path) or _JOB.search(path))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        return (_list_page(url, 1),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a fragment of a list in JSON, a list or a job's page."""
        if is_markup(page):
            return super().parse(source, page)
        return read_json(page, partial(self._fragment, source, page))

    def _fragment(self, source: str, page: Page, data: Json) -> Parsed:
        results = part(data, "results")
        if not isinstance(results, str):
            return not_understood(page, "no results of TalentBrew")
        return self.parse_html(source, page, results)

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:
        """Return the request of the next page."""
        number = whole(query_of(page.url).get("currentpage")) or _said(tree, "current-page") or 1
        last = _said(tree, "total-pages") or 1
        return (_list_page(page.url, number + 1),) if number < last else ()

    def total(self, tree: LexborHTMLParser) -> int | None:
        """Return the list's own count."""
        jobs = _said(tree, "total-job-results")
        return _said(tree, "total-results") if jobs is None else jobs


def _list_page(url: str, number: int) -> Fetch:
    before = _LIST.match(urlsplit(url).path)
    asked = {
        "ActiveFacetID": "0",
        "CurrentPage": str(number),
        "RecordsPerPage": str(_PAGE_SIZE),
        "Distance": "50",
        "RadiusUnitType": "0",
        "Keywords": "",
        "Location": "",
        "ShowRadius": "False",
        "IsPagination": str(number > 1),
        "FacetType": "0",
        "SearchResultsModuleName": "Search Results",
        "SearchFiltersModuleName": "Search Filters",
        "SortCriteria": _BY_TITLE,
        "SortDirection": "0",
        "SearchType": "5",
        "ResultsType": "0",
    }
    base = f"{origin_of(url)}{before['before'] if before else ''}/search-jobs/results"
    return Fetch(url=f"{base}?{urlencode(asked)}", headers={"Accept": "application/json"})


def _said(tree: LexborHTMLParser, name: str) -> int | None:
    node = tree.css_first(f"[data-{name}]")
    return whole(node.attributes.get(f"data-{name}")) if node else None


PLATFORM = TalentBrew()
