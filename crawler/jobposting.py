"""From a schema.org JobPosting (keys in lower case) to a raw posting."""

import html
import re
from typing import Any
from urllib.parse import urljoin

from crawler.platforms.base import Page
from crawler.posting import Json, RawLocation, RawPay, RawPosting
from crawler.reading import day, figure, is_past, words

_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_STATES_PAY = re.compile(r"[1-9]")
"""A pay in words has a figure that is not zero: "0.0-0.0" states none."""
_PARTS = (
    ("description", None),
    ("responsibilities", "Responsibilities"),
    ("qualifications", "Qualifications"),
    ("skills", "Skills"),
    ("educationrequirements", "Education"),
    ("experiencerequirements", "Experience"),
)


def raw_posting(source: str, job: dict[str, Json], page: Page, key: str) -> RawPosting | None:
    """Return the posting of a JobPosting; None without a title."""
    title = words(job.get("title") or job.get("name"))
    if title is None:
        return None
    description, description_format = _description(job)
    url = words(job.get("url")) or page.url
    posted = day(job.get("dateposted"), page.fetched_at)
    until = day(job.get("validthrough"), page.fetched_at)
    remote = "telecommute" in str(job.get("joblocationtype") or "").lower()
    return RawPosting(
        source=source,
        platform="jsonld",
        key=key,
        requisition_id=_identifier(job.get("identifier")),
        url=urljoin(page.url, url),
        apply_url=urljoin(page.url, url),
        title=html.unescape(title),
        employer=_named(job.get("hiringorganization")),
        locations=_locations(job.get("joblocation")),
        workplace="remote" if remote else None,
        employment_type=_employment(job.get("employmenttype")),
        pay=_pay(job.get("basesalary"), job.get("salarycurrency")),
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


def _description(job: dict[str, Json]) -> tuple[str, Any]:
    parts: list[str] = []
    for name, heading in _PARTS:
        text = _text(job.get(name))
        if text and not any(text in part for part in parts):
            parts.append(f"<h3>{heading}</h3>\n{text}" if heading and parts else text)
    joined = "\n".join(parts)
    is_html = bool(_MARKUP.search(joined))
    return joined, "html" if is_html else "text"


def _text(value: Json) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return "\n".join(text for text in map(_text, value) if text)
    if isinstance(value, dict):
        folded = {str(key).lower(): item for key, item in value.items()}
        return _text(
            folded.get("description") or folded.get("name") or folded.get("credentialcategory")
        )
    return ""


def _identifier(value: Json) -> str | None:
    if isinstance(value, list):
        return next((found for found in map(_identifier, value) if found), None)
    if isinstance(value, dict):
        return words(value.get("value")) or words(value.get("sameAs")) or None
    return words(value)


def _named(value: Json) -> str | None:
    if isinstance(value, list):
        return next((found for found in map(_named, value) if found), None)
    if isinstance(value, dict):
        return words(value.get("name"))
    text = words(value)
    return html.unescape(text) if text else None


def _employment(value: Json) -> str | None:
    values = value if isinstance(value, list) else [value]
    said = [text for text in map(words, values) if text]
    return ", ".join(said) or None


def _locations(value: Json) -> tuple[RawLocation, ...]:
    places = value if isinstance(value, list) else [value]
    return tuple(found for found in map(_location, places) if found is not None)


def _location(place: Json) -> RawLocation | None:
    if isinstance(place, str):
        said = words(place)
        return RawLocation(words=said) if said else None
    if not isinstance(place, dict):
        return None
    address = place.get("address")
    if isinstance(address, list):
        address = address[0] if address else None
    if not isinstance(address, dict):
        said = words(address) or words(place.get("name"))
        return RawLocation(words=said) if said else None
    country = address.get("addressCountry")
    parts = {
        "city": words(address.get("addressLocality")),
        "state": words(address.get("addressRegion")),
        "postal_code": words(address.get("postalCode")),
        "country": _named(country),
    }
    named = [part for part in dict.fromkeys(parts.values()) if part]
    if not named:
        return None
    if len(named) == 1 and sum(part is not None for part in parts.values()) > 1:
        # The whole place repeated in every field says nothing of its parts.
        return RawLocation(words=named[0])
    return RawLocation(words=", ".join(named), **parts)


def _pay(value: Json, currency: Json) -> RawPay | None:
    values = value if isinstance(value, list) else [value]
    for item in values:
        pay = _one_pay(item, words(currency))
        if pay is not None:
            return pay
    return None


def _one_pay(value: Json, currency: str | None) -> RawPay | None:
    if isinstance(value, int | float | str):
        amount = figure(value)
        if amount:
            return RawPay(min=amount, max=amount, currency=currency)
        said = words(value)
        return RawPay(words=said) if said and _STATES_PAY.search(said) else None
    if not isinstance(value, dict):
        return None
    inner = value.get("value")
    inner = inner[0] if isinstance(inner, list) and inner else inner
    quantity = inner if isinstance(inner, dict) else value
    low, high = figure(quantity.get("minValue")), figure(quantity.get("maxValue"))
    single = quantity.get("value") if isinstance(inner, dict) else inner
    if low is None and high is None:
        low = high = figure(single)
    said = words(single)
    if low is None and high is None and not (said and _STATES_PAY.search(said)):
        return None
    if low and high and float(low) > float(high):
        low, high = high, low
    return RawPay(
        words=said if low is None and high is None else None,
        min=low,
        max=high,
        unit=words(quantity.get("unitText") or value.get("unitText")),
        currency=words(value.get("currency")) or currency,
    )
