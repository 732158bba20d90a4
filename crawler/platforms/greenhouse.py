"""Greenhouse job boards: one documented JSON answer with all postings.

`content` is HTML, entity-encoded once inside the JSON; a second level belongs to the text. One
opening may be a posting for each city: `internal_job_id`, kept in the payload, tells them as one.
Documented at the vendor's Job Board API reference.
"""

import html
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import ClassVar

from crawler.formats.jsonplatform import Entry, JsonPlatform, dates, not_understood, read_each
from crawler.formats.reading import items, joined, part, pay, pay_span, place, places, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of, query_of
from crawler.posting import Json, RawLocation, RawPay, RawPosting

_API = "https://boards-api.greenhouse.io"
_HOST = re.compile(r"(?:(?:job-)?boards|boards-api|api)(?:\.eu)?\.greenhouse\.io")
_TOKEN = re.compile(r"https?://[^/]+/(?!embed/|v1/)([\w-]+)(?=[/?#]|$)")
_API_PATH = re.compile(r"/v1/boards/([\w-]+)")
_ASKED = "content=true&pay_transparency=true"
_TAG = re.compile(r"<[a-zA-Z/!]")
_EMPLOYMENT_NAME = re.compile(
    r"(?:employment|job|time|position|worker|employee|schedule) (?:type|status|category)|schedule|"
    r"full.?time ?(?:/|or) ?part.?time",
    re.IGNORECASE,
)
_WORKPLACE_NAME = re.compile(
    r"(?:work)?(?:place|location) (?:type|policy|model)|workplace|work model|remote|"
    r"remote ?/ ?hybrid.*",
    re.IGNORECASE,
)
_PAY_NAME = re.compile(r"salary|\bpay\b|compensation|\bwage", re.IGNORECASE)
_UNIT = re.compile(r"\b(?:hour(?:ly)?|annual(?:ly)?|year(?:ly)?|month(?:ly)?|week(?:ly)?)\b")


class Greenhouse(JsonPlatform):
    """boards.greenhouse.io and what stands in for it."""

    name: ClassVar[str] = "greenhouse"
    url_help: ClassVar[str] = "give https://boards.greenhouse.io/TOKEN or .../v1/boards/TOKEN"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"(?:/jobs/|gh_jid=|token=)(\d+)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Greenhouse board or has its API's path."""
        return bool(_HOST.fullmatch(host_of(url))) or bool(_API_PATH.search(url))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a board."""
        base = _api(url)
        if base is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (Fetch(url=f"{base}/jobs?{_ASKED}"),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a board, by jobs, departments or offices, or one job of it."""
        jobs = list(_jobs(data))
        if not jobs and not _is_list(data):
            return not_understood(page, "no jobs in the answer")
        postings, problems = read_each(
            jobs, page, lambda job: _posting(source, job, page), "job without id or title"
        )
        # A job stands under each of its departments and offices.
        once = {posting.key: posting for posting in reversed(postings)}
        total = part(data, "meta", "total")
        return Parsed(
            postings=tuple(reversed(once.values())),
            problems=problems,
            total=total if isinstance(total, int) else None,
        )


def _is_list(data: Json) -> bool:
    return isinstance(data, list) or any(
        isinstance(part(data, name), list) for name in ("jobs", "departments", "offices")
    )


def _jobs(data: Json) -> Iterator[Json]:
    """Yield the jobs of an answer, however deep its departments and offices are."""
    if isinstance(data, dict) and "title" in data:  # one job, which has its departments too
        yield data
        return
    for group in [data] if isinstance(data, dict) else items(data):
        if isinstance(group, dict) and "title" not in group and "content" not in group:
            yield from items(group.get("jobs"))
            for name in ("departments", "offices", "children"):
                yield from _jobs(group.get(name))
        elif group is not None:
            yield group


def _posting(source: str, job: Entry, page: Page) -> RawPosting | None:
    key, title = words(job.get("id")), words(job.get("title"))
    if key is None or title is None:
        return None
    metadata = [
        (name, item.get("value"))
        for item in items(job.get("metadata"))
        if isinstance(item, dict) and (name := words(item.get("name")))
    ]
    url, content = words(job.get("absolute_url")), job.get("content")
    return RawPosting(
        source=source,
        platform=Greenhouse.name,
        key=key,
        requisition_id=_requisition(job),
        url=url,
        apply_url=url,
        title=title,
        employer=words(job.get("company_name")),
        locations=_locations(job),
        workplace=_named(metadata, _WORKPLACE_NAME),
        employment_type=_named(metadata, _EMPLOYMENT_NAME),
        pay=_pay(job) or _pay_of_metadata(metadata),
        description=_content(content) if isinstance(content, str) else "",
        partial=content is None,
        detail_url=_detail_url(page.url, key) if content is None else None,
        fetched_at=page.fetched_at,
        payload=job,
        **dates(page, posted=job.get("first_published"), until=job.get("application_deadline")),
    )


def _content(content: str) -> str:
    """Return the HTML of a job; some mirrors serve it decoded already."""
    return content if _TAG.search(content) else html.unescape(content)


def _requisition(job: Entry) -> str | None:
    """Return the requisition's id; employers' placeholders ("See Opening ID") have no digit."""
    said = words(job.get("requisition_id"))
    return said if said and any(character.isdigit() for character in said) else None


def _api(url: str) -> str | None:
    """Return the API's address of the board that a url names, in any of its forms.

    European boards have pages of their own and no API of their own.
    """
    api = _API_PATH.search(url)
    if api:
        ours = _HOST.fullmatch(host_of(url))
        return f"{_API if ours else origin_of(url)}/v1/boards/{api[1]}"
    token = _TOKEN.match(url) if _HOST.fullmatch(host_of(url)) else None
    board = query_of(url).get("for") or (token[1] if token else None)
    return f"{_API}/v1/boards/{board}" if board else None


def _detail_url(list_url: str, key: str) -> str | None:
    base = _api(list_url)
    return f"{base}/jobs/{key}?pay_transparency=true" if base else None


def _locations(job: Entry) -> tuple[RawLocation, ...]:
    said = words(part(job, "location", "name"))
    if said is None:
        offices = items(job.get("offices"))
        return places(place(part(item, "location") or part(item, "name")) for item in offices)
    # "Austin, TX; Dallas, TX" and "Austin, TX | Dallas, TX" are lists; a comma is not.
    return places(map(place, re.split(r"[;|]| or ", said)))


def _named(metadata: list[tuple[str, Json]], name: re.Pattern[str]) -> str | None:
    for label, value in metadata:
        if name.fullmatch(label.strip()):
            if value is True:
                return label
            said = joined(value) if isinstance(value, list) else words(value)
            if said:
                return said
    return None


def _pay(job: Entry) -> RawPay | None:
    """Return the span of the ranges, one for each jurisdiction; titles alone tell the period."""
    bands = [band for band in items(job.get("pay_input_ranges")) if isinstance(band, dict)]
    return pay_span(
        (
            _units(band.get("min_cents")),
            _units(band.get("max_cents")),
            _period(band),
            band.get("currency_type"),
        )
        for band in bands
    )


def _period(band: Entry) -> str | None:
    said = _UNIT.search(f"{words(band.get('title'))} {words(band.get('blurb'))}".lower())
    return said[0] if said else None


def _units(cents: Json) -> str | None:
    """Return cents in whole units, exact."""
    try:
        return str(Decimal(words(cents) or "") / 100)
    except InvalidOperation:
        return None


def _pay_of_metadata(metadata: list[tuple[str, Json]]) -> RawPay | None:
    for label, value in metadata:
        if not _PAY_NAME.search(label):
            continue
        unit = _UNIT.search(label.lower())
        found = pay(
            part(value, "min_value") or part(value, "amount"),
            part(value, "max_value") or part(value, "amount"),
            unit=unit[0] if unit else None,
            currency=part(value, "unit"),
            said=value,
        )
        if found is not None:
            return found
    return None


PLATFORM = Greenhouse()
