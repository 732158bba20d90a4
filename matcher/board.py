"""The chosen postings as a profile scores them: estimated all, exactly where a rounding decides."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np

from matcher.filters import Filters
from matcher.index import Index, Words
from matcher.inverted import Array
from matcher.profile import Profile
from matcher.score import Score, score_posting
from matcher.units import Judge

ROUNDING = 0.03
"""Points by which an estimate may differ from its score, of which five parts are rounded."""


class Board:
    """The chosen postings of an index, with what does not depend on the profile's items."""

    def __init__(self, index: Index, profile: Profile, filters: Filters) -> None:
        self.index = index
        self.words: Words = index.words(profile)
        self.numbers: Array = np.flatnonzero(index.chosen(filters))
        self._details: dict[int, dict[str, Any]] = {}
        self._outlines: dict[int, tuple[str, float | None]] = {}

    def detail(self, number: int) -> dict[str, Any]:
        """Return what is stored of a posting."""
        if number not in self._details:
            self._details[number] = self.index.details([number])[0]
        return self._details[number]

    def outlines(self, numbers: Sequence[int]) -> list[tuple[str, float | None]]:
        """Return id and yearly pay of postings, the middle of a range: many, so kept small."""
        for number in numbers:
            if number not in self._outlines:
                [detail] = self.index.details([number])
                said = [detail["pay_annual_min"], detail["pay_annual_max"]]
                stated = [figure for figure in said if figure is not None]
                pay = sum(stated) / len(stated) if stated else None
                self._outlines[number] = detail["posting_id"], pay
        return [self._outlines[number] for number in numbers]


class Scored:
    """The postings as one profile scores them: estimated all, exactly where it matters."""

    def __init__(
        self,
        board: Board,
        profile: Profile,
        judge: Judge,
        estimates: Array,
        before: Self | None = None,
    ) -> None:
        self.estimates = estimates
        self._board, self._profile, self._judge = board, profile, judge
        self._before = before
        """The postings as another profile scores them: an equal estimate is the same score."""
        self._exact: dict[int, Score] = {}

    def score(self, number: int) -> Score:
        """Return the exact score of a posting."""
        if self._before and self.estimates[number] == self._before.estimates[number]:
            return self._before.score(number)
        if number not in self._exact:
            index, words = self._board.index, self._board.words
            self._exact[number] = score_posting(
                self._board.detail(number), float(words.likeness[number]),
                float(words.title_fit[number]), self._profile, self._judge, index.weights, index.idf,
            )  # fmt: skip
        return self._exact[number]

    def reach(self, numbers: Array, bar: float) -> Array:
        """Return which of some postings reach the bar."""
        estimates = self.estimates[numbers]
        reached: Array = estimates >= bar
        for place in np.flatnonzero(np.abs(estimates - bar) <= ROUNDING):
            reached[place] = self.score(int(numbers[place])).hundredths >= round(100 * bar)
        return reached

    def top(self, count: int) -> list[int]:
        """Return the numbers of the best postings, in the order of `matcher score`."""
        numbers = self._board.numbers
        estimates = self.estimates[numbers]
        if len(numbers) > count:
            last = np.partition(estimates, len(numbers) - count)[len(numbers) - count]
            numbers = numbers[estimates >= last - 2 * ROUNDING]
        return sorted((int(number) for number in numbers), key=self._key)[:count]

    def rank(self, number: int) -> int:
        """Return the rank of a posting."""
        numbers = self._board.numbers
        ahead = self.estimates[numbers] - self.estimates[number]
        near = numbers[np.abs(ahead) <= 2 * ROUNDING]
        before = sum(self._key(int(other)) < self._key(number) for other in near)
        return int(np.count_nonzero(ahead > 2 * ROUNDING)) + before + 1

    def _key(self, number: int) -> tuple[int, int, int]:
        score = self.score(number)
        return -score.hundredths, -score.possible, number
