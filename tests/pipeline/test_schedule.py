"""Employment types of this job: full time, PRN and the rest, and never those of other people."""

from datetime import UTC, datetime

import pytest

from crawler.posting import RawPosting
from pipeline.anchored import AnchoredFinder
from pipeline.extract import open_reading
from pipeline.extractors import schedule
from pipeline.extractors.schedule import ScheduleRule
from pipeline.phrases import fold
from pipeline.rulebook import load_rules

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(text: str, title: str = "Practice Manager", given: str | None = None) -> tuple[str, ...]:
    posting = RawPosting(
        source="t", key="1", title=title, description=text, fetched_at=NOW,
        description_format="text", employment_type=given,
    )  # fmt: skip
    return schedule.extract(open_reading(posting)).get("employment_types", ())


STATED: list[tuple[str, set[str]]] = [
    ("This is a full-time role.", {"full_time"}),
    ("Full time, M-F", {"full_time"}),
    ("FT, exempt", {"full_time"}),
    ("You lead two assistants and a part-time greeter. Full-time.", {"full_time"}),
    ("Travel is paid. Contract, on site.", {"contract"}),
    ("FT/PT available", {"full_time", "part_time"}),
    ("PT 24 hours", {"part_time"}),
    ("PT/OT and speech", set()),
    ("Job Types: Full-time, Part-time", {"full_time", "part_time"}),
    ("Job Type: Full-time\nBenefits:\nDental", {"full_time"}),
    ("Part-time, may progress quickly to full time", {"part_time"}),
    ("Supervise three full-time and two part-time receptionists", set()),
    ("Supervises full-time staff", set()),
    ("Benefits for full-time employees", set()),
    ("Full-time employees get PTO. PRN position.", {"per_diem"}),
    ("PRN", {"per_diem"}),
    ("PRN medications", set()),
    ("Per diem", {"per_diem"}),
    ("per diem travel allowance", set()),
    ("temporary crowns", set()),
    ("Temporary (3 months)", {"temporary"}),
    ("temp-to-hire", {"temporary"}),
    ("13-week contract", {"contract"}),
    ("payer contracts", set()),
    ("contract role", {"contract"}),
    ("1099 position", {"contract"}),
    ("files 1099s", set()),
    ("seasonal flu clinic", set()),
    ("Internship", set()),
    ("Job type: Internship", {"internship"}),
    ("completed an internship", set()),
    ("Forty (40) hours per week", {"full_time"}),
    ("40 hours of PTO a year", set()),
    ("0.8 FTE", {"part_time"}),
    ("1.0 FTE", {"full_time"}),
    ("12 FTEs", set()),
    ("staff of 4.0 FTE", set()),
    ("full-time equivalent", set()),
    ("Part-time or PRN, up to 25 hours", {"part_time", "per_diem"}),
    ("two years of full-time experience", set()),
    ("We are looking for full-time help", {"full_time"}),
    ("Our full-time practice manager leaves in May", set()),
    ("not a full-time position", set()),
    ("Independent contractor agreement for physicians", set()),
    ("Status: Full Time", {"full_time"}),
    ("Schedule: full time days", {"full_time"}),
    ("casual dress code", set()),
    ("interim period", set()),
    ("fulltime", {"full_time"}),
    ("Interim position through June", {"temporary"}),
    ("Two full-time dentists", set()),
    ("Employment type: full time", {"full_time"}),
    ("a 12 ft counter", set()),
    ("Temporary License", set()),
    ("supports full-time and part-time providers", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_types_are_those_of_the_job(text: str, expected: set[str]) -> None:
    assert set(read(text)) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("FULL_TIME", ("full_time",)),
        ("FullTime", ("full_time",)),
        ("Regular Full Time (Salary)", ("full_time",)),
        ("PART_TIME, PER_DIEM", ("part_time", "per_diem")),
        ("Full-Time/Regular", ("full_time",)),
        ("CONTRACTOR", ("contract",)),
        ("Pool/PRN", ("per_diem",)),
        ("INTERN", ("internship",)),
        ("OTHER", ()),
        ("N/A", ()),
        ("Variable", ()),
    ],
)
def test_the_source_s_field_is_a_closed_list(given: str, expected: tuple[str, ...]) -> None:
    assert read("A friendly office.", given=given) == expected


def test_a_colleague_s_title_is_the_job_s_own_where_the_posting_has_it() -> None:
    assert read("We want a full-time biller.", "Medical Biller") == ("full_time",)
    assert read("You lead a full-time biller.", "Office Manager") == ()


def test_text_goes_before_title_and_title_before_field() -> None:
    assert read("A PRN role.", "Practice Manager (Full-time)", "PART_TIME") == ("per_diem",)
    assert read("A friendly office.", "Practice Manager - FT", "PART_TIME") == ("full_time",)


def test_anchors_find_what_the_patterns_find() -> None:
    rules = [rule for rule in load_rules("schedule", ScheduleRule) if rule.anchors]
    assert rules
    for rule in rules:
        for text in rule.hits:
            found = list(AnchoredFinder([rule]).find(fold(text)))
            assert found, f"{rule.id}: {text}"
            searched = rule.search(fold(text))
            assert searched is not None
            assert searched.span() in {match.span() for _, match in found}
