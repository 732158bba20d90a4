"""Lever job sites: one documented JSON list with whole postings, in pages of a hundred.

A posting is description, lists and additional together: the requirements stand in the lists.
Documented at the vendor's postings-api repository.
"""

import re
from typing import ClassVar

from crawler.formats.jsonplatform import (
    Entry,
    JsonPlatform,
    dates,
    not_understood,
    offset_of,
    read_each,
)
from crawler.formats.reading import (
    instant,
    items,
    part,
    pay,
    place,
    places,
    plain_as_html,
    sections,
    words,
)
from crawler.platforms.base import Fetch, Page, Parsed, host_of, origin_of
from crawler.posting import Json, RawLocation, RawPosting

_PAGE = 100
_PATH = re.compile(r"https?://[^/]+/(?:v0/postings/)?([^/?#]+)(?:/([0-9a-f-]{36}))?")
_API_PATH = "/v0/postings/"
_UNSPECIFIED = "unspecified"


class Lever(JsonPlatform):
    """jobs.lever.co, jobs.eu.lever.co and their API."""

    name: ClassVar[str] = "lever"
    url_help: ClassVar[str] = "give https://jobs.lever.co/SITE or https://jobs.eu.lever.co/SITE"
    page_key: ClassVar[re.Pattern[str] | None] = re.compile(r"/([0-9a-f-]{36})(?=[/?#]|$)")

    def recognises(self, url: str) -> bool:
        """Return whether a url is a Lever job site or has its API's path."""
        host = host_of(url)
        known = host.endswith(".lever.co") and host.split(".")[0] in ("jobs", "api")
        return known or _API_PATH in url

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of a site's list."""
        api = _api(url)
        if api is None:
            raise ValueError(f"{url!r} names no site; {self.url_help}")
        return (_list_page(api, 0),)

    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read a list page or one posting."""
        if isinstance(data, dict) and data.get("ok") is False:
            asked = self.page_key.search(page.url) if self.page_key else None
            if asked:
                return Parsed(closed=(page.key or asked[1],))
            return not_understood(page, words(data.get("error")) or "refused")
        if isinstance(data, dict) and not ("id" in data and "text" in data):
            return not_understood(page, "no list or posting of Lever")
        entries = [data] if isinstance(data, dict) else items(data)
        if not isinstance(data, dict | list):
            return not_understood(page, "no list or posting of Lever")
        postings, problems = read_each(entries, page, lambda entry: _posting(source, entry, page))
        api = _api(page.url)
        more = isinstance(data, list) and len(data) == _PAGE and api is not None
        follow = (_list_page(api, offset_of(page, "skip") + _PAGE),) if more and api else ()
        return Parsed(postings=postings, problems=problems, fetches=follow)


def _api(url: str) -> str | None:
    """Return the API's address of the site a url names; a European site has one of its own."""
    match = _PATH.match(url)
    if match and _API_PATH in url:
        return f"{origin_of(url)}{_API_PATH}{match[1]}"
    if match is None or not host_of(url).endswith(".lever.co"):
        return None
    host = "api.eu.lever.co" if ".eu." in host_of(url) else "api.lever.co"
    return f"https://{host}{_API_PATH}{match[1]}"


def _list_page(api: str, offset: int) -> Fetch:
    return Fetch(
        url=f"{api}?mode=json&skip={offset}&limit={_PAGE}",
        headers={"Accept": "application/json"},
        context={"offset": offset},
    )


def _posting(source: str, entry: Entry, page: Page) -> RawPosting | None:
    key, title = words(entry.get("id")), words(entry.get("text"))
    if key is None or title is None:
        return None
    description = sections(_parts(entry))
    url = words(entry.get("hostedUrl"))
    api, workplace = _api(url or page.url), words(entry.get("workplaceType"))
    return RawPosting(
        source=source,
        platform=Lever.name,
        key=key,
        requisition_id=words(entry.get("requisitionCode")) or words(entry.get("reqCode")),
        url=url,
        apply_url=words(entry.get("applyUrl")) or (f"{url}/apply" if url else None),
        title=title,
        locations=_locations(entry),
        workplace=None if workplace == _UNSPECIFIED else workplace,
        employment_type=words(part(entry, "categories", "commitment")),
        pay=pay(
            part(entry, "salaryRange", "min"),
            part(entry, "salaryRange", "max"),
            unit=part(entry, "salaryRange", "interval"),
            currency=part(entry, "salaryRange", "currency"),
            said=entry.get("salaryDescriptionPlain"),
        ),
        description=description,
        partial=not description,
        detail_url=f"{api}/{key}?mode=json" if api and not description else None,
        fetched_at=page.fetched_at,
        payload=entry,
        **dates(page, posted=instant(entry.get("createdAt"))),
    )


def _parts(entry: Entry) -> list[tuple[str | None, Json]]:
    """Return the parts of the description as the job's page shows them."""
    said = _html_or_plain(entry, "description")
    opening: list[tuple[str | None, Json]] = [(None, said)]
    if not said:
        opening = [(None, _html_or_plain(entry, name)) for name in ("opening", "descriptionBody")]
    lists = [
        (words(part(item, "text")), f"<ul>{content}</ul>")
        for item in items(entry.get("lists"))
        if isinstance(content := part(item, "content"), str) and content.strip()
    ]
    closing = [(None, _html_or_plain(entry, name)) for name in ("salaryDescription", "additional")]
    return [*opening, *lists, *closing]


def _html_or_plain(entry: Entry, name: str) -> str:
    said, plain = entry.get(name), entry.get(f"{name}Plain")
    if isinstance(said, str) and said.strip():
        return said
    return plain_as_html(plain.strip()) if isinstance(plain, str) else ""


def _locations(entry: Entry) -> tuple[RawLocation, ...]:
    categories = entry.get("categories")
    first, others = part(categories, "location"), items(part(categories, "allLocations"))
    country = entry.get("country")
    main = place(first, country=country) if words(first) else None
    return places([main, *(place(item) for item in others if words(item) != words(first))])


PLATFORM = Lever()
