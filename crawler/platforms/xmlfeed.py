"""Job feeds as Indeed and other search engines take them: <source> or <jobs> with a <job> each.

Documented at docs.indeed.com/indeed-apply/xml-feed; engines differ in names, so each field is
looked for under those that were met. A feed of any size is read job by job; where it is RSS or Atom after
all, item by item.
"""

import re
from collections.abc import Iterator
from typing import IO, ClassVar
from urllib.parse import urljoin, urlsplit

from lxml import etree

from crawler.errors import Unreadable
from crawler.jsonplatform import dates
from crawler.platforms.base import Fetch, Page, Parsed, StreamedPlatform, one, problem
from crawler.posting import RawLocation, RawPay, RawPosting
from crawler.reading import joined, pay, place, places, sections, words
from crawler.syndication import ITEMS, decoded, item_posting, plain
from crawler.xmlstream import as_json, local_name, read_elements, text_of

_JOBS = ("job", "Job", "JOB", "vacancy", "Vacancy", "ad")
_NAMES = {
    "key": ("referencenumber", "jobid", "job_id", "id", "reference", "refnumber", "guid"),
    "requisition": ("requisitionid", "requisition_id", "requisition", "reqid"),
    "title": ("title", "jobtitle", "job_title", "name"),
    "employer": ("company", "employer", "companyname", "company_name"),
    "url": ("url", "link", "joburl", "detailurl"),
    "apply": ("applyurl", "apply_url", "applicationurl"),
    "kind": ("jobtype", "job_type", "employmenttype", "employment_type", "contracttype", "type"),
    "posted": ("date", "published", "dateposted", "posted", "postdate", "pubdate", "startdate"),
    "until": ("expirationdate", "expiration_date", "expires", "validthrough", "closingdate", "enddate"),
    "city": ("city",),
    "state": ("state", "region", "province"),
    "postal_code": ("postalcode", "postal_code", "zip", "zipcode", "postcode"),
    "country": ("country", "countrycode"),
}  # fmt: skip
_PARTS = (
    (None, ("description", "content", "body")),
    ("Responsibilities", ("responsibilities", "duties")),
    ("Requirements", ("requirements",)),
    ("Qualifications", ("qualifications", "skills")),
    ("Education", ("education",)),
    ("Experience", ("experience",)),
    ("Benefits", ("benefits",)),
)
_PATH = re.compile(
    r"(?:feed|indeed|jobs?|careers?|vacanc|positions?|openings?)[^/]*\.xml(?:\.gz)?$", re.IGNORECASE
)
_SITEMAP = re.compile("sitemap", re.IGNORECASE)
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


def _said(element: etree._Element, field: str) -> str | None:
    return words(text_of(element, *_NAMES[field]))


def _posting(source: str, job: etree._Element, page: Page, *, platform: str) -> RawPosting | None:
    title, url = _said(job, "title"), _said(job, "url")
    key = _said(job, "key") or _said(job, "requisition") or url
    if title is None or key is None:
        return None
    url = urljoin(page.url, url) if url else None
    return RawPosting(
        source=source,
        platform=platform,
        key=key,
        requisition_id=_said(job, "requisition"),
        url=url,
        apply_url=_said(job, "apply") or url,
        title=plain(title),
        employer=_said(job, "employer"),
        locations=places(_locations(job)),
        workplace=_workplace(job),
        employment_type=joined(_kinds(job)),
        pay=_pay(job),
        description=sections(
            (heading, decoded(text) if (text := text_of(job, *names)) else None)
            for heading, names in _PARTS
        ),
        fetched_at=page.fetched_at,
        payload=as_json(job),
        **dates(page, posted=_said(job, "posted"), until=_said(job, "until")),
    )


def _locations(job: etree._Element) -> Iterator[RawLocation | None]:
    several = [
        item
        for child in job
        if local_name(child).lower() in ("locations", "location")
        for item in (child if local_name(child).lower() == "locations" else (child,))
    ]
    yield from (_location(item) for item in several)
    if not any(_location(item) for item in several):
        yield _location(job)


def _location(item: etree._Element) -> RawLocation | None:
    if len(item) == 0:
        return place(item.text)
    parts = {name: _said(item, name) for name in ("city", "state", "postal_code", "country")}
    said = None if parts["city"] or parts["state"] else words(text_of(item, "name"))
    return place(said if local_name(item).lower() == "location" else None, **parts)


def _kinds(job: etree._Element) -> Iterator[str | None]:
    for name in _NAMES["kind"]:
        found = [child for child in job if local_name(child).lower() == name]
        if found:
            yield from (words(text) for child in found for text in child.itertext())
            return


def _workplace(job: etree._Element) -> str | None:
    said = [words(text_of(job, name)) for name in ("remotetype", "remote", "workplace")]
    told = [text for text in said if text and text.lower() not in _YES_OR_NO]
    if not told and any(text and text.lower() in _YES for text in said):
        told.append("remote")
    for name, meaning in (("isremote", "remote"), ("ishybrid", "hybrid")):
        if (words(text_of(job, name)) or "").lower() in _YES:
            told.append(meaning)
    return joined(told)


def _pay(job: etree._Element) -> RawPay | None:
    apart = next(
        (child for child in job if local_name(child).lower() == "salary" and len(child)), job
    )
    return pay(
        text_of(apart, "salarymin", "salary_min", "minsalary", "min", "minimum"),
        text_of(apart, "salarymax", "salary_max", "maxsalary", "max", "maximum"),
        unit=text_of(
            apart, "salaryunit", "salary_type", "salaryperiod", "period", "unit", "interval"
        ),
        currency=text_of(apart, "salarycurrency", "salary_currency", "currency"),
        said=text_of(job, "salary", "compensation", "pay") if apart is job else None,
    )


PLATFORM = XmlFeed()
