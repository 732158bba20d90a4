"""From a schema.org JobPosting, in JSON-LD, microdata or RDFa, to a raw posting."""

import html
import re
from typing import Literal

from crawler.formats.jsonld import plain_name
from crawler.formats.reading import (
    MARKUP,
    day,
    figure,
    is_past,
    joined,
    named,
    pay,
    place,
    places,
    sections,
    words,
)
from crawler.platforms.base import Page, absolute_url
from crawler.posting import Json, RawLocation, RawPay, RawPosting

Folded = dict[str, Json]
"""Properties by their names in lower case without a vocabulary; a list of one is its item."""

_DEEPEST = 16
_POSTED = re.compile(r"^(?:date )?posted(?: on)?\s*:?\s*", re.IGNORECASE)
_HAS_HEADING = re.compile(r"\s*<h[1-6]\b", re.IGNORECASE)
_ADDRESS = ("addresslocality", "addressregion", "postalcode", "addresscountry")
_PARTS = (
    ("description", None),
    ("jobdescription", None),
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("educationrequirements", "Education"),
    ("experiencerequirements", "Experience"),
    ("eligibilitytoworkrequirement", "Eligibility"),
    ("physicalrequirement", "Physical requirements"),
    ("workhours", "Hours"),
    ("jobbenefits", "Benefits"),
    ("benefits", "Benefits"),
    ("incentivecompensation", "Incentives"),
    ("incentives", "Incentives"),
    ("specialcommitments", "Special commitments"),
    ("employeroverview", "About the employer"),
)


def raw_posting(
    source: str, job: dict[str, Json], page: Page, key: str, platform: str = "jsonld"
) -> RawPosting | None:
    """Return the posting of a JobPosting; None without a title."""
    said = _folded(job, 0)
    title = _text_of(said.get("title") or said.get("name"))
    if title is None:
        return None
    description, description_format = _description(said)
    url = own_url(job, page) or page.url
    posted = _day(said.get("dateposted"), page)
    until = _day(said.get("validthrough") or said.get("dateexpires"), page)
    return RawPosting(
        source=source,
        platform=platform,
        key=key,
        requisition_id=requisition_id(job),
        url=url,
        apply_url=url,
        title=title,
        employer=_text_of(said.get("hiringorganization")),
        locations=_locations(said),
        workplace=_workplace(said),
        employment_type=joined(map(_text_of, _listed(said.get("employmenttype")))),
        pay=_pay(said.get("basesalary"), said.get("salarycurrency")),
        posted_at=posted,
        posted_at_basis="stated" if posted else None,
        valid_through=until,
        valid_through_basis="stated" if until else None,
        description=description,
        description_format=description_format,
        closed=is_past(until, page.fetched_at),
        fetched_at=page.fetched_at,
        payload=job,
    )


def own_url(job: dict[str, Json], page: Page) -> str | None:
    """Return the address that a JobPosting gives as its own."""
    url = words(_first(_property(job, "url")))
    return absolute_url(page.url, url) if url else None


def requisition_id(job: dict[str, Json]) -> str | None:
    """Return the identifier of a JobPosting."""
    identifiers = _listed(_property(job, "identifier"))
    found = (named(item, "value", "sameas") for item in identifiers)
    return next(filter(None, found), None) or words(_property(job, "id"))


def _property(job: dict[str, Json], name: str) -> Json:
    said = (value for key, value in job.items() if plain_name(key) == name)
    return _folded(next(said, None), 1)


def _folded(value: Json, depth: int) -> Json:
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        inner = [_folded(item, depth + 1) for item in value]
        return inner[0] if len(inner) == 1 else inner
    if not isinstance(value, dict):
        return value
    if "@value" in value:
        return value["@value"]
    return {plain_name(key): _folded(item, depth + 1) for key, item in value.items()}


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _day(value: Json, page: Page) -> str | None:
    """Return a date, also of "Posted on July 20, 2026"."""
    text = words(_first(value))
    return day(_POSTED.sub("", text), page.fetched_at) if text else None


def _first(value: Json) -> Json:
    return next((item for item in _listed(value) if item not in (None, "")), None)


def _text_of(value: Json) -> str | None:
    """Return a text, or the name of the first object that has one, without entities."""
    found = (named(item, "name", "organizationname") for item in _listed(value))
    text = next(filter(None, found), None)
    return words(html.unescape(text)) if text else None


def _description(said: Folded) -> tuple[str, Literal["html", "text"]]:
    parts: list[tuple[str | None, str]] = []
    for name, heading in _PARTS:
        text = _prose(said.get(name))
        if text and not any(text in other for _, other in parts):
            own = None if not parts or _HAS_HEADING.match(text) else heading
            parts.append((own, text))
    if len(parts) == 1 and not MARKUP.search(parts[0][1]):
        return parts[0][1], "text"
    return sections(parts), "html"


def _prose(value: Json) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(text for text in map(_prose, value) if text)
    if not isinstance(value, dict):
        return ""
    months = figure(value.get("monthsofexperience"))
    said = [value.get("description") or value.get("name") or value.get("credentialcategory")]
    return _prose([*said, f"{months} months of experience" if months else None])


def _workplace(said: Folded) -> str | None:
    kind = joined(_listed(said.get("joblocationtype")))
    return "remote" if kind and "telecommute" in kind.lower() else kind


def _locations(said: Folded) -> tuple[RawLocation, ...]:
    # RDFa without nested types states the parts of the address on the posting itself.
    where = said.get("joblocation") or {name: said.get(name) for name in _ADDRESS}
    found = [item for value in _listed(where) for item in _places(value)]
    if not any(found) and _workplace(said) == "remote":
        found = [
            item for v in _listed(said.get("applicantlocationrequirements")) for item in _places(v)
        ]
    return places(found)


def _places(value: Json) -> list[RawLocation | None]:
    if not isinstance(value, dict):
        return [place(value)]
    address = value.get("address")
    if address is None and not value.keys() & {"addresslocality", "addressregion"}:
        return [place(value.get("name"), country=_country_of(value))]
    found = [_address(item) for item in _listed(value if address is None else address)]
    return found if any(found) else [place(value.get("name"))]


def _country_of(value: Folded) -> Json:
    return value.get("name") if plain_name(_first(value.get("@type"))) == "country" else None


def _address(address: Json) -> RawLocation | None:
    if not isinstance(address, dict):
        return place(address)
    parts = {
        "city": _text_of(address.get("addresslocality") or address.get("locality")),
        "state": _text_of(
            address.get("addressregion") or address.get("regioncode") or address.get("region")
        ),
        "postal_code": words(address.get("postalcode")),
        "country": _text_of(address.get("addresscountry") or address.get("countrycode")),
    }
    stated = [part for part in parts.values() if part]
    if len(stated) > 1 and len(set(stated)) == 1:
        # The whole place repeated in every field says nothing of its parts.
        return place(stated[0])
    return place(None if stated else address.get("name") or address.get("fulltext"), **parts)


def _pay(value: Json, currency: Json) -> RawPay | None:
    return next(filter(None, (_one_pay(item, currency) for item in _listed(value))), None)


def _one_pay(value: Json, currency: Json) -> RawPay | None:
    if not isinstance(value, dict):
        return _amount(value, currency=currency)
    inner = _first(value.get("value"))
    quantity = inner if isinstance(inner, dict) else value
    low, high = (
        _first(
            quantity.get(f"{end}value")
            or quantity.get(f"{end}price")
            or quantity.get(f"{end}salary")
        )
        for end in ("min", "max")
    )
    terms = {
        "unit": quantity.get("unittext") or value.get("unittext") or quantity.get("unitcode"),
        "currency": words(value.get("currency"))
        or words(value.get("pricecurrency") or quantity.get("currency"))
        or currency,
    }
    if figure(low) or figure(high):
        return pay(low, high, **terms)
    single = quantity.get("value") if isinstance(inner, dict) else inner
    said = " - ".join(filter(None, map(words, (low, high))))
    return _amount(_first(single) or value.get("price") or value.get("salary") or said, **terms)


def _amount(value: Json, *, currency: Json, unit: Json = None) -> RawPay | None:
    """Return pay of one figure, else of words; a unit beside words that state none is left out."""
    amount = figure(value)
    if amount:
        return pay(amount, amount, unit=unit, currency=currency)
    return pay(said=value, unit=unit, currency=currency)
