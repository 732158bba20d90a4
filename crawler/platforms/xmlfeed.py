"""Job feeds as Indeed and other search engines take them: <source> or <jobs> with a <job> each.

Documented at docs.indeed.com/indeed-apply/xml-feed; engines differ in names, so each field is
looked for under those that were met. A feed of any size is read job by job; where it is RSS or Atom after
all, item by item.
"""

import re
from collections.abc import Iterator
from typing import IO, ClassVar
from urllib.parse import urlsplit

from lxml import etree

from crawler.errors import Unreadable
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import joined, pay, place, places, sections, words
from crawler.formats.syndication import ITEMS, decoded, item_posting, plain
from crawler.formats.xmlstream import as_json, inner_text, local_name, read_elements, text_of
from crawler.platforms.base import Fetch, Page, Parsed, StreamedPlatform, absolute_url, one, problem
from crawler.posting import RawLocation, RawPay, RawPosting

_JOBS = ("job", "Job", "JOB", "vacancy", "Vacancy", "ad")
_NAMES = {
    "key": ("referencenumber", "jobid", "id", "reference", "refnumber", "jobref", "referenceid", "jobcode", "uniqueid", "guid"),
    "requisition": ("requisitionid", "requisition", "requisitionnumber", "reqid"),
    "title": ("title", "jobtitle", "positiontitle", "jobname", "name", "position"),
    "employer": ("company", "employer", "companyname", "employername", "organization", "hiringorganization", "advertiser"),
    "url": ("url", "link", "joburl", "detailurl", "detailsurl", "jobpageurl"),
    "apply": ("applyurl", "applicationurl", "applylink", "applyurllink"),
    "kind": ("jobtype", "employmenttype", "contracttype", "positiontype", "worktype", "type"),
    "posted": ("date", "published", "dateposted", "posteddate", "posted", "postedat", "postdate", "pubdate", "publishdate",
               "publicationdate", "datecreated", "opendate", "startdate"),
    "until": ("expirationdate", "expirydate", "expires", "expiresat", "validthrough", "validuntil", "closingdate", "closedate",
              "deadline", "enddate"),
    "city": ("city", "town", "locality"),
    "state": ("state", "statecode", "region", "province"),
    "postal_code": ("postalcode", "zip", "zipcode", "postcode"),
    "country": ("country", "countrycode"),
    "low": ("salarymin", "minsalary", "salaryfrom", "min", "minimum", "from"),
    "high": ("salarymax", "maxsalary", "salaryto", "max", "maximum", "to"),
    "unit": ("salaryunit", "salarytype", "salaryperiod", "salaryinterval", "period", "unit", "interval"),
    "currency": ("salarycurrency", "currency", "currencycode"),
    "pay": ("salary", "compensation", "pay", "wage"),
}  # fmt: skip
"""What engines call a field, in lower case and without marks between words; the surest first."""
_PARTS = (
    (None, ("description", "jobdescription", "content", "body", "summary")),
    ("Responsibilities", ("responsibilities", "duties", "jobduties")),
    ("Requirements", ("requirements", "jobrequirements")),
    ("Qualifications", ("qualifications",)),
    ("Skills", ("skills",)),
    ("Education", ("education",)),
    ("Experience", ("experience",)),
    ("Benefits", ("benefits",)),
)
_MARKS = str.maketrans("", "", "-_.")
_PATH = re.compile(
    r"(?:feed|indeed|jobs?|careers?|vacanc|positions?|openings?)[^/]*\.xml(?:\.gz)?$", re.IGNORECASE
)
_SITEMAP = re.compile("sitemap", re.IGNORECASE)
Fields = dict[str, list[etree._Element]]  # noqa: SLF001 -- lxml's own name of an element
_YES = frozenset(("yes", "true", "1"))
_YES_OR_NO = _YES | {"no", "false", "0"}


class XmlFeed(StreamedPlatform):
    """Any XML feed with one element a job."""

    name: ClassVar[str] = "xmlfeed"
    url_help: ClassVar[str] = "give the feed's address, as https://HOST/jobs.xml"
    precedence: ClassVar[int] = 1

    def recognises(self, url: str) -> bool:
        """Return whether a url looks like a feed of jobs, not like a sitemap."""
        path = urlsplit(url).path
        return bool(_PATH.search(path)) and not _SITEMAP.search(path)

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the feed."""
        return (Fetch(url=url),)

    def read(self, source: str, stream: IO[bytes], page: Page) -> Iterator[Parsed]:
        """Yield the jobs of a feed one by one."""
        found = False
        try:
            for job in read_elements(stream, _JOBS + ITEMS):
                found = True
                read = item_posting if local_name(job) in ITEMS else _posting
                posting = read(source, job, page, platform=self.name)
                yield one(posting, page, "job without title, or without id and address")
        except Unreadable as error:
            yield problem(page, str(error))
        else:
            if not found:
                yield problem(page, "no <job> in the document: is it a sitemap, or another feed?")


def _fields(element: etree._Element) -> Fields:
    """Return an element's children by their names as `_NAMES` has them."""
    found: Fields = {}
    for child in element:
        found.setdefault(local_name(child).lower().translate(_MARKS), []).append(child)
    return found


def _text(fields: Fields, names: tuple[str, ...]) -> str | None:
    """Return the text of the first of some names that says anything, as it stands."""
    told = (child for name in names for child in fields.get(name, ()))
    return next((text for child in told if (text := inner_text(child))), None)


def _said(fields: Fields, field: str) -> str | None:
    """Return the words of a field; of one that has parts, the words of its name."""
    for name in _NAMES[field]:
        for child in fields.get(name, ()):
            said = text_of(child, "name") if len(child) else child.text
            if told := words(said):
                return told
    return None


def _posting(source: str, job: etree._Element, page: Page, *, platform: str) -> RawPosting | None:
    fields = _fields(job)
    title, url = _said(fields, "title"), _said(fields, "url")
    own = words(job.get("id")) or words(job.get("reference"))
    key = _said(fields, "key") or own or _said(fields, "requisition") or url
    if title is None or key is None:
        return None
    url = absolute_url(page.url, url) if url else None
    return RawPosting(
        source=source,
        platform=platform,
        key=key,
        requisition_id=_said(fields, "requisition"),
        url=url,
        apply_url=_said(fields, "apply") or url,
        title=plain(title),
        employer=_said(fields, "employer"),
        locations=places(_locations(job, fields)),
        workplace=_workplace(fields),
        employment_type=joined(_kinds(fields)),
        pay=_pay(fields),
        description=sections(
            (heading, decoded(text) if (text := _text(fields, names)) else None)
            for heading, names in _PARTS
        ),
        fetched_at=page.fetched_at,
        payload=as_json(job),
        **dates(page, posted=_said(fields, "posted"), until=_said(fields, "until")),
    )


def _locations(job: etree._Element, fields: Fields) -> Iterator[RawLocation | None]:
    several = [
        item
        for group in fields.get("locations", ())
        for item in (group if len(group) else (group,))
    ]
    found = [_location(item) for item in (*several, *fields.get("location", ()))]
    yield from found if any(found) else (_location(job),)


def _location(item: etree._Element) -> RawLocation | None:
    if len(item) == 0:
        return place(item.text)
    fields = _fields(item)
    parts = {name: _said(fields, name) for name in ("city", "state", "postal_code", "country")}
    is_place = local_name(item).lower() == "location"
    named = (
        words(_text(fields, ("name",)))
        if is_place and not (parts["city"] or parts["state"])
        else None
    )
    return place(named, **parts)


def _kinds(fields: Fields) -> list[str | None]:
    for name in _NAMES["kind"]:
        if name in fields:
            return [words(text) for child in fields[name] for text in child.itertext()]
    return []


def _workplace(fields: Fields) -> str | None:
    said = [
        words(_text(fields, (name,)))
        for name in ("remotetype", "remote", "workplacetype", "workplace")
    ]
    told = [text for text in said if text and text.lower() not in _YES_OR_NO]
    if not told and any(text and text.lower() in _YES for text in said):
        told.append("remote")
    for name, meaning in (("isremote", "remote"), ("ishybrid", "hybrid")):
        if (words(_text(fields, (name,))) or "").lower() in _YES:
            told.append(meaning)
    return joined(told)


def _pay(fields: Fields) -> RawPay | None:
    parts = next((item for item in fields.get("salary", ()) if len(item)), None)
    apart = fields if parts is None else _fields(parts)
    return pay(
        _said(apart, "low"),
        _said(apart, "high"),
        unit=_said(apart, "unit"),
        currency=_said(apart, "currency"),
        said=_said(fields, "pay") if parts is None else None,
    )


PLATFORM = XmlFeed()
