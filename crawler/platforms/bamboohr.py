"""BambooHR career sites: a JSON list or, for older sites, the widget's HTML; one detail a posting.

Undocumented: seen in public code that reads it and in a captured list.
"""

import re
from dataclasses import replace
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting

_WIDGET = "/jobs/embed2.php"
_LIST_PATH = "/careers/list"
_DETAIL_PATH = re.compile(r"/careers/(\d+)(?:/detail)?(?=[?#]|$)")
_EMBEDDED = re.compile(r"data-domain\s*=\s*[\"']?([\w-]+\.bamboohr\.com)", re.IGNORECASE)
_WORKPLACES = {"1": "remote", "2": "hybrid"}
"""`locationType`; 0 is also what stands where nobody chose, so it states nothing."""
_OPEN = "open"


class BambooHr(JsonPlatform):
    """COMPANY.bamboohr.com."""

    name: ClassVar[str] = "bamboohr"
    url_help: ClassVar[str] = (
        "give https://COMPANY.bamboohr.com/careers, or …/jobs/embed2.php where that has no list"
    )
    page_key: ClassVar[re.Pattern[str] | None] = _DETAIL_PATH

    def recognises(self, url: str) -> bool:
        """Return whether a url is a company's site at BambooHR or has its paths."""
        host = host_of(url)
        own = host.endswith(".bamboohr.com") and not host.startswith(("www.", "help."))
        return own or url.endswith(_LIST_PATH) or _WIDGET in url

    def embedded(self, markup: str) -> tuple[str, ...]:
        """Return the sites whose widget a page shows: it names their domain only."""
        return tuple(
            f"https://{domain}/careers" for domain in dict.fromkeys(_EMBEDDED.findall(markup))
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site's list, in the form that the url asks for."""
        path = _WIDGET if "/jobs" in url else _LIST_PATH
        return (Fetch(url=f"{origin_of(url)}{path}"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read the widget's HTML, else JSON."""
        if b"BambooHR-ATS" in page.body and page.body.lstrip()[:1] == b"<":
            return _widget(source, page)
        return super().parse(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list or a detail."""
        result = part(data, "result")
        if isinstance(result, list):
            postings, problems = read_each(result, page, lambda row: _entry(source, row, page))
            total = part(data, "meta", "totalCount")
            return Parsed(
                postings=postings,
                problems=problems,
                total=total if isinstance(total, int) else None,
            )
        opening = part(result, "jobOpening")
        if isinstance(opening, dict):
            postings, problems = read_each([opening], page, lambda row: _detail(source, row, page))
            return Parsed(postings=postings, problems=problems)
        return not_understood(page, "no list or posting of BambooHR")


def _entry(source: str, row: Entry, page: Page) -> RawPosting | None:
    key, title = words(row.get("id")), words(row.get("jobOpeningName"))
    if key is None or title is None:
        return None
    url = f"{origin_of(page.url)}/careers/{key}"
    return RawPosting(
        source=source,
        platform=BambooHr.name,
        key=key,
        url=url,
        apply_url=url,
        title=title,
        locations=_locations(row),
        workplace=_workplace(row),
        employment_type=_employment_type(row),
        partial=True,
        detail_url=f"{url}/detail",
        fetched_at=page.fetched_at,
        payload=row,
    )


def _detail(source: str, opening: Entry, page: Page) -> RawPosting | None:
    path = _DETAIL_PATH.search(page.url)
    entry = _entry(source, opening | {"id": path[1] if path else opening.get("id")}, page)
    if entry is None:
        return None
    url = words(opening.get("jobOpeningShareUrl")) or entry.url
    status = words(opening.get("jobOpeningStatus"))
    return replace(
        entry,
        url=url,
        apply_url=url,
        pay=pay(said=opening.get("compensation")),
        description=sections([(None, opening.get("description"))]),
        partial=False,
        detail_url=None,
        payload=opening,
        **dates(page, posted=opening.get("datePosted"))
        | {"closed": status is not None and status.lower() != _OPEN},
    )


def _locations(row: Entry) -> tuple[RawLocation, ...]:
    """Return the place, which the site's own or the tracking system's fields state."""
    own, other = row.get("location"), row.get("atsLocation")
    return places(
        [
            place(
                words(own),
                city=part(own, "city") or part(other, "city"),
                state=part(own, "state") or part(other, "state") or part(other, "province"),
                postal_code=part(own, "postalCode"),
                country=named(part(own, "addressCountry"), "name")
                or named(part(other, "country"), "name"),
            )
        ]
    )


def _workplace(row: Entry) -> str | None:
    if row.get("isRemote") is True:
        return "remote"
    return _WORKPLACES.get(words(row.get("locationType")) or "")


def _employment_type(row: Entry) -> str | None:
    return words(row.get("employmentStatusLabel")) or named(
        row.get("employmentType"), "label", "name"
    )


def _widget(source: str, page: Page) -> Parsed:
    postings, problems = [], []
    for item in LexborHTMLParser(page.body.decode("utf-8", "replace")).css(
        "li[id^=bhrPositionID_]"
    ):
        link = item.css_first("a[href]")
        key = (item.attributes.get("id") or "").removeprefix("bhrPositionID_")
        where = item.css_first(".BambooHR-ATS-Location")
        row: Entry = {
            "id": key,
            "jobOpeningName": link.text() if link else None,
            "location": where.text() if where else None,
        }
        posting = _entry(source, row, page)
        if posting is None:
            problems.append(Problem(page.url, "entry without id or title"))
        else:
            postings.append(posting)
    return Parsed(postings=tuple(postings), problems=tuple(problems))


PLATFORM = BambooHr()
