"""Workday career sites: a paged list by POST, and one detail a posting.

`total` is right only at offset 0, and past the end the list starts over: the first total is
kept and paging stops by count. A limit above 20 is refused. Many sites name 2,000 at most and
start over there: such a list is asked for in parts, by a facet.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import days_ago, items, named, part, place, places, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting

PAGE_SIZE = 20
_CAP = 2000
_SITE = re.compile(
    r"https?://(?P<host>[^/]+)/(?:wday/cxs/(?P<tenant>[^/]+)/(?P<api>[^/?#]+)"
    r"|(?:[a-z]{2}-[A-Za-z]{2}/)?recruiting/(?P<tenant2>[^/]+)/(?P<site2>[^/?#]+)"
    r"|(?:[a-z]{2}-[A-Za-z]{2}/)?(?P<site>[^/?#]+))"
)
_ROLL_UP = re.compile(r"^\d+ locations?$", re.IGNORECASE)
_END_DATE = re.compile(r"End Date: *([A-Z][a-z]+ \d{1,2}, \d{4})")
_SEARCH = frozenset(("q", "searchtext"))
_NO_FACET = frozenset(("source", "redirect", "lang", "shared_id", "jobid", "clientrequestid"))
_FACETS = ("jobFamilyGroup", "jobFamily", "timeType", "workerSubType", "locations")
"""Those that every site may have, the best to split by first; a site's own come after them."""

Facets = Mapping[str, list[str]]


class Workday(JsonPlatform):
    """TENANT.wdN.myworkdayjobs.com and what stands in for it."""

    name: ClassVar[str] = "workday"
    url_help: ClassVar[str] = (
        "give https://TENANT.wdN.myworkdayjobs.com/SITE or https://HOST/wday/cxs/TENANT/SITE"
    )
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/job/[^?#]*_([^/_?#]+)(?:[/?#]|$)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Workday career site or has its API's path."""
        known = host_of(url).endswith((".myworkdayjobs.com", ".myworkdaysite.com"))
        return known or "/wday/cxs/" in url

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list: of the part of it that the url's query chooses."""
        facets: dict[str, list[str]] = {}
        search = ""
        for name, value in parse_qsl(urlsplit(url).query):
            if name.lower() in _SEARCH:
                search = value
            elif name.lower() not in _NO_FACET and not name.lower().startswith("utm_"):
                facets.setdefault(name, []).append(value)
        return (_list_page(_api(url), 0, None, facets, search),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or the detail of one posting."""
        if isinstance(part(data, "jobPostingInfo"), dict):
            return _detail(source, data, page)
        if isinstance(part(data, "jobPostings"), list):
            return _list(source, data, page)
        code = words(part(data, "errorCode"))
        said = "neither a list nor a detail of Workday"
        return not_understood(page, f"{said} but {code}" if code else said)


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


def _list_page(api: str, offset: int, total: int | None, facets: Facets, search: str) -> Fetch:
    body = {
        "appliedFacets": dict(facets),
        "limit": PAGE_SIZE,
        "offset": offset,
        "searchText": search,
    }
    return Fetch(
        url=f"{api}/jobs",
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        context={"offset": offset, "total": total, "facets": dict(facets), "search": search},
    )


def _list(source: str, data: Entry, page: Page) -> Parsed:
    context = page.fetch.context if page.fetch else {}
    offset, facets = int(context.get("offset") or 0), context.get("facets") or {}
    search = context.get("search") or ""
    total = context.get("total")
    if total is None:
        total = data["total"] if isinstance(data.get("total"), int) else 0
    api = page.url.removesuffix("/jobs") if page.url.endswith("/jobs") else _api(page.url)
    entries = data["jobPostings"]
    room = max(0, total - offset) if total else len(entries)
    postings, problems = read_each(
        entries[:room],
        page,
        lambda entry: _entry(source, entry, api, page),
        "list entry without title or path",
    )
    seen = offset + len(entries)
    fetches: tuple[Fetch, ...] = ()
    if page.fetch is not None and total == _CAP and offset == 0:
        fetches = tuple(
            _list_page(api, 0, None, facets | chosen, search) for chosen in _parts(data, facets)
        )
        if fetches:
            # What the parts hold together is not known, and each part tells its own total.
            return Parsed(postings=postings, fetches=fetches, problems=problems)
        reason = f"the list names {_CAP} at most and has no facet to split it by"
        problems += (Problem(page.url, reason),)
    if entries and seen < total and page.fetch is not None:
        fetches = (_list_page(api, seen, total, facets, search),)
    if not entries and seen < total:
        problems += (Problem(page.url, f"list ends at {seen} of {total}"),)
    return Parsed(
        postings=postings,
        fetches=fetches,
        problems=problems,
        total=total if total or not entries else None,
    )


def _parts(data: Entry, applied: Facets) -> list[dict[str, list[str]]]:
    """Return the values of the facet whose parts make up a list that is too long to be named.

    A facet that some postings lack would lose them: its counts must add up to the cap at least.
    """
    found = [
        (name, values)
        for name, values in _facets(data.get("facets"))
        if name not in applied and len(values) > 1 and sum(values.values()) >= _CAP
    ]
    rank = {name: place for place, name in enumerate(_FACETS)}
    found.sort(key=lambda facet: (max(facet[1].values()) >= _CAP, rank.get(facet[0], len(rank))))
    return [{name: [value]} for name, values in found[:1] for value in values]


def _facets(value: Json) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each facet's parameter with its values' counts; groups hold facets of their own."""
    for facet in items(value):
        name = words(part(facet, "facetParameter"))
        inner = items(part(facet, "values"))
        yield from _facets([item for item in inner if items(part(item, "values"))])
        counts = {
            key: count
            for item in inner
            if (key := words(part(item, "id"))) and isinstance(count := part(item, "count"), int)
        }
        if name and counts:
            yield name, counts


def _entry(source: str, entry: Entry, api: str, page: Page) -> RawPosting | None:
    path, title = words(entry.get("externalPath")), words(entry.get("title"))
    if path is None or title is None:
        return None
    bullets = [item for item in items(entry.get("bulletFields")) if isinstance(item, str)]
    posted = days_ago(words(entry.get("postedOn")), page.fetched_at)
    return RawPosting(
        source=source,
        platform=Workday.name,
        key=_key(path),
        requisition_id=next((item for item in bullets if any(c.isdigit() for c in item)), None),
        url=_public_url(api, path),
        title=title,
        locations=places([place(entry.get("locationsText"))]),
        workplace=words(entry.get("remoteType")),
        employment_type=words(entry.get("timeType")),
        posted_at=posted,
        posted_at_basis="derived" if posted else None,
        partial=True,
        detail_url=f"{api}{path}",
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _detail(source: str, data: Entry, page: Page) -> Parsed:
    info = data["jobPostingInfo"]
    title = words(info.get("title"))
    api, mark, rest = page.url.partition("/job/")
    path = mark + rest.partition("?")[0] if mark else None
    key = _key(path) if path else words(info.get("jobReqId"))
    if title is None or key is None:
        return Parsed(problems=(Problem(page.url, "detail without title or requisition"),))
    url = words(info.get("externalUrl")) or (_public_url(api, path) if path else page.url)
    left = _END_DATE.search(words(info.get("timeLeftToApply")) or "")
    said = dates(
        page, posted=info.get("startDate"), until=info.get("endDate") or (left[1] if left else None)
    )
    if said["posted_at"] is None:
        said["posted_at"] = days_ago(words(info.get("postedOn")), page.fetched_at)
        said["posted_at_basis"] = "derived" if said["posted_at"] else None
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
        description=text if isinstance(text := info.get("jobDescription"), str) else "",
        fetched_at=page.fetched_at,
        payload=data,
        **said | {"closed": info.get("posted") is False or said["closed"]},
    )
    return Parsed(postings=(posting,))


def _key(path: str) -> str:
    """Return the id of a posting: the last part of its path, which holds the requisition."""
    return path.rstrip("/").rsplit("/", 1)[-1].rsplit("_", 1)[-1]


def _public_url(api: str, path: str) -> str:
    """Return the page of a posting; the shared host names the tenant in its path."""
    tenant, site = api.rsplit("/", 2)[-2:]
    shared = host_of(api).endswith(".myworkdaysite.com")
    return f"{origin_of(api)}/{f'recruiting/{tenant}/' if shared else ''}{site}{path}"


def _locations(info: Entry) -> tuple[RawLocation, ...]:
    country = named(info.get("country"), "descriptor")
    said = [info.get("location"), *items(info.get("additionalLocations"))]
    names = [named(item, "descriptor") for item in said]
    return places(
        place(name, country=country) for name in names if name and not _ROLL_UP.match(name)
    )


PLATFORM = Workday()
