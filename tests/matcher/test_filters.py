"""Filters keep what passes, leave out what does not, and count what does not say."""

import math
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indexed import index_of, posting, posting_table

from matcher.filter_columns import write_filter_columns
from matcher.filters import Choice, Columns, Filters, Near, choose
from matcher.gazetteer import load_gazetteer
from matcher.index import Index

MESA = "85201"
PLACES: dict[str, tuple[dict[str, str | None], float]] = {
    "Tempe by ZIP": ({"city": "Tempe", "state": "AZ", "postal_code": "85281"}, 5),
    "Phoenix by city": ({"city": "Phoenix", "state": "AZ"}, 16),
    "Tucson by city": ({"city": "Tucson", "state": "AZ"}, 100),
    "St. Louis": ({"city": "St. Louis", "state": "MO"}, 1270),
    "Saint Louis": ({"city": "Saint Louis", "state": "MO"}, 1270),
    "ZIP of nine digits": ({"city": "Gilbert", "state": "AZ", "postal_code": "85234-1234"}, 8),
}
"""Places with their miles from Mesa, AZ, off a map."""


def columns_of(folder: Path, *postings: Mapping[str, Any]) -> Columns:
    """Return the columns of postings as the index writes and reads them."""
    write_filter_columns(folder, posting_table(postings))
    return lambda name: np.load(folder / f"{name}.npy")


def passing(columns: Columns, **asked: Any) -> list[int]:
    return [int(n) for n in np.flatnonzero(choose(columns, Filters(**asked)).mask)]


@pytest.mark.parametrize("name", PLACES)
def test_a_distance_is_that_of_the_map(tmp_path: Path, name: str) -> None:
    place, miles = PLACES[name]
    columns = columns_of(tmp_path, posting("1", locations=[place]))
    assert passing(columns, near=Near(MESA, miles * 1.25)) == [0]
    assert passing(columns, near=Near(MESA, miles * 0.75)) == []


def test_one_of_several_places_near_is_near_enough(tmp_path: Path) -> None:
    tempe, tucson = PLACES["Tempe by ZIP"][0], PLACES["Tucson by city"][0]
    nowhere = {"city": "Nowhere Junction", "state": "AZ"}
    columns = columns_of(
        tmp_path,
        posting("1", locations=[tucson, tempe]),
        posting("2", locations=[tucson, nowhere]),
        posting("3", locations=[tucson]),
        posting("4", locations=[]),
        posting("5", locations=[{"city": None, "state": "AZ"}]),
    )
    choice = choose(columns, Filters(near=Near(MESA, 30)))
    assert list(choice.mask) == [True, False, False, False, False]
    assert choice.unknown == {"place": 3}, "one place unknown, none said, only the state"


def test_the_gazetteer_knows_the_states_of_the_union() -> None:
    gazetteer = load_gazetteer()
    assert len(gazetteer.zips) > 40_000
    assert (np.diff(gazetteer.zips) > 0).all()
    inside = np.abs(gazetteer.points) <= np.array([90, 180])
    assert inside.all()
    assert {state for state, _ in gazetteer.cities} >= {"AZ", "NY", "AK", "HI", "DC", "PR"}


def test_what_was_seen_before_a_day_was_posted_before_it(tmp_path: Path) -> None:
    seen = [datetime(2026, 10, 1, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)]
    columns = columns_of(
        tmp_path,
        posting("1", posted_at=date(2026, 11, 2)),
        posting("2", posted_at=date(2026, 10, 31)),
        posting("3", first_seen_at=seen[0]),
        posting("4", first_seen_at=seen[1]),
    )
    choice = choose(columns, Filters(posted_since=date(2026, 11, 1)))
    assert list(choice.mask) == [True, False, False, False]
    assert choice.unknown == {"day of posting": 1}


STATES = ("TX", "AZ", "ON")
SEEN = datetime(2026, 11, 1, tzinfo=UTC)
some_postings = st.lists(
    st.builds(
        lambda **values: values,
        states=st.lists(st.sampled_from(STATES), unique=True, max_size=2),
        workplace=st.sampled_from((None, "on_site", "hybrid", "remote")),
        employment_types=st.lists(st.sampled_from(("full_time", "part_time", "per_diem")), unique=True, max_size=2),
        settings=st.lists(st.sampled_from(("setting-dental", "specialty-ent")), unique=True, max_size=2),
        pay_annual_max=st.sampled_from((None, 40_000.0, 60_000.0)),
        posted_at=st.sampled_from((None, date(2026, 10, 1), date(2026, 11, 15))),
        first_seen_at=st.sampled_from((SEEN, SEEN + timedelta(days=20))),
        occupation=st.sampled_from(("medical_office_manager", "medical_office_manager", "other")),
    ),
    min_size=1, max_size=12,
)  # fmt: skip
some_filters = st.builds(
    Filters,
    states=st.sampled_from(((), (), ("TX",), ("TX", "AZ"))),
    min_pay=st.sampled_from((None, None, 50_000.0)),
    workplaces=st.sampled_from(((), (), ("remote",), ("remote", "hybrid"))),
    all_occupations=st.booleans(),
    employment_types=st.sampled_from(((), (), ("full_time",), ("full_time", "part_time"))),
    settings=st.sampled_from(((), (), ("setting-dental",), ("setting-dental", "specialty-ent"))),
    posted_since=st.sampled_from((None, None, date(2026, 11, 10))),
    seen_after=st.sampled_from((None, None, SEEN)),
    keep_unknown=st.booleans(),
    hidden=st.sampled_from(((), (), (0,))),
)


def verdict(said: Mapping[str, Any], asked: Filters) -> bool | None:
    """Tell of one posting in plain words: True passes, False does not, None does not say."""
    verdicts: list[bool | None] = [True]
    for wanted, values in (
        (asked.states, said["states"]),
        (asked.employment_types, said["employment_types"]),
        (asked.settings, said["settings"]),
        (asked.workplaces, [said["workplace"]] if said["workplace"] else []),
    ):
        if wanted:
            verdicts.append(bool({*wanted} & {*values}) if values else None)
    if asked.min_pay is not None:
        pay = said["pay_annual_max"]
        verdicts.append(None if pay is None else pay >= asked.min_pay)
    if asked.posted_since is not None:
        day, seen = said["posted_at"], said["first_seen_at"].date()
        late = None if seen >= asked.posted_since else False
        verdicts.append(late if day is None else day >= asked.posted_since)
    if asked.seen_after is not None:
        verdicts.append(said["first_seen_at"] > asked.seen_after)
    wanted_occupation = asked.all_occupations or said["occupation"] == "medical_office_manager"
    if not wanted_occupation or False in verdicts:
        return False
    return None if None in verdicts else True


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(some_postings, some_filters)
def test_columns_say_what_each_posting_says(
    tmp_path: Path, said: list[dict[str, Any]], asked: Filters
) -> None:
    columns = columns_of(tmp_path, *(posting(str(n), **one) for n, one in enumerate(said)))
    choice: Choice = choose(columns, asked)
    told = [verdict(one, asked) for one in said]
    passes = [
        (one is True or (one is None and asked.keep_unknown)) and number not in asked.hidden
        for number, one in enumerate(told)
    ]
    assert list(choice.mask) == passes
    unsaid = sum(one is None for number, one in enumerate(told) if number not in asked.hidden)
    assert max(choice.unknown.values(), default=0) <= unsaid <= sum(choice.unknown.values())


def test_a_filter_never_adds(tmp_path: Path) -> None:
    """Two filters at once keep what each alone keeps."""
    columns = columns_of(
        tmp_path,
        *(
            posting(f"{state}{pay}", states=[state] if state else [], pay_annual_max=pay)
            for state in ("TX", "AZ", None)
            for pay in (40_000.0, 60_000.0, None)
        ),
    )
    by_state, by_pay = passing(columns, states=("TX",)), passing(columns, min_pay=50_000.0)
    both = passing(columns, states=("TX",), min_pay=50_000.0)
    assert set(both) == set(by_state) & set(by_pay) == {1}
    assert choose(columns, Filters(states=("TX",), min_pay=5e4)).unknown == {"state": 2, "pay": 2}


def test_the_index_filters_as_its_columns_do(tmp_path: Path) -> None:
    index: Index = index_of(
        tmp_path,
        posting("1", locations=[PLACES["Tempe by ZIP"][0]], employment_types=["full_time"]),
        posting("2", locations=[PLACES["St. Louis"][0]], employment_types=["part_time"]),
    )
    assert list(index.chosen(Filters(near=Near(MESA, 25)))) == [True, False]
    assert list(index.chosen(Filters(employment_types=("part_time",)))) == [False, True]
    assert index.knows_zip(MESA)
    assert not any(index.knows_zip(code) for code in ("00000", "8520", "85201x", "٨٥٢٠١", ""))
    assert index.newest_seen == -1
    assert math.isclose(float(index.chosen(Filters()).sum()), 2)
