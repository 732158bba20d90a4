"""Paycom career portals: a JSON list and details, and public pages of postings.

The list is asked for with the token that the portal's page gives to every visitor; it is sent to
Paycom's hosts only and lives no longer than a visit. A posting is read from its public page where
that has markup, else from the answer that the page itself asks for. `datePosted` stands only in
`googleJobJson`, a JobPosting as a string, which may come cut short.
Undocumented: seen in captured answers and in public code that reads them.
"""

import json
import re
from dataclasses import replace
from typing import ClassVar

from crawler.formats.brokenjson import read_values
from crawler.formats.jobposting import raw_posting
from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import Entry, JsonPlatform, counted_list, not_understood
from crawler.formats.reading import day, items, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawLocation, RawPosting

_SITE = "https://www.paycomonline.net/v4/ats/web.php/portal"
_HOST = "paycomonline.net"
_PORTAL = re.compile(r"/portal/([0-9a-fA-F]{32})|[?&]clientkey=([0-9a-fA-F]{32})")
_JOB = re.compile(r"/(?:jobs|job-postings)/(\d+)")
_TOKEN = re.compile(r"sessionJWT\\*\"\s*:\s*\\*\"([\w.~+/=-]+)")
_SERVICE = re.compile(r"atsPortalMantleServiceUrl\\*\"\s*:\s*\\*\"(https:[\\/\w.-]+)")
_PLACE = re.compile(r"(?:.* - )?([^,;]+), ([A-Z]{2})(?: (\d{5}(?:-\d{4})?))?")
_TAKE = 100
_NO_FILTERS = {
    "distanceFrom": 0, "workEnvironments": [], "positionTypes": [], "educationLevels": [],
    "categories": [], "travelTypes": [], "shiftTypes": [], "otherFilters": [],
    "keywordSearchText": "", "location": "", "sortOption": "",
}  # fmt: skip
"""Without all of them the answer is empty."""


class Paycom(JsonPlatform):
    """A portal on paycomonline.net."""

    name: ClassVar[str] = "paycom"
    url_help: ClassVar[str] = (
        "give https://www.paycomonline.net/v4/ats/web.php/portal/TOKEN/career-page"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is on a host of Paycom."""
        return host_of(url) == _HOST or host_of(url).endswith(f".{_HOST}")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the portal's page, which tells whom to ask for the list."""
        portal = _portal(url)
        if portal is None:
            raise ValueError(f"{url!r} names no portal; {self.url_help}")
        return (Fetch(url=f"{_SITE}/{portal}/career-page"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read the portal's page, the page of a posting, or JSON."""
        if page.body.lstrip()[:1] != b"<":
            return super().parse(source, page)
        job = _JOB.search(page.url)
        if job:
            read = read_page(source, page, platform=self.name, key=job[1])
            if read.postings or read.problems:
                return read
        text = decode(page.body, page.content_type)
        token, service = _TOKEN.search(text), _SERVICE.search(text)
        host = service[1].replace("\\", "").rstrip("/") if service else ""
        if token is None or not self.recognises(host):
            if job:
                return Parsed(closed=(job[1],))
            return Parsed(problems=(Problem(page.url, "the portal's page names no list to ask"),))
        context = {"service": host, "token": token[1], "portal": _portal(page.url)}
        return Parsed(fetches=(_detail(context, job[1]) if job else _list_page(context, 0),))

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or the detail of one posting."""
        detail = part(data, "jobPosting")
        if isinstance(detail, dict):
            return _read_detail(source, detail, page)
        listed = part(data, "jobPostingPreviews")
        if not isinstance(listed, list):
            return not_understood(page, "neither a list nor a detail of Paycom")
        context = dict(page.fetch.context) if page.fetch else {}
        return counted_list(
            page,
            listed,
            lambda item: _entry(source, item, page),
            total=data.get("jobPostingPreviewsCount"),
            start=int(context.get("skip") or 0),
            further=lambda seen: _list_page(context, seen) if "token" in context else None,
        )


def _portal(url: str) -> str | None:
    found = _PORTAL.search(url)
    return (found[1] or found[2]).upper() if found else None


def _headers(context: dict[str, Json]) -> dict[str, str]:
    return {"Accept": "application/json", "Authorization": context["token"], "Locale": "en-US"}


def _list_page(context: dict[str, Json], skip: int) -> Fetch:
    return Fetch(
        url=f"{context['service']}/api/ats/job-posting-previews/search",
        method="POST",
        body=json.dumps({"skip": skip, "take": _TAKE, "filtersForQuery": _NO_FILTERS}),
        headers=_headers(context) | {"Content-Type": "application/json"},
        context=context | {"skip": skip},
    )


def _detail(context: dict[str, Json], job: str) -> Fetch:
    return Fetch(
        url=f"{context['service']}/api/ats/job-postings/{job}",
        kind="detail",
        key=job,
        headers=_headers(context),
        context=context,
    )


def _public_url(page: Page, job: str) -> str | None:
    portal = (page.fetch.context.get("portal") if page.fetch else None) or _portal(page.url)
    return f"{_SITE}/{portal}/jobs/{job}" if portal else None


def _entry(source: str, item: Entry, page: Page) -> RawPosting | None:
    key, title = words(item.get("jobId")), words(item.get("jobTitle"))
    if key is None or title is None:
        return None
    url = _public_url(page, key)
    posted = day(item.get("postedOn"), page.fetched_at)
    return RawPosting(
        source=source,
        platform=Paycom.name,
        key=key,
        url=url,
        apply_url=url,
        title=title,
        locations=_locations(
            items(item.get("locations")) or (words(item.get("locations")) or "").split(";")
        ),
        workplace=words(item.get("remoteType")),
        employment_type=words(item.get("positionType")),
        posted_at=posted,
        posted_at_basis="stated" if posted else None,
        partial=True,
        detail_url=url,
        fetched_at=page.fetched_at,
        payload=item,
    )


def _read_detail(source: str, item: Entry, page: Page) -> Parsed:
    key = words(item.get("jobId")) or page.key
    markup, fault = _markup(item.get("googleJobJson"))
    title = words(item.get("jobTitle")) or words(markup.get("title"))
    said = raw_posting(source, {**markup, "title": title}, page, key, Paycom.name) if key else None
    if key is None or said is None:
        return Parsed(problems=(Problem(page.url, "posting without id or title"),))
    url = words(markup.get("url")) or _public_url(page, key)
    description = sections(
        (words(item.get(f"{name}Title")), item.get(name))
        for name in ("description", "qualifications")
    )
    found = _locations([item.get("location"), *items(item.get("secondaryLocations"))])
    figures = said.pay
    posting = replace(
        said,
        url=url,
        apply_url=url,
        locations=found or said.locations,
        workplace=words(item.get("remoteType")) or said.workplace,
        employment_type=words(item.get("positionType")) or said.employment_type,
        pay=replace(figures, words=stated)
        if figures and (stated := words(item.get("salaryRange")))
        else figures or pay(said=item.get("salaryRange")),
        description=description or said.description,
        description_format="html" if description else said.description_format,
        payload=item,
    )
    problems = (Problem(page.url, f"googleJobJson cannot be read whole: {fault}"),) if fault else ()
    return Parsed(postings=(posting,), problems=problems)


def _markup(value: Json) -> tuple[Entry, str | None]:
    """Return the JobPosting that stands in a string, and why not all of it could be read."""
    if isinstance(value, dict):
        return value, None
    if not isinstance(value, str) or not value.strip():
        return {}, None
    values, fault = read_values(value)
    found = next((item for item in values if isinstance(item, dict)), {})
    return found, fault


def _locations(said: list[Json]) -> tuple[RawLocation, ...]:
    return places(_place(named(item, "location", "name", "description")) for item in said)


def _place(said: str | None) -> RawLocation | None:
    """Return the place of "Main 499 - Floresville, TX 78114", with its parts where it has them."""
    text = words(said)
    parts = _PLACE.fullmatch(text) if text else None
    if parts is None:
        return place(text)
    return place(text, city=parts[1], state=parts[2], postal_code=parts[3])


PLATFORM = Paycom()
