"""The crawl of one source: what to ask next, and what to make of each answer.

Plain logic without Scrapy: a spider makes the requests and hands the answers in.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from crawler.evidence import Evidence
from crawler.frontier import EVERYTHING, Frontier, Limits, request_id
from crawler.landing import LandingWriter
from crawler.platforms import Fetch, Page, Parsed, Platform, Problem
from crawler.posting import Json, RawPosting, SourceRun, completed
from crawler.privacy import without_personal_data
from crawler.sources import Source
from crawler.state import State, Validator
from crawler.titles import is_wanted

_OK = 200
_NOT_MODIFIED = 304
_GONE = frozenset((404, 410))
_FETCH = tuple(item.name for item in fields(Fetch))


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
        limits: Limits = EVERYTHING,
    ) -> None:
        self.source = source
        self.platform = platform
        self.frontier = Frontier(limits)
        self.started = datetime.now(UTC)
        self._evidence = Evidence(state.begin(source.name, writer.path), writer, full=full)
        self._lists_failed = False
        self._named: set[str] = set()
        self._start: tuple[Fetch, ...] = ()
        self._entries: dict[str, RawPosting] = {}
        self._total = 0

    def start(self) -> list[Fetch]:
        """Return the first requests."""
        self._start = self.platform.start(self.source.url)
        return self._wanted(self._start)

    def headers(self, fetch: Fetch) -> dict[str, str]:
        """Return the headers that make a request conditional."""
        validator = self._evidence.validator(request_id(fetch))
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
            self._evidence.say(fetch.key, "gone", f"HTTP {page.status}")
            return []
        if page.status != _OK and not fetch.context.get("robots"):
            lost = "; is the board still there?" if page.status in _GONE else ""
            self.failed(fetch, f"HTTP {page.status}{lost}")
            return []
        if fetch in self._start and _site(page.url) != _site(fetch.url):
            self._error(f"{fetch.url}: moved to {page.url}; write that address in the source list")
        parsed = self._parsed(page)
        follow = self._read(fetch, page, parsed)
        self._remember(fetch, answer, parsed)
        return follow

    def _parsed(self, page: Page) -> Parsed:
        try:
            return self.platform.parse(self.source.name, page)
        except Exception as error:  # noqa: BLE001 -- a reader's fault on one page must not stop the others
            reason = f"cannot be read: {type(error).__name__}: {error}"
            return Parsed(problems=(Problem(page.url, " ".join(reason.split())),))

    def _read(self, fetch: Fetch, page: Page, parsed: Parsed) -> list[Fetch]:
        """Take in what a page holds."""
        self._total = max(self._total, parsed.total or 0)
        for problem in parsed.problems:
            self._error(f"{problem.url}: {problem.reason}")
            self._lists_failed = self._lists_failed or fetch.kind == "list"
        self._heard(fetch, _keys(parsed))
        details = {item.key: item for item in parsed.fetches if item.kind == "detail"}
        partial = {posting.key for posting in parsed.postings if posting.partial}
        follow = [
            item
            for posting in self._whole(parsed)
            for item in self._posting(posting, fetch, details.get(posting.key))
        ]
        if parsed.problems and fetch.kind == "detail":
            self._evidence.say(fetch.key, "unknown", "its page cannot be read")
        for key in parsed.closed:
            self._evidence.without_posting(key, page)
        others = [item for item in parsed.fetches if item.kind == "list" or item.key not in partial]
        return follow + self._wanted(self._worth_reading(others))

    def _whole(self, parsed: Parsed) -> list[RawPosting]:
        """Leave out what a broken answer has cut off: it must not stand for the posting."""
        whole = []
        for posting in parsed.postings:
            if parsed.problems and not posting.partial and not posting.description.strip():
                self._evidence.say(posting.key, "unknown", "its page cannot be read whole")
            else:
                whole.append(posting)
        return whole

    def failed(self, fetch: Fetch, reason: str) -> None:
        """Take in that a request got no usable answer."""
        self._evidence.counts["failed"] += 1
        self._error(f"{fetch.url}: {reason}")
        if fetch.kind == "list":
            self._lists_failed = True
        else:
            self._evidence.say(fetch.key, "unknown", reason)

    def stopped(self, reason: str) -> None:
        """Take in that the visit ended before its time."""
        self.frontier.cut = True
        self._error(f"stopped before the end: {reason}")

    def finish(self) -> SourceRun:
        """Say what the visit proves of the postings not met, land the run, commit the state."""
        complete = not self._lists_failed and not self.frontier.cut
        named = len(self._named)
        if complete and named < self._total:
            # The list moved while its pages were read, so one that is open may have been missed.
            complete = False
            self._error(f"the list promises {self._total} postings and names {named}")
        self._evidence.counts["named"] = max(named, self._total)
        run = self.report(complete=self._evidence.settle(complete=complete))
        self._evidence.commit(run, self.frontier.asked)
        return run

    def report(self, *, complete: bool) -> SourceRun:
        """Return how the visit went so far."""
        return SourceRun(
            source=self.source.name,
            started=self.started,
            ended=datetime.now(UTC),
            list_complete=complete,
            errors=tuple(self._evidence.errors),
            counts=dict(self._evidence.counts),
            filled=dict(self._evidence.filled),
        )

    def _wanted(self, fetches: Sequence[Fetch]) -> list[Fetch]:
        """Return the requests not made yet in this visit."""
        wanted, faults = self.frontier.admit(fetches)
        self._evidence.counts["asked"] += len(wanted)
        for fault in faults:
            self._error(fault)
        return wanted

    def _heard(self, fetch: Fetch, keys: set[str]) -> None:
        self.frontier.answered(fetch, news=not keys <= self._named)
        self._named |= keys

    def _unchanged(self, fetch: Fetch) -> list[Fetch]:
        validator = self._evidence.validator(request_id(fetch))
        if validator is None:
            self.failed(fetch, "HTTP 304 to a request without a condition")
            return []
        self._evidence.unchanged(request_id(fetch), validator, own_page=fetch.kind == "detail")
        fetches = [_fetch_of(item) for item in validator.fetches]
        outside = [_fetch_of(item) for item in validator.outside]
        named = {item.key for item in (*fetches, *outside) if item.key}
        self._heard(fetch, {*validator.keys, *validator.entries, *named})
        fetches = self._worth_reading(fetches)
        for item in outside:
            if is_wanted(item.title or "", self.source.title_words):
                fetches.append(item)
            else:
                self._evidence.outside(item.key)
        return self._wanted(fetches)

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
                self._evidence.outside(fetch.key)
        return wanted

    def _posting(self, posting: RawPosting, fetch: Fetch, detail: Fetch | None) -> list[Fetch]:
        if not posting.partial:
            posting = completed(posting, self._entries.pop(posting.key, None))
        posting = without_personal_data(posting)
        if not posting.partial:
            # Not to the entry before: its detail may name the facility, which the list must not hide.
            if posting.employer is None and self.source.employer:
                posting = replace(posting, employer=self.source.employer)
            self._evidence.land(posting, own_page=fetch.kind == "detail")
            return []
        fingerprint = _fingerprint(posting)
        if self._evidence.as_before(posting.key, fingerprint):
            return []
        detail = detail or _detail_of(posting)
        if detail is None or not is_wanted(posting.title, self.source.title_words):
            self._evidence.outside(posting.key)
            return []
        self._evidence.expect(posting.key, fingerprint)
        self._entries[posting.key] = posting
        return self._wanted([detail])

    def _remember(self, fetch: Fetch, answer: Answer, parsed: Parsed) -> None:
        # A page with something unread is asked for whole again: a 304 would hide it.
        if not (answer.etag or answer.modified) or parsed.problems or parsed.closed:
            return
        if any("Authorization" in item.headers for item in parsed.fetches):
            return  # a token that the page handed out is good for this visit only
        partial = {posting.key: posting for posting in parsed.postings if posting.partial}
        details = {item.key: item for item in parsed.fetches if item.key in partial}
        outside = [
            replace(detail, title=posting.title)
            for key, posting in partial.items()
            if self._evidence.is_outside(key)
            and (detail := details.get(key) or _detail_of(posting)) is not None
        ]
        further = [item for item in parsed.fetches if item.key is None or item.key not in partial]
        validator = Validator(
            answer.etag,
            answer.modified,
            keys=tuple(posting.key for posting in parsed.postings if not posting.partial),
            entries=tuple(key for key in partial if not self._evidence.is_outside(key)),
            fetches=tuple(_kept(item) for item in further),
            outside=tuple(_kept(item) for item in outside),
        )
        self._evidence.remember(request_id(fetch), validator)

    def _error(self, message: str) -> None:
        self._evidence.error(message)


def _keys(parsed: Parsed) -> set[str]:
    """Return the postings that a page names in any way."""
    named = {posting.key for posting in parsed.postings} | {*parsed.listed}
    return named | {item.key for item in parsed.fetches if item.key}


def _site(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


def _fingerprint(posting: RawPosting) -> str:
    """Return a digest of a list entry, without "Posted 3 Days Ago", which changes by itself."""
    said: list[Json] = [posting.title, posting.url, posting.requisition_id, posting.employment_type]
    said += [place.words for place in posting.locations]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:16]


def _detail_of(entry: RawPosting) -> Fetch | None:
    """Return the plain request of a list entry's own page."""
    if entry.detail_url is None:
        return None
    return Fetch(url=entry.detail_url, kind="detail", key=entry.key)


def _kept(fetch: Fetch) -> dict[str, object]:
    """Return a request as plain values, without those that say nothing."""
    return {name: value for name in _FETCH if (value := getattr(fetch, name))}


def _fetch_of(item: Mapping[str, object]) -> Fetch:
    return Fetch(**item)  # type: ignore[arg-type] # written by `_kept`
