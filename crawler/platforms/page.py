"""Plain careers pages without any markup: the last resort, and everything in it is a guess.

Openings are told by headings and by the words under them (`crawler.formats.openings`); links that read like
titles lead to further pages of the same site. An opening that is only a PDF is reported.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from bs4 import BeautifulSoup, Tag

from crawler.formats.jsonld import decode, noindex
from crawler.formats.openings import (
    Opening,
    clean_soup,
    find_leads,
    find_openings,
    is_about_jobs,
    says_none_open,
)
from crawler.formats.reading import day, place, places, words
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    Platform,
    Problem,
    absolute_url,
    origin_of,
    problem,
)
from crawler.platforms.jsonld import page_key
from crawler.posting import RawLocation, RawPosting

_PLACE = re.compile(
    r"\b((?:[A-Z][A-Za-z.'-]+ ){0,2}[A-Z][A-Za-z.'-]+), ?(A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|"
    r"M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\b(?: (\d{5})(?!\d))?"
)
_LABELLED = re.compile(r"\b(?:location|office|city)\s*:\s*([^\n:|]{3,60})", re.IGNORECASE)
_POSTED = re.compile(
    r"\b(?:date )?posted(?: on)?\s*:?\s*([A-Z][a-z]+ \d{1,2}, \d{4}|[\d/-]{8,10})", re.IGNORECASE
)
_APPLY = re.compile(r"\bappl(?:y|ication)|\bresume\b", re.IGNORECASE)
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
_PDF = b"%PDF"


class PlainPage(Platform):
    """Any web page at all."""

    name: ClassVar[str] = "page"
    url_help: ClassVar[str] = "give the address of a careers page"
    precedence: ClassVar[int] = 3
    verified: ClassVar[bool] = False

    def recognises(self, url: str) -> bool:
        """Return whether a url is a web page's."""
        return url.startswith(("http://", "https://"))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the page."""
        return (Fetch(url=url),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read the openings of a page, and which pages it leads to."""
        if page.body.startswith(_PDF):
            return problem(page, "a PDF: a person must read it")
        text = decode(page.body, page.content_type)
        if "<" not in text:
            return problem(page, "no web page: it has no tags")
        soup = clean_soup(text)
        about_jobs = is_about_jobs(soup, page.url)
        openings = find_openings(soup, about_jobs=about_jobs)
        if page.fetch is not None and page.fetch.kind == "detail":
            return _detail(source, openings, soup, page, closed=noindex(text))
        postings = _postings(source, openings, soup, page)
        leads = list(_leads(source, soup, page)) if about_jobs else []
        told = {posting.title for posting in postings}
        leads = [
            lead for lead in leads if not (isinstance(lead, RawPosting) and lead.title in told)
        ]
        problems = tuple(lead for lead in leads if isinstance(lead, Problem))
        partial = tuple(lead for lead in leads if isinstance(lead, RawPosting))
        if not postings and not leads and not says_none_open(soup):
            return problem(page, "no opening is to be told on this page")
        return Parsed(postings=(*postings, *partial), problems=problems)


def _detail(
    source: str, openings: list[Opening], soup: BeautifulSoup, page: Page, *, closed: bool
) -> Parsed:
    key = page.key or page_key(page.url)
    if not openings:
        return Parsed(closed=(key,))
    first = _posting(source, openings[0], soup, page, key)
    return Parsed(postings=(replace(first, closed=closed),))


def _postings(
    source: str, openings: list[Opening], soup: BeautifulSoup, page: Page
) -> list[RawPosting]:
    found: dict[str, RawPosting] = {}
    for opening in openings:
        slug = _NOT_LETTERS.sub("-", opening.title.lower()).strip("-")
        alone = len(openings) == 1 and soup.h1 and words(soup.h1.get_text(" ")) == opening.title
        key, number = page_key(page.url) if alone else f"{page_key(page.url)}/{slug}", 1
        while key in found:
            number += 1
            key = f"{page_key(page.url)}/{slug}-{number}"
        found[key] = _posting(source, opening, soup, page, key)
    return list(found.values())


def _posting(
    source: str, opening: Opening, soup: BeautifulSoup, page: Page, key: str
) -> RawPosting:
    text = opening.section.get_text("\n")
    stated = _POSTED.search(text)
    posted = day(stated[1], page.fetched_at) if stated else None
    return RawPosting(
        source=source,
        platform=PlainPage.name,
        key=key,
        url=page.url,
        apply_url=_apply_url(opening.section, page.url),
        title=opening.title,
        employer=_site_name(soup),
        locations=places(_locations(f"{opening.title}\n{text}")),
        posted_at=posted,
        posted_at_basis="stated" if posted else None,
        description=opening.section.decode_contents().strip(),
        guessed=True,
        fetched_at=page.fetched_at,
        payload={"evidence": list(opening.evidence), "page_title": _page_title(soup)},
    )


def _leads(source: str, soup: BeautifulSoup, page: Page) -> Iterator[RawPosting | Problem]:
    for lead in find_leads(soup):
        url = absolute_url(page.url, lead.href.split("#")[0])
        if url is None:
            continue
        if urlsplit(url).path.lower().endswith((".pdf", ".doc", ".docx")):
            yield Problem(
                page.url, f"{lead.title!r} is only a document, for a person to read: {url}"
            )
        elif origin_of(url) == origin_of(page.url) and url != page.url:
            yield RawPosting(
                source=source,
                platform=PlainPage.name,
                key=page_key(url),
                url=url,
                title=lead.title,
                partial=True,
                detail_url=url,
                guessed=True,
                fetched_at=page.fetched_at,
                payload={"link": lead.title},
            )


def _locations(text: str) -> Iterator[RawLocation | None]:
    found = list(_PLACE.finditer(text))
    for match in found:
        yield place(match[0], city=match[1], state=match[2], postal_code=match[3])
    labelled = _LABELLED.search(text)
    if labelled and not found:
        yield place(labelled[1])


def _apply_url(section: Tag, base: str) -> str | None:
    links = [(str(link["href"]), link.get_text(" ")) for link in section.find_all("a", href=True)]
    named = [href for href, said in links if _APPLY.search(said) or _APPLY.search(href)]
    # Without a link that says so, a mailbox is where to apply: only a role's is kept.
    named += [href for href, _ in links if href.startswith("mailto:")]
    return next(filter(None, (absolute_url(base, href) for href in named)), None)


def _site_name(soup: BeautifulSoup) -> str | None:
    said = soup.find("meta", property="og:site_name")
    return words(said.get("content")) if isinstance(said, Tag) else None


def _page_title(soup: BeautifulSoup) -> str | None:
    return words(soup.title.get_text(" ")) if soup.title else None


PLATFORM = PlainPage()
