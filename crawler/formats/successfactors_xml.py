"""The XML list of older SuccessFactors sites: `Job-Listing` of `Job`s with facets of the tenant's own.

Elements without a name (`<>`) break it, `[[tokens]]` stand where a facet's value belongs, and the
order of day and month is the tenant's: it is told by all dates of the list together.
"""

import html
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial

from lxml import etree

from crawler.formats.feeds import read_feed
from crawler.formats.reading import as_html, part, place, places, words
from crawler.formats.xmlstream import as_json, text_of
from crawler.platforms.base import Page, Parsed, origin_of, query_of
from crawler.posting import DateBasis, Json, RawPosting

_TOKEN = re.compile(r"\[\[([^\[\]]{0,80})\]\]")
_NAMELESS = re.compile(rb"</?\s*>")
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_MONTHS = 12
_FACETS = {
    "employer": ("facility", "hospital", "legal entity", "company"),
    "location": ("posting location", "job location", "location", "city", "country"),
    "employment_type": ("type of employment", "employment type", "employment status", "job type"),
}
"""Labels of facets, best first: their numbers differ by tenant."""


def old_list(source: str, page: Page) -> Parsed:
    """Read the whole list: it has one page."""
    named = replace(page, body=_NAMELESS.sub(b"", page.body))
    parsed = read_feed(named, "Job-Listing", "Job", partial(_posting, source, page))
    order, basis = _order(_date(posting) for posting in parsed.postings)
    return replace(
        parsed,
        postings=tuple(_dated(posting, order, basis) for posting in parsed.postings),
    )


def _posting(source: str, page: Page, job: etree._Element, _: str | None) -> RawPosting | None:
    key, title = words(text_of(job, "ReqId")), words(text_of(job, "JobTitle"))
    if key is None or title is None:
        return None
    entry = as_json(job)
    url = (
        f"{origin_of(page.url)}/career?career_ns=job_listing"
        f"&company={query_of(page.url).get('company', '')}&career_job_req_id={key}"
    )
    said = {
        field: next((v for label in labels if (v := _facet(entry, label))), None)
        for field, labels in _FACETS.items()
    }
    return RawPosting(
        source=source,
        platform="successfactors",
        key=key,
        requisition_id=key,
        url=url,
        apply_url=url,
        title=html.unescape(title),
        employer=said["employer"],
        locations=places([place(said["location"])]),
        employment_type=said["employment_type"],
        description=_TOKEN.sub(
            lambda token: words(part(entry, token[1], "value")) or "",
            as_html(text_of(job, "Job-Description") or ""),
        ),
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _facet(entry: dict[str, Json], label: str) -> str | None:
    for name, facet in entry.items():
        if name.startswith(("filter", "mfield")):
            said = words(part(facet, "label"))
            if said and said.lower() == label:
                value = words(part(facet, "value"))
                return html.unescape(value) if value else None
    return None


def _date(posting: RawPosting) -> tuple[int, int, int] | None:
    found = _DATE.match(words(part(posting.payload, "Posted-Date")) or "")
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _order(found: Iterable[tuple[int, int, int] | None]) -> tuple[str, DateBasis]:
    """Return whether the day or the month stands first; where no date tells, the month is derived."""
    told = [item for item in found if item is not None]
    if any(first > _MONTHS for first, _, _ in told):
        return "day", "stated"
    return "month", "stated" if any(second > _MONTHS for _, second, _ in told) else "derived"


def _dated(posting: RawPosting, order: str, basis: DateBasis) -> RawPosting:
    found = _date(posting)
    if found is None:
        return posting
    first, second, year = found
    day, month = (first, second) if order == "day" else (second, first)
    try:
        posted = date(year, month, day).isoformat()
    except ValueError:
        return posting
    return replace(posting, posted_at=posted, posted_at_basis=basis)
