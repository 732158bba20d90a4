"""The spider that drives a platform over the sources of the operator's list."""

import hashlib
import os
import sys
from collections import deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar, Self

import scrapy
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from crawler.command import one_line
from crawler.crawl import Answer, SourceCrawl
from crawler.errors import ProductError, WrongUse
from crawler.failures import reason_of
from crawler.frontier import EVERYTHING, Limits
from crawler.guard import DEADLINE, OWN_HOSTS, own_hosts
from crawler.home import Home
from crawler.landing import LandingWriter, landing_file, new_run_id
from crawler.monitors import judged
from crawler.platforms import Fetch, Page, Platform
from crawler.platforms.base import host_of, origin_of
from crawler.posting import SourceRun
from crawler.report import RunReport
from crawler.settings import user_agent
from crawler.sources import Source, load_sources
from crawler.state import State
from crawler.titles import EVERY

# Every status but redirects comes to the crawl, which knows what it proves.
_STATUSES = [304, *range(400, 600)]
_ASKED_AT_ONCE = 16
"""Requests of one source that Scrapy has in hand; each origin is asked one at a time all the same."""


class PlatformSpider(scrapy.Spider):
    """Crawl the sources of one platform: `scrapy crawl NAME [-a source=…] [-a shard=K/N]`."""

    platform: ClassVar[Platform]

    def __init__(
        self,
        source: str = "",
        shard: str = "",
        home: str = "",
        run: str = "",
        full: str = "",
        out: str = "",
        limits: Limits = EVERYTHING,
        on_done: Callable[[int], None] | None = None,
        **arguments: Any,  # noqa: ANN401 -- Scrapy's own
    ) -> None:
        super().__init__(**arguments)
        self.home = Home.choose(Path(home) if home else None)
        self.out = Home(Path(out)) if out else self.home
        self.run_id = run or new_run_id()
        self.full = bool(full)
        self.stopped_by = ""
        names = [name for name in source.split(",") if name]
        listed = load_sources(self.home.ensure_sources())
        chosen = [s for s in listed.named(names) if s.platform == self.platform.name]
        if names and not chosen:
            system = listed.named(names)[0].platform
            raise WrongUse(f"source {names[0]!r} is of {system}; scrapy crawl {system} reads it")
        self.sources = [s for s in chosen if _in_shard(_first_host(s, self.platform), shard)]
        if limits.sample:
            # Whether a board can be read does not hang on the titles that it has today.
            self.sources = [replace(source, title_words=(EVERY,)) for source in self.sources]
        self.contact = listed.contact
        self._limits = limits
        self._on_done = on_done
        self._state = State(self.out.state)
        self._open: dict[str, _Visit] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:  # noqa: ANN401 -- Scrapy's own
        """Return a spider that names the contact of its source list to every site.

        Ends the process where the arguments or the source list cannot be used: Scrapy would print
        the way through its own code, and end with 0.
        """
        try:
            spider = super().from_crawler(crawler, *args, **kwargs)
        except ProductError as error:
            print(f"scrapy crawl {cls.name}: {one_line(error)}", file=sys.stderr)  # noqa: T201 -- the log may be off
            raise SystemExit(error.exit_code) from error
        if spider.contact:
            crawler.settings.set("USER_AGENT", user_agent(spider.contact), priority="spider")
        return spider

    def delays(self) -> dict[str, float]:
        """Return the pace the operator set for some origins, in seconds."""
        return {
            origin_of(fetch.url): source.delay
            for source in self.sources
            if source.delay is not None
            for fetch in self.platform.start(source.url)
        }

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Make the first requests of every source."""
        for source in self.sources:
            path = landing_file(self.out.landing, self.run_id, source.name)
            writer = LandingWriter(path)
            crawl = SourceCrawl(
                source, self.platform, self._state, writer, full=self.full, limits=self._limits
            )
            first = crawl.start()
            hosts = {host_of(source.url), *(host_of(fetch.url) for fetch in first)}
            visit = _Visit(crawl, own_hosts(source, hosts))
            self._open[source.name] = visit
            for request in self._requests(visit, first):
                yield request

    def _requests(self, visit: "_Visit", fetches: list[Fetch]) -> Iterator[scrapy.Request]:
        """Yield the next requests of a visit: as many as keep it busy, the others wait here."""
        visit.add(fetches)
        while visit.queued and visit.asked < _ASKED_AT_ONCE:
            fetch = visit.take()
            missing = [name for name in fetch.credentials.values() if not os.environ.get(name)]
            if missing:
                needs = f"needs {' and '.join(missing)} in the environment: set it and run again"
                visit.crawl.failed(fetch, needs)
                continue
            visit.asked += 1
            yield self._request(visit, fetch)
        # Scrapy may come back here for more after the last answer has ended the visit.
        if not visit.asked and not visit.queued and visit.crawl.source.name in self._open:
            self._done(visit, visit.crawl.finish())

    def _request(self, visit: "_Visit", fetch: Fetch) -> scrapy.Request:
        secrets = {header: os.environ[name] for header, name in fetch.credentials.items()}
        headers = dict(fetch.headers) | visit.crawl.headers(fetch) | secrets
        return scrapy.Request(
            fetch.url,
            method=fetch.method,
            body=fetch.body,
            headers=headers,
            callback=self.parse,
            errback=self.failed,
            cb_kwargs={"visit": visit, "fetch": fetch},
            meta={
                # A redirect must not carry an operator's key to another host.
                "handle_httpstatus_list": [*range(300, 600)] if secrets else _STATUSES,
                # RFC 9309: robots.txt itself may always be asked for.
                "dont_obey_robotstxt": bool(fetch.context.get("robots")),
                OWN_HOSTS: visit.own,
                DEADLINE: visit.crawl.frontier.deadline,
            },
            dont_filter=True,
        )

    def parse(self, response: Response, visit: "_Visit", fetch: Fetch) -> Iterator[scrapy.Request]:
        """Hand an answer to the crawl of its source."""
        page = Page(
            url=response.url,
            body=response.body,
            fetched_at=datetime.now(UTC),
            status=response.status,
            content_type=_header(response, "Content-Type") or "",
            robots_tag=_header(response, "X-Robots-Tag") or "",
            fetch=fetch,
        )
        answer = Answer(page, _header(response, "ETag"), _header(response, "Last-Modified"))
        visit.asked -= 1
        with self._stopping():
            yield from self._requests(visit, visit.crawl.answer(answer))

    def failed(self, failure: Failure) -> Iterator[scrapy.Request]:
        """Take in that a request got no answer."""
        request: scrapy.Request = failure.request  # type: ignore[attr-defined] # Scrapy sets it
        visit, fetch = request.cb_kwargs["visit"], request.cb_kwargs["fetch"]
        visit.asked -= 1
        with self._stopping():
            visit.crawl.failed(fetch, reason_of(failure))
            yield from self._requests(visit, [])

    @contextmanager
    def _stopping(self) -> Iterator[None]:
        """Stop where the landing cannot be written: going on would fetch what nobody keeps."""
        try:
            yield
        except ProductError as error:
            self.stopped_by = str(error)
            raise CloseSpider(str(error)) from error

    def _done(self, visit: "_Visit", run: SourceRun) -> None:
        self._open.pop(run.source, None)
        judged(run, visit.crawl.source, self.run_id, self._state)
        if self._on_done is not None:
            self._on_done(1)

    def closed(self, reason: str) -> None:
        """Finish the sources that a stop left open, and write the report of the run so far."""
        for visit in list(self._open.values()):
            visit.crawl.stopped(self.stopped_by or reason)
            try:
                self._done(visit, visit.crawl.finish())
            except ProductError:
                # Its landing cannot be written, which `stopped_by` says; its state is as before.
                self._done(visit, visit.crawl.report(complete=False))
        RunReport(self.run_id, tuple(self._state.visits_of(self.run_id))).write(self.out)


class _Visit:
    """The visit to one source: what is asked now, and what waits for its turn.

    A list may name tens of thousands of pages: a request each in Scrapy's queue would fill memory.
    """

    def __init__(self, crawl: SourceCrawl, own: frozenset[str]) -> None:
        self.crawl = crawl
        self.own = own
        """Hosts that may stand on a private network."""
        self.asked = 0
        self._details: deque[Fetch] = deque()
        self._lists: deque[Fetch] = deque()

    @property
    def queued(self) -> int:
        """How many requests wait."""
        return len(self._details) + len(self._lists)

    def add(self, fetches: list[Fetch]) -> None:
        """Let requests wait for their turn."""
        for fetch in fetches:
            (self._details if fetch.kind == "detail" else self._lists).append(fetch)

    def take(self) -> Fetch:
        """Return the next request. Details first: what is listed is landed while it is fresh."""
        return self._details.popleft() if self._details else self._lists.popleft()


def _first_host(source: Source, platform: Platform) -> str:
    """Return the host that is asked: several addresses of boards have one API."""
    return host_of(platform.start(source.url)[0].url)


def _in_shard(host: str, shard: str) -> bool:
    """Return whether a host belongs to shard K/N: one node polls it, no other."""
    if not shard:
        return True
    number, slash, total = shard.partition("/")
    if not (slash and number.isdigit() and total.isdigit() and 1 <= int(number) <= int(total)):
        raise WrongUse(f"bad shard {shard!r}; give K/N with 1 <= K <= N, e.g. shard=2/8")
    digest = hashlib.sha256(host.encode()).digest()
    return int.from_bytes(digest[:8], "big") % int(total) == int(number) - 1


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
