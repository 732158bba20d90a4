"""UKG Pro Recruiting (UltiPro): a paged JSON list, and one page a posting with its data in a script.

The list is asked for as boards ask, `{"opportunitySearch": …}`, and where that is not understood
without the frame. `JobLocationType` is 1 on site, 2 remote, 3 hybrid. The
requirements that an employer ticks stand beside the description, as criteria of several kinds.
Undocumented: seen in captured pages and in public code that reads them.
"""

import json
import re
from typing import ClassVar

from crawler.formats.brokenjson import read_values
from crawler.formats.jsonld import decode, refusal
from crawler.formats.jsonplatform import Entry, JsonPlatform, counted_list, dates, not_understood
from crawler.formats.reading import items, joined, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, Problem, host_of, query_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_TOP = 50
_BOARD = re.compile(r"https?://[^/]+/[A-Za-z0-9]+/JobBoard/[0-9a-f-]{36}", re.IGNORECASE)
_DETAIL = "CandidateOpportunityDetail("
_WORKPLACES = {"1": "On-site", "2": "Remote", "3": "Hybrid"}
_CRITERIA = (
    ("EducationCriteria", "Education"),
    ("LicenseAndCertificationCriteria", "Licenses and Certifications"),
    ("WorkExperienceCriteria", "Work Experience"),
    ("SkillCriteria", "Skills"),
    ("BehaviorCriteria", "Behaviors"),
    ("MotivationCriteria", "Motivations"),
)
_NAMES = re.compile(r"(?:Name|Description|Title)$")


class Ukg(JsonPlatform):
    """recruiting.ultipro.com, its numbered and Canadian hosts, and TENANT.rec.pro.ukg.net."""

    name: ClassVar[str] = "ukg"
    url_help: ClassVar[str] = "give https://recruiting.ultipro.com/TENANT/JobBoard/GUID"

    def recognises(self, url: str) -> bool:
        """Return whether a url is on a host of UKG Pro."""
        return host_of(url).endswith((".ultipro.com", ".ultipro.ca", ".rec.pro.ukg.net"))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the list."""
        board = _BOARD.match(url)
        if board is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (_list_page(board[0], 0),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read JSON, or the page of a posting."""
        if page.body.lstrip()[:1] in (b"{", b"["):
            return super().parse(source, page)
        return _read_page(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page."""
        listed = part(data, "opportunities")
        if not isinstance(listed, list):
            board = _BOARD.match(page.url)
            if board and page.fetch and page.fetch.context.get("framed"):
                return Parsed(fetches=(_list_page(board[0], 0, framed=False),))
            posting = _posting(source, data, page) if isinstance(data, dict) else None
            wanted = "no opportunities in it"
            return Parsed(postings=(posting,)) if posting else not_understood(page, wanted)
        board = _BOARD.match(page.url)
        asked = page.fetch.context if page.fetch else {}
        framed = bool(asked.get("framed"))
        return counted_list(
            page,
            listed,
            lambda item: _posting(source, item, page),
            total=data.get("totalCount"),
            start=int(asked.get("skip") or 0),
            further=lambda seen: _list_page(board[0], seen, framed=framed) if board else None,
        )


def _list_page(board: str, skip: int, *, framed: bool = True) -> Fetch:
    order = {"Value": "postedDateDesc", "PropertyName": "PostedDate", "Ascending": False}
    search = {
        "Top": _TOP, "Skip": skip, "QueryString": "", "OrderBy": [order], "Filters": [],
        "Coordinates": None, "Extent": None, "ProximitySearchType": 0,
    }  # fmt: skip
    return Fetch(
        url=f"{board}/JobBoardView/LoadSearchResults",
        method="POST",
        body=json.dumps({"opportunitySearch": search} if framed else search),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        context={"skip": skip, "framed": framed},
    )


def _read_page(source: str, page: Page) -> Parsed:
    text = decode(page.body, page.content_type)
    start = text.find(_DETAIL)
    if start < 0:
        asks = refusal(text)
        if asks:
            return Parsed(problems=(Problem(page.url, f"a check instead of the page: {asks!r}"),))
        key = _key_asked(page)
        board = _BOARD.match(page.url)
        if key is None and board and "<" in text:
            return Parsed(fetches=(_list_page(board[0], 0),))
        if key is None or "<" not in text:
            return Parsed(problems=(Problem(page.url, "neither a board nor a posting of UKG"),))
        return Parsed(closed=(key,))
    start += len(_DETAIL)
    end = text.find("</script", start)
    values, fault = read_values(text[start : end if end >= 0 else None])
    problems = (Problem(page.url, f"the posting's data cannot be read: {fault}"),) if fault else ()
    item = values[0] if values else None
    posting = _posting(source, item, page, is_detail=True) if isinstance(item, dict) else None
    if posting is None and not problems:
        problems = (Problem(page.url, "posting without id or title"),)
    return Parsed(postings=(posting,) if posting else (), problems=problems)


def _key_asked(page: Page) -> str | None:
    return page.key or query_of(page.url).get("opportunityid")


def _posting(source: str, item: Entry, page: Page, *, is_detail: bool = False) -> RawPosting | None:
    key, title = words(item.get("Id")) or _key_asked(page), words(item.get("Title"))
    if key is None or title is None:
        return None
    board = _BOARD.match(page.url)
    url = f"{board[0]}/OpportunityDetail?opportunityId={key}" if board else None
    description = _description(item)
    stated = dates(page, posted=_posted(item, page))
    stated["closed"] = stated["closed"] or item.get("OpportunityIsClosed") is True
    return RawPosting(
        source=source,
        platform=Ukg.name,
        key=key,
        requisition_id=words(item.get("RequisitionNumber")),
        url=url,
        apply_url=url,
        title=title,
        locations=places(_place(entry) for entry in items(item.get("Locations"))),
        workplace=_WORKPLACES.get(str(item.get("JobLocationType"))),
        employment_type=_employment(item),
        pay=_pay(item),
        **stated,
        description=description if is_detail or item.get("Description") else "",
        partial=not (is_detail or item.get("Description")),
        detail_url=None if is_detail or item.get("Description") else url,
        fetched_at=page.fetched_at,
        payload=item,
    )


def _posted(item: Entry, page: Page) -> Json:
    """Return when the board that was asked shows it since, else when it was posted at all."""
    for member in items(item.get("JobBoardMemberships")):
        board = words(part(member, "JobBoardId"))
        if board and board.lower() in page.url.lower():
            return part(member, "ExternalPostedDate") or item.get("PostedDate")
    return item.get("PostedDate")


def _employment(item: Entry) -> str | None:
    hours = words(item.get("HoursPerWeek"))
    full = _either(item.get("FullTime"), "Full Time", "Part Time")
    return joined([full, f"{hours} hours a week" if hours and hours != "0" else None])


def _either(value: Json, yes: str, no: str) -> str | None:
    return yes if value is True else no if value is False else None


def _place(entry: Json) -> RawLocation | None:
    address = part(entry, "Address")
    facility = words(part(entry, "LocalizedName"))
    if not isinstance(address, dict):
        return place(facility)
    parts = {
        "city": address.get("City"),
        "state": named(address.get("State"), "Code", "Name"),
        "postal_code": address.get("PostalCode"),
        "country": named(address.get("Country"), "Code", "Name"),
    }
    return place(joined([facility, *parts.values()]), **parts)


def _description(item: Entry) -> str:
    criteria = ((title, _criteria(item.get(name))) for name, title in _CRITERIA)
    return sections(
        [
            (None, item.get("Description")),
            *criteria,
            ("Travel", item.get("TravelDescription")),
            ("Pay Transparency", item.get("PayTransparencyPolicyStatement")),
        ]
    )


def _criteria(value: Json) -> str | None:
    """Return ticked requirements as a list, each with whether it is required or preferred."""
    lines = []
    for entry in items(value):
        if not isinstance(entry, dict):
            continue
        said = joined(text for name, text in entry.items() if _NAMES.search(name))
        strength = _either(entry.get("Required"), "required", "preferred")
        if said:
            lines.append(f"{said} ({strength})" if strength else said)
    return "\n".join(lines) or None


def _pay(item: Entry) -> RawPay | None:
    currency = words(item.get("CompensationCurrencyCode")) or words(
        item.get("PayRangeCurrencyCode")
    )
    for period, unit in (("Annual", "YEAR"), ("Hourly", "HOUR")):
        found = pay(
            item.get(f"Compensation{period}Minimum"),
            item.get(f"Compensation{period}Maximum"),
            unit=unit,
            currency=currency,
        )
        if found:
            return found
    if item.get("PayRangeVisible") is False:
        return None
    shown = item.get("PayRange")
    return pay(part(shown, "PayRangeMinimum"), part(shown, "PayRangeMaximum"), currency=currency)


PLATFORM = Ukg()
