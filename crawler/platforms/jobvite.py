"""Jobvite boards: a paged list in one of several layouts, and job pages with JSON-LD or only markup.

A closed job's address leads back to the list.
"""

import re
from dataclasses import replace
from typing import ClassVar
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.formats.cards import CardPlatform
from crawler.formats.reading import place, places, whole, words
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    absolute_url,
    each_posting,
    host_of,
    query_of,
)

_BOARD = re.compile(r"^/(?:careers/)?([\w-]+)(?:/|$)")
_LOOKING = " is looking for "


class Jobvite(CardPlatform):
    """jobs.jobvite.com/COMPANY."""

    name: ClassVar[str] = "jobvite"
    url_help: ClassVar[str] = "give https://jobs.jobvite.com/COMPANY/jobs"
    link: ClassVar[str] = "a[href*='/job/']:not([href*='/apply'])"
    title: ClassVar[tuple[str, ...]] = (".title", ".jv-job-list-name")
    parts: ClassVar[dict[str, str]] = {
        "location": ".jv-job-list-location",
        "employer": ".jv-job-list-company",
    }
    of_list: ClassVar[str] = ".jv-job-list, .jv-page-jobs, .jv-page-search, .jv-search-list"
    counts: ClassVar[str] = ".jv-pagination-text, .jv-pagination, .jv-paging"
    job_path: ClassVar[re.Pattern[str] | None] = re.compile(r"/job/(\w+)/?$")
    heading: ClassVar[str] = ".jv-header"
    text: ClassVar[str] = ".jv-job-detail-description"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Jobvite's hosts."""
        return host_of(url) == "jobvite.com" or host_of(url).endswith(".jobvite.com")

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first page of the board's list."""
        board = _BOARD.match(urlsplit(url).path)
        if board is None or host_of(url) != "jobs.jobvite.com":
            raise ValueError(f"{url!r} names no board; {self.url_help}")
        return (_list_page(f"https://jobs.jobvite.com/{board[1]}/search", 0),)

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:
        """Return the request of the next page: the list says "1-50 of 73"."""
        said = self.counted(tree)
        if said is None or said[0] >= said[1]:
            return ()
        number = whole(query_of(page.url).get("p")) or 0
        return (_list_page(page.url.partition("?")[0], number + 1),)

    def read_detail(self, source: str, page: Page, tree: LexborHTMLParser) -> Parsed:
        """Read a job's page by its JSON-LD, or by its markup where it has none."""
        said = _meta(tree.css_first(".jv-job-detail-meta"))
        return each_posting(
            super().read_detail(source, page, tree),
            lambda posting: replace(
                posting,
                employer=posting.employer or _employer(tree),
                locations=posting.locations or places(map(place, said[1:])),
                apply_url=_apply(page, tree) or posting.apply_url,
            ),
        )


def _apply(page: Page, tree: LexborHTMLParser) -> str | None:
    link = tree.css_first("a.jv-button-apply[href]")
    return absolute_url(page.url, link.attributes.get("href") or "") if link else None


def _list_page(url: str, number: int) -> Fetch:
    return Fetch(url=f"{url}?p={number}")


def _meta(node: LexborNode | None) -> list[str]:
    """Return what stands under the title, between its separators: the category, then the places."""
    if node is None:
        return []
    said: list[list[str]] = [[]]
    for child in node.iter(include_text=True):
        if "jv-inline-separator" in (child.attributes.get("class") or ""):
            said.append([])
        else:
            said[-1].append(child.text() or "")
    return [text for text in (" ".join("".join(item).split()) for item in said) if text]


def _employer(tree: LexborHTMLParser) -> str | None:
    """Return the employer: "ACME is looking for Office Manager."."""
    said = tree.css_first("meta[property='og:title']")
    content = (said.attributes.get("content") or "") if said else ""
    return words(content.partition(_LOOKING)[0]) if _LOOKING in content else None


PLATFORM = Jobvite()
