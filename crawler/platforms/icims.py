"""iCIMS career sites: lists of cards in HTML, and a JobPosting in each posting's page.

The visible pages only frame others: what is read is asked for with `in_iframe=1`, also what a
sitemap lists. Tenants name and order the labelled fields of a card and of a page as they like.
Ids are a host's own, so the host is part of the key. `validThrough` a year after the posting is
set by the system and is no deadline. Undocumented: seen in captured pages and public code.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.formats.cards import Card, CardPlatform
from crawler.formats.jsonplatform import dates
from crawler.formats.labelled import labelled
from crawler.formats.reading import pay, place, places, sections, whole, words
from crawler.formats.sitemaps import read_sitemap, unpacked
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    Problem,
    absolute_url,
    host_of,
    origin_of,
    query_of,
)
from crawler.posting import RawLocation, RawPosting
from crawler.titles import title_in_path

_JOB = re.compile(r"/jobs/(\d+)(?:/|$)")
_PAGES = re.compile(r"Page\s+(\d{1,4})\s+of\s+(\d{1,4})")
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
_PLACE = re.compile(r"(?P<country>[A-Z]{2,3})(?:-(?P<state>[A-Z]{2,3}))?(?:-(?P<city>.+))?")
_NO_CITY = re.compile(r"remote|virtual|various|multiple|nationwide|any\b", re.IGNORECASE)
_SEVERAL = re.compile(r"\s*\|\s*|\s+(?=[A-Z]{2}-[A-Z]{2}-)")
_GONE = re.compile(
    r"could not be found|no longer (?:available|active|accepting|open)|has (?:been (?:closed|filled)|expired)",
    re.IGNORECASE,
)


class Icims(CardPlatform):
    """careers-TENANT.icims.com and its like."""

    name: ClassVar[str] = "icims"
    url_help: ClassVar[str] = "give https://careers-TENANT.icims.com or its /jobs/search or sitemap"
    link: ClassVar[str] = "a.iCIMS_Anchor"
    of_list: ClassVar[str] = (
        "[class*=iCIMS_JobsTable], [class*=iCIMS_SearchResults], [class*=iCIMS_JobSearch]"
    )

    def recognises(self, url: str) -> bool:
        """Return whether a url is on a host of iCIMS."""
        host = host_of(url)
        return host.endswith(".icims.com") and host.split(".")[0] not in ("www", "api", "login")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the sitemap given, else the first page of the list, with the url's own filters."""
        path = urlsplit(url).path
        if path.endswith((".xml", ".xml.gz")):
            return (Fetch(url=url),)
        given = dict(parse_qsl(urlsplit(url).query)) if path.rstrip("/") == "/jobs/search" else {}
        return (_list_page(url, given, 0),)

    def key_of(self, url: str) -> str | None:
        """Return host and id of a posting's url."""
        found = _JOB.search(urlsplit(url).path)
        return f"{host_of(url)}/{found[1]}" if found else None

    def detail_url(self, url: str) -> str:
        """Return the page that the visible page of a posting frames."""
        return f"{_bare(url)}?in_iframe=1"

    def parse_html(self, source: str, page: Page, text: str) -> Parsed:
        """Read a sitemap, a list, a posting, or the frame around one."""
        body, fault = unpacked(page.body)
        sitemap = read_sitemap(body, page.url)
        if sitemap is not None or fault:
            urls = sitemap.urls if sitemap else ()
            faults = [fault or (sitemap.fault if sitemap else None)]
            return Parsed(
                fetches=tuple(self._detail(url) for url in urls if self.key_of(url)),
                listed=tuple(filter(None, map(self.key_of, urls))),
                problems=tuple(Problem(page.url, said) for said in faults if said),
            )
        return super().parse_html(source, page, text)

    def _detail(self, url: str) -> Fetch:
        told = title_in_path(urlsplit(url).path)
        return Fetch(url=self.detail_url(url), kind="detail", key=self.key_of(url), title=told)

    def cards(self, page: Page, tree: LexborHTMLParser) -> Iterator[Card]:
        """Yield the postings of a list with their labelled fields."""
        seen: set[str] = set()
        for link in tree.css(self.link):
            url = _bare(absolute_url(page.url, link.attributes.get("href") or "") or "")
            title = link.css_first("h1, h2, h3, h4")
            if url in seen or not _JOB.search(url):
                continue
            seen.add(url)
            box = _box_of(link)
            said = labelled(box)
            stamp = next((t for n in box.css("[title]") if (t := _stamp(n))), None)
            if stamp:
                said["posted"] = stamp
            yield Card(url, _said(title or link, but=".field-label") or "", said)

    def entry(self, source: str, page: Page, card: Card, key: str) -> RawPosting:
        """Return the posting of a list entry."""
        posting = super().entry(source, page, card, key)
        return replace(
            _with_fields(posting, card.said), **dates(page, posted=card.said.get("posted"))
        )

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:
        """Return the next page's request, as "Page 1 of 3" or a link to it tells."""
        number = whole(query_of(page.url).get("pr")) or 0
        header = tree.css_first(".iCIMS_SubHeader_Jobs, .iCIMS_SearchResultsHeader")
        told = _PAGES.search(_said(header) or "") if header else None
        links = {
            query_of(a.attributes.get("href") or "").get("pr") for a in tree.css("a[href*='pr=']")
        }
        more = int(told[1]) < int(told[2]) if told else str(number + 1) in links
        given = dict(parse_qsl(urlsplit(page.url).query))
        return (_list_page(page.url, given, int(told[1]) if told else number + 1),) if more else ()

    def read_detail(self, source: str, page: Page, tree: LexborHTMLParser) -> Parsed:
        """Read a posting's markup, completed by the labelled fields of its page."""
        read = super().read_detail(source, page, tree)
        if not read.postings:
            if any(_GONE.search(_said(node) or "") for node in tree.css("h1, h2, .iCIMS_Message")):
                key = page.key or self.key_of(page.url)
                return Parsed(closed=(key,) if key else ())
            posting = _from_text(source, page, self.key_of(page.url), tree)
            if posting is not None:
                return Parsed(postings=(posting,), problems=read.problems)
            framed = read.closed and query_of(page.url).get("in_iframe") != "1"
            return Parsed(fetches=(self._detail(page.url),)) if framed else read
        box = (
            tree.css_first(".iCIMS_JobContainer, .iCIMS_JobContent, .iCIMS_JobsTable") or tree.body
        )
        said = labelled(box) if box else {}
        return replace(
            read,
            postings=tuple(_with_fields(_as_visible(item), said) for item in read.postings),
        )


def _fields_of(tree: LexborHTMLParser) -> dict[str, str]:
    box = tree.css_first(".iCIMS_JobContainer, .iCIMS_JobContent, .iCIMS_JobsTable") or tree.body
    return labelled(box) if box else {}


def _from_text(
    source: str, page: Page, key: str | None, tree: LexborHTMLParser
) -> RawPosting | None:
    """Return the posting of a page without markup, by its title and its parts under headings."""
    title = tree.css_first("h1.iCIMS_Header, #iCIMS_Header h1, #iCIMS_Header, h1")
    parts: list[tuple[str | None, str]] = []
    heading: str | None = None
    for node in tree.css(".iCIMS_InfoField_Job, .iCIMS_InfoMsg_Job"):
        if node.css_matches(".iCIMS_InfoField_Job"):
            heading = _said(node)
        elif words(node.text()):
            parts.append((heading, node.inner_html or ""))
            heading = None
    description = sections(parts)
    said = _said(title) if title is not None else None
    if key is None or said is None or not description:
        return None
    posting = RawPosting(
        source=source,
        platform=Icims.name,
        key=key,
        url=_bare(page.url),
        apply_url=_bare(page.url),
        title=said,
        description=description,
        **dates(page, posted=_fields_of(tree).get("posted")),
        fetched_at=page.fetched_at,
        payload={"title": said, "description": description} | _fields_of(tree),
    )
    return _with_fields(posting, _fields_of(tree))


def _list_page(url: str, given: dict[str, str], number: int) -> Fetch:
    query = given | {"ss": "1", "pr": str(number), "in_iframe": "1"}
    return Fetch(url=f"{origin_of(url)}/jobs/search?{urlencode(query)}")


def _bare(url: str) -> str:
    return url.partition("?")[0].partition("#")[0]


def _box_of(link: LexborNode) -> LexborNode:
    """Return the card around a link: a list item, in older themes a row."""
    node: LexborNode | None = link
    while node is not None:
        if node.tag == "li" or "row" in (node.attributes.get("class") or "").split():
            return node
        node = node.parent
    return link


def _said(node: LexborNode, but: str = "") -> str | None:
    left_out = {words(item.text(separator=" ")) for item in node.css(but)} if but else set()
    text = words(node.text(separator=" ")) or ""
    for label in filter(None, left_out):
        text = text.removeprefix(label).strip()
    return text or None


def _stamp(node: LexborNode) -> str | None:
    title = node.attributes.get("title") or ""
    return title if _DAY.match(title) else None


def _with_fields(posting: RawPosting, said: dict[str, str]) -> RawPosting:
    """Return a posting with what labels say: the facility, PRN and other types, ids, places, pay."""
    vague = posting.employment_type is None or posting.employment_type.upper() == "OTHER"
    found = places(_place(item) for item in _SEVERAL.split(said.get("location", "")))
    found = found or places([_parts(said)])
    low, high = said.get("pay_min"), said.get("pay_max")
    stated = said.get("pay") or " - ".join(filter(None, (low, high)))
    own = [item for item in posting.locations if item.city and not _NO_CITY.match(item.city)]
    kept = posting.locations if len(own) >= max(1, len(found)) else found
    remote = next((item.words for item in found if "remote" in item.words.lower()), None)
    return replace(
        posting,
        requisition_id=said.get("requisition_id") or posting.requisition_id,
        employer=said.get("employer") or posting.employer,
        locations=kept or posting.locations,
        employment_type=said.get("employment_type") if vague else posting.employment_type,
        workplace=posting.workplace or said.get("workplace") or remote,
        pay=posting.pay or pay(said=stated),
    )


def _place(said: str) -> RawLocation | None:
    """Return the place of "US-IL-Chicago", as iCIMS writes country, state and city."""
    text = words(said)
    match = _PLACE.fullmatch(text) if text else None
    if match is None:
        return place(text)
    city = match["city"]
    return place(
        text,
        country=match["country"],
        state=match["state"],
        city=None if city and _NO_CITY.match(city) else city,
    )


def _parts(said: dict[str, str]) -> RawLocation | None:
    return place(
        city=said.get("city"), state=said.get("state"), postal_code=said.get("postal_code")
    )


def _as_visible(posting: RawPosting) -> RawPosting:
    """Return a posting under its visible page's url, without the system's own last day."""
    url = _bare(posting.url) if posting.url else None
    posting = replace(posting, url=url, apply_url=url)
    first, last = posting.posted_at, posting.valid_through
    if first and last:
        days = (date.fromisoformat(last[:10]) - date.fromisoformat(first[:10])).days
        if days in (365, 366):
            return replace(posting, valid_through=None, valid_through_basis=None, closed=False)
    return posting


PLATFORM = Icims()
