"""SmartRecruiters: a paged list without descriptions, one detail a posting, pages in microdata.

An unknown company answers with an empty list. Seen in captured answers; the vendor documents it
as its Posting API.
"""

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import quote

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    as_detail,
    dates,
    not_understood,
    offset_of,
    read_each,
)
from crawler.formats.reading import items, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, each_posting, host_of, query_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_PAGE = 100
_API = "https://api.smartrecruiters.com/v1/companies"
_COMPANY = re.compile(
    r"https?://[^/]+/(?:v1/companies/|(?:oneclick-ui/)?company/|[a-z]{2}(?:-[A-Z]{2})?/)?([\w.-]+)"
)
_WIDGET = re.compile(
    r"(?:\bcompany_code[\"']?\s*[:=]\s*[\"']|/job-api/public/search/widgets/)([\w-]+)"
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
        own = bool(known) and "/job-api/" not in url  # the widget's script: `embedded` reads it
        return own or bool(re.search(r"/v1/companies/[^/]+/postings\b", url))

    def embedded(self, markup: str) -> tuple[str, ...]:
        """Return the companies whose widget a page shows."""
        return tuple(
            f"https://careers.smartrecruiters.com/{company}"
            for company in dict.fromkeys(_WIDGET.findall(markup))
        )

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
        return each_posting(parsed, lambda item: replace(item, workplace=workplace))

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or a detail."""
        entries = part(data, "content")
        if not isinstance(entries, list):
            if not isinstance(data, dict) or not ("id" in data and "name" in data):
                return not_understood(page, "no list or posting of SmartRecruiters")
            entries = [data]
        postings, problems = read_each(entries, page, lambda entry: _posting(source, entry, page))
        total, company = part(data, "totalFound"), _company(page.url)
        if not isinstance(total, int):
            parsed = Parsed(postings=postings, problems=problems)
            return as_detail(parsed) if "jobAd" in data else parsed
        said = part(data, "offset")
        seen = (said if isinstance(said, int) else offset_of(page, "offset")) + len(entries)
        if not entries and seen < total:
            problems += (Problem(page.url, f"list ends at {seen} of {total}"),)
        more = entries and seen < total and company is not None
        return Parsed(
            postings=postings,
            problems=problems,
            fetches=(_list_page(page.url, company or "", seen),) if more else (),
            total=total,
        )


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
