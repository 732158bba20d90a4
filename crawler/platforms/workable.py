"""Workable job sites: the widget's JSON with whole postings, the site's own list, and details.

A posting stands once for each of its places: rows of one shortcode are one posting.
Documented at workable.readme.io (accounts, with `details=true`); the site's v3 list and v2
detail are undocumented. Strict about pace: one request at a time.
"""

import json
import re
from typing import ClassVar

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    read_each,
    together,
)
from crawler.formats.reading import items, joined, named, part, pay, place, places, sections, words
from crawler.platforms.base import Fetch, Page, Parsed, host_of
from crawler.posting import Json, RawLocation, RawPosting

_SITE = re.compile(
    r"https?://(?:apply\.workable\.com|www\.workable\.com|[^/]+(?=/api/v\d/))/"
    r"(?:api/(?:v\d/)?(?:widget/)?accounts/)?(?!api/|j/)([\w.-]+)"
)
_OWN_HOST = re.compile(r"https?://(?!www\.|apply\.|jobs\.|help\.)([\w-]+)\.workable\.com")
_WIDGET = re.compile(r"\bwhr_embed\(\s*(\d+)")
_API_PATH = re.compile(r"/api/(?:v\d/)?(?:widget/)?accounts/")
_MARKDOWN = re.compile(r"/view/(\w+)\.md$")


class Workable(JsonPlatform):
    """apply.workable.com and what it serves."""

    name: ClassVar[str] = "workable"
    url_help: ClassVar[str] = "give https://apply.workable.com/ACCOUNT"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/j(?:obs/view)?/(\w{8,})")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Workable job site or has its API's path."""
        own = host_of(url).endswith("workable.com") and "/assets/" not in url
        return own or bool(_API_PATH.search(url))

    def embedded(self, markup: str) -> tuple[str, ...]:
        """Return the accounts whose widget a page shows: it names their number only."""
        return tuple(
            f"https://apply.workable.com/api/v1/widget/accounts/{account}"
            for account in dict.fromkeys(_WIDGET.findall(markup))
        )

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of an account."""
        account = _account(url)
        if account is None:
            raise ValueError(f"{url!r} names no account; {self.url_help}")
        base = url[: url.index("/api/")] if _API_PATH.search(url) else "https://apply.workable.com"
        if base == "https://www.workable.com":
            base = "https://apply.workable.com"  # the documented address redirects there
        return (Fetch(url=f"{base}/api/v1/widget/accounts/{account}?details=true"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a posting's Markdown copy, else JSON."""
        copy = _MARKDOWN.search(page.url)
        if copy and page.body.lstrip().startswith(b"#"):
            return Parsed(postings=(_copy(source, copy[1], page),))
        return super().parse(source, page)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read an account's list, in any of its forms, or one posting."""
        rows = part(data, "jobs")
        rows = rows if isinstance(rows, list) else part(data, "results")
        if not isinstance(rows, list):
            if not isinstance(data, dict) or "shortcode" not in data:
                return not_understood(page, "no list or posting of Workable")
            rows = [data]
        employer = words(part(data, "name"))
        postings, problems = read_each(
            together(rows, _key),
            page,
            lambda group: _posting(source, group["rows"], employer, page),
        )
        total = part(data, "total")
        token = words(part(data, "nextPage"))
        return Parsed(
            postings=postings,
            problems=problems,
            fetches=(_next_page(page.url, token),) if token else (),
            total=total if isinstance(total, int) else None,
        )


def _account(url: str) -> str | None:
    match = _SITE.match(url) or _OWN_HOST.match(url)
    return match[1] if match else None


def _next_page(url: str, token: str) -> Fetch:
    body = {"token": token, "query": "", "location": [], "department": [], "worktype": []}
    return Fetch(
        url=url,
        method="POST",
        body=json.dumps(body),
        headers={"Content-Type": "application/json", "Accept": "application/json"},
    )


def _key(row: Entry) -> str | None:
    return words(row.get("shortcode")) or words(row.get("id"))


def _posting(source: str, rows: list[Entry], employer: str | None, page: Page) -> RawPosting | None:
    row = rows[0]
    key, title = _key(row), words(row.get("title"))
    if key is None or title is None:
        return None
    account = _account(page.url)
    description = sections(
        [
            (None, row.get("description") or row.get("full_description")),
            ("Requirements", row.get("requirements")),
            ("Benefits", row.get("benefits")),
        ]
    )
    url = words(row.get("url")) or words(row.get("shortlink"))
    url = url or (f"https://apply.workable.com/{account}/j/{key}/" if account else None)
    detail = f"https://apply.workable.com/api/v2/accounts/{account}/jobs/{key}" if account else None
    return RawPosting(
        source=source,
        platform=Workable.name,
        key=key,
        requisition_id=words(row.get("code")),
        url=url,
        apply_url=words(row.get("application_url")) or url,
        title=title,
        employer=employer or words(part(row, "company", "name")),
        locations=places(item for each in rows for item in _locations(each)),
        workplace=_workplace(row),
        employment_type=joined([row.get("employment_type"), named(row.get("type"), "label")]),
        pay=pay(
            part(row, "salary", "salary_from"),
            part(row, "salary", "salary_to"),
            currency=part(row, "salary", "salary_currency"),
        ),
        description=description,
        partial=not description,
        detail_url=None if description else detail,
        fetched_at=page.fetched_at,
        payload=row if len(rows) == 1 else rows,
        **dates(
            page, posted=row.get("published_on") or row.get("published") or row.get("created_at")
        ),
    )


def _workplace(row: Entry) -> str | None:
    said = words(row.get("workplace")) or words(row.get("workplace_type"))
    remote = row.get("telecommuting") is True or row.get("remote") is True
    return said or ("remote" if remote or part(row, "location", "telecommuting") is True else None)


def _locations(row: Entry) -> list[RawLocation | None]:
    """Return the places of a row; `state` beside a nested location is the posting's own state."""
    nested = [*items(row.get("locations")), row.get("location")]
    found = [
        place(
            city=part(item, "city"),
            state=part(item, "region"),
            postal_code=part(item, "zip_code"),
            country=part(item, "country"),
        )
        for item in nested
        if isinstance(item, dict)
    ]
    if any(found) or isinstance(row.get("location"), dict):
        return found
    return [
        place(
            row.get("location"),
            city=row.get("city"),
            state=row.get("state"),
            postal_code=row.get("zip_code"),
            country=row.get("country"),
        )
    ]


def _copy(source: str, key: str, page: Page) -> RawPosting:
    head, _, rest = page.body.decode("utf-8", "replace").strip().partition("\n")
    account = _account(page.url)
    url = f"https://apply.workable.com/{account}/j/{key}/" if account else page.url
    return RawPosting(
        source=source,
        platform=Workable.name,
        key=key,
        url=url,
        apply_url=url,
        title=words(head.lstrip("#")) or key,
        description=rest.strip(),
        description_format="text",
        fetched_at=page.fetched_at,
        payload=page.body.decode("utf-8", "replace"),
    )


PLATFORM = Workable()
