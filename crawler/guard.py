"""What a request must satisfy before it leaves, be it from a list, a page or a redirect."""

from collections.abc import Callable, Collection
from time import monotonic

from scrapy import Request
from scrapy.utils.defer import maybe_deferred_to_future
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred
from twisted.internet.error import DNSLookupError

from crawler.addresses import private_address
from crawler.politeness import Refused
from crawler.sources import Source

OWN_HOSTS = "own_hosts"
"""Key of a request's meta: hosts of its source that may stand on a private network."""
DEADLINE = "deadline"
"""Key of a request's meta: instant of the monotonic clock after which it is not made."""


class Guard:
    """Let only requests to public addresses pass, and to what the operator wrote down.

    A name is resolved here, and the connection is made to what was found: Scrapy keeps each name's
    address, so that a name cannot change its mind in between.
    """

    def __init__(self) -> None:
        self._own: set[str] = set()

    async def process_request(self, request: Request) -> None:
        """Refuse a request, saying why."""
        parts = urlparse_cached(request)
        if parts.scheme not in ("http", "https"):
            raise Refused(f"refused: {parts.scheme} is not read, only http and https")
        deadline = request.meta.get(DEADLINE)
        if deadline is not None and monotonic() > deadline:
            raise Refused("left for the next run: this one has taken as long as it may")
        host = (parts.hostname or "").lower()
        own: Collection[str] = request.meta.get(OWN_HOSTS, self._own)
        if host in own:
            # The request for its robots.txt is Scrapy's and says nothing of a source.
            self._own.add(host)
            return
        address = host if private_address(host) else await _resolved(host)
        reason = private_address(address)
        if reason is not None:
            raise Refused(f"refused: {host} is {reason}")


async def _resolved(host: str) -> str:
    """Return the address of a host; its name where it has none, which the download will say."""
    from twisted.internet import reactor  # noqa: PLC0415 -- Scrapy installs it first

    resolve: Callable[[str], Deferred[str]] = reactor.resolve  # type: ignore[assignment] # Twisted declares it for numbers
    try:
        return await maybe_deferred_to_future(resolve(host))
    except DNSLookupError:
        return host


def own_hosts(source: Source, first: Collection[str]) -> frozenset[str]:
    """Return the hosts of a source that may stand on a private network; `first` has its first hosts.

    One that the operator wrote down as a private address, and any where the source is `private`.
    """
    return frozenset(host for host in first if source.private or private_address(host))
