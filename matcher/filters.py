"""Which postings to rank: filters over columns of the index. What is not stated is counted apart."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.states import ABBREVIATIONS

Array = npt.NDArray[Any]
Columns = Callable[[str], Array]
"""A column of the index by name."""

WORKPLACES = ("on_site", "hybrid", "remote")
EMPLOYMENT_TYPES = ("full_time", "part_time", "contract", "temporary", "per_diem", "internship")
STATE_BITS = {code: 1 << place for place, code in enumerate(sorted(ABBREVIATIONS))}
OTHER_STATE = 1 << 63
"""Of a place that is in no US state."""
NOT_STATED = -1
EPOCH = date(1970, 1, 1)
_EARTH_MILES = 3958.8
_DEGREE_ROUNDING = 1e-4


@dataclass(frozen=True, slots=True)
class Near:
    """A circle on the map."""

    zip_code: str
    miles: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Which postings to rank."""

    states: tuple[str, ...] = ()
    min_pay: float | None = None
    """A year, in dollars."""
    workplaces: tuple[str, ...] = ()
    all_occupations: bool = False
    near: Near | None = None
    employment_types: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    """Concept ids of settings and specialties; any of them will do."""
    posted_since: date | None = None
    seen_after: datetime | None = None
    hidden: tuple[int, ...] = ()
    """Numbers of postings that the person has done with."""
    keep_unknown: bool = False
    """Keep what does not state what a filter asks about."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The postings that pass."""

    mask: Array
    unknown: Mapping[str, int]
    """By what they do not state: postings that pass in all they do state, kept or not."""
    hidden: int
    """Postings that would pass, were they not hidden."""


def choose(column: Columns, filters: Filters) -> Choice:
    """Return the postings that pass the filters; a job seen on several boards passes once."""
    possible = np.array(column("is_first"))
    if not filters.all_occupations:
        possible &= column("is_wanted")
    sure = possible.copy()
    doubts: dict[str, Array] = {}
    for name, passes, unknown in _checks(column, filters):
        doubts[name] = unknown & ~passes
        sure &= passes
        possible &= passes | unknown
    shown = np.ones(len(possible), np.bool_)
    shown[list(filters.hidden)] = False
    mask = possible if filters.keep_unknown else sure
    return Choice(
        mask & shown,
        {name: n for name, doubt in doubts.items() if (n := int((possible & doubt & shown).sum()))},
        int((mask & ~shown).sum()),
    )


def _checks(column: Columns, filters: Filters) -> Iterator[tuple[str, Array, Array]]:
    """Yield of each filter what it asks about, which postings pass, which do not state it."""
    if filters.states:
        bits = column("state_bits")
        wanted = np.uint64(sum({STATE_BITS[code] for code in filters.states}))
        yield "state", (bits & wanted) != 0, bits == 0
    if filters.near is not None:
        near = _within(column, filters.near)
        yield "place", near, np.asarray(column("is_unplaced"))
    if filters.min_pay is not None:
        pay = column("pay")
        with np.errstate(invalid="ignore"):
            yield "pay", pay >= filters.min_pay, np.isnan(pay)
    if filters.workplaces:
        places = column("workplace_bits")
        yield "workplace", (places & _bits(WORKPLACES, filters.workplaces)) != 0, places == 0
    if filters.employment_types:
        types = column("employment_bits")
        wanted_types = _bits(EMPLOYMENT_TYPES, filters.employment_types)
        yield "hours", (types & wanted_types) != 0, types == 0
    if filters.settings:
        settings, postings = column("setting_ids"), column("setting_postings")
        passes, stated = np.zeros((2, len(column("is_first"))), np.bool_)
        wanted_ids = np.array([name.encode() for name in filters.settings])
        passes[postings[np.isin(settings, wanted_ids)]] = True
        stated[postings] = True
        yield "setting", passes, ~stated
    seen = column("first_seen")
    if filters.posted_since is not None:
        days = column("posted_days")
        since = (filters.posted_since - EPOCH).days
        # Seen before that day, it was posted before it, too.
        late = (days == NOT_STATED) & (seen >= since * 86_400_000_000)
        yield "day of posting", days >= since, late
    if filters.seen_after is not None:
        yield "first visit", seen > microseconds(filters.seen_after), seen == NOT_STATED


def _bits(names: tuple[str, ...], wanted: tuple[str, ...]) -> np.uint8:
    return np.uint8(sum(1 << names.index(name) for name in {*wanted}))


def _within(column: Columns, near: Near) -> Array:
    """Return the postings with a place in a circle, by the great-circle distance."""
    place = point_of(column, near.zip_code)
    passes = np.zeros(len(column("is_first")), np.bool_)
    if place is None:
        return passes
    points = column("place_points")
    # Most places are too far north or south already: only the others are worth the trigonometry.
    belt = np.degrees(near.miles / _EARTH_MILES)
    candidates = np.flatnonzero(np.abs(points[:, 0] - place[0]) <= belt + _DEGREE_ROUNDING)
    here = np.radians(np.asarray(place, np.float64))
    there = np.radians(points[candidates].astype(np.float64))
    half = np.sin((there - here) / 2) ** 2
    arc = half[:, 0] + np.cos(here[0]) * np.cos(there[:, 0]) * half[:, 1]
    miles = 2 * _EARTH_MILES * np.arcsin(np.sqrt(np.minimum(arc, 1.0)))
    passes[column("place_postings")[candidates[miles <= near.miles]]] = True
    return passes


def point_of(column: Columns, zip_code: str) -> Array | None:
    """Return latitude and longitude of a ZIP code; None where it is none."""
    codes = column("zips")
    if not (zip_code.isascii() and zip_code.isdigit() and len(zip_code) == 5):  # noqa: PLR2004 -- a ZIP code's digits
        return None
    number = int(np.searchsorted(codes, int(zip_code)))
    if number == len(codes) or codes[number] != int(zip_code):
        return None
    point: Array = column("zip_points")[number]
    return point


def microseconds(instant: datetime) -> int:
    """Return an aware instant as the column `first_seen` holds it: microseconds since 1970, UTC."""
    return round(instant.timestamp() * 1_000_000)
