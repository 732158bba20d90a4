"""Web archives (WARC files, CDX indexes): each page in them is read as its address would have it.

What only an archive has is history: its postings are `archived`, and only a visit makes them open.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, ClassVar
from urllib.parse import urlsplit

from crawler.formats.archive import Indexed, read_archive
from crawler.platforms.base import Fetch, Page, Parsed, Problem, StreamedPlatform, host_of

_PATH = re.compile(r"\.(?:warc|wat|wet|cdxj?)(?:\.(?:gz|bad|open))*$|(?:^|[/_-])cdx[^/]*\.jsonl?$")
_GONE = frozenset((404, 410))
_OK = 200


class Warc(StreamedPlatform):
    """An archive of pages of any sites."""

    name: ClassVar[str] = "warc"
    url_help: ClassVar[str] = (
        "an archive is no board to visit: read its file with `crawler parse FILE` or "
        "`pipeline extract FILE --format warc`"
    )
    precedence: ClassVar[int] = 1

    def recognises(self, url: str) -> bool:
        """Return whether a url names an archive's file or an index of one."""
        return bool(_PATH.search(urlsplit(url).path.lower()))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Refuse: what an archive does not have any more proves nothing, nor does what it has.

        Raises:
            ValueError: always.
        """
        raise ValueError(f"{url!r}: {self.url_help}")

    def read(self, source: str, stream: IO[bytes], page: Page) -> Iterator[Parsed]:
        """Yield what each page of an archive holds.

        A posting belongs to `source`, or, where that is only the archive's own host, to the host
        of its page: the id that a visit to that site would give it.
        """
        for found in read_archive(stream, page.url):
            if isinstance(found, Problem):
                yield Parsed(problems=(found,))
            elif isinstance(found, Indexed):
                yield _indexed(found)
            else:
                yield _page(host_of(found.url) if source == host_of(page.url) else source, found)


def _indexed(line: Indexed) -> Parsed:
    if line.status in _GONE:
        return Parsed(closed=(line.url,))
    return Parsed(listed=(line.url,)) if line.status == _OK else Parsed()


def _page(source: str, page: Page) -> Parsed:
    # Deferred: the platforms are being loaded when this module is.
    from crawler.platforms import read_by_url  # noqa: PLC0415

    if page.status in _GONE:
        return Parsed(closed=(page.url,))
    if page.status != _OK:
        return Parsed()
    parsed = read_by_url(source, page, guess=False)
    # A page of an archive is any page: that most hold no posting closes nothing, nor is it a fault.
    return Parsed(
        postings=tuple(replace(posting, archived=True) for posting in parsed.postings),
        problems=parsed.problems if parsed.postings else (),
    )


PLATFORM = Warc()
