"""Workday career sites: a paged list by POST, and one detail a posting.

`total` is right only at offset 0, and past the end the list starts over: the first total is
kept and paging stops by count. A limit above 20 is refused.
"""

import json
import re
from typing import ClassVar

from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting
from crawler.reading import day, days_ago, is_past, items, load_json, part, words

PAGE_SIZE = 20
_SITE = re.compile(
    r"https?://(?P<host>[^/]+)/(?:wday/cxs/(?P<tenant>[^/]+)/(?P<api>[^/?#]+)"
    r"|recruiting/(?P<tenant2>[^/]+)/(?P<site2>[^/?#]+)"
    r"|(?:[a-z]{2}-[A-Za-z]{2}/)?(?P<site>[^/?#]+))"
)
_ROLL_UP = re.compile(r"^\d+ locations?$", re.IGNORECASE)


class Workday(Platform):
    """TENANT.wdN.myworkdayjobs.com and what stands in for it."""

    name: ClassVar[str] = "workday"
    url_help: ClassVar[str] = (
        "give https://TENANT.wdN.myworkdayjobs.com/SITE or https://HOST/wday/cxs/TENANT/SITE"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Workday career site or has its API's path."""
        known = host_of(url).endswith((".myworkdayjobs.com", ".myworkdaysite.com"))
        return known or "/wday/cxs/" in url

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        return (_list_page(_api(url), 0, None),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a list page or the detail of one posting."""
        try:
            data = load_json(page)
        except ValueError as error:
            return Parsed(problems=(Problem(page.url, f"not JSON: {error}"),))
        if isinstance(data, dict) and isinstance(data.get("jobPostingInfo"), dict):
            return _detail(source, data, page)
        if isinstance(data, dict) and isinstance(data.get("jobPostings"), list):
            return _list(source, data, page)
        return Parsed(problems=(Problem(page.url, "neither a list nor a detail of Workday"),))


def _api(url: str) -> str:
    match = _SITE.match(url)
    if match is None:
        raise ValueError(f"{url!r} is no workday url; {Workday.url_help}")
    if match["tenant"]:
        return f"{origin_of(url)}/wday/cxs/{match['tenant']}/{match['api']}"
    if match["tenant2"]:
        return f"{origin_of(url)}/wday/cxs/{match['tenant2']}/{match['site2']}"
    tenant = match["host"].split(".")[0]
    return f"{origin_of(url)}/wday/cxs/{tenant}/{match['site']}"


def _list_page(api: str, offset: int, total: int | None) -> Fetch:
    body = {"appliedFacets": {}, "limit": PAGE_SIZE, "offset": offset, "searchText": ""}
    return Fetch(
        url=f"{api}/jobs",
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        context={"offset": offset, "total": total},
    )


def _list(source: str, data: dict[str, Json], page: Page) -> Parsed:
    context = page.fetch.context if page.fetch else {}
    offset = int(context.get("offset") or 0)
    total = context.get("total")
    if total is None:
        total = data["total"] if isinstance(data.get("total"), int) else 0
    api = page.url.removesuffix("/jobs") if page.url.endswith("/jobs") else _api(page.url)
    room = max(0, total - offset) if total else len(data["jobPostings"])
    postings, problems = [], []
    for entry in data["jobPostings"][:room]:
        posting = _entry(source, entry, api, page) if isinstance(entry, dict) else None
        if posting is None:
            problems.append(Problem(page.url, "list entry without title or path"))
        else:
            postings.append(posting)
    seen = offset + len(data["jobPostings"])
    more = data["jobPostings"] and seen < total and page.fetch is not None
    if not data["jobPostings"] and seen < total:
        problems.append(Problem(page.url, f"list ends at {seen} of {total}"))
    return Parsed(
        postings=tuple(postings),
        fetches=(_list_page(api, seen, total),) if more else (),
        problems=tuple(problems),
        total=total,
    )


def _entry(source: str, entry: dict[str, Json], api: str, page: Page) -> RawPosting | None:
    path, title = words(entry.get("externalPath")), words(entry.get("title"))
    if path is None or title is None:
        return None
    bullets = [item for item in items(entry.get("bulletFields")) if isinstance(item, str)]
    said = words(entry.get("locationsText"))
    requisition = next((item for item in bullets if any(c.isdigit() for c in item)), None)
    posted = days_ago(words(entry.get("postedOn")), page.fetched_at)
    return RawPosting(
        source=source,
        platform=Workday.name,
        key=_key(path),
        requisition_id=requisition,
        url=_public_url(api, path),
        title=title,
        locations=(RawLocation(words=said),) if said else (),
        workplace=words(entry.get("remoteType")),
        employment_type=words(entry.get("timeType")),
        posted_at=posted,
        posted_at_basis="derived" if posted else None,
        partial=True,
        detail_url=f"{api}{path}",
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _detail(source: str, data: dict[str, Json], page: Page) -> Parsed:
    info = data["jobPostingInfo"]
    title = words(info.get("title"))
    path = page.url[page.url.find("/job/") :] if "/job/" in page.url else None
    key = _key(path) if path else words(info.get("jobReqId"))
    if title is None or key is None:
        return Parsed(problems=(Problem(page.url, "detail without title or requisition"),))
    url = words(info.get("externalUrl")) or page.url
    posted = day(info.get("startDate"), page.fetched_at)
    derived = None if posted else days_ago(words(info.get("postedOn")), page.fetched_at)
    posting = RawPosting(
        source=source,
        platform=Workday.name,
        key=key,
        requisition_id=words(info.get("jobReqId")),
        url=url,
        apply_url=f"{url.rstrip('/')}/apply",
        title=title,
        employer=words(part(data, "hiringOrganization", "name")),
        locations=_locations(info),
        workplace=words(info.get("remoteType")),
        employment_type=words(info.get("timeType")),
        posted_at=posted or derived,
        posted_at_basis="stated" if posted else "derived" if derived else None,
        valid_through=(until := day(info.get("endDate"), page.fetched_at)),
        valid_through_basis="stated" if until else None,
        description=said if isinstance(said := info.get("jobDescription"), str) else "",
        closed=info.get("posted") is False or is_past(until, page.fetched_at),
        fetched_at=page.fetched_at,
        payload=data,
    )
    return Parsed(postings=(posting,))


def _key(path: str) -> str:
    """Return the id of a posting: the last part of its path, which holds the requisition."""
    return path.rstrip("/").rsplit("/", 1)[-1].rsplit("_", 1)[-1]


def _public_url(api: str, path: str) -> str:
    site = api.rsplit("/", 1)[-1]
    return f"{origin_of(api)}/{site}{path}"


def _locations(info: dict[str, Json]) -> tuple[RawLocation, ...]:
    country = words(part(info, "country", "descriptor"))
    said = [words(info.get("location"))]
    said += [words(item) for item in items(info.get("additionalLocations"))]
    return tuple(
        RawLocation(words=item, country=country)
        for item in dict.fromkeys(said)
        if item and not _ROLL_UP.match(item)
    )


PLATFORM = Workday()
