"""UKG Ready (Kronos, saashr.com): a paged JSON list with teasers, and one JSON detail a posting.

`offset` counts pages from 1, though some readers of it count rows: a page is asked for so large
that most boards are one, and a total that is not reached is told. The answers state no posting date, no employer and no currency.
Undocumented: the list is seen in a captured answer, the detail in public code that reads it.
"""

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlencode

from crawler.formats.jsonplatform import Entry, JsonPlatform, counted_list, not_understood
from crawler.formats.reading import joined, named, part, pay, place, places, sections, whole, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of, query_of
from crawler.posting import Json, RawPosting

_SIZE = 200
_HOSTS = (
    ".saashr.com",
    ".entertimeonline.com",
    ".workforceready.com.au",
    ".workforceready.eu",
    ".mykronos.com",
)
_COMPANY = re.compile(r"/ta/(?:rest/ui/recruitment/companies/(?:%7C|\|))?([\w-]+)", re.IGNORECASE)
_DETAIL = re.compile(r"/job-requisitions/(\d+)")
_DESCRIPTION = (
    ("job_preview", None),
    ("job_description", None),
    ("job_requirement", "Requirements"),
    ("job_requirements", "Requirements"),
)


class UkgReady(JsonPlatform):
    """secureN.saashr.com and the other hosts of the same system."""

    name: ClassVar[str] = "ukg_ready"
    url_help: ClassVar[str] = "give https://secureN.saashr.com/ta/COMPANY.careers"

    def recognises(self, url: str) -> bool:
        """Return whether a url is on a host of UKG Ready."""
        return host_of(url).endswith(_HOSTS)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        api = _api(url)
        if api is None:
            raise ValueError(f"{url!r} names no company; {self.url_help}")
        return (_list_page(api, 1, 0),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or the detail of one posting."""
        listed = part(data, "job_requisitions")
        if not isinstance(listed, list):
            alone = isinstance(data, dict) and ("job_title" in data or "job_description" in data)
            posting = _posting(source, data, page, is_detail=True) if alone else None
            wanted = "neither a list nor a posting of UKG Ready"
            return Parsed(postings=(posting,)) if posting else not_understood(page, wanted)
        number = whole(query_of(page.url).get("offset")) or 1
        before = page.fetch.context.get("seen") if page.fetch else None
        api = _api(page.url)
        read = counted_list(
            page,
            listed,
            lambda item: _posting(source, item, page),
            total=part(data, "_paging", "total"),
            start=before if isinstance(before, int) else (number - 1) * _SIZE,
            further=lambda seen: _list_page(api, number + 1, seen) if api else None,
        )
        details = tuple(_detail(posting) for posting in read.postings if posting.detail_url)
        return replace(read, fetches=(*details, *read.fetches))


def _api(url: str) -> str | None:
    company = _COMPANY.search(url)
    if company is None:
        return None
    base = f"{origin_of(url)}/ta/rest/ui/recruitment/companies"
    return f"{base}/%7C{company[1]}/job-requisitions"


def _list_page(api: str, number: int, seen: int) -> Fetch:
    query = urlencode({"offset": number, "size": _SIZE, "sort": "desc", "lang": "en-US"})
    # A host may give fewer a page than asked for, so what is seen is counted.
    headers = {"Accept": "application/json"}
    return Fetch(url=f"{api}?{query}", headers=headers, context={"seen": seen})


def _detail(posting: RawPosting) -> Fetch:
    # The answer to it may leave the title out.
    return Fetch(
        url=posting.detail_url or "",
        kind="detail",
        key=posting.key,
        title=posting.title,
        headers={"Accept": "application/json"},
    )


def _posting(source: str, item: Entry, page: Page, *, is_detail: bool = False) -> RawPosting | None:
    asked = _DETAIL.search(page.url) or re.search(r"[?&]ShowJob=(\d+)", page.url)
    key = words(item.get("id")) or page.key or (asked and asked[1])
    title = words(item.get("job_title")) or (page.fetch.title if page.fetch else None)
    if key is None or title is None:
        return None
    api, company = _api(page.url), _COMPANY.search(page.url)
    url = f"{origin_of(page.url)}/ta/{company[1]}.careers?ShowJob={key}" if company else None
    where = item.get("location")
    return RawPosting(
        source=source,
        platform=UkgReady.name,
        key=key,
        requisition_id=key,
        url=url,
        apply_url=url,
        title=title,
        employer=named(item.get("company"), "name") or words(item.get("company_name")),
        locations=places(
            [
                place(
                    where if isinstance(where, str) else None,
                    city=part(where, "city"),
                    state=part(where, "state"),
                    postal_code=part(where, "zip"),
                    country=part(where, "country"),
                )
            ]
        ),
        workplace="Remote" if item.get("is_remote_job") is True else None,
        employment_type=joined([named(item.get("employee_type"), "name")]),
        pay=pay(
            item.get("base_pay_from"),
            item.get("base_pay_to"),
            unit=item.get("base_pay_frequency"),
            currency=item.get("base_pay_currency"),
        ),
        description=sections((title_, item.get(name)) for name, title_ in _DESCRIPTION)
        if is_detail
        else "",
        partial=not is_detail,
        detail_url=None if is_detail or api is None else f"{api}/{key}",
        fetched_at=page.fetched_at,
        payload=item,
    )


PLATFORM = UkgReady()
