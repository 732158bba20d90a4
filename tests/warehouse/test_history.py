"""What must always hold of history, whatever lands in whatever pieces."""

import itertools
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from landed import DAY_ONE, Line, land, posting, rows, sighting, tables

from crawler.home import Home
from warehouse.events import Event, Place
from warehouse.history import State, Version, state_after, versions_after
from warehouse.load import load

AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
"""Each example loads a real database: shrinking one would take minutes."""
TITLES = ("Medical Office Manager", "Practice Manager", "Biller")


@st.composite
def days_of_lines(draw: st.DrawFn) -> list[Line]:
    """Lines in the order they happened, one a moment, of up to three postings."""
    count = draw(st.integers(1, 12))
    lines = []
    for moment in range(count):
        key = draw(st.sampled_from(("ab", "c")))
        kind = draw(st.sampled_from(("posting", "posting", "seen", "unchanged", "gone", "unknown")))
        day = moment / 2
        if kind == "posting":
            last = draw(st.sampled_from((None, "2026-11-03", "2027-01-01")))
            closed = draw(st.booleans()) and draw(st.booleans())
            line = posting(key, day, title=draw(st.sampled_from(TITLES)), closed=closed)
            lines.append(line | {"valid_through": last, "valid_through_basis": "stated"})
        else:
            lines.append(sighting(kind, key, day))
    return lines


def loaded(pieces: list[list[Line]], then: Callable[[Home], None] = lambda _home: None) -> Home:
    home = Home(Path(tempfile.mkdtemp()))
    for number, piece in enumerate(pieces):
        land(home, f"r{number:03}", *piece)
        load(home)
        then(home)
    return home


@settings(max_examples=8, deadline=None, phases=AS_FOUND)
@given(lines=days_of_lines(), cuts=st.sets(st.integers(0, 12), max_size=4))
def test_any_splitting_into_loads_gives_the_same_tables(lines: list[Line], cuts: set[int]) -> None:
    edges = [0, *sorted(cut for cut in cuts if 0 < cut < len(lines)), len(lines)]
    pieces = [lines[a:b] for a, b in itertools.pairwise(edges)]
    at_once, in_pieces = loaded([lines]), loaded(pieces)
    assert tables(at_once.warehouse) == tables(in_pieces.warehouse)


@settings(max_examples=5, deadline=None, phases=AS_FOUND)
@given(lines=days_of_lines(), data=st.data())
def test_loading_again_any_part_of_what_was_loaded_changes_nothing(
    lines: list[Line], data: st.DataObject
) -> None:
    home = loaded([lines])
    before = tables(home.warehouse)
    again = data.draw(st.lists(st.sampled_from(lines), max_size=5))
    land(home, "again", *again)
    load(home)
    assert tables(home.warehouse) == before


CURRENT = (
    "select posting_id, title, status, status_reason, status_at, first_seen_at, "
    "last_seen_at, fetched_at, closed, valid_through from postings order by posting_id"
)


@settings(max_examples=4, deadline=None, phases=AS_FOUND)
@given(lines=days_of_lines(), data=st.data())
def test_postings_landing_in_any_order_end_in_the_same_current_state(
    lines: list[Line], data: st.DataObject
) -> None:
    read = [line for line in lines if line["type"] == "posting"]
    shuffled = data.draw(st.permutations(read))
    in_order, anyhow = loaded([read]), loaded([[line] for line in shuffled])
    assert rows(in_order, CURRENT) == rows(anyhow, CURRENT)
    assert rows(in_order, "select count(*) from postings") == [(len({x["key"] for x in read}),)]


@st.composite
def sayings(draw: st.DrawFn) -> list[Event]:
    """Readings of one posting, one a moment."""
    events = []
    for moment in range(draw(st.integers(1, 9))):
        digest = draw(st.sampled_from("ABC"))
        events.append(
            Event(
                "acme:1", DAY_ONE + timedelta(days=moment), "open", "read", Place("r", "f", 1, 0),
                raw=digest.encode(), digest=digest, closed=draw(st.booleans()),
            )
        )  # fmt: skip
    return events


@given(events=sayings(), data=st.data())
def test_sayings_in_any_order_give_a_timeline_that_ends_the_same(
    events: list[Event], data: st.DataObject
) -> None:
    versions: list[Version] = []
    state: State | None = None
    for event in data.draw(st.permutations(events)):
        versions = versions_after(versions, [event])
        state = state_after(state, [event])
    in_order = versions_after([], events)
    expected = state_after(None, events)
    assert state is not None
    assert expected is not None
    assert replace(state, closed_at=None) == replace(expected, closed_at=None)
    assert (state.closed_at is None) == (expected.closed_at is None)
    assert versions[-1].digest == in_order[-1].digest
    assert versions[-1].last_said_at == in_order[-1].last_said_at
    assert (versions[0].digest, versions[0].seen_at) == (in_order[0].digest, in_order[0].seen_at)
    for before, after in itertools.pairwise(versions):
        assert before.digest != after.digest
        assert before.last_said_at < after.seen_at


def hold(home: Home) -> None:
    """Check what every reader relies on."""
    broken = """
        select 'no version' from postings as p
        left join posting_versions as v using (posting_id, version) where v.posting_id is null
        union all
        select 'versions not counted from 1' from posting_versions group by posting_id
        having min(version) <> 1 or max(version) <> count(*)
        union all
        select 'a version unlike the one before' from (
            select digest, lag(digest) over (partition by posting_id order by version) as other,
                seen_at, lag(last_said_at) over (partition by posting_id order by version) as until
            from posting_versions
        ) where digest = other or until > seen_at
        union all
        select 'a requirement of another version' from requirements as r
        left join postings as p using (posting_id, version) where p.posting_id is null
        union all
        select 'a requirement twice' from requirements
        group by posting_id, requirement_no having count(*) > 1
        union all
        select 'instants' from postings
        where first_seen_at > last_seen_at or (status = 'closed') <> (closed_at is not null)
            or first_seen_at > fetched_at
        union all
        select 'no source' from postings left join sources using (source)
        where sources.source is null
        union all
        select 'a job without its posting' from postings as p
        left join postings as first on first.posting_id = p.job_id where first.posting_id is null
    """
    assert rows(home, broken) == []


@settings(max_examples=5, deadline=None, phases=AS_FOUND)
@given(lines=days_of_lines(), data=st.data())
def test_relations_hold_after_every_load(lines: list[Line], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(lines))
    size = data.draw(st.integers(1, 6))
    loaded([shuffled[n : n + size] for n in range(0, len(lines), size)], then=hold)


def test_the_check_of_relations_can_fail() -> None:
    home = loaded([[posting()]])
    rows(home, "update posting_versions set version = 2")
    with pytest.raises(AssertionError, match="no version"):
        hold(home)
