"""What stood on a day in the past can be asked for: statuses, versions, requirements."""

import pytest
from landed import at, land, older_program, posting, rows, run_line, sighting

from crawler.home import Home
from warehouse.load import load


def asking(words: str, day: float, **said: object) -> dict[str, object]:
    return posting(day=day, description=f"<h2>Requirements</h2><p>{words}</p>", **said)


def as_of(home: Home, day: str) -> list[tuple[object, ...]]:
    return rows(
        home, f"select posting_id, version, title, status::varchar from postings_as_of('{day}')"
    )


@pytest.fixture
def lived(home: Home) -> Home:
    """A posting read on day 0, changed on day 2, gone on day 4, back on day 6: a load a day."""
    days = (
        (asking("CMPE required", 0), run_line()),
        (asking("CMPE preferred", 2, title="Practice Manager"),),
        (sighting("gone", day=4, reason="HTTP 410"),),
        (sighting("unknown", day=5, reason="HTTP 503"),),
        (asking("CMPE preferred", 6, title="Practice Manager"),),
    )
    for number, lines in enumerate(days):
        land(home, f"r{number}", *lines)
        load(home)
    return home


def test_a_posting_stands_on_each_day_as_it_stood(lived: Home) -> None:
    assert as_of(lived, "2026-11-01") == []
    assert as_of(lived, "2026-11-02") == [("acme:1", 1, "Medical Office Manager", "open")]
    assert as_of(lived, "2026-11-04") == [("acme:1", 2, "Practice Manager", "open")]
    assert as_of(lived, "2026-11-06") == [("acme:1", 2, "Practice Manager", "closed")]
    assert as_of(lived, "2026-11-07") == [("acme:1", 2, "Practice Manager", "unknown")]
    assert as_of(lived, "2027-01-01") == [("acme:1", 2, "Practice Manager", "open")]


def test_each_change_of_status_is_told_once_with_its_evidence(lived: Home) -> None:
    told = rows(lived, "select status::varchar, reason from posting_states order by from_at")
    assert told == [
        ("open", "its page was read"),
        ("closed", "HTTP 410"),
        ("unknown", "HTTP 503"),
        ("open", "its page was read"),
    ]


def test_what_an_earlier_version_asked_for_is_kept(lived: Home) -> None:
    def asked(day: str) -> list[tuple[object, ...]]:
        return rows(lived, f"select strength::varchar from requirements_as_of('{day}')")

    assert asked("2026-11-02") == [("required",)]
    assert asked("2026-11-05") == [("preferred",)]
    assert rows(lived, "select version, count(*) from past_requirements group by version") == [
        (1, 1)
    ]


def test_a_reading_that_came_out_the_same_is_not_kept_twice(home: Home) -> None:
    land(home, "r1", asking("CMPE required", 0))
    load(home)
    rows(home, "update requirements set extractor_version = 'older'")
    load(home, reread=True)
    assert rows(home, "select count(*) from past_requirements") == [(0,)]
    rows(home, "update requirements set strength = 'preferred', extractor_version = 'older'")
    load(home, reread=True)
    kept = "select strength::varchar, extractor_version from past_requirements"
    assert rows(home, kept) == [("preferred", "older")]


def test_history_begins_with_what_an_older_warehouse_knew(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    with older_program(monkeypatch, "0005"):
        values = "'acme', '1', 1, 'closed', 'HTTP 410'"
        rows(
            home,
            f"insert into postings (posting_id, source, source_key, version, status, status_reason,"
            f" status_at, first_seen_at, last_seen_at, fetched_at, closed, title, occupation,"
            f" occupation_reason, locations, employment_types, text, extractor_version) values"
            f" ('acme:1', {values}, '{at(4)}', '{at(0)}', '{at(2)}', '{at(2)}', false, 't', 'other',"
            f" '', [], [], '', '')",
        )
    told = rows(home, "select from_at, status::varchar from posting_states order by from_at")
    assert [(instant.isoformat(), status) for instant, status in told] == [
        (at(0), "open"),
        (at(4), "closed"),
    ]
