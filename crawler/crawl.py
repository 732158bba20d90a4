"""The crawl of one source: what to ask next, what to land, and what a visit proves.

Plain logic without Scrapy: a spider makes the requests and hands the answers in. Evidence
decides: only 404/410, a page whose posting vanished twice, or absence from a complete list says
`gone`; refusals, errors and suddenly empty lists say `unknown`.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from crawler.health import FIELDS, has_field
from crawler.landing import LandingWriter
from crawler.platforms import Fetch, Page, Parsed, Platform, Problem
from crawler.posting import Json, RawPosting, Sighting, SourceRun, completed
from crawler.privacy import without_personal_data
from crawler.sources import Source
from crawler.state import Known, Memory, State, Validator
from crawler.titles import is_wanted

_OK = 200
_NOT_MODIFIED = 304
_GONE = frozenset((404, 410))
_MOST_REQUESTS = 20_000
"""Requests to one source in one run: a list that never ends must not run all night."""
_OUTSIDE = "in the list; title outside what is read"

Status = Literal["seen", "unchanged", "gone", "unknown"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A response with the headers that matter to a later visit."""

    page: Page
    etag: str | None = None
    modified: str | None = None


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
        self.started = datetime.now(UTC)
        self._state = state
        self._writer = writer
        self._before = state.begin(source.name, writer.path)
        self._conditional = {} if full else dict(self._before.validators)
        self._known = {} if full else dict(self._before.known)
        self._memory = Memory({}, {})
        self._said: dict[str, Status] = {}
        self._forgotten: set[str] = set()
        self._requested: set[str] = set()
        self._entries: dict[str, RawPosting] = {}
        self._filled: Counter[str] = Counter()
        self._total = 0

    def start(self) -> list[Fetch]:
        """Return the first requests."""
        return self._wanted(self.platform.start(self.source.url))

    def headers(self, fetch: Fetch) -> dict[str, str]:
        """Return the headers that make a request conditional."""
        validator = self._conditional.get(request_id(fetch))
        # A 304 says "as before" of postings we know; of one that was closed since, it says nothing.
        if validator is None or not all(key in self._known for key in validator.keys):
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
            self._sighting(fetch.key, "gone", f"HTTP {page.status}")
            return []
        if page.status != _OK and not fetch.context.get("robots"):
            self.failed(fetch, f"HTTP {page.status}")
            return []
        parsed = self._parsed(page)
        if parsed.total is not None:
            self._total = max(self._total, parsed.total)
        for problem in parsed.problems:
            self._error(f"{problem.url}: {problem.reason}")
            if fetch.kind == "list":
                self.lists_failed = True
        details = {item.key: item for item in parsed.fetches if item.kind == "detail"}
        partial = {posting.key for posting in parsed.postings if posting.partial}
        follow = [
            item
            for posting in parsed.postings
            for item in self._posting(posting, details.get(posting.key))
        ]
        if parsed.problems and fetch.kind == "detail":
            self._sighting(fetch.key, "unknown", "its page cannot be read")
        for key in parsed.closed:
            self._without_posting(key)
        others = [item for item in parsed.fetches if item.kind == "list" or item.key not in partial]
        follow += self._wanted(self._worth_reading(others))
        self._remember(fetch, answer, parsed)
        return follow

    def _parsed(self, page: Page) -> Parsed:
        try:
            return self.platform.parse(self.source.name, page)
        except Exception as error:  # noqa: BLE001 -- a reader's fault on one page must not stop the others
            reason = f"cannot be read: {type(error).__name__}: {error}"
            return Parsed(problems=(Problem(page.url, " ".join(reason.split())),))

    def failed(self, fetch: Fetch, reason: str) -> None:
        """Take in that a request got no usable answer."""
        self.counts["failed"] += 1
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
        if len(self._said) < self._total and not self.lists_failed:
            # The list moved while its pages were read, so one that is open may have been missed.
            self.lists_failed = True
            self._error(f"the list promises {self._total} postings and names {len(self._said)}")
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
        self.counts["listed"] = listed
        run = self.report(complete=complete)
        self._writer.write(run)
        self._writer.close()
        kept = {k: v for k, v in self._before.known.items() if k not in self._forgotten}
        self._memory.known = kept | self._memory.known
        self._state.write(self.source.name, self._memory, self._forgotten)
        return run

    def report(self, *, complete: bool) -> SourceRun:
        """Return how the visit went so far."""
        return SourceRun(
            source=self.source.name,
            started=self.started,
            ended=datetime.now(UTC),
            list_complete=complete,
            errors=tuple(self.errors),
            counts=dict(self.counts),
            filled=dict(self._filled),
        )

    def _wanted(self, fetches: tuple[Fetch, ...] | list[Fetch]) -> list[Fetch]:
        """Return the requests not made yet in this visit."""
        wanted = []
        for fetch in fetches:
            identity = request_id(fetch)
            if not fetch.url.startswith(("http://", "https://")):
                self._error(f"{fetch.url}: no address of a page")
                self.lists_failed = True
            elif identity not in self._requested:
                if len(self._requested) >= _MOST_REQUESTS:
                    self._error(f"more than {_MOST_REQUESTS} requests; the rest is left for later")
                    self.lists_failed = True
                    break
                self._requested.add(identity)
                self.counts["asked"] += 1
                wanted.append(fetch)
        return wanted

    def _unchanged(self, fetch: Fetch) -> list[Fetch]:
        validator = self._conditional.get(request_id(fetch))
        if validator is None or not self.headers(fetch):
            self.failed(fetch, "HTTP 304 to a request without a condition")
            return []
        self._memory.validators[request_id(fetch)] = validator
        for key in validator.keys:
            self._memory.known[key] = replace(self._before.known[key], missing=0)
            self._sighting(key, "unchanged", "HTTP 304")
        fetches = [_fetch_of(item) for item in validator.fetches]
        return self._wanted(self._worth_reading(fetches))

    def _worth_reading(self, fetches: Sequence[Fetch]) -> list[Fetch]:
        """Leave out the pages whose address tells a title that is not worth a page."""
        chosen = self.source.title_words
        told = [f.title is not None and is_wanted(f.title, chosen) for f in fetches]
        if not any(told):
            # No address tells such a title: they may tell places or anything else. Read them all.
            return list(fetches)
        wanted = []
        for fetch, is_told in zip(fetches, told, strict=True):
            if is_told or fetch.title is None:
                wanted.append(fetch)
            else:
                self._sighting(fetch.key, "seen", _OUTSIDE)
        return wanted

    def _posting(self, posting: RawPosting, detail: Fetch | None) -> list[Fetch]:
        if not posting.partial:
            posting = completed(posting, self._entries.pop(posting.key, None))
        posting = without_personal_data(posting)
        if posting.employer is None and self.source.employer:
            posting = replace(posting, employer=self.source.employer)
        if not posting.partial:
            self._writer.write(posting)
            self.counts["postings"] += 1
            self._filled.update(name for name in FIELDS if has_field(posting, name))
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
        if detail is None and posting.detail_url is not None:
            detail = Fetch(url=posting.detail_url, kind="detail", key=posting.key)
        if detail is None or not is_wanted(posting.title, self.source.title_words):
            self._sighting(posting.key, "seen", _OUTSIDE)
            return []
        self._memory.known[posting.key] = Known(fingerprint)
        self._entries[posting.key] = posting
        return self._wanted([detail])

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
        if any("Authorization" in item.headers for item in parsed.fetches):
            return  # a token that the page handed out is good for this visit only
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
        if status == "gone":
            self._memory.known.pop(key, None)
            self._forgotten.add(key)
        if key not in self._before.known:
            # Never landed, so nobody waits for news of it.
            self.counts["left alone"] += status == "seen"
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
