"""ClearCompany: boards at hrmdirect.com with a table of openings, and the vendor's careers API."""

import re
from collections.abc import Iterator
from functools import partial
from typing import ClassVar
from urllib.parse import quote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.cards import Card, CardPlatform
from crawler.formats.jsonplatform import (
    Entry,
    dates,
    is_markup,
    not_understood,
    read_each,
    read_json,
)
from crawler.formats.reading import day, joined, listed, part, place, places, sections, whole, words
from crawler.platforms.base import Fetch, Page, Parsed, absolute_url, host_of, origin_of, query_of
from crawler.posting import Json, RawLocation, RawPosting

_API = "careers-api.clearcompany.com"
_SITE = re.compile(r"^/v1/(?!settings/)(?P<site>[\w-]{8,})(?:/(?P<job>[\w-]+))?/?$")
_HEADING = re.compile(r"careers at (.+)", re.IGNORECASE)
_TEXTS = (
    (None, "description"),
    (None, "positionDescription"),
    ("Responsibilities", "responsibilities"),
    ("Requirements", "requirements"),
    ("Qualifications", "qualifications"),
)


class ClearCompany(CardPlatform):
    """COMPANY.hrmdirect.com, and careers-api.clearcompany.com/v1/SITE."""

    name: ClassVar[str] = "clearcompany"
    url_help: ClassVar[str] = (
        f"give https://COMPANY.hrmdirect.com/employment/job-openings.php or https://{_API}/v1/SITE"
    )
    link: ClassVar[str] = "a[href*='job-opening.php?req=']"
    of_list: ClassVar[str] = ".reqResultTable, .reqitem, .noResults"
    heading: ClassVar[str] = ".reqResult h2, #reqTitle, h2"
    text: ClassVar[str] = ".jobDesc, .reqResult"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of one of the vendor's hosts."""
        return host_of(url).endswith((".hrmdirect.com", ".clearcompany.com"))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the list."""
        site = _SITE.match(urlsplit(url).path)
        if host_of(url) == _API and site:
            return (Fetch(url=f"https://{_API}/v1/{site['site']}?pageIndex=0"),)
        if host_of(url).endswith(".hrmdirect.com"):
            return (Fetch(url=f"{origin_of(url)}/employment/job-openings.php?search=true"),)
        raise ValueError(f"{url!r} names no board; {self.url_help}")

    def key_of(self, url: str) -> str | None:
        """Return the requisition's number."""
        return query_of(url).get("req")

    def parse(self, source: str, page: Page) -> Parsed:
        """Read an answer of the API, a table of openings, or the page of one."""
        if is_markup(page):
            return super().parse(source, page)
        return read_json(page, partial(_answer, source, page))

    def cards(self, page: Page, tree: LexborHTMLParser) -> Iterator[Card]:
        """Yield the rows of the table; its columns are the employer's, told by what they hold."""
        employer = _employer(tree)
        for row in tree.css("tr[data-req-id]"):
            link = row.css_first(self.link)
            cells = [text for cell in row.css("td") if (text := words(cell.text()))]
            where = joined(cell.text() for cell in row.css("td.cities, td.state, td.states"))
            said = {
                "employer": employer,
                "requisition_id": row.attributes.get("data-custom-req-id"),
                "location": where,
                "posted": next((text for text in cells if day(text, page.fetched_at)), None),
            }
            href = (link.attributes.get("href") or "") if link else ""
            yield Card(
                absolute_url(page.url, href) or "",
                words(link.text()) or "" if link else "",
                {name: text for name, text in said.items() if text},
            )


def _employer(tree: LexborHTMLParser) -> str | None:
    """Return the employer: the board's title is "Careers At ACME"."""
    title = tree.css_first(".careersTitle, title")
    said = _HEADING.match(words(title.text()) or "") if title else None
    return said[1] if said else None


def _answer(source: str, page: Page, data: Json) -> Parsed:
    if part(data, "positionTitle"):
        postings, problems = read_each([data], page, partial(_posting, source, page))
        return Parsed(postings=postings, problems=problems)
    entries = part(data, "results")
    if not isinstance(entries, list):
        return not_understood(page, "neither openings nor one opening of ClearCompany")
    postings, problems = read_each(entries, page, partial(_posting, source, page))
    total = data["totalCount"] if isinstance(data.get("totalCount"), int) else None
    return Parsed(
        postings=postings,
        problems=problems,
        fetches=_next_page(page, len(entries), total),
        total=total,
    )


def _next_page(page: Page, count: int, total: int | None) -> tuple[Fetch, ...]:
    """Return the next page; without `pageIndex` the API gives all at once."""
    number = whole(query_of(page.url).get("pageindex"))
    seen = int(page.fetch.context.get("seen") or 0) + count if page.fetch else count
    if number is None or not count or total is None or seen >= total:
        return ()
    url = f"{page.url.partition('?')[0]}?pageIndex={number + 1}"
    return (Fetch(url=url, context={"seen": seen}),)


def _posting(source: str, page: Page, entry: Entry) -> RawPosting | None:
    key, title = words(entry.get("id")), words(entry.get("positionTitle"))
    if key is None or title is None:
        return None
    apply = words(entry.get("applyLink"))
    site = _SITE.match(urlsplit(page.url).path)
    description = sections((heading, entry.get(name)) for heading, name in _TEXTS)
    return RawPosting(
        source=source,
        platform=ClearCompany.name,
        key=key,
        requisition_id=words(entry.get("requisitionNumber")),
        url=apply.removesuffix("/apply") if apply else None,
        apply_url=apply,
        title=title,
        locations=places(map(_place, listed(entry.get("locations")))),
        employment_type=words(entry.get("employmentType")),
        **dates(page, posted=entry.get("postedDate") or entry.get("openDate")),
        description=description,
        partial=not description,
        detail_url=f"https://{_API}/v1/{site['site']}/{quote(key)}"
        if site and not description
        else None,
        fetched_at=page.fetched_at,
        payload=entry,
    )


def _place(item: Json) -> RawLocation | None:
    return place(
        None if isinstance(item, dict) else item,
        city=part(item, "city"),
        state=part(item, "subdivision"),
        postal_code=part(item, "postalCode"),
        country=part(item, "country"),
    )


PLATFORM = ClearCompany()
