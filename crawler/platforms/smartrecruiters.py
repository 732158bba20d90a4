"""SmartRecruiters: a paged list without descriptions, one detail a posting, pages in microdata.

An unknown company answers with an empty list. Seen in captured answers; the vendor documents it
as its Posting API.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

from crawler.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    offset_of,
    read_each,
)
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, query_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting
from crawler.reading import items, named, part, pay, place, places, sections, words

_PAGE = 100
_API = "https://api.smartrecruiters.com/v1/companies"
_COMPANY = re.compile(
    r"https?://[^/]+/(?:v1/companies/|(?:oneclick-ui/)?company/|[a-z]{2}(?:-[A-Z]{2})?/)?([\w.-]+)"
)
_WORKPLACE = re.compile(rb"\bworkplaceType=[\"']?(\w+)", re.IGNORECASE)
_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


class SmartRecruiters(JsonPlatform):
    """jobs.smartrecruiters.com, careers.smartrecruiters.com and their API."""

    name: ClassVar[str] = "smartrecruiters"
    url_help: ClassVar[str] = "give https://careers.smartrecruiters.com/COMPANY"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/(\d{9,})")

    def recognises(self, url: str) -> bool:
        """Return whether a url is of SmartRecruiters' job pages or has its API's path."""
        known = re.fullmatch(r"(?:jobs|careers|api|www)\.smartrecruiters\.com", host_of(url))
        return bool(known) or bool(re.search(r"/v1/companies/[^/]+/postings\b", url))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a company's list."""
        company = _company(url)
        if company is None:
            raise ValueError(f"{url!r} names no company; {self.url_help}")
        return (_list_page(url, company, 0),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read JSON, else the page of a posting, whose markup leaves the workplace out."""
        parsed = super().parse(source, page)
        said = _WORKPLACE.search(page.body) if page.body.lstrip()[:1] == b"<" else None
        if said is None:
            return parsed
        workplace = said[1].decode()
        return replace(
            parsed, postings=tuple(replace(item, workplace=workplace) for item in parsed.postings)
        )

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or a detail; also several of them in one file."""
        answers = list(_answers(data))
        if not answers:
            return not_understood(page, "no list or posting of SmartRecruiters")
        found: dict[str, RawPosting] = {}
        problems: tuple[Problem, ...] = ()
        for answer in answers:
            entries = answer["content"] if _is_list(answer) else [answer]
            postings, faults = read_each(entries, page, lambda entry: _posting(source, entry, page))
            problems += faults
            for posting in postings:
                if posting.key not in found or not posting.partial:
                    found[posting.key] = posting
        follow, total = _following(answers[0], page) if len(answers) == 1 else ((), None)
        return Parsed(
            postings=tuple(found.values()), problems=problems, fetches=follow, total=total
        )


def _is_list(answer: Entry) -> bool:
    return isinstance(answer.get("content"), list)


def _answers(data: Json) -> Iterator[Entry]:
    """Yield the lists and details of a file: it is one, or holds several."""
    if not isinstance(data, dict | list):
        return
    if isinstance(data, dict) and (_is_list(data) or ("id" in data and "name" in data)):
        yield data
        return
    for inner in data.values() if isinstance(data, dict) else data:
        rows = inner.values() if isinstance(inner, dict) else items(inner)
        for row in rows:
            if isinstance(row, dict) and (_is_list(row) or "jobAd" in row):
                yield row


def _following(answer: Entry, page: Page) -> tuple[tuple[Fetch, ...], int | None]:
    """Return the next page of a list, and how many postings the list has."""
    total = answer.get("totalFound")
    if not _is_list(answer) or not isinstance(total, int):
        return (), None
    said = answer.get("offset")
    seen = (said if isinstance(said, int) else offset_of(page, "offset")) + len(answer["content"])
    company = _company(page.url)
    more = answer["content"] and seen < total and company is not None
    return ((_list_page(page.url, company or "", seen),) if more else ()), total


def _company(url: str) -> str | None:
    company = query_of(url).get("company") or query_of(url).get("dcr_ci")
    match = _COMPANY.match(url)
    return company or (match[1] if match else None)


def _list_page(url: str, company: str, offset: int) -> Fetch:
    base, api, _ = url.partition("/v1/companies")
    return Fetch(
        url=f"{base + api if api else _API}/{quote(company)}/postings?limit={_PAGE}&offset={offset}",
        headers={"Accept": "application/json"},
        context={"offset": offset},
    )


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    key, title = words(entry.get("id")), words(entry.get("name"))
    if key is None or title is None:
        return None
    company = words(part(entry, "company", "identifier")) or _company(page.url)
    public = f"https://jobs.smartrecruiters.com/{company}/{key}" if company else None
    description = sections(
        (words(part(entry, "jobAd", "sections", name, "title")), _text(entry, name))
        for name in _SECTIONS
    )
    detail = words(entry.get("ref")) or (f"{_API}/{company}/postings/{key}" if company else None)
    posting = RawPosting(
        source=source,
        platform=SmartRecruiters.name,
        key=key,
        requisition_id=words(entry.get("refNumber")),
        url=words(entry.get("postingUrl")) or public,
        apply_url=words(entry.get("applyUrl")) or public,
        title=title,
        employer=_employer(entry),
        locations=_locations(entry),
        workplace=_workplace(entry),
        employment_type=named(entry.get("typeOfEmployment"), "label", "id"),
        pay=_pay(entry),
        description=description,
        partial=not description,
        detail_url=None if description else detail,
        fetched_at=page.fetched_at,
        payload=entry,
        **dates(page, posted=entry.get("releasedDate")),
    )
    return replace(posting, closed=True) if entry.get("active") is False else posting


def _text(entry: Entry, name: str) -> Json:
    return part(entry, "jobAd", "sections", name, "text")


def _employer(entry: Entry) -> str | None:
    """Return the brand that hires, which a company of many names apart, else the company."""
    for field in items(entry.get("customField")):
        if (named(part(field, "fieldLabel")) or "").lower() in ("brand", "brands", "facility"):
            brand = words(part(field, "valueLabel"))
            if brand:
                return brand
    return words(part(entry, "company", "name"))


def _workplace(entry: Entry) -> str | None:
    location = entry.get("location")
    if part(location, "hybrid") is True:
        return "hybrid"
    remote = part(location, "remote") is True or words(part(location, "country")) == "remote"
    return "remote" if remote else None


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    where = entry.get("location")
    whole = words(part(where, "fullLocation"))
    said = ", ".join(piece for piece in map(str.strip, (whole or "").split(",")) if piece)
    return places(
        [
            place(
                said,
                city=part(where, "city"),
                state=part(where, "region"),
                postal_code=part(where, "postalCode"),
                country=part(where, "country"),
            )
        ]
    )


def _pay(entry: Entry) -> RawPay | None:
    for field in items(entry.get("customField")):
        if re.search(r"salary|\bpay\b|wage", (named(part(field, "fieldLabel")) or "").lower()):
            return pay(said=part(field, "valueLabel"))
    said = entry.get("compensation")
    return pay(
        part(said, "min"),
        part(said, "max"),
        unit=part(said, "period"),
        currency=part(said, "currency"),
    )


PLATFORM = SmartRecruiters()
