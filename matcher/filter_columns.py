"""Write the columns that filters look at, one value a posting; `matcher.filters` reads them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from matcher.filters import (
    EMPLOYMENT_TYPES,
    EPOCH,
    NOT_STATED,
    OTHER_STATE,
    STATE_BITS,
    WORKPLACES,
    microseconds,
)
from matcher.gazetteer import Point, load_gazetteer

Posting = Mapping[str, Any]


def write_filter_columns(target: Path, postings: Sequence[Posting]) -> None:
    """Write the columns of postings, in their order."""
    pay = [p["pay_annual_max"] or p["pay_annual_min"] or np.nan for p in postings]
    columns = {
        "is_wanted": np.array(
            [p["occupation"] == "medical_office_manager" for p in postings], np.bool_
        ),
        "is_first": np.array([p["job_id"] in (None, p["posting_id"]) for p in postings], np.bool_),
        "pay": np.array(pay, np.float64),
        "state_bits": np.array([_states(p["states"]) for p in postings], np.uint64),
        "workplace_bits": _bits(WORKPLACES, [(p["workplace"],) for p in postings]),
        "employment_bits": _bits(EMPLOYMENT_TYPES, [p["employment_types"] for p in postings]),
        "posted_days": np.array([_day(p["posted_at"]) for p in postings], np.int32),
        "first_seen": np.array([_instant(p["first_seen_at"]) for p in postings], np.int64),
    }
    for name, values in columns.items():
        np.save(target / f"{name}.npy", values)
    _write_settings(target, postings)
    _write_places(target, postings)


def _write_settings(target: Path, postings: Sequence[Posting]) -> None:
    pairs = [(name, n) for n, posting in enumerate(postings) for name in posting["settings"] or ()]
    np.save(target / "setting_ids.npy", np.array([name.encode() for name, _ in pairs], dtype=bytes))
    np.save(target / "setting_postings.npy", np.array([n for _, n in pairs], np.int32))


def _write_places(target: Path, postings: Sequence[Posting]) -> None:
    gazetteer = load_gazetteer()
    numbers: list[int] = []
    points: list[Point] = []
    unplaced = np.zeros(len(postings), np.bool_)
    for number, posting in enumerate(postings):
        found = [gazetteer.locate(place) for place in posting["locations"] or ()]
        unplaced[number] = not found or None in found
        placed = [point for point in found if point is not None]
        points += placed
        numbers += [number] * len(placed)
    np.save(target / "is_unplaced.npy", unplaced)
    np.save(target / "place_postings.npy", np.array(numbers, np.int32))
    np.save(target / "place_points.npy", np.array(points, np.float32).reshape(-1, 2))
    np.save(target / "zips.npy", gazetteer.zips)
    np.save(target / "zip_points.npy", gazetteer.points)


def _states(codes: Sequence[str] | None) -> int:
    bits = 0
    for code in codes or ():
        bits |= STATE_BITS.get(code, OTHER_STATE)
    return bits


def _bits(names: Sequence[str], said: Sequence[Sequence[str | None] | None]) -> Any:  # noqa: ANN401 -- an array
    known = {name: 1 << place for place, name in enumerate(names)}
    return np.array(
        [sum({known.get(value, 0) for value in values or () if value}) for values in said], np.uint8
    )


def _day(posted: date | None) -> int:
    return NOT_STATED if posted is None else (posted - EPOCH).days


def _instant(seen: datetime | None) -> int:
    return NOT_STATED if seen is None else microseconds(seen)
