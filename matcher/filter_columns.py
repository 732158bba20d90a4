"""Write the columns that filters look at, one value a posting; `matcher.filters` reads them."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from matcher.filters import (
    EMPLOYMENT_TYPES,
    EPOCH,
    NOT_STATED,
    OTHER_STATE,
    STATE_BITS,
    WORKPLACES,
    microseconds,
)
from matcher.gazetteer import load_gazetteer

_AT_ONCE = 50_000


def write_filter_columns(target: Path, postings: pa.Table) -> None:
    """Write the columns of postings, in their order; one column is in memory at once."""
    np.save(target / "is_wanted.npy", _each(postings, "occupation", _is_wanted, np.bool_))
    ids, jobs = postings.column("posting_id"), postings.column("job_id")
    firsts = pc.fill_null(pc.equal(ids, jobs), fill_value=True)
    np.save(target / "is_first.npy", firsts.to_numpy(zero_copy_only=False))
    np.save(target / "pay.npy", _pay(postings))
    np.save(target / "state_bits.npy", _each(postings, "states", _states, np.uint64))
    places = _each(postings, "workplace", lambda said: _bits(WORKPLACES, (said,)), np.uint8)
    np.save(target / "workplace_bits.npy", places)
    types = _each(postings, "employment_types", lambda s: _bits(EMPLOYMENT_TYPES, s), np.uint8)
    np.save(target / "employment_bits.npy", types)
    np.save(target / "posted_days.npy", _each(postings, "posted_at", _day, np.int32))
    np.save(target / "first_seen.npy", _each(postings, "first_seen_at", _instant, np.int64))
    _write_settings(target, postings)
    _write_places(target, postings)


def _values(postings: pa.Table, name: str) -> Iterator[Any]:
    """Yield the values of a column; few Python objects are alive at once."""
    column = postings.column(name)
    for start in range(0, len(column), _AT_ONCE):
        yield from column.slice(start, _AT_ONCE).to_pylist()


def _each(
    postings: pa.Table, name: str, of_value: Callable[[Any], int], dtype: npt.DTypeLike
) -> npt.NDArray[Any]:
    return np.fromiter(map(of_value, _values(postings, name)), dtype, postings.num_rows)


def _pay(postings: pa.Table) -> npt.NDArray[Any]:
    """Return the highest stated yearly pay, else the lowest; a pay of zero is none."""
    stated = (postings.column(name) for name in ("pay_annual_max", "pay_annual_min"))
    ends = [pc.if_else(pc.equal(column, 0), None, column) for column in stated]
    pay: npt.NDArray[Any] = pc.coalesce(*ends, np.nan).to_numpy(zero_copy_only=False)
    return pay


def _write_settings(target: Path, postings: pa.Table) -> None:
    settings = enumerate(_values(postings, "settings"))
    pairs = [(name, number) for number, names in settings for name in names or ()]
    np.save(target / "setting_ids.npy", np.array([name.encode() for name, _ in pairs], dtype=bytes))
    np.save(target / "setting_postings.npy", np.array([n for _, n in pairs], np.int32))


def _write_places(target: Path, postings: pa.Table) -> None:
    gazetteer = load_gazetteer()
    numbers, points = array("i"), array("f")
    unplaced = np.zeros(postings.num_rows, np.bool_)
    for number, locations in enumerate(_values(postings, "locations")):
        found = [gazetteer.locate(place) for place in locations or ()]
        unplaced[number] = not found or None in found
        for point in found:
            if point is not None:
                numbers.append(number)
                points.extend(point)
    np.save(target / "is_unplaced.npy", unplaced)
    np.save(target / "place_postings.npy", np.array(numbers, np.int32))
    np.save(target / "place_points.npy", np.array(points, np.float32).reshape(-1, 2))
    np.save(target / "zips.npy", gazetteer.zips)
    np.save(target / "zip_points.npy", gazetteer.points)


def _is_wanted(occupation: str) -> bool:
    return occupation == "medical_office_manager"


def _states(codes: Sequence[str] | None) -> int:
    bits = 0
    for code in codes or ():
        bits |= STATE_BITS.get(code, OTHER_STATE)
    return bits


def _bits(names: tuple[str, ...], said: Iterable[str | None] | None) -> int:
    return sum({1 << names.index(name) for name in said or () if name in names})


def _day(posted: date | None) -> int:
    return NOT_STATED if posted is None else (posted - EPOCH).days


def _instant(seen: datetime | None) -> int:
    return NOT_STATED if seen is None else microseconds(seen)
