"""ADP's two public career sites: Workforce Now, and myjobs ("CX").

Workforce Now lists without descriptions; a detail is asked for by ExternalJobID, one of the
custom fields, while page and posting go by itemID. A myjobs list has whole postings; its page
first asks which organisation a site belongs to, and so do we. Neither names the employer of a
posting. Undocumented: seen in public code that reads them and in captured answers.
"""

import re
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    offset_of,
    read_each,
)
from crawler.formats.reading import items, joined, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, origin_of, query_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_PAGE = 100
_SITE = "/mascsr/default/mdf/recruitment/recruitment.html"
_API = "/mascsr/default/careercenter/public/events/staffing/v1/job-requisitions"
_FIRST_CENTER = "19000101_000001"
"""The career center that a url without `ccId` means: each client's first."""
_CX_SITE = "/public/staffing/v1/career-site/"
_CX_LIST = "https://my.adp.com/myadp_prefix/mycareer/public/staffing/v1/job-requisitions"
_CX_FIELDS = (
    "reqId,jobTitle,publishedJobTitle,type,jobDescription,jobQualifications,workLevelCode,"
    "clientRequisitionID,postingDate,requisitionLocations,organizationalUnits"
)
_CX_SLUG = re.compile(
    r"https?://[^/]*myjobs\.adp\.com/(?:public/staffing/v1/career-site/)?([\w.-]+)"
)
_WORK_LEVELS = {"F": "Full time", "P": "Part time", "T": "Temporary"}
"""ADP's own one-letter codes; any other is kept as it is said."""
_NAMES = ("shortName", "longName", "name", "codeValue")


class Adp(JsonPlatform):
    """workforcenow.adp.com and myjobs.adp.com."""

    name: ClassVar[str] = "adp"
    url_help: ClassVar[str] = (
        "give https://workforcenow.adp.com/…/recruitment.html?cid=…&ccId=… "
        "or https://myjobs.adp.com/SITE"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is a career site of ADP or has its API's path."""
        host = host_of(url)
        known = re.fullmatch(r"(?:workforcenow(?:\.cloud)?|myjobs|my)\.adp\.com", host)
        return bool(known) or any(
            path in url for path in (_API, _SITE, "/mycareer/public/staffing")
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a Workforce Now list, or the facts of a myjobs site."""
        query = query_of(url)
        if query.get("cid"):
            return (_list_page(url, 0),)
        slug = _CX_SLUG.match(url)
        if slug and slug[1] != "public":
            return (Fetch(url=f"https://myjobs.adp.com{_CX_SITE}{slug[1]}"),)
        raise ValueError(f"{url!r} names no career site; {self.url_help}")

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page, a detail, or the facts of a myjobs site."""
        if isinstance(data, dict) and isinstance(data.get("jobRequisitions"), list):
            return _list(source, data, page)
        if isinstance(data, dict) and ("itemID" in data or "reqId" in data):
            return _detail(source, data, page)
        if isinstance(data, dict) and words(data.get("orgoid")):
            context = {"organisation": data["orgoid"], "employer": words(data.get("clientName"))}
            slug = words(data.get("domain")) or page.url.rstrip("/").rsplit("/", 1)[-1]
            return Parsed(fetches=(_cx_page({**context, "site": slug}, 0),))
        return not_understood(page, "no list, posting or site of ADP")


def _list_page(url: str, offset: int) -> Fetch:
    query = _site_query(url) | {"$skip": offset, "$top": _PAGE, "userQuery": ""}
    return Fetch(
        url=f"{origin_of(url)}{_API}?{urlencode(query, safe='$')}", context={"offset": offset}
    )


def _site_query(url: str) -> dict[str, Any]:
    query = query_of(url)
    language = query.get("lang") or query.get("locale") or ""
    language = language if re.fullmatch(r"[a-z]{2}_[A-Z]{2}", language) else "en_US"
    return {
        "cid": query.get("cid", ""),
        "ccId": query.get("ccid") or _FIRST_CENTER,
        "lang": language,
        "locale": language,
    }


def _cx_page(site: Entry, offset: int) -> Fetch:
    query = {"$select": _CX_FIELDS, "$top": _PAGE, "$skip": offset}
    return Fetch(
        url=f"{_CX_LIST}?{urlencode(query, safe='$,')}",
        headers=_cx_headers(site),
        context={**site, "offset": offset},
    )


def _cx_headers(site: Entry) -> dict[str, str]:
    return {"Accept": "application/json", "orgoid": str(site["organisation"])}


def _list(source: str, data: Entry, page: Page) -> Parsed:
    entries = data["jobRequisitions"]
    offset = offset_of(page, "$skip")
    said = part(data, "meta", "totalNumber")
    total = said if isinstance(said, int) else data.get("count")
    total = total if isinstance(total, int) else None
    postings, problems = read_each(entries, page, lambda entry: _posting(source, entry, page))
    seen = offset + len(entries)
    site = dict(page.fetch.context) if page.fetch else {}
    fetches: tuple[Fetch, ...] = ()
    if site.get("organisation"):
        fetches = tuple(
            Fetch(
                url=item.detail_url,
                kind="detail",
                key=item.key,
                title=item.title,
                headers=_cx_headers(site),
                context=site,
            )
            for item in postings
            if item.detail_url
        )
    if total is not None and seen < total:
        if not entries:
            problems += (Problem(page.url, f"list ends at {seen} of {total}"),)
        elif site.get("organisation"):
            fetches += (_cx_page(site, seen),)
        elif query_of(page.url).get("cid"):
            fetches += (_list_page(page.url, seen),)
    return Parsed(postings=postings, fetches=fetches, problems=problems, total=total)


def _detail(source: str, data: Entry, page: Page) -> Parsed:
    posting = _posting(source, data, page)
    if posting is None:
        return Parsed(problems=(Problem(page.url, "posting without id or title"),))
    if page.key not in (None, posting.key):
        reason = f"asked for {page.key} and got {posting.key}"
        return Parsed(problems=(Problem(page.url, reason),))
    return Parsed(postings=(posting,))


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    """Return a posting of either product: their fields have other names and the same shapes."""
    is_cx = "reqId" in entry
    key = words(entry.get("reqId" if is_cx else "itemID"))
    titles = ("requisitionTitle", "publishedJobTitle", "jobTitle")
    title = next(filter(None, map(words, map(entry.get, titles))), None)
    if key is None or title is None:
        return None
    custom = _custom_fields(entry)
    url, detail = _cx_addresses(key, page) if is_cx else _now_addresses(key, custom, page)
    description = sections(
        [
            (None, entry.get("requisitionDescription") or entry.get("jobDescription")),
            ("Qualifications", entry.get("jobQualifications")),
        ]
    )
    return RawPosting(
        source=source,
        platform=Adp.name,
        key=key,
        requisition_id=words(entry.get("clientRequisitionID")),
        url=url,
        apply_url=url,
        title=title,
        employer=words(page.fetch.context.get("employer")) if page.fetch else None,
        locations=_locations(entry),
        employment_type=_work_level(entry.get("workLevelCode")),
        pay=_pay(entry, custom),
        description=description,
        partial=not description,
        detail_url=None if description else detail,
        fetched_at=page.fetched_at,
        payload=entry,
        **dates(page, posted=entry.get("postDate") or entry.get("postingDate")),
    )


def _now_addresses(key: str, custom: dict[str, str], page: Page) -> tuple[str | None, str | None]:
    """Return the public page of a posting, and its detail, which goes by an id of its own."""
    site, outside = _site_query(page.url), custom.get("ExternalJobID")
    known = {"cid": site["cid"], "ccId": site["ccId"], "lang": site["lang"], "jobId": key}
    origin = origin_of(page.url)
    return (
        f"{origin}{_SITE}?{urlencode(known)}" if site["cid"] else None,
        f"{origin}{_API}/{quote(outside)}?{urlencode(site)}" if outside else None,
    )


def _cx_addresses(key: str, page: Page) -> tuple[str | None, str]:
    slug = _CX_SLUG.match(page.url)
    site = slug[1] if slug and slug[1] != "public" else None
    if page.fetch is not None:
        site = page.fetch.context.get("site") or site
    url = f"https://myjobs.adp.com/{site}/cx/job-details?reqId={quote(key)}" if site else None
    return url, f"{_CX_LIST}/search-meta/{quote(key)}"


def _custom_fields(entry: Entry) -> dict[str, str]:
    """Return the custom fields that say something, by their code; a code's words before it."""
    found: dict[str, str] = {}
    groups = entry.get("customFieldGroup")
    for field in [
        item for kind in ("stringFields", "codeFields") for item in items(part(groups, kind))
    ]:
        code = named(part(field, "nameCode"), "codeValue", "shortName")
        said = named(field, "stringValue", "shortName", "longName", "codeValue")
        if code and said:
            found.setdefault(code, said)
    return found


def _work_level(value: Json) -> str | None:
    said = named(value, *_NAMES)
    return _WORK_LEVELS.get(said, said) if said else None


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    found = []
    for item in items(entry.get("requisitionLocations")):
        address = part(item, "address")
        country = part(address, "country") or part(address, "countryCode")
        found.append(
            place(
                named(part(item, "nameCode"), *_NAMES),
                city=part(address, "cityName"),
                state=named(part(address, "countrySubdivisionLevel1"), "codeValue", *_NAMES),
                postal_code=part(address, "postalCode"),
                country=named(country, "codeValue", *_NAMES),
            )
        )
    return places(found)


def _pay(entry: Entry, custom: dict[str, str]) -> RawPay | None:
    low, high = (part(entry, "payGradeRange", name) for name in ("minimumRate", "maximumRate"))
    return pay(
        part(low, "amountValue"),
        part(high, "amountValue"),
        unit=custom.get("SalaryType"),
        currency=joined([named(part(rate, "currencyCode"), *_NAMES) for rate in (low, high)]),
        said=custom.get("SalaryRange"),
    )


PLATFORM = Adp()
