"""The requests of one visit: none twice, none that is no page's address, none without end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic

from crawler.platforms import Fetch
from crawler.platforms.base import host_of

_SCHEMES = ("http://", "https://")
_LONGEST_URL = 2083
"""Characters: what traps that grow their own addresses soon pass. Scrapy drops longer ones unsaid."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of a source is read in one visit."""

    requests: int = 100_000
    lists: int = 2_000
    """Pages of lists: the largest boards known have some hundreds."""
    barren: int = 200
    """Pages of lists in a row without a posting that is new in this visit. Site maps without jobs
    come by the dozen; a calendar that links to its next month never ends."""
    details: int | None = None
    """Pages of single postings; None for all."""
    hours: float = 6.0
    sample: bool = False
    """What is over the limit is not wanted, rather than wrongly left out."""


EVERYTHING = Limits()
A_SAMPLE = Limits(requests=12, lists=6, details=4, hours=0.2, sample=True)
"""What `crawler check` reads of a source."""


@dataclass(slots=True)
class Frontier:
    """What has been asked, and what may still be."""

    limits: Limits
    started: float = field(default_factory=monotonic)
    cut: bool = False
    """Something was left out: what is missing proves nothing."""
    asked: set[str] = field(default_factory=set)
    """Requests by `request_id`."""
    _lists: int = 0
    _details: int = 0
    _barren: int = 0
    _said: set[str] = field(default_factory=set)

    @property
    def deadline(self) -> float:
        """When the visit ends at the latest, on the monotonic clock."""
        return self.started + self.limits.hours * 3600

    def admit(self, fetches: Sequence[Fetch]) -> tuple[list[Fetch], list[str]]:
        """Return the requests to make, and what to say of those that are not made."""
        wanted: list[Fetch] = []
        faults: list[str] = []
        for fetch in fetches:
            identity = request_id(fetch)
            if identity in self.asked:
                continue
            fault = _no_address(fetch.url)
            if fault is not None:
                faults.append(fault)
                self.cut = True
            elif (full := self._full(fetch)) is not None:
                # A sample leaves out postings' own pages: what the list names is not in doubt.
                self.cut = self.cut or fetch.kind == "list" or not self.limits.sample
                if full not in self._said and not self.limits.sample:
                    faults.append(full)
                self._said.add(full)
            else:
                self.asked.add(identity)
                self._lists += fetch.kind == "list"
                self._details += fetch.kind == "detail"
                wanted.append(fetch)
        return wanted, faults

    def answered(self, fetch: Fetch, *, news: bool) -> None:
        """Take in whether a page of a list named a posting that no page before had."""
        if fetch.kind == "list":
            self._barren = 0 if news else self._barren + 1

    def _full(self, fetch: Fetch) -> str | None:
        limits = self.limits
        if len(self.asked) >= limits.requests:
            return f"more than {limits.requests} requests; the rest is left for later"
        if monotonic() > self.deadline:
            return f"the visit took {limits.hours:g} hours; the rest is left for later"
        if fetch.kind == "detail":
            full = limits.details is not None and self._details >= limits.details
            return f"more than {limits.details} pages of postings" if full else None
        if self._lists >= limits.lists:
            return f"more than {limits.lists} pages of lists; is this a list without end?"
        if self._barren >= limits.barren:
            return f"{limits.barren} pages of lists in a row name nothing new; is this a trap?"
        return None


def request_id(fetch: Fetch) -> str:
    """Return what makes two requests the same: method, url and body."""
    return f"{fetch.method} {fetch.url}" + (f" {fetch.body}" if fetch.body else "")


def _no_address(url: str) -> str | None:
    """Return why a url cannot be asked for."""
    if not url.lower().startswith(_SCHEMES):
        return f"{url[:200]}: no address of a page"
    if len(url) > _LONGEST_URL:
        return f"{url[:200]}…: an address of {len(url)} characters; is this a trap?"
    try:
        return None if host_of(url) else f"{url[:200]}: no host in the address"
    except ValueError:
        return f"{url[:200]}: no address of a page"
