"""What each missing item would change: postings are scored again with it in the profile.

The arrays of the index tell which postings an item touches and about how far; wherever a rounding
could decide, the posting is scored exactly. So counts and ranks are those that `matcher score`
gives for a profile that shows the item in the words it already has.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from statistics import median
from typing import Any

import numpy as np

from matcher.board import ROUNDING, Board, Scored
from matcher.filters import Filters
from matcher.index import Index
from matcher.inverted import Array
from matcher.items import Item, Items
from matcher.profile import Claim, Profile
from matcher.units import Outcome

BAR = 45.0
"""On the graded development pairs three of four postings from this score on are worth applying to."""
_NOTHING = 1e-9
"""What sums of floats may differ by."""
_TOP = 10
"""How much of the ranking `rank_changes` looks at."""


@dataclass(frozen=True, slots=True)
class Move:
    """A posting that an item brings into the top of the ranking, or higher up in it."""

    posting_id: str
    title: str
    employer: str
    rank_now: int
    rank: int
    score_now: int
    """In hundredths of a point, as `score`."""
    score: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An item that a profile lacks, and what it would change."""

    item: Item
    outcome: Outcome | str
    """unmet, partly or unknown; in_progress or expired where the profile says so."""
    words: str
    """The profile's words that come nearest."""
    to_go: float | None
    """Years still to be done, of experience."""
    opened: tuple[str, ...]
    """Postings that it lifts from below the bar to it or above."""
    raised: int
    """Postings whose score rises at all."""
    points: float
    """By how much, all together."""
    moves: tuple[Move, ...]
    pay_median: float | None
    """A year, of the opened postings that state pay: the middle of the range they give."""
    pay_stated: int
    lesser: tuple[tuple[Item, int], ...] = ()
    """Of the first gaps: other years of the same experience, and how many postings they open."""

    def to_json(self, how: dict[str, Any]) -> dict[str, Any]:
        """Return the contract's item; `how` is what it takes."""
        item = self.item
        return {
            "concept": item.concept,
            "kind": item.kind,
            "years_min": item.years,
            "fields": [item.field] if item.field else [],
            "branch": item.branch,
            "status": self.outcome,
            "profile_evidence": self.words or None,
            "postings_opened": len(self.opened),
            "postings": list(self.opened),
            "postings_raised": self.raised,
            "points_raised": self.points,
            "rank_changes": [
                {
                    "posting_id": move.posting_id,
                    "title": move.title,
                    "employer": move.employer,
                    "from": move.rank_now,
                    "to": move.rank,
                    "score_from": move.score_now / 100,
                    "score_to": move.score / 100,
                }
                for move in self.moves
            ],
            "pay": {"median": self.pay_median, "n": self.pay_stated},
            "lesser": [
                {"years_min": other.years, "branch": other.branch, "postings_opened": count}
                for other, count in self.lesser
            ],
            "how": how,
        }


@dataclass(frozen=True, slots=True)
class _Change:
    """What an item changes, counted but not looked into."""

    item: Item
    opened: tuple[int, ...]
    raised: Array
    points: float


class Gaps:
    """The gaps of one profile among some postings."""

    def __init__(
        self, index: Index, profile: Profile, filters: Filters, bar: float, today: date
    ) -> None:
        self._index, self._profile, self._bar = index, profile, bar
        self._board = Board(index, profile, filters)
        self._items = Items(profile, index.reader, index.weights, index.needs, today)
        self._judge = index.judge(profile)
        self._shares, self._left = index.of_needs(self._judge)
        self._earned, self._unit_left = index.of_units(self._shares, self._left)
        self._sums = index.sums(self._earned, np.log(self._unit_left))
        estimates = index.totals(*self._sums, profile, self._board.words)
        self._now = Scored(self._board, profile, self._judge, estimates)
        self._reached = self._now.reach(self._board.numbers, bar)

    @property
    def considered(self) -> int:
        """How many postings are looked at."""
        return len(self._board.numbers)

    @property
    def reached(self) -> int:
        """How many of them reach the bar already."""
        return int(self._reached.sum())

    @cached_property
    def missing(self) -> list[Item]:
        """The items that some chosen posting asks for and the profile does not fully show."""
        asked = self._index.needs_asked(self._board.numbers, self._earned < 1.0)
        open_needs = (self._index.needs[n] for n in asked if self._shares[n] < 1.0)
        found = {item for need in open_needs for item in self._items.of(need)}
        return sorted(found, key=lambda item: item.order)

    def find(
        self, top: int | None = None, advance: Callable[[int], None] = lambda _steps: None
    ) -> list[Gap]:
        """Return the gaps, those first that open most postings, then those that raise them most.

        `top` asks for the first so many, without what costs more than another and opens no more,
        and with the years of one kind of experience together.
        """
        changes: list[_Change] = []
        gaps: dict[Item, Gap] = {}
        for item in self.missing:
            later = self._with(item)
            change = self._change(item, later)
            advance(1)
            if change is not None:
                changes.append(change)
                if top is None:
                    gaps[item] = self._gap(change, later)
        changes.sort(key=lambda change: (-len(change.opened), -change.points, change.item.order))
        if top is not None:
            for change, *others in self._together(self._worthwhile(changes))[:top]:
                gap = self._gap(change, self._with(change.item))
                lesser = tuple((other.item, len(other.opened)) for other in others)
                gaps[change.item] = replace(gap, lesser=lesser)
        return [gaps[change.item] for change in changes if change.item in gaps]

    def _change(self, item: Item, later: Scored) -> _Change | None:
        """Return what an item changes; None where it changes nothing."""
        numbers = self._board.numbers
        gained = later.estimates[numbers] - self._now.estimates[numbers]
        raised = gained > _NOTHING
        if not raised.any():
            return None
        below = numbers[raised & ~self._reached]
        opened = below[later.reach(below, self._bar)]
        points = round(float(gained[raised].sum()), 2)
        return _Change(item, tuple(map(int, opened)), numbers[raised], points)

    def _worthwhile(self, changes: Sequence[_Change]) -> list[_Change]:
        """Return the changes of which no cheaper one opens as many postings."""
        alike: dict[tuple[str, str], list[_Change]] = {}
        for change in changes:
            alike.setdefault(self._items.family(change.item), []).append(change)
        return [
            change
            for change in changes
            if not any(
                len(other.opened) >= len(change.opened)
                and self._items.is_cheaper(other.item, change.item)
                for other in alike[self._items.family(change.item)]
            )
        ]

    def _together(self, changes: Sequence[_Change]) -> list[list[_Change]]:
        """Return changes with those of the same kind of experience behind the first of them."""
        together: dict[object, list[_Change]] = {}
        for change in changes:
            same = change.item.kind == "experience"
            key = self._items.family(change.item) if same else change.item
            together.setdefault(key, []).append(change)
        return list(together.values())

    def _gap(self, change: _Change, later: Scored) -> Gap:
        item, opened = change.item, self._board.outlines(change.opened)
        pay = [figure for _, figure in opened if figure is not None]
        outcome, words = self._now_shown(item)
        return Gap(
            item, outcome, words,
            to_go=self._items.to_go(item) if item.kind == "experience" else None,
            opened=tuple(posting_id for posting_id, _ in opened),
            raised=len(change.raised), points=change.points,
            moves=tuple(self._moves(later, change.raised)),
            pay_median=median(pay) if pay else None, pay_stated=len(pay),
        )  # fmt: skip

    def _with(self, item: Item) -> Scored:
        """Return the postings as the profile with an item scores them."""
        index, profile = self._index, self._items.added(item)
        judge = index.judge(profile)
        shares, left = self._shares.copy(), self._left.copy()
        for number in self._items.touched(item):
            if shares[number] == 1.0:
                continue  # more never takes away
            need = index.needs[number]
            shares[number], left[number] = judge.need(need).share, judge.kept_of(need)[0]
        earned, unit_left = index.of_units(shares, left)
        points, logs = index.sums(
            earned - self._earned, np.log(unit_left) - np.log(self._unit_left)
        )
        sums = self._sums[0] + points, self._sums[1] + logs
        estimates = index.totals(*sums, profile, self._board.words)
        # The first job or degree of a profile makes what was unknown unmet: no score changes, but
        # what is possible does, and that orders equal scores.
        all_new = (item.kind == "experience" and not self._profile.experience.kinds) or (
            item.kind == "degree" and not self._profile.degrees
        )
        return Scored(self._board, profile, judge, estimates, None if all_new else self._now)

    def _moves(self, later: Scored, raised: Array) -> Iterator[Move]:
        """Yield the postings that rise within the top of the ranking or into it."""
        if later.estimates[raised].max() < self._last_of_top - 2 * ROUNDING:
            return
        for rank, number in enumerate(later.top(_TOP), 1):
            now = self._now.rank(number)
            if rank < now:
                detail = self._board.detail(number)
                yield Move(
                    detail["posting_id"], detail["title"], detail["employer"], now, rank,
                    self._now.score(number).hundredths, later.score(number).hundredths,
                )  # fmt: skip

    @cached_property
    def _last_of_top(self) -> float:
        return min(float(self._now.estimates[number]) for number in self._now.top(_TOP))

    def _now_shown(self, item: Item) -> tuple[str, str]:
        """Return how the profile stands to an item, and its words."""
        claim: Claim | None = self._profile.claim_of(item.concept)
        if claim is not None and claim.status != "met":
            return claim.status, claim.words
        credit = self._judge.need(self._items.need(item))
        under_way = any(
            degree.concept == item.concept and degree.status == "in_progress"
            and (item.field is None or item.field in degree.fields)
            for degree in self._profile.degrees
        )  # fmt: skip
        if item.kind == "degree" and under_way:
            return "in_progress", credit.words
        return credit.outcome, credit.words
