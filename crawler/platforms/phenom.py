"""Phenom career sites: a filtered search by POST, else the site's sitemap; JSON-LD on job pages.

Without a filter the search favours what is near the caller, so it is asked only with one. Pay has
keys of the tenant's own, and "0.0-0.0 " is none. Pages embed the same objects in a script.
"""

import json
import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar
from urllib.parse import parse_qsl, quote, urlsplit

from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import (
    Entry,
    dates,
    is_markup,
    not_understood,
    read_each,
    read_json,
)
from crawler.formats.reading import (
    figure,
    items,
    joined,
    lines,
    named,
    part,
    pay,
    place,
    places,
    words,
)
from crawler.platforms.base import Fetch, Page, Parsed, absolute_url, host_of, in_path, origin_of
from crawler.platforms.jsonld import JsonLd, page_key
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_PAGE_SIZE = 100
_SITE = re.compile(r"^/(?P<country>[a-z]{2}|global)/(?P<language>[a-z]{2})(?:/|$)")
_JOB = re.compile(r"/job/([^/?#]+)")
_DDO = re.compile(r"phApp\.ddo\s{0,5}=\s{0,5}(?=\{)")
_FILTERS = frozenset(("country", "state", "city", "category", "type", "brand", "facility"))
_RANGE = re.compile(r"\s*\$?([\d,]+(?:\.\d+)?)\s*-\s*\$?([\d,]+(?:\.\d+)?)")
_DEEPEST = 6
_EMPLOYERS = ("facility", "hospital", "companyName", "company", "brand")
_IDS = ("jobSeqNo", "jobId", "reqId", "id")


class Phenom(JsonLd):
    """Employers' own hosts with /us/en/search-results."""

    name: ClassVar[str] = "phenom"
    url_help: ClassVar[str] = (
        "give https://HOST/us/en/search-results?state=Ohio, or without a filter for the sitemap"
    )
    precedence: ClassVar[int] = 0

    def recognises(self, url: str) -> bool:
        """Return whether a url has the paths of a Phenom site or is of its hosts."""
        path = urlsplit(url).path
        known = host_of(url).endswith((".phenompeople.com", ".phenompro.com"))
        site = _SITE.match(path)
        rest = path[site.end() :] if site else ""
        named = rest.startswith(("search-results", "job/", "c/", "home"))
        return known or named or path.endswith("/widgets")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a filtered search, else what leads to the sitemap."""
        chosen: dict[str, list[str]] = {}
        for name, value in parse_qsl(urlsplit(url).query):
            if name in _FILTERS:
                chosen.setdefault(name, []).append(value)
        if not chosen:
            return super().start(url)
        site = _SITE.match(urlsplit(url).path)
        country, language = (site["country"], site["language"]) if site else ("us", "en")
        return (_list_page(origin_of(url), country, language, chosen, 0),)

    def key_of(self, url: str) -> str:
        """Return the job's number in its page's path."""
        return in_path(url, _JOB) or page_key(url)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a page of a search, a sitemap, or a page with objects in a script or with JSON-LD."""
        asked_json = page.fetch is None or "chosen" in page.fetch.context
        if asked_json and not is_markup(page):
            return read_json(page, partial(_read, source, page))
        parsed = super().parse(source, page)
        embedded = None if parsed.postings else _embedded(page)
        return _read(source, page, embedded) if embedded else parsed


def _list_page(
    origin: str, country: str, language: str, chosen: dict[str, list[str]], start: int
) -> Fetch:
    locale = f"{language}_{country}"
    body = {
        "ddoKey": "refineSearch", "pageName": "search-results", "siteType": "external",
        "deviceType": "desktop", "lang": locale, "country": country, "from": start,
        "size": _PAGE_SIZE, "jobs": True, "counts": True, "all_fields": sorted(chosen),
        "selected_fields": chosen,
    }  # fmt: skip
    return Fetch(
        url=f"{origin}/widgets",
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
        context={"from": start, "country": country, "language": language, "chosen": chosen},
    )


def _embedded(page: Page) -> Json:
    text = decode(page.body, page.content_type)
    found = _DDO.search(text)
    try:
        return json.JSONDecoder(strict=False).raw_decode(text, found.end())[0] if found else None
    except (ValueError, RecursionError):
        return None


def _read(source: str, page: Page, data: Json) -> Parsed:
    detail = part(data, "jobDetail", "data", "job")
    jobs = [detail] if isinstance(detail, dict) else list(_jobs(data, 0))
    total = next(_totals(data, 0), None)
    if not jobs and total is None:
        return not_understood(page, "no jobs of Phenom")
    postings, problems = read_each(jobs, page, partial(_posting, source, page))
    context = page.fetch.context if page.fetch else {}
    end = int(context.get("from") or 0) + len(jobs)
    further: tuple[Fetch, ...] = ()
    if "chosen" in context and jobs and total is not None and end < total:
        origin, chosen = origin_of(page.url), context["chosen"]
        further = (_list_page(origin, context["country"], context["language"], chosen, end),)
    return Parsed(postings=postings, problems=problems, fetches=further, total=total)


def _jobs(data: Json, depth: int) -> Iterator[Json]:
    """Yield the jobs of an answer: a list under `jobs`, one under `job`, wherever a widget has it."""
    if depth > _DEEPEST or not isinstance(data, dict):
        return
    for name, value in data.items():
        if name in ("jobs", "hits") and isinstance(value, list):
            yield from value
        elif isinstance(value, dict):
            if words(value.get("title")) and (name == "job" or depth == 0):
                yield value
            else:
                yield from _jobs(value, depth + 1)


def _totals(data: Json, depth: int) -> Iterator[int]:
    if depth > _DEEPEST or not isinstance(data, dict):
        return
    total = data.get("totalHits")
    if isinstance(total, int) and not isinstance(total, bool):
        yield total
    for value in data.values():
        yield from _totals(value, depth + 1)


def _posting(source: str, page: Page, job: Entry) -> RawPosting | None:
    title = words(job.get("title")) or words(job.get("jobTitle"))
    number = next((said for name in _IDS if (said := words(job.get(name)))), None)
    # A search may leave the numbers out; then the title is all that tells a job from another.
    key = number or title
    if title is None or key is None:
        return None
    url = _url(page, job, number, title)
    description = lines(job.get("description")) or ""
    return RawPosting(
        source=source,
        platform=Phenom.name,
        key=key,
        requisition_id=words(job.get("reqId")) or words(job.get("jobId")),
        url=url,
        apply_url=words(job.get("applyUrl")) or url,
        title=title,
        employer=next((said for name in _EMPLOYERS if (said := words(job.get(name)))), None),
        locations=_locations(job),
        workplace=named(job.get("workplaceType")) or words(job.get("remoteType")),
        employment_type=joined((job.get("type"), job.get("jobType"), job.get("timeType"))),
        pay=_pay(job),
        **dates(
            page,
            posted=job.get("postedDate") or job.get("dateCreated"),
            until=job.get("closingDate"),
        ),
        description=description,
        partial=not description,
        detail_url=None if description else url,
        fetched_at=page.fetched_at,
        payload=job,
    )


def _url(page: Page, job: Entry, number: str | None, title: str) -> str | None:
    said = words(job.get("jobUrl")) or words(job.get("url"))
    if said or number is None:
        return absolute_url(page.url, said) if said else None
    context = page.fetch.context if page.fetch else {}
    site = _SITE.match(urlsplit(page.url).path)
    country = site["country"] if site else context.get("country", "us")
    language = site["language"] if site else context.get("language", "en")
    slug = "-".join(re.findall(r"\w+", title))
    return f"{origin_of(page.url)}/{country}/{language}/job/{quote(number)}/{quote(slug)}"


def _locations(job: Entry) -> tuple[RawLocation, ...]:
    several = [
        place(named(item, "location", "cityStateCountry", "cityState"))
        for name in ("multi_location", "multi_location_array")
        for item in items(job.get(name))
    ]
    own = place(
        job.get("cityStateCountry") or job.get("cityState") or job.get("location"),
        city=job.get("city"),
        state=job.get("state"),
        postal_code=job.get("postalCode") or job.get("zip"),
        country=job.get("country"),
    )
    found = places((own, *several))
    said = [item.words for item in found]
    return tuple(item for number, item in enumerate(found) if item.words not in said[:number])


def _pay(job: Entry) -> RawPay | None:
    """Return the pay under the tenant's keys; `salaryHourly` is hours, not pay."""
    for name in ("salaryRange", "payRange", "salary_range"):
        said = words(job.get(name))
        told = _RANGE.match(said or "")
        found = pay(told[1], told[2]) if told else None
        if found is not None:
            return found
    lowest = (
        job.get("minimumPay") or job.get("minPay") or job.get("payRangeMin") or job.get("payRate")
    )
    highest = job.get("maximumPay") or job.get("maxPay") or job.get("payRangeMax")
    return pay(
        lowest,
        figure(highest) or job.get("salary"),
        unit=job.get("payType") or job.get("payFrequency"),
    )


PLATFORM = Phenom()
