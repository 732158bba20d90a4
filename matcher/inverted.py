"""Inverted lists as arrays: row n has the entries from `indptr[n]` to `indptr[n + 1]`."""

from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

_LONG = 1_000
"""Entries from which a row of an inverted list is added by itself, in half the time."""


def spread(
    total: int, indptr: Array, postings: Array, values: Array, worths: Array | None
) -> Array:
    """Return for each posting the sum of its rows' values, each times what the entry is worth."""
    sums = np.zeros(total)
    sizes = np.diff(indptr)
    asked = values != 0
    for row in np.flatnonzero(asked & (sizes >= _LONG)):
        span = slice(indptr[row], indptr[row + 1])
        gained = values[row] if worths is None else worths[span] * values[row]
        np.add.at(sums, postings[span], gained)
    rows = np.flatnonzero(asked & (sizes < _LONG))
    entries, each = entries_of(indptr, rows)
    gains = np.repeat(values[rows], each)
    if worths is not None:
        gains *= worths.take(entries)
    np.add.at(sums, postings.take(entries), gains)
    return sums


def entries_of(indptr: Array, rows: Array) -> tuple[Array, Array]:
    """Return the places of all entries of some rows, and how many each row has."""
    starts, sizes = indptr[rows], indptr[rows + 1] - indptr[rows]
    before = np.cumsum(sizes) - sizes
    return np.repeat(starts - before, sizes) + np.arange(sizes.sum()), sizes


def places_of(terms: Array, wanted: Array) -> Array:
    """Return the places of the wanted words among sorted terms, of those that are there."""
    if not len(terms) or not len(wanted):
        return np.zeros(0, np.int64)
    places = np.searchsorted(terms, wanted)
    places[places == len(terms)] = 0
    found: Array = places[terms[places] == wanted]
    return found
