"""Greenhouse job boards: one documented JSON answer with all postings.

`content` is HTML, entity-encoded once inside the JSON; a second level belongs to the text.
Documented at the vendor's Job Board API reference.
"""

import html
import re
from collections.abc import Iterator
from typing import ClassVar

from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting
from crawler.reading import day, is_past, items, load_json, part, words

_API = "https://boards-api.greenhouse.io"
_TOKEN = re.compile(r"https?://[^/]+/(?:embed/job_board\?(?:[^#]*&)?for=)?([\w-]+)(?=[/?#&]|$)")
_API_PATH = re.compile(r"/v1/boards/([\w-]+)")
_EMPLOYMENT_NAMES = frozenset(("employment type", "job type", "time type", "position type"))
_WORKPLACE_NAMES = frozenset(("location type", "workplace type", "workplace", "remote"))


class Greenhouse(Platform):
    """boards.greenhouse.io and what stands in for it."""

    name: ClassVar[str] = "greenhouse"
    url_help: ClassVar[str] = "give https://boards.greenhouse.io/TOKEN or .../v1/boards/TOKEN"

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Greenhouse board or has its API's path."""
        return host_of(url).endswith("greenhouse.io") or bool(_API_PATH.search(url))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a board."""
        base = _api(url)
        if base is None:
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (Fetch(url=f"{base}/jobs?content=true"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a board, or one job of it."""
        try:
            data = load_json(page)
        except ValueError as error:
            return Parsed(problems=(Problem(page.url, f"not JSON: {error}"),))
        postings, problems = [], []
        for job in _jobs(data):
            if isinstance(job, dict) and job.get("id") and words(job.get("title")):
                postings.append(_posting(source, job, page))
            else:
                problems.append(Problem(page.url, "job without id or title"))
        if not postings and not problems and not _is_list(data):
            problems.append(Problem(page.url, "no jobs in the answer: is this a board?"))
        return Parsed(postings=tuple(postings), problems=tuple(problems))


def _is_list(data: Json) -> bool:
    return isinstance(data, dict) and any(
        isinstance(data.get(name), list) for name in ("jobs", "departments")
    )


def _jobs(data: Json) -> Iterator[Json]:
    if isinstance(data, list):
        yield from data
    elif isinstance(data, dict):
        if "title" in data:  # one job, which has its departments too
            yield data
        elif isinstance(data.get("jobs"), list):
            yield from data["jobs"]
        elif isinstance(data.get("departments"), list):
            for department in data["departments"]:
                yield from items(part(department, "jobs"))


def _posting(source: str, job: dict[str, Json], page: Page) -> RawPosting:
    metadata = {
        str(item.get("name", "")).lower(): item.get("value")
        for item in items(job.get("metadata"))
        if isinstance(item, dict)
    }
    url = words(job.get("absolute_url"))
    content = job.get("content")
    return RawPosting(
        source=source,
        platform=Greenhouse.name,
        key=str(job["id"]),
        requisition_id=words(job.get("requisition_id")),
        url=url,
        apply_url=url,
        title=words(job.get("title")) or "",
        employer=words(job.get("company_name")),
        locations=_locations(job),
        workplace=_named(metadata, _WORKPLACE_NAMES),
        employment_type=_named(metadata, _EMPLOYMENT_NAMES),
        posted_at=(posted := day(job.get("first_published"), page.fetched_at)),
        posted_at_basis="stated" if posted else None,
        valid_through=(until := day(job.get("application_deadline"), page.fetched_at)),
        valid_through_basis="stated" if until else None,
        closed=is_past(until, page.fetched_at),
        description=html.unescape(content) if isinstance(content, str) else "",
        partial=content is None,
        detail_url=_detail_url(page.url, job) if content is None else None,
        fetched_at=page.fetched_at,
        payload=job,
    )


def _api(url: str) -> str | None:
    """Return the API's address of the board that a url names, in any of its forms."""
    api = _API_PATH.search(url)
    if api:
        return f"{origin_of(url)}/v1/boards/{api[1]}"
    token = _TOKEN.match(url)
    return f"{_API}/v1/boards/{token[1]}" if token else None


def _detail_url(list_url: str, job: dict[str, Json]) -> str | None:
    base = _api(list_url)
    return f"{base}/jobs/{job['id']}" if base else None


def _locations(job: dict[str, Json]) -> tuple[RawLocation, ...]:
    said = words(part(job, "location", "name"))
    if said is None:
        return ()
    # "Austin, TX; Dallas, TX" and "Austin, TX | Dallas, TX" are lists; a comma is not.
    return tuple(
        RawLocation(words=part.strip()) for part in re.split(r"[;|]| or ", said) if part.strip()
    )


def _named(metadata: dict[str, Json], names: frozenset[str]) -> str | None:
    for name in names:
        value = metadata.get(name)
        if isinstance(value, list):
            value = ", ".join(str(item) for item in value)
        if words(value):
            return words(value)
    return None


PLATFORM = Greenhouse()
