"""What a visit learns of each posting: what lands, what is seen, gone or unknown, and what is kept.

Only 404 or 410, a page whose posting vanished twice, or absence from a complete list says `gone`.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal

from crawler.absence import no_evidence, vanished_together
from crawler.health import FIELDS, has_field
from crawler.landing import LandingWriter
from crawler.platforms import Page
from crawler.posting import RawPosting, Sighting, SourceRun
from crawler.state import Known, SourceState, Validator

_KEPT_TOGETHER = 200
"""Postings that land before the state is kept in between."""
_OUTSIDE = "in the list; title outside what is read"

Status = Literal["seen", "unchanged", "gone", "unknown"]


class Evidence:
    """The postings of one source in one visit; each is spoken of once."""

    def __init__(self, state: SourceState, writer: LandingWriter, *, full: bool) -> None:
        self.source = state.source
        self.counts: Counter[str] = Counter()
        self.filled: Counter[str] = Counter()
        self.errors: list[str] = []
        self._state = state
        self._writer = writer
        self._before = state.known
        self._forgets_all = full
        self._known: dict[str, Known] = {}
        self._pages: dict[str, Validator] = {}
        self._unkept: dict[str, Known] = {}
        self._said: dict[str, Status] = {}
        self._landed: dict[str, int] = {}
        self._forgotten: set[str] = set()
        self._bare: dict[str, Known] = {}
        self._shown = 0

    def validator(self, request: str) -> Validator | None:
        """Return what a request can be conditional on, where its answer 304 would tell all."""
        found = None if self._forgets_all else self._state.page(request)
        if found is None:
            return None
        known = self._before
        # A 304 says "as before" of postings we know; of one that was closed since, it says nothing,
        # nor of one whose own page is still to be read.
        read = all(key in known and known[key].fingerprint for key in found.entries)
        return found if read and all(key in known for key in found.keys) else None

    def remember(self, request: str, validator: Validator) -> None:
        """Keep what the next visit's request can be conditional on."""
        self._pages[request] = validator

    def error(self, message: str) -> None:
        """Take in a line for the run report."""
        self.counts["errors"] += 1
        self.errors.append(message)

    def land(self, posting: RawPosting, *, own_page: bool) -> None:
        """Land a posting that was read whole; lists that overlap name some twice."""
        self._shown += own_page
        words = hash((posting.title, posting.description))
        if self._landed.get(posting.key) == words:
            return
        self._landed[posting.key] = words
        self._writer.write(posting)
        self.counts["postings"] += 1
        self.filled.update(name for name in FIELDS if has_field(posting, name))
        self._said[posting.key] = "seen"
        known = self._known.get(posting.key) or self._before.get(posting.key)
        self._known[posting.key] = Known(known.fingerprint if known else "")
        self._unkept[posting.key] = self._known[posting.key]
        if len(self._unkept) >= _KEPT_TOGETHER:
            self._keep()

    def _keep(self) -> None:
        """Keep what has landed so far; a list of entries whose pages are still to come waits."""
        self._writer.sync()
        landed = {request: page for request, page in self._pages.items() if not page.entries}
        self._state.keep(landed, self._unkept)
        self._unkept = {}
        self._pages = {request: page for request, page in self._pages.items() if page.entries}

    def as_before(self, key: str, fingerprint: str) -> bool:
        """Take in an entry of a list; return whether nothing is new in it."""
        known = None if self._forgets_all else self._before.get(key)
        if known is None or known.fingerprint != fingerprint:
            return False
        self._known[key] = known
        self.say(key, "seen", "in the list, as before")
        return True

    def expect(self, key: str, fingerprint: str) -> None:
        """Take in that the page of a list's entry is asked for."""
        self._known[key] = Known(fingerprint)

    def unchanged(self, request: str, validator: Validator, *, own_page: bool) -> None:
        """Take in that a page answers 304."""
        self.remember(request, validator)
        for key in (*validator.keys, *validator.entries):
            self._shown += own_page
            self._known[key] = replace(self._before[key], missing=0)
            self.say(key, "unchanged", "HTTP 304")

    def is_outside(self, key: str) -> bool:
        """Return whether a posting that was listed is known by its title only."""
        return key in self._said and key not in self._known

    def outside(self, key: str | None) -> None:
        """Take in that a posting is listed whose title is not worth a page."""
        self.say(key, "seen", _OUTSIDE)

    def without_posting(self, key: str, page: Page) -> None:
        """Take in that a page answered without a posting: `settle` says what that proves."""
        reason = no_evidence(page)
        before = self._before.get(key)
        if reason is not None:
            self.error(f"{page.url}: {reason}")
            self.say(key, "unknown", reason)
        elif before is None:
            self.counts["pages without posting"] += 1
        elif key not in self._said:
            self._bare[key] = before

    def say(self, key: str | None, status: Status, reason: str) -> None:
        """Say what is known of a posting, unless more has been said of it in this visit."""
        if key is None or key in self._said:
            return
        self._said[key] = status
        if status == "unknown":
            # What was promised by the list is not in hand: ask again next time.
            self._forget_fingerprint(key)
        if status == "gone":
            self._known.pop(key, None)
            self._forgotten.add(key)
        if key not in self._before:
            # Never landed, so nobody waits for news of it.
            self.counts["left alone"] += status == "seen"
            return
        self.counts[status] += 1
        at = datetime.now(UTC)
        self._writer.write(
            Sighting(source=self.source, key=key, status=status, reason=reason, at=at)
        )

    def settle(self, *, complete: bool) -> bool:
        """Say what the visit proves of the postings not met; return whether the list is complete.

        `complete`: every page of it was read.
        """
        complete = self._settle_bare() and complete
        listed = sum(status in ("seen", "unchanged") for status in self._said.values())
        gone = any(status == "gone" for status in self._said.values())
        if complete and self._before and not listed and not gone:
            self.error("the list is suddenly empty; nothing is closed on that evidence")
            complete = False
        for key in sorted(set(self._before) - set(self._said)):
            if complete:
                self.say(key, "gone", "absent from a complete list")
            else:
                self.say(key, "unknown", "the list could not be read whole")
        self.counts["listed"] = listed
        return complete

    def commit(self, run: SourceRun, asked: Collection[str]) -> None:
        """Land how the visit went, then keep what the next one needs; `asked` are its requests."""
        self._writer.write(run)
        self._writer.close()
        self._state.finish(
            self._pages, self._known, self._forgotten, asked if run.list_complete else None
        )

    def _settle_bare(self) -> bool:
        """Pages without their posting: probably closed, and a second visit confirms it.

        Return False where they say more of the site than of its postings.
        """
        reason = vanished_together(self._bare, self._shown)
        if reason is not None:
            self.error(reason)
        for key, before in self._bare.items():
            if reason is not None:
                self.say(key, "unknown", "no posting on its page, nor on most others")
            elif before.missing:
                self.say(key, "gone", "no posting on its page, on two visits")
            else:
                self._known[key] = Known(before.fingerprint, before.missing + 1)
                self.say(key, "unknown", "no posting on its page; the next visit decides")
        return reason is None

    def _forget_fingerprint(self, key: str) -> None:
        known = self._known.get(key) or self._before.get(key)
        if known is None or key not in self._before:
            self._known.pop(key, None)
        else:
            self._known[key] = Known("", known.missing)
