"""Ask for a few pages one after another, with the manners of a crawl: for trying a new source.

robots.txt by RFC 9309, Crawl-delay, the honest name, a pause between requests to an origin, no
private networks that nobody wrote down. A crawl of many pages is Scrapy's.
"""

import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import urllib3
from protego import Protego

from crawler import settings
from crawler.addresses import private_address
from crawler.errors import Failed
from crawler.platforms import Fetch, Page
from crawler.platforms.base import absolute_url, host_of, origin_of

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_BUSY = frozenset((429, 503))
_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_LONGEST_PAUSE = 60.0
"""Seconds that a person waits before a terminal for one page."""
_TIMEOUT = urllib3.Timeout(connect=15, read=30)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes

    def page(self, url: str, fetch: Fetch) -> Page:
        return Page(
            url=url,
            body=self.body,
            fetched_at=datetime.now(UTC),
            status=self.status,
            content_type=self.headers.get("Content-Type", ""),
            robots_tag=self.headers.get("X-Robots-Tag", ""),
            fetch=fetch,
        )


class Visitor:
    """Makes requests; knows when each origin was last asked, and what its robots.txt says.

    `own` are hosts that the operator typed: they alone may stand on a private network.
    """

    def __init__(
        self,
        contact: str,
        own: frozenset[str],
        delay: float | None = None,
        on_asked: Callable[[int], None] | None = None,
    ) -> None:
        named = settings.user_agent(contact) if contact else settings.USER_AGENT
        self._headers = {"User-Agent": named, "Accept-Encoding": "gzip, deflate"}
        self._own = own
        self._delay = settings.DOWNLOAD_DELAY if delay is None else delay
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}
        self._on_asked = on_asked or (lambda _count: None)
        self._pool = urllib3.PoolManager(retries=False, timeout=_TIMEOUT)

    def ask(self, fetch: Fetch) -> Page:
        """Return the answer to a request, whatever its status, after redirects.

        Raises:
            Failed: robots.txt forbids it, or the site cannot be reached or is too busy.
        """
        url, method, body = fetch.url, fetch.method, fetch.body
        for _ in range(settings.REDIRECT_MAX_TIMES + 1):
            if not fetch.context.get("robots"):
                self._check_robots(url)
            answer = self._request(method, url, body, dict(fetch.headers))
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                return answer.page(url, fetch)
            url = _led_to(url, target)
            if answer.status == 303:  # noqa: PLR2004 -- "see other": asked for, not sent to
                method, body = "GET", None
        raise Failed(f"{fetch.url}: redirects without an end; give the address they lead to")

    def _check_robots(self, url: str) -> None:
        origin = origin_of(url)
        if origin not in self._robots:
            self._robots[origin] = self._read_robots(origin)
        if not self._robots[origin].can_fetch(url, settings.ROBOTSTXT_USER_AGENT):
            raise Failed(f"{url}: forbidden by {origin}/robots.txt; it is left alone")

    def _read_robots(self, origin: str) -> Protego:
        url = f"{origin}/robots.txt"
        for _ in range(settings.REDIRECT_MAX_TIMES + 1):
            answer = self._request("GET", url, None, {})
            target = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not target:
                break
            url = _led_to(url, target)
        if answer.status >= _SERVER_ERROR:
            raise Failed(f"{origin}: robots.txt answers HTTP {answer.status}; try again later")
        # A client error: there are no rules (RFC 9309, 2.3.1.3).
        rules = answer.body if answer.status < _CLIENT_ERROR else b""
        return Protego.parse(rules.decode("utf-8", "replace"))

    def _request(self, method: str, url: str, body: str | None, headers: dict[str, str]) -> _Answer:
        self._refuse_private(url)
        self._wait(origin_of(url))
        try:
            answer = self._pool.request(
                method, url, body=body, headers=self._headers | headers,
                redirect=False, preload_content=False,
            )  # fmt: skip
            data = answer.read(settings.DOWNLOAD_MAXSIZE + 1, decode_content=True)
        except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            reason = " ".join(str(error).split())[:160]
            raise Failed(f"{url}: unreachable: {reason}; check the address") from error
        self._on_asked(1)
        if len(data) > settings.DOWNLOAD_MAXSIZE:
            raise Failed(f"{url}: larger than a page may be")
        if answer.status in _BUSY:
            raise Failed(f"{url}: answers HTTP {answer.status}, too busy; try again later")
        return _Answer(answer.status, answer.headers, data)

    def _refuse_private(self, url: str) -> None:
        host = host_of(url)
        if not url.startswith(("http://", "https://")) or not host:
            raise Failed(f"{url}: no address of a page")
        if host in self._own and private_address(host):
            return
        try:
            found = {str(item[4][0]) for item in socket.getaddrinfo(host, None)}
        except OSError as error:
            raise Failed(f"{url}: {host} is not found; check the address") from error
        for address in (host, *found):
            reason = private_address(address)
            if reason:
                raise Failed(f"{url}: refused: {host} is {reason}")

    def _wait(self, origin: str) -> None:
        rules = self._robots.get(origin)
        asked = rules.crawl_delay(settings.ROBOTSTXT_USER_AGENT) if rules else None
        pause = max(self._delay, float(asked or 0))
        if pause > _LONGEST_PAUSE:
            raise Failed(
                f"{origin}: robots.txt asks for {pause:.0f} s between requests; write the line by "
                "hand, and the nightly crawl keeps to it"
            )
        last = self._asked.get(origin)
        if last is not None:
            time.sleep(max(0.0, last + pause - time.monotonic()))
        self._asked[origin] = time.monotonic()


def _led_to(url: str, target: str) -> str:
    led = absolute_url(url, target)
    if led is None:
        raise Failed(f"{url}: redirects to {target[:80]!r}, which is no address")
    return led
