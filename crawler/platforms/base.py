"""What a platform is: how to ask a job system, and how to read what it answers."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO
from typing import IO, ClassVar, Literal
from urllib.parse import parse_qsl, urljoin, urlsplit

from crawler.posting import Json, RawPosting

FetchKind = Literal["list", "detail"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """A request to make."""

    url: str
    kind: FetchKind = "list"
    """A list names postings; a detail is the page of one, `key`."""
    method: Literal["GET", "POST"] = "GET"
    body: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    """Headers whose value the operator keeps in an environment variable: its name stands here.
    It is read when the request is made, so that no file and no log ever has the value."""
    key: str | None = None
    title: str | None = None
    """What the address or the list tells of the title, to choose by; None where it tells none."""
    context: Mapping[str, Json] = field(default_factory=dict)
    """What the parser of the answer needs to know: page number, frozen total, list entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A response, as parsers see it."""

    url: str
    body: bytes
    fetched_at: datetime
    status: int = 200
    content_type: str = ""
    robots_tag: str = ""
    """The X-Robots-Tag header."""
    fetch: Fetch | None = None
    """The request it answers; None for a saved file."""

    @property
    def key(self) -> str | None:
        """The key of the posting that was asked for; None for a list and for a saved file."""
        return self.fetch.key if self.fetch else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read: never skipped in silence."""

    url: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a page held."""

    postings: tuple[RawPosting, ...] = ()
    """Complete ones, and `partial` list entries with their `detail_url`."""
    fetches: tuple[Fetch, ...] = ()
    """Further requests: next pages, child sitemaps, and details. The detail of a partial posting
    is the fetch with its key, where a plain request of its `detail_url` would not do."""
    problems: tuple[Problem, ...] = ()
    listed: tuple[str, ...] = ()
    """Keys that a list names without a posting of its own (sitemap entries)."""
    total: int | None = None
    """How many postings the source says that its whole list has."""
    closed: tuple[str, ...] = ()
    """Keys whose page says that they are closed or shows no posting any more."""


class Platform(ABC):
    """A job system. Stateless: everything it needs stands in the source and the page."""

    name: ClassVar[str]
    url_help: ClassVar[str]
    """How a source's url looks, for error messages."""
    precedence: ClassVar[int] = 0
    """Who is asked first whether a url is its own: systems 0, formats of feeds and archives 1, any
    site's markup 2, any page 3."""
    verified: ClassVar[bool] = True
    """A real response of this system has been read; else its shape is known from documents only."""

    def embedded(self, markup: str) -> tuple[str, ...]:  # noqa: ARG002 -- most systems have none
        """Return the boards that another site's page names other than by their url."""
        return ()

    @abstractmethod
    def recognises(self, url: str) -> bool:
        """Return whether a url is of this system."""

    @abstractmethod
    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the first requests of a source."""

    @abstractmethod
    def parse(self, source: str, page: Page) -> Parsed:
        """Read a response. Never raises for bad input: it reports a problem."""


class StreamedPlatform(Platform):
    """A platform whose answers may be larger than memory: they are read piece by piece."""

    @abstractmethod
    def read(self, source: str, stream: IO[bytes], page: Page) -> Iterator[Parsed]:
        """Yield what a stream holds; `page` says where it comes from, its body is not looked at."""

    def parse(self, source: str, page: Page) -> Parsed:
        """Read a whole answer."""
        pieces = list(self.read(source, BytesIO(page.body), page))
        return Parsed(
            postings=tuple(item for piece in pieces for item in piece.postings),
            problems=tuple(item for piece in pieces for item in piece.problems),
            listed=tuple(item for piece in pieces for item in piece.listed),
            closed=tuple(item for piece in pieces for item in piece.closed),
        )


def one(posting: RawPosting | None, page: Page, fault: str) -> Parsed:
    """Return a posting as a piece of an answer, or the problem that there is none."""
    return Parsed(postings=(posting,)) if posting else problem(page, fault)


def each_posting(parsed: Parsed, change: Callable[[RawPosting], RawPosting]) -> Parsed:
    """Return an answer with each of its postings changed."""
    return replace(parsed, postings=tuple(map(change, parsed.postings)))


def problem(page: Page, reason: str) -> Parsed:
    """Return what is said of an answer that cannot be read."""
    return Parsed(problems=(Problem(page.url, reason),))


def host_of(url: str) -> str:
    """Return the host of a url in lower case, '' without one."""
    return (urlsplit(url).hostname or "").lower()


def origin_of(url: str) -> str:
    """Return scheme, host and port of a url: the unit of robots.txt and politeness."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def absolute_url(base: str, said: str) -> str | None:
    """Return the address that a page at `base` says; None where it is none."""
    try:
        url = urljoin(base, said.strip())
        return url if urlsplit(url).scheme else None
    except ValueError:
        return None


def in_path(url: str, pattern: re.Pattern[str]) -> str | None:
    """Return the first group of a pattern where a url's path has it."""
    found = pattern.search(urlsplit(url).path)
    return found[1] if found else None


def query_of(url: str) -> dict[str, str]:
    """Return the query of a url by names in lower case; the first of several values."""
    pairs = parse_qsl(urlsplit(url).query)
    return {name.lower(): value for name, value in reversed(pairs)}
