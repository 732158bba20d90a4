"""Oracle Recruiting Cloud: a paged list, and one detail a posting, both public JSON.

Limit and offset stand inside `finder`: outside they are ignored. A page may come back shorter
than asked, so paging goes by the limit the answer names. The page's own extra fields
(requisitionFlexFields) are where many employers put pay, shift and PRN.
Undocumented for candidates: seen in public code that reads it and in captured answers.
"""

import re
from typing import ClassVar
from urllib.parse import quote, unquote

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, joined, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, origin_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting
from crawler.privacy import is_personal_label

_LIMIT = 100
_API = "/hcmRestApi/resources/latest/recruitingCEJobRequisition"
_SITE = re.compile(r"/sites/([^/?#]+)|[?&]site_number=([^&#]+)|siteNumber=([^,;&\s]+)")
_NUMBER = re.compile(r"CX(?:_\d+)?")
_NUMBER_IN_PAGE = re.compile(rb"siteNumber[\"']?\s*[:=]\s*[\"'](\w+)[\"']")
_OFFSET = re.compile(r"offset=(\d+)")
_ID = re.compile(r'\bId="?([^",;&]+)')
_DESCRIPTION = (
    ("ExternalDescriptionStr", None),
    ("ExternalResponsibilitiesStr", "Responsibilities"),
    ("ExternalQualificationsStr", "Qualifications"),
    ("CorporateDescriptionStr", "About Us"),
    ("OrganizationDescriptionStr", "About the Organization"),
)
_EMPLOYER_PROMPT = re.compile(r"(?:facility|hospital|practice|clinic)(?: name)?", re.IGNORECASE)
_TYPE_PROMPT = re.compile(
    r"(?:employment|position|job|worker|assignment|employee) (?:type|category|status|class)|"
    r"\bfte\b|full.?time",
    re.IGNORECASE,
)
_PAY_PROMPT = re.compile(r"salary|\bpay\b|compensation|\bwages?\b|hiring range", re.IGNORECASE)
_NO_PAY_PROMPT = re.compile(r"\b(?:grade|frequency|period|plan|type|basis|group)\b", re.IGNORECASE)
_UNIT = re.compile(r"hour|annual|year|month|week", re.IGNORECASE)


class Oracle(JsonPlatform):
    """POD.fa.DC.oraclecloud.com and employers' own hosts with its paths."""

    name: ClassVar[str] = "oracle"
    url_help: ClassVar[str] = (
        "give https://POD.fa.DC.oraclecloud.com/hcmUI/CandidateExperience/en/sites/SITE"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url has the paths of Oracle's career sites or of their API."""
        return (
            "/hcmUI/CandidateExperience/" in url
            or _API in url
            or bool(re.match(r"https?://[^/]+\.fa\.[^/]*oraclecloud\.com", url))
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a site's list; of a site by name, the page with its number."""
        site = _site(url)
        if site is None:
            raise ValueError(f"{url!r} names no site; {self.url_help}")
        if _NUMBER.fullmatch(site):
            return (_list_page(url, site, 0, 0),)
        home = f"{origin_of(url)}/hcmUI/CandidateExperience/en/sites/{quote(site)}"
        return (Fetch(url=home, context={"site": site}),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a site's page, which tells its number, else JSON."""
        number = _NUMBER_IN_PAGE.search(page.body) if page.body.lstrip()[:1] == b"<" else None
        if number:
            return Parsed(fetches=(_list_page(page.url, number[1].decode(), 0, 0),))
        return super().parse(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or the detail of one posting."""
        found = items(part(data, "items"))
        head = found[0] if found else data
        if isinstance(head, dict) and "requisitionList" in head:
            return _list(source, head, page)
        if isinstance(head, dict) and "Id" in head and "Title" in head:
            posting = _posting(source, head, page, is_detail=True)
            if posting is None:
                return Parsed(problems=(Problem(page.url, "posting without id or title"),))
            return Parsed(postings=(posting,))
        asked = _ID.search(unquote(page.url))
        if isinstance(data, dict) and data.get("items") == [] and asked:
            return Parsed(closed=(page.key or asked[1],))
        return not_understood(page, "no list or posting of Oracle")


def _site(url: str) -> str | None:
    match = _SITE.search(unquote(url))
    return next(filter(None, match.groups()), None) if match else None


def _list_page(url: str, site: str, offset: int, missing: int) -> Fetch:
    finder = f"findReqs;siteNumber={site},limit={_LIMIT},offset={offset}"
    return Fetch(
        url=f"{origin_of(url)}{_API}s?onlyData=true"
        f"&expand=requisitionList.secondaryLocations&finder={finder}",
        headers={"Accept": "application/json"},
        context={"offset": offset, "missing": missing},
    )


def _list(source: str, head: Entry, page: Page) -> Parsed:
    entries = _rows(head.get("requisitionList"))
    postings, problems = read_each(
        entries, page, lambda entry: _posting(source, entry, page, is_detail=False)
    )
    context = page.fetch.context if page.fetch else {}
    asked = _OFFSET.search(unquote(page.url))
    offset = int(asked[1]) if asked else 0
    total, limit = head.get("TotalJobsCount"), head.get("Limit")
    if not isinstance(total, int):
        return Parsed(postings=postings, problems=problems)
    step = limit if isinstance(limit, int) and limit >= len(entries) else len(entries)
    seen, site = offset + step, _site(page.url)
    if seen >= total:
        missing = int(context.get("missing") or 0)
        return Parsed(postings=postings, problems=problems, total=total - missing)
    if not entries:
        problems += (Problem(page.url, f"list ends at {offset} of {total}"),)
    if not entries or site is None:
        return Parsed(postings=postings, problems=problems, total=total)
    # Rows that the site keeps to itself count in its total: they are not promised to us.
    missing = int(context.get("missing") or 0) + step - len(entries)
    follow = _list_page(page.url, site, seen, missing)
    return Parsed(postings=postings, problems=problems, fetches=(follow,))


def _posting(source: str, entry: Entry, page: Page, *, is_detail: bool) -> RawPosting | None:
    key, title = words(entry.get("Id")), words(entry.get("Title"))
    if key is None or title is None:
        return None
    site, origin = _site(page.url), origin_of(page.url)
    url = f"{origin}/hcmUI/CandidateExperience/en/sites/{site}/job/{quote(key)}" if site else None
    extra = _extra_fields(entry)
    said = sections((heading, entry.get(name)) for name, heading in _DESCRIPTION)
    whole = is_detail or bool(said)
    finder = f"ById;Id=%22{quote(key)}%22" + (f",siteNumber={site}" if site else "")
    detail = f"{origin}{_API}Details?expand=all&onlyData=true&finder={finder}"
    return RawPosting(
        source=source,
        platform=Oracle.name,
        key=key,
        requisition_id=words(entry.get("RequisitionNumber")) or key,
        url=words(entry.get("ExternalURL")) or url,
        apply_url=f"{url}/apply" if url else None,
        title=title,
        employer=_first(extra, _EMPLOYER_PROMPT) or words(entry.get("LegalEmployer")),
        locations=_locations(entry),
        workplace=_workplace(entry),
        employment_type=joined(
            [
                *(entry.get(name) for name in ("JobSchedule", "ContractType", "WorkerType")),
                *(value for prompt, value in extra if _TYPE_PROMPT.search(prompt)),
            ]
        ),
        pay=_pay(extra),
        description=_with_extra(said or sections([(None, entry.get("ShortDescriptionStr"))]), extra)
        if whole
        else "",
        partial=not whole,
        detail_url=None if whole else detail,
        fetched_at=page.fetched_at,
        payload=entry,
        **dates(
            page,
            posted=entry.get("ExternalPostedStartDate") or entry.get("PostedDate"),
            until=entry.get("ExternalPostedEndDate") or entry.get("PostingEndDate"),
        ),
    )


def _rows(value: Json) -> list[Json]:
    """Return rows, which come as a list or as {"items": [...]}."""
    return items(value) or items(part(value, "items"))


def _extra_fields(entry: Entry) -> list[tuple[str, str]]:
    """Return prompt and value of the page's extra fields, without those that name a person."""
    found = []
    for row in _rows(entry.get("requisitionFlexFields")):
        prompt, value = words(part(row, "Prompt")), words(part(row, "Value"))
        if prompt and value and not is_personal_label(prompt):
            found.append((prompt.rstrip("*: "), value))
    return found


def _with_extra(description: str, extra: list[tuple[str, str]]) -> str:
    lines = "\n".join(f"{prompt}: {value}" for prompt, value in extra)
    return sections([(None, description), ("Job Info", lines)])


def _first(extra: list[tuple[str, str]], wanted: re.Pattern[str]) -> str | None:
    return next((value for prompt, value in extra if wanted.fullmatch(prompt)), None)


def _workplace(entry: Entry) -> str | None:
    code = words(entry.get("WorkplaceTypeCode"))
    return words(entry.get("WorkplaceType")) or (code.removeprefix("ORA_") if code else None)


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    sites = _rows(entry.get("workLocation"))
    address = sites[0] if len(sites) == 1 else None
    first = place(
        entry.get("PrimaryLocation") or named(address, "LocationName"),
        city=part(address, "TownOrCity"),
        state=part(address, "Region2"),
        postal_code=part(address, "PostalCode"),
        country=entry.get("PrimaryLocationCountry") or part(address, "Country"),
    )
    others = [
        place(named(row, "Name", "LocationName"), country=part(row, "CountryCode"))
        for row in _rows(entry.get("secondaryLocations"))
    ]
    return places([first, *others])


def _pay(extra: list[tuple[str, str]]) -> RawPay | None:
    low = high = unit = None
    said = []
    for prompt, value in extra:
        if not _PAY_PROMPT.search(prompt):
            continue
        period = _UNIT.search(prompt) or _UNIT.search(value)
        unit = unit or (period[0].lower() if period else None)
        if _NO_PAY_PROMPT.search(prompt):
            continue
        single = re.fullmatch(r"\$?\s*([\d,]+(?:\.\d+)?)\s*(?:USD)?", value)
        if single and re.search(r"\bmin", prompt, re.IGNORECASE):
            low = single[1]
        elif single and re.search(r"\bmax", prompt, re.IGNORECASE):
            high = single[1]
        else:
            said.append(value)
    return pay(low, high, unit=unit, said=joined(said))


PLATFORM = Oracle()
