"""Lists of postings in HTML: a link to each posting, and what stands by the link."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler.formats.jobpage import read_job_page
from crawler.formats.jsonld import decode
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import place, places, words_in
from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, absolute_url, in_path
from crawler.platforms.jsonld import read_page
from crawler.posting import RawPosting

_COUNTED = re.compile(r"\d\s{0,3}[\u2013-]\s{0,3}(\d[\d,]{0,8})\s{1,3}of\s{1,3}(\d[\d,]{0,8})")


@dataclass(slots=True)
class Card:
    """One posting of a list."""

    url: str
    title: str = ""
    said: dict[str, str] = field(default_factory=dict)
    """What stands by the link, by the name of the part."""


class CardPlatform(Platform):
    """A job system whose lists are HTML and whose job pages carry a JobPosting."""

    link: ClassVar[str]
    """CSS of a posting's link in a list."""
    title: ClassVar[tuple[str, ...]] = ()
    """CSS of the title in the link, where the link holds more; the first that is there."""
    parts: ClassVar[Mapping[str, str]] = {}
    """CSS of what stands in or behind the link: employer, location, posted, employment_type,
    requisition_id, workplace."""
    of_list: ClassVar[str]
    """CSS that tells a list from another page, also where it is empty."""
    counts: ClassVar[str] = ""
    """CSS of what a list says of itself as "1-50 of 73"."""
    job_path: ClassVar[re.Pattern[str] | None] = None
    """Finds a posting's key in the path of its page."""
    heading: ClassVar[str] = ""
    """CSS of the title on a job page without markup."""
    text: ClassVar[str] = ""
    """CSS of the description on a job page without markup."""

    def key_of(self, url: str) -> str | None:
        """Return the key of the posting whose page a url is; None for another page's."""
        return in_path(url, self.job_path) if self.job_path else None

    def next_pages(self, page: Page, tree: LexborHTMLParser) -> tuple[Fetch, ...]:  # noqa: ARG002 -- many lists have one page
        """Return the requests of further pages of a list."""
        return ()

    def total(self, tree: LexborHTMLParser) -> int | None:
        """Return how many postings a list says that there are."""
        said = self.counted(tree)
        return said[1] if said else None

    def counted(self, tree: LexborHTMLParser) -> tuple[int, int] | None:
        """Return the number of a list's last entry, and its total, where it tells both."""
        label = tree.css_first(self.counts) if self.counts else None
        found = _COUNTED.search(label.text()) if label is not None else None
        return (_number(found[1]), _number(found[2])) if found else None

    def detail_url(self, url: str) -> str:
        """Return where the page of a posting is read."""
        return url

    def read_detail(self, source: str, page: Page, tree: LexborHTMLParser) -> Parsed:  # noqa: ARG002 -- for systems without markup
        """Read the page of one posting."""
        read = (
            partial(read_job_page, title=self.heading, description=self.text)
            if self.text
            else read_page
        )
        return read(source, page, platform=self.name, key=self.key_of(page.url))

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a list or the page of a posting."""
        return self.parse_html(source, page, decode(page.body, page.content_type))

    def parse_html(self, source: str, page: Page, text: str) -> Parsed:
        """Read the markup of a page: a list has links to postings, a detail has one posting."""
        tree = LexborHTMLParser(text)
        cards = list(self.cards(page, tree))
        is_detail = page.fetch.kind == "detail" if page.fetch else bool(self.key_of(page.url))
        if cards and not is_detail:
            return self._list(source, page, tree, cards)
        detail = self.read_detail(source, page, tree)
        if detail.postings or detail.problems:
            return detail
        if is_detail and (page.fetch is not None or not cards):
            return detail
        if cards or tree.css_first(self.of_list) is not None:
            return self._list(source, page, tree, cards)
        return Parsed(problems=(Problem(page.url, f"neither a list nor a job of {self.name}"),))

    def cards(self, page: Page, tree: LexborHTMLParser) -> Iterator[Card]:
        """Yield the postings of a list; one that is linked twice is one."""
        found: dict[str, Card] = {}
        card: Card | None = None
        for node in tree.css(", ".join((self.link, *self.parts.values()))):
            if node.css_matches(self.link):
                url = absolute_url(page.url, node.attributes.get("href") or "") or ""
                card = found.setdefault(url, Card(url))
                card.title = card.title or words_in(self._title_of(node)) or ""
            elif card is not None:
                name = next(n for n, css in self.parts.items() if node.css_matches(css))
                text = words_in(node)
                if text:
                    card.said.setdefault(name, text)
        yield from found.values()

    def _title_of(self, link: LexborNode) -> LexborNode:
        return next((found for css in self.title if (found := link.css_first(css))), link)

    def _list(self, source: str, page: Page, tree: LexborHTMLParser, cards: list[Card]) -> Parsed:
        postings, problems = [], []
        for card in cards:
            key = self.key_of(card.url)
            if key is None or not card.title:
                problems.append(Problem(page.url, "list entry without id or title"))
            else:
                postings.append(self.entry(source, page, card, key))
        return Parsed(
            postings=tuple(postings),
            problems=tuple(problems),
            fetches=self.next_pages(page, tree) if cards else (),
            total=self.total(tree),
        )

    def entry(self, source: str, page: Page, card: Card, key: str) -> RawPosting:
        """Return the posting of a list entry, without its description."""
        said = card.said
        return RawPosting(
            source=source,
            platform=self.name,
            key=key,
            requisition_id=said.get("requisition_id"),
            url=card.url,
            title=card.title,
            employer=said.get("employer"),
            locations=places(place(item) for item in separate_places(said.get("location", ""))),
            workplace=said.get("workplace"),
            employment_type=said.get("employment_type"),
            **dates(page, posted=said.get("posted")),
            partial=True,
            detail_url=self.detail_url(card.url),
            fetched_at=page.fetched_at,
            payload={"title": card.title, "url": card.url} | said,
        )


def _number(said: str) -> int:
    return int(said.replace(",", ""))


def separate_places(said: str) -> list[str]:
    """Return the places of a text that lists them: "Austin, TX; Waco, TX"."""
    return [item.strip() for item in said.replace("|", ";").split(";") if item.strip()]
