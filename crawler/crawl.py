"""The crawl of one source: what to ask next, what to land, and what a visit proves.

Plain logic without Scrapy: a spider makes the requests and hands the answers in. Evidence
decides: only 404/410, a page whose posting vanished twice, or absence from a complete list says
`gone`; refusals, errors and suddenly empty lists say `unknown`.
"""

import hashlib
import json
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Literal

from crawler.landing import LandingWriter
from crawler.platforms import Fetch, Page, Parsed, Platform
from crawler.posting import Json, RawPosting, Sighting, SourceRun
from crawler.privacy import without_personal_data
from crawler.sources import Source
from crawler.state import Known, Memory, State, Validator

_OK = 200
_NOT_MODIFIED = 304
_GONE = frozenset((404, 410))
_MOST_REQUESTS = 20_000
"""Requests to one source in one run: a list that never ends must not run all night."""

Status = Literal["seen", "unchanged", "gone", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with the headers that matter to a later visit."""

    page: Page
    etag: str | None = None
    modified: str | None = None


@cache
def title_words() -> tuple[str, ...]:
    """Return the words of titles worth a detail page."""
    data = tomllib.loads(files("crawler").joinpath("titles.toml").read_text("utf-8"))
    return tuple(data["words"])


class SourceCrawl:
    """One visit to one source."""

    def __init__(
        self,
        source: Source,
        platform: Platform,
        state: State,
        writer: LandingWriter,
        *,
        full: bool = False,
    ) -> None:
        self.source = source
        self.platform = platform
        self.counts: Counter[str] = Counter()
        self.errors: list[str] = []
        self.lists_failed = False
        self.answered = False
        self.started = datetime.now(UTC)
        self._state = state
        self._writer = writer
        self._before = state.read(source.name)
        self._conditional = {} if full else dict(self._before.validators)
        self._known = {} if full else dict(self._before.known)
        self._memory = Memory({}, {})
        self._said: dict[str, Status] = {}
        self._forgotten: set[str] = set()
        self._requested: set[str] = set()

    def start(self) -> list[Fetch]:
        """Return the first requests."""
        return self._wanted(self.platform.start(self.source.url))

    def headers(self, fetch: Fetch) -> dict[str, str]:
        """Return the headers that make a request conditional."""
        validator = self._conditional.get(request_id(fetch))
        if validator is None:
            return {}
        if validator.etag:
            return {"If-None-Match": validator.etag}
        return {"If-Modified-Since": validator.modified} if validator.modified else {}

    def answer(self, answer: Answer) -> list[Fetch]:
        """Take a response in; return the requests that follow from it."""
        page, fetch = answer.page, answer.page.fetch
        assert fetch is not None
        if page.status == _NOT_MODIFIED:
            return self._unchanged(fetch)
        if page.status in _GONE and fetch.kind == "detail":
            self.answered = True
            self._sighting(fetch.key, "gone", f"HTTP {page.status}")
            return []
        if page.status != _OK and not fetch.context.get("robots"):
            self.failed(fetch, f"HTTP {page.status}")
            return []
        self.answered = True
        parsed = self.platform.parse(self.source.name, page)
        for problem in parsed.problems:
            self._error(f"{problem.url}: {problem.reason}")
            if fetch.kind == "list":
                self.lists_failed = True
            else:
                self._sighting(fetch.key, "unknown", "its page cannot be read")
        follow = [item for posting in parsed.postings for item in self._posting(posting)]
        for key in parsed.closed:
            self._without_posting(key)
        follow += self._wanted(parsed.fetches)
        self._remember(fetch, answer, parsed)
        return follow

    def failed(self, fetch: Fetch, reason: str) -> None:
        """Take in that a request got no usable answer."""
        self._error(f"{fetch.url}: {reason}")
        if fetch.kind == "list":
            self.lists_failed = True
        else:
            self._sighting(fetch.key, "unknown", reason)

    def stopped(self, reason: str) -> None:
        """Take in that the visit ended before its time."""
        self.lists_failed = True
        self._error(f"stopped before the end: {reason}")

    def finish(self) -> SourceRun:
        """Say what the visit proves of the postings not met, land the run, commit the state."""
        listed = sum(status in ("seen", "unchanged") for status in self._said.values())
        missing = sorted(set(self._before.known) - set(self._said))
        empty = (
            bool(self._before.known)
            and not listed
            and not self.lists_failed
            and not any(status == "gone" for status in self._said.values())
        )
        if empty:
            self._error("the list is suddenly empty; nothing is closed on that evidence")
        complete = not self.lists_failed and not empty
        for key in missing:
            if complete:
                self._sighting(key, "gone", "absent from a complete list")
            else:
                self._sighting(key, "unknown", "the list could not be read whole")
        if complete and listed < self.source.expect_min:
            self._error(f"{listed} postings, fewer than the expected {self.source.expect_min}")
        run = SourceRun(
            source=self.source.name,
            started=self.started,
            ended=datetime.now(UTC),
            list_complete=complete,
            errors=tuple(self.errors),
            counts=dict(self.counts),
        )
        self._writer.write(run)
        self._writer.close()
        kept = {k: v for k, v in self._before.known.items() if k not in self._forgotten}
        self._memory.known = kept | self._memory.known
        self._state.write(self.source.name, self._memory, self._forgotten)
        return run

    def _wanted(self, fetches: tuple[Fetch, ...] | list[Fetch]) -> list[Fetch]:
        """Return the requests not made yet in this visit."""
        wanted = []
        for fetch in fetches:
            identity = request_id(fetch)
            if identity not in self._requested:
                if len(self._requested) >= _MOST_REQUESTS:
                    self._error(f"more than {_MOST_REQUESTS} requests; the rest is left for later")
                    self.lists_failed = True
                    break
                self._requested.add(identity)
                wanted.append(fetch)
        return wanted

    def _unchanged(self, fetch: Fetch) -> list[Fetch]:
        self.answered = True
        validator = self._conditional[request_id(fetch)]
        self._memory.validators[request_id(fetch)] = validator
        for key in validator.keys:
            self._sighting(key, "unchanged", "HTTP 304")
        return self._wanted([_fetch_of(item) for item in validator.fetches])

    def _posting(self, posting: RawPosting) -> list[Fetch]:
        posting = without_personal_data(posting)
        if posting.employer is None and self.source.employer:
            posting = replace(posting, employer=self.source.employer)
        if not posting.partial:
            self._writer.write(posting)
            self.counts["postings"] += 1
            self._said[posting.key] = "seen"
            known = self._memory.known.get(posting.key) or self._before.known.get(posting.key)
            self._memory.known[posting.key] = Known(known.fingerprint if known else "")
            return []
        fingerprint = _fingerprint(posting)
        known = self._known.get(posting.key)
        if known is not None and known.fingerprint == fingerprint:
            self._memory.known[posting.key] = known
            self._sighting(posting.key, "seen", "in the list, as before")
            return []
        if not self._is_wanted(posting.title) or posting.detail_url is None:
            self._sighting(posting.key, "seen", "in the list; title outside crawler/titles.toml")
            return []
        self._memory.known[posting.key] = Known(fingerprint)
        fetch = Fetch(url=posting.detail_url, kind="detail", key=posting.key)
        return self._wanted([fetch])

    def _is_wanted(self, title: str) -> bool:
        folded = title.lower()
        return any(word.lower() in folded for word in self.source.title_words or title_words())

    def _without_posting(self, key: str) -> None:
        """A page answered without a posting: probably closed; a second visit confirms it."""
        before = self._before.known.get(key)
        if before is None:
            self.counts["pages without posting"] += 1
            return
        if before.missing:
            self._sighting(key, "gone", "no posting on its page, on two visits")
        else:
            self._memory.known[key] = Known(before.fingerprint, before.missing + 1)
            self._sighting(key, "unknown", "no posting on its page; the next visit decides")

    def _remember(self, fetch: Fetch, answer: Answer, parsed: Parsed) -> None:
        # A page with something unread is asked for whole again: a 304 would hide it.
        if not (answer.etag or answer.modified) or parsed.problems or parsed.closed:
            return
        keys = tuple(posting.key for posting in parsed.postings if not posting.partial)
        self._memory.validators[request_id(fetch)] = Validator(
            answer.etag, answer.modified, keys, tuple(asdict(item) for item in parsed.fetches)
        )

    def _sighting(self, key: str | None, status: Status, reason: str) -> None:
        if key is None or key in self._said:
            return
        self._said[key] = status
        if status == "unknown":
            # What was promised by the list is not in hand: ask again next time.
            self._forget_fingerprint(key)
            if key not in self._before.known:
                return
        if status == "gone":
            self._memory.known.pop(key, None)
            self._forgotten.add(key)
            if key not in self._before.known:
                return
        self.counts[status] += 1
        at = datetime.now(UTC)
        self._writer.write(
            Sighting(source=self.source.name, key=key, status=status, reason=reason, at=at)
        )

    def _forget_fingerprint(self, key: str) -> None:
        known = self._memory.known.get(key) or self._before.known.get(key)
        if known is None or key not in self._before.known:
            self._memory.known.pop(key, None)
        else:
            self._memory.known[key] = Known("", known.missing)

    def _error(self, message: str) -> None:
        self.counts["errors"] += 1
        self.errors.append(message)


def request_id(fetch: Fetch) -> str:
    """Return what makes two requests the same: method, url and body."""
    return f"{fetch.method} {fetch.url}" + (f" {fetch.body}" if fetch.body else "")


def _fingerprint(posting: RawPosting) -> str:
    """Return a digest of a list entry, without "Posted 3 Days Ago", which changes by itself."""
    said: list[Json] = [posting.title, posting.url, posting.requisition_id, posting.employment_type]
    said += [place.words for place in posting.locations]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _fetch_of(item: Mapping[str, object]) -> Fetch:
    return Fetch(**item)  # type: ignore[arg-type] # written by asdict of a Fetch
