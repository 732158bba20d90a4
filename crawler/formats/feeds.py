"""XML answers that hold one element a posting, for systems that answer in other forms as well."""

import re
from collections.abc import Callable
from io import BytesIO

from lxml import etree

from crawler.errors import Unreadable
from crawler.formats.reading import words
from crawler.formats.xmlstream import read_elements, text_of
from crawler.platforms.base import Page, Parsed, Problem
from crawler.posting import RawPosting

_HEAD = 4096
_ELEMENT = re.compile(rb"<([A-Za-z][\w:-]*)")


def is_feed(page: Page, *roots: bytes) -> bool:
    """Return whether a page's first element is one of some names."""
    first = _ELEMENT.search(page.body[:_HEAD])
    return first is not None and first[1] in roots


def read_feed(
    page: Page,
    root: str,
    name: str,
    read: Callable[[etree._Element, str | None], RawPosting | None],
) -> Parsed:
    """Return the postings of the elements of a name in a document; `read` gets the feed's title too.

    One that is none is a problem and loses no other; so is an early end of the document.
    """
    postings: list[RawPosting] = []
    problems: list[Problem] = []
    title: str | None = None
    try:
        for element in read_elements(BytesIO(page.body), (name,), (root,)):
            above = element.getparent()
            title = title or (words(text_of(above, "title")) if above is not None else None)
            posting = read(element, title)
            if posting is None:
                problems.append(Problem(page.url, f"<{name}> without id or title"))
            else:
                postings.append(posting)
    except Unreadable as error:
        problems.append(Problem(page.url, str(error)))
    return Parsed(postings=tuple(postings), problems=tuple(problems))
