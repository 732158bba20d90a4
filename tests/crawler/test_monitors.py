"""What of a visit is out of the ordinary: visits to one source, beside the ones before."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.health import SourceReport
from crawler.monitors import judged
from crawler.posting import SourceRun
from crawler.sources import Source
from crawler.state import State

FIRST = datetime(2026, 11, 2, 3, 17, tzinfo=UTC)
FULL = {"description": 20, "url": 20, "locations": 18, "pay": 12}


def visit(
    listed: int, *, night: int = 0, landed: int = 0, filled: dict[str, int] | None = None,
    complete: bool = True, asked: int = 1, errors: tuple[str, ...] = (), **counts: int,
) -> SourceRun:  # fmt: skip
    at = FIRST + timedelta(days=night)
    return SourceRun(
        source="clinic", started=at, ended=at + timedelta(minutes=1), list_complete=complete,
        errors=errors, filled=filled or {"description": landed},
        counts={"listed": listed, "postings": landed, "asked": asked} | counts,
    )  # fmt: skip


def last_of(folder: Path, *visits: SourceRun, **options: object) -> SourceReport:
    source = Source(name="clinic", url="https://x.example/", platform="jsonld", **options)  # type: ignore[arg-type] # a test's own options
    state = State(folder)
    for number, run in enumerate(visits):
        report = judged(run, source, f"run-{number}", state)
    assert state.visits("clinic")[0] == report, "what is kept is what was said"
    return report


QUIET = [visit(20, night=night) for night in range(3)]


@pytest.mark.parametrize(
    ("visits", "options", "alarms"),
    [
        ([visit(2)], {"expect_min": 3}, ["2 postings, fewer than the expected 3"]),
        ([visit(3)], {"expect_min": 3}, []),
        ([visit(0, complete=False, errors=("x",))], {"expect_min": 3}, []),
        ([*QUIET, visit(9, night=3)], {}, ["9 postings listed, usually 20: did the site change?"]),
        ([*QUIET, visit(10, night=3)], {}, []),
        ([*QUIET, visit(0, night=3, complete=False, errors=("x",))], {}, []),
        ([visit(20), visit(0, night=1, complete=False), visit(9, night=2)], {}, ["9 postings listed, usually 20: did the site change?"]),
        ([visit(5), visit(1, night=1)], {}, []),
        ([visit(20, landed=20, filled={"description": 18})], {}, ["2 of 20 postings have no description"]),
        ([visit(20, landed=20, filled={"description": 19})], {}, []),
        ([visit(20, landed=20, filled=FULL), visit(20, night=1, landed=10, filled={"description": 10, "url": 10, "locations": 9, "pay": 2})], {}, ["pay in 20% of the postings, usually 60%"]),
        ([visit(20, landed=20, filled=FULL), visit(20, night=1, landed=10, filled={"description": 10, "url": 10, "locations": 9, "pay": 3})], {}, []),
        ([visit(20, landed=20, filled=FULL), visit(20, night=1, landed=2, filled={"description": 2})], {}, []),
        ([visit(20, landed=4, filled={"description": 4, "pay": 1})], {"expect_fill": {"pay": 0.3, "url": 0.5}}, ["pay in 25% of the postings, expected 30%; url in 0% of the postings, expected 50%"]),
        ([visit(20)], {"expect_fill": {"pay": 0.3}}, []),
        ([visit(20, asked=20, failed=3)], {}, ["3 of 20 requests failed"]),
        ([visit(20, asked=20, failed=2)], {}, []),
        ([visit(20, asked=2, failed=1)], {}, []),
    ],
)  # fmt: skip
def test_alarm(
    tmp_path: Path, visits: list[SourceRun], options: dict[str, object], alarms: list[str]
) -> None:
    report = last_of(tmp_path, *visits, **options)
    assert list(report.alarms) == alarms
    assert report.needs_attention == bool(alarms or report.errors)


def test_the_visit_before_stands_beside_this_one(tmp_path: Path) -> None:
    report = last_of(tmp_path, visit(20, landed=20), visit(18, night=1, landed=1, gone=3))
    assert report.previous is not None
    assert (report.previous.run, report.previous.listed) == ("run-0", 20)
    first, *_ = report.lines(5)
    assert first == "18 listed (before: 20): 1 postings, 3 gone; 60 s"


def test_a_month_of_visits_is_kept(tmp_path: Path) -> None:
    last_of(tmp_path, *(visit(20, night=night) for night in range(35)))
    kept = State(tmp_path).visits("clinic")
    assert [report.run for report in kept] == [f"run-{number}" for number in range(34, 4, -1)]
