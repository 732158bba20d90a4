"""RSS and Atom feeds of any site: employers' own, boards', what a blog engine makes of job posts."""

import re
from collections.abc import Iterator
from typing import IO, ClassVar
from urllib.parse import urlsplit

from crawler.errors import Unreadable
from crawler.formats.syndication import ITEMS, ROOTS, item_posting
from crawler.formats.xmlstream import read_elements
from crawler.platforms.base import Fetch, Page, Parsed, StreamedPlatform, one, problem

_FEED_PATH = re.compile(
    r"(?:\.(?:rss|atom|rdf)|/(?:(?:rss|atom)(?:\.xml)?|feed))/?$", re.IGNORECASE
)
_FEED_QUERY = re.compile(r"(?:^|&)(?:feed|format)=(?:rss|atom|job_feed)", re.IGNORECASE)


class Rss(StreamedPlatform):
    """Any feed whose items are postings."""

    name: ClassVar[str] = "rss"
    url_help: ClassVar[str] = "give the feed's address, as https://HOST/jobs/feed/"
    precedence: ClassVar[int] = 1
    verified: ClassVar[bool] = False

    def recognises(self, url: str) -> bool:
        """Return whether a url looks like a feed's."""
        parts = urlsplit(url)
        return bool(_FEED_PATH.search(parts.path) or _FEED_QUERY.search(parts.query))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the request of the feed."""
        return (Fetch(url=url),)

    def read(self, source: str, stream: IO[bytes], page: Page) -> Iterator[Parsed]:
        """Yield the items of a feed one by one."""
        try:
            for item in read_elements(stream, ITEMS, ROOTS):
                posting = item_posting(source, item, page, platform=self.name)
                yield one(posting, page, "feed item without title or address")
        except Unreadable as error:
            yield problem(page, str(error))


PLATFORM = Rss()
