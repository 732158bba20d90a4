"""Manners on the wire: a slot for each origin, strict robots.txt, Crawl-delay, Retry-After."""

from email.utils import parsedate_to_datetime
from time import monotonic, time
from typing import Any, Protocol, Self, runtime_checkable

from scrapy import Request, Spider, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from twisted.internet.defer import Deferred
from twisted.python.failure import Failure

from crawler.platforms.base import origin_of

_SERVER_ERROR = 500
_LONGEST_WAIT = 120.0
"""Seconds between requests, asked by Retry-After or Crawl-delay, that a run can wait."""
_BUSY = frozenset((429, 503))
_LEAST_DELAY = 0.001
"""Seconds: without any delay Scrapy 2.19 sends all that waits for an origin at once."""
_ROBOTS_SIZE = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for 500 KiB at least."""


@runtime_checkable
class Paced(Protocol):
    """A spider that knows the pace its operator set."""

    def delays(self) -> dict[str, float]:
        """Return seconds between requests by origin."""
        ...


class OriginSlots:
    """Give every origin (scheme, host and port) its own slot: robots.txt is per origin too."""

    def process_request(self, request: Request) -> None:
        """Name the slot of a request; a redirect may have led it to another origin."""
        request.meta["download_slot"] = origin_of(request.url)


class _Refusal(RobotParser):
    """A robots.txt that could not be read: RFC 9309 says to stay away."""

    reason = ""

    @classmethod
    def from_crawler(cls, _crawler: Crawler, _robotstxt_body: bytes) -> Self:
        """Return a refusal; there is nothing to parse."""
        return cls()

    def allowed(self, _url: str | bytes, _user_agent: str | bytes) -> bool:
        """Refuse everything."""
        return False


def robots_stat(url: str) -> str:
    """Return the name of the statistic that tells what the robots.txt above a url is like."""
    return f"robotstxt/of/{origin_of(url)}"


class StrictRobots(RobotsTxtMiddleware):
    """robots.txt by RFC 9309: a server error or no answer forbids; a 4xx allows.

    An origin whose Crawl-delay no run can wait for is left alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= _SERVER_ERROR:
            self._settle(netloc, f"robots.txt answers HTTP {response.status}")
            self._say(request, f"answers HTTP {response.status}", None)
            return
        if response.status >= 400:  # noqa: PLR2004 -- a client error: there are no rules
            response = response.replace(body=b"")
        if len(response.body) > _ROBOTS_SIZE:
            # The last line may have lost its end, which would make it forbid more than it says.
            read = response.body[:_ROBOTS_SIZE].rpartition(b"\n")[0]
            response = response.replace(body=read)
        await super()._parse_robots(response, netloc, request)
        rules = self._parsers[netloc]
        asked = rules.crawl_delay(self._agent) if isinstance(rules, RobotParser) else None
        self._say(request, "allows" if response.body else "is not there", asked)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        self._settle(netloc, f"unreachable: {_short(exc)}")

    def _say(self, request: Request, found: str, crawl_delay: float | None) -> None:
        known = {"found": found, "crawl_delay": None if crawl_delay is None else float(crawl_delay)}
        self._stats.set_value(robots_stat(request.url), known)

    def _settle(self, netloc: str, reason: str) -> None:
        waiting = self._parsers[netloc]
        refusal = _Refusal()
        refusal.reason = reason
        self._parsers[netloc] = refusal
        assert isinstance(waiting, Deferred)
        waiting.callback(refusal)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let a request pass, or say why not."""
        if isinstance(rp, _Refusal):
            raise Refused(rp.reason)
        super().process_request_2(rp, request)
        asked = rp.crawl_delay(self._agent) if rp is not None else None
        if asked is not None and float(asked) > _LONGEST_WAIT:
            raise Refused(
                f"robots.txt asks for {asked:g} s between requests: no run can wait so long"
            )


class Refused(IgnoreRequest):
    """A request not made, for the reason that its message gives."""


class RetryWhenAsked(RetryMiddleware):
    """Retry as Scrapy does, and wait as long as Retry-After asks.

    An origin that asks for a longer wait than a run has, or is still too busy after the retries,
    is left in peace until the next run.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler.settings)
        self.crawler = crawler
        self._busy_wait = crawler.settings.getfloat("BUSY_WAIT")
        self._resting: dict[str, str] = {}
        # Before the origin's next waiting request is sent: `process_response` comes after.
        crawler.signals.connect(self._answered, signal=signals.response_downloaded)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the middleware of a crawler."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Make no request to an origin that asked for a rest."""
        reason = self._resting.get(origin_of(request.url))
        if reason is not None:
            raise Refused(reason)

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002 -- Scrapy's signature
    ) -> Request | Response:
        """Retry where that may help; leave an origin in peace that stays busy."""
        origin = origin_of(request.url)
        if origin in self._resting:
            return response
        answer = super().process_response(request, response)
        if response.status in _BUSY and isinstance(answer, Response):
            self._rest(origin, f"left alone: {origin} still answers HTTP {response.status}")
        return answer

    def _answered(self, response: Response, request: Request) -> None:
        if response.status not in _BUSY:
            return
        asked = _retry_after(response)
        asked = self._busy_wait if asked is None else asked
        origin = origin_of(request.url)
        slot = self._slot(origin)
        if asked > _LONGEST_WAIT:
            self._rest(origin, f"left alone: {origin} asks to come back in {asked:.0f} s")
        elif slot is not None:
            slot.delay = max(slot.delay, asked)
            slot.lastseen = monotonic()  # the wait counts from the answer, not from the request

    def _rest(self, origin: str, reason: str) -> None:
        self._resting[origin] = reason
        slot = self._slot(origin)
        while slot is not None and slot.queue:
            _, waiting = slot.queue.popleft()
            waiting.errback(Failure(Refused(reason)))  # type: ignore[no-untyped-call] # Twisted has no types

    def _slot(self, origin: str) -> Slot | None:
        engine = self.crawler.engine
        return None if engine is None else engine.downloader.slots.get(origin)


class PoliteThrottle(AutoThrottle):
    """AutoThrottle that never goes below an origin's Crawl-delay; off where the operator says 0."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.debug = False
        self.target_concurrency = 1.0
        self._floors: dict[str, float] = {}
        crawler.signals.connect(self._spider_opened, signal=signals.spider_opened)
        crawler.signals.connect(self._response_downloaded, signal=signals.response_downloaded)
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def _spider_opened(self, spider: Spider) -> None:
        super()._spider_opened(spider)
        if isinstance(spider, Paced):
            for origin, delay in spider.delays().items():
                self._set_floor(origin, delay)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        agent = self.crawler.settings["ROBOTSTXT_USER_AGENT"]
        asked = robotparser.crawl_delay(agent)
        if asked is not None:
            origin = origin_of(request.url)
            self._set_floor(origin, max(float(asked), self._floors.get(origin, self.mindelay)))

    def _set_floor(self, origin: str, delay: float) -> None:
        delay = max(delay, _LEAST_DELAY)
        self._floors[origin] = delay
        downloader = self.crawler.engine.downloader
        downloader.per_slot_settings[origin] = {"delay": delay, "jitter": 0.0}
        if origin in downloader.slots:
            downloader.slots[origin].delay = delay
            downloader.slots[origin].jitter = 0.0

    def _adjust_delay(self, slot: Slot, latency: float, response: Response) -> None:
        origin = origin_of(response.url)
        floor = self._floors.get(origin, self.mindelay)
        if floor <= _LEAST_DELAY:
            return  # an operator's own site, which is asked as fast as one request at a time goes
        wanted = max(latency, (slot.delay + latency) / 2)
        if response.status >= 400 and wanted < slot.delay:  # noqa: PLR2004 -- error pages come fast
            return
        slot.delay = min(max(floor, wanted), max(floor, self.maxdelay))


def _retry_after(response: Response) -> float | None:
    header = response.headers.get("Retry-After")
    if not header:
        return None
    text = header.decode("latin-1").strip()
    if text.isdigit():
        return float(text)
    try:
        return max(0.0, parsedate_to_datetime(text).timestamp() - time())
    except (TypeError, ValueError):
        return None


def _short(error: Any) -> str:  # noqa: ANN401 -- Twisted failures and exceptions alike
    words = " ".join(str(error).split()) or type(error).__name__
    return words[:160]
