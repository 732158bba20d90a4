"""Position openings in HR-XML 3.1 with the additions of the federal government (`GOVT_…`)."""

import re

from lxml import etree

from crawler.formats.feeds import read_feed
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import joined, lines, listed, part, pay, place, places, sections, words
from crawler.formats.xmlstream import as_json, local_name
from crawler.platforms.base import Page, Parsed
from crawler.posting import RawPay, RawPosting

INTERVALS = {
    "PA": "Per Year", "PH": "Per Hour", "PD": "Per Day", "BW": "Bi-weekly", "PM": "Per Month",
    "PW": "Piece Work", "FB": "Fee Basis", "SY": "School Year", "WC": "Without Compensation",
}  # fmt: skip
"""Codes of pay intervals of the federal government."""
_CODE = re.compile(r"^\d+-(?=\D)")
_NOBODY = frozenset(("PostingRequester",))
"""Parts about the person who posts: never kept."""
_PARTS: tuple[tuple[str | None, tuple[str, str]], ...] = (
    (None, ("Overview", "AgencyMarketingStatement")),
    (None, ("Overview", "JobSummary")),
    ("Requirements", ("Overview", "KeyRequirement")),
    ("Duties", ("Duties", "MajorDuties")),
    ("Qualifications", ("QualificationsAndEvaluation", "Qualifications")),
    ("Education", ("QualificationsAndEvaluation", "Education")),
    ("Conditions of employment", ("QualificationsAndEvaluation", "Requirements")),
    ("How you will be evaluated", ("QualificationsAndEvaluation", "Evaluations")),
    ("Benefits", ("BenefitsAndOtherInformation", "Benefits")),
    ("Other information", ("BenefitsAndOtherInformation", "OtherInformation")),
    ("How to apply", ("HowToApplyInformation", "HowToApply")),
    ("Required documents", ("HowToApplyInformation", "RequiredDocuments")),
    ("What to expect next", ("HowToApplyInformation", "WhatToExpectNext")),
)


def read_openings(source: str, platform: str, page: Page) -> Parsed:
    """Read a document of position openings."""
    return read_feed(
        page,
        "ShowPositionOpening",
        "PositionOpening",
        lambda element, _: _posting(source, platform, element, page),
    )


def _posting(source: str, platform: str, element: etree._Element, page: Page) -> RawPosting | None:
    opening = {name: said for name, said in as_json(element).items() if name not in _NOBODY}
    profile = part(opening, "PositionProfile")
    key, title = words(part(opening, "DocumentID")), words(part(profile, "PositionTitle"))
    if key is None or title is None:
        return None
    until = part(profile, "PositionPeriod", "EndDate", "FormattedDateTime")
    body = part(profile, "UserArea", "GOVT_XMLJobBody")
    organisation = part(profile, "PositionOrganization")
    stated = dates(
        page, posted=part(profile, "PositionPeriod", "StartDate", "FormattedDateTime"), until=until
    )
    status = words(part(opening, "PositionOpeningStatusCode")) or "Active"
    return RawPosting(
        source=source,
        platform=platform,
        key=key,
        requisition_id=words(part(profile, "PositionID")),
        url=f"https://www.usajobs.gov/job/{key}",
        apply_url=words(part(opening, "UserArea", "GOVT_ApplyOnlineURL")),
        title=title,
        employer=words(part(organisation, "UserArea", "GOVT_SubAgencyName"))
        or words(part(organisation, "OrganizationIdentifiers", "OrganizationName")),
        locations=places(
            place(part(item, "LocationName")) for item in listed(part(profile, "PositionLocation"))
        ),
        employment_type=joined(
            _CODE.sub("", kind)
            for name in ("PositionScheduleTypeCode", "PositionOfferingTypeCode")
            for kind in listed(part(profile, name))
            if isinstance(kind, str)
        ),
        pay=_pay(element),
        **stated | {"closed": stated["closed"] or status.lower() != "active"},
        description=sections((heading, lines(part(body, *names))) for heading, names in _PARTS),
        fetched_at=page.fetched_at,
        payload=opening,
    )


def _pay(element: etree._Element) -> RawPay | None:
    """Return the pay of an opening; the currency is an attribute of its figures."""
    said = {
        local_name(item): item
        for item in element.iter(etree.Element)
        if local_name(item).startswith("Remuneration")
    }
    low, high, code = (
        said.get(f"Remuneration{name}")
        for name in ("MinimumAmount", "MaximumAmount", "RateIntervalCode")
    )
    interval = words(code.text) if code is not None else None
    return pay(
        low.text if low is not None else None,
        high.text if high is not None else None,
        unit=INTERVALS.get(interval or "", interval),
        currency=low.get("currencyID") if low is not None else None,
    )
