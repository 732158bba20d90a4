"""Paycor Recruiting (once Newton): one page with all openings, by place or department."""

import re
from dataclasses import replace
from typing import ClassVar

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.cards import CardPlatform
from crawler.formats.reading import place, places, words
from crawler.platforms.base import Fetch, Page, Parsed, each_posting, host_of, origin_of, query_of

_LABEL = re.compile(r"^(?:Position|Job Id|Location):\s*", re.IGNORECASE)


class Paycor(CardPlatform):
    """recruitingbypaycor.com/career/CareerHome.action?clientId=ID."""

    name: ClassVar[str] = "paycor"
    url_help: ClassVar[str] = (
        "give https://recruitingbypaycor.com/career/CareerHome.action?clientId=ID"
    )
    link: ClassVar[str] = ".gnewtonCareerGroupJobTitleClass a"
    parts: ClassVar[dict[str, str]] = {"location": ".gnewtonCareerGroupJobDescriptionClass"}
    of_list: ClassVar[str] = "#gnewtonCareerHome, .gnewtonCareerGroupHeaderClass"
    heading: ClassVar[str] = "#gnewtonJobPosition"
    text: ClassVar[str] = "#gnewtonJobDescriptionText"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of Paycor's recruiting hosts."""
        return host_of(url).endswith(("recruitingbypaycor.com", "newton.newtonsoftware.com"))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the page of all openings."""
        client = query_of(url).get("clientid")
        if not client:
            raise ValueError(f"{url!r} names no client; {self.url_help}")
        return (Fetch(url=f"{origin_of(url)}/career/CareerHome.action?clientId={client}"),)

    def key_of(self, url: str) -> str | None:
        """Return the opening's id."""
        return query_of(url).get("id")

    def read_detail(self, source: str, page: Page, tree: LexborHTMLParser) -> Parsed:
        """Read the page of one opening."""
        number, where = _text(tree, "#gnewtonJobID"), _text(tree, "#gnewtonJobLocationInfo")
        return each_posting(
            super().read_detail(source, page, tree),
            lambda posting: replace(
                posting,
                title=_LABEL.sub("", posting.title),
                requisition_id=posting.requisition_id or number,
                locations=posting.locations or places([place(where)]),
            ),
        )


def _text(tree: LexborHTMLParser, css: str) -> str | None:
    node = tree.css_first(css)
    return words(_LABEL.sub("", " ".join(node.text().split()))) if node else None


PLATFORM = Paycor()
