"""Inverted lists are added up the same way whether their rows are long or short."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.inverted import places_of, spread

POSTINGS = 40
rows = st.lists(st.tuples(st.sampled_from((0, 1, 3, 999, 1000, 2500)), st.sampled_from((0.0, 0.5, -2.0))), min_size=1, max_size=6)  # fmt: skip


@pytest.mark.parametrize("weighed", [True, False])
@settings(max_examples=40, deadline=None)
@given(rows, st.integers(0, 9))
def test_sums_are_those_of_adding_one_by_one(
    weighed: bool, lists: list[tuple[int, float]], seed: int
) -> None:
    chance = np.random.default_rng(seed)
    indptr = np.cumsum([0, *(size for size, _ in lists)])
    postings = chance.integers(0, POSTINGS, indptr[-1]).astype(np.int32)
    worths = chance.integers(1, 9, indptr[-1]).astype(np.float32)
    values = np.array([value for _, value in lists])
    expected = [0.0] * POSTINGS
    for row, value in enumerate(values):
        for entry in range(indptr[row], indptr[row + 1]):
            expected[postings[entry]] += value * (worths[entry] if weighed else 1.0)
    found = spread(POSTINGS, indptr, postings, values, worths if weighed else None)
    assert found.tolist() == pytest.approx(expected)


def test_places_are_those_of_the_words_that_are_there() -> None:
    terms = np.array([b"billing", b"epic", b"payroll"])
    assert places_of(terms, np.array([b"a", b"epic", b"payroll", b"zebra"])).tolist() == [1, 2]
    assert places_of(terms[:0], np.array([b"epic"])).tolist() == []
