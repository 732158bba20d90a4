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
    ("full-time benefits-eligible position", {"full_time"}),
    ("Full-time, benefits-eligible", {"full_time"}),
    ("a full-time benefited role", {"full_time"}),
    ("Four-day work week (36 hours, full-time benefits)", {"full_time"}),
    ("Full-time with benefits", {"full_time"}),
    ("24 hrs/wk", {"part_time"}),
    ("20 hours a week", {"part_time"}),
    ("about 25 hours per week", {"part_time"}),
    ("Hours: 28/week", {"part_time"}),
    ("40 hrs/wk", {"full_time"}),
    ("40 hrs a week", {"full_time"}),
    ("36 hours a week, which we call full time", {"full_time"}),
    ("Per diem, as needed", {"per_diem"}),
    ("per-diem role", {"per_diem"}),
    ("PRN (as needed, roughly 8-20 hours a week)", {"per_diem"}),
    ("On-call / as-needed basis", {"per_diem"}),
    ("FULL-TIME / TEMP-TO-HIRE / $24 AN HOUR", {"full_time", "temporary"}),
    ("temp to perm", {"temporary"}),
    ("Temp-to-perm position", {"temporary"}),
    ("temporary-to-permanent", {"temporary"}),
    ("Temporary assignment covering a maternity leave", {"temporary"}),
    ("This is a six-month temporary job", {"temporary"}),
    ("a maternity-leave cover through August", {"temporary"}),
    ("Contract-to-hire", {"contract"}),
    ("six-month contract", {"contract"}),
    ("a 12-month contract role", {"contract"}),
    ("contract through December", {"contract"}),
    ("employed on a contract basis", {"contract"}),
    ("Direct hire, full time", {"full_time"}),
    ("Full-time W-2 (no contractors, no C2C)", {"full_time"}),
    ("Regular full-time", {"full_time"}),
    ("Full time days, exempt", {"full_time"}),
    ("Status / Shift: Full Time (1.0 FTE) / Days", {"full_time"}),
    ("FTE: 1.0, on site", {"full_time"}),
    ("1 FTE", {"full_time"}),
    ("1.00 FTE", {"full_time"}),
    ("100% FTE", {"full_time"}),
    ("0.75 FTE", {"part_time"}),
    (".6 FTE", {"part_time"}),
    ("FTE: 0.5", {"part_time"}),
    ("80% FTE", {"part_time"}),
    ("Full- or part-time", {"full_time", "part_time"}),
    ("full or part time considered", {"full_time", "part_time"}),
    ("Full/part time", {"full_time", "part_time"}),
    ("Part time, 30ish hrs", {"part_time"}),
    ("P/T", {"part_time"}),
    ("F/T with benefits", {"full_time"}),
    ("Full Time/Part Time: Full Time", {"full_time"}),
    ("Full-time or part-time: part-time", {"part_time"}),
    ("Employee type: Regular Full-Time", {"full_time"}),
    ("Monday to Friday, full days; it's a full-time job", {"full_time"}),
    ("part-time now, full-time by fall", {"part_time"}),
    ("open to part time", {"part_time"}),
    ("We'd consider part-time for the right person", {"part_time"}),
    ("Each year of full-time work in a medical office counts", set()),
    ("two years' full-time paid experience", set()),
    ("One full-time and two part-time hygienists report to you", set()),
    ("you manage three full-time MAs", set()),
    ("our part time biller", set()),
    ("with a part-time bookkeeper", set()),
    ("PRN staff do not receive paid leave", set()),
    ("PRN provider? See our clinician page instead.", set()),
    ("schedule PRN nurses", set()),
    ("Full-time students welcome", set()),
    ("medical benefits for those who work 30 hours per week", set()),
    ("insurance for staff who work 24 hours a week or more", set()),
    ("the office is open 50 hours a week", set()),
    ("We are open 24 hours a day", set()),
    ("on call 24 hours a day", set()),
    ("This job could become part-time next year", set()),
    ("an intern rotates with us each summer", set()),
    ("supervise the internship program", set()),
    ("negotiates payer contracts and renews the contract yearly", set()),
    ("temporary staff", set()),
    ("the interim manager will train you", set()),
    ("Job type: Part-time", {"part_time"}),
    ("Permanent full time", {"full_time"}),
    ("Full-Time/Exempt", {"full_time"}),
    ("Full-time (M-Th, four tens)", {"full_time"}),
    ("full-time salaried manager", {"full_time"}),
    ("We seek a full time office manager", {"full_time"}),
    ("hiring a part-time office manager", {"part_time"}),
    ("Position type: PRN/Per Diem", {"per_diem"}),
    ("Pool/per diem", {"per_diem"}),
    ("PRN position with no benefits", {"per_diem"}),
    ("a temp position for three months", {"temporary"}),
    ("seasonal job through April", {"temporary"}),
    ("limited-term appointment", {"temporary"}),
    ("grant-funded, limited term through 2027", {"temporary"}),
    ("interim practice administrator role", {"temporary"}),
    ("1099 contractor role", {"contract"}),
    ("independent contractor position", {"contract"}),
    ("This is a W-2 contract position", {"contract"}),
    ("40-hour week", {"full_time"}),
    ("40 hours/week", {"full_time"}),
    ("forty hours a week", {"full_time"}),
    ("36 hours a week", set()),
    ("32 hours weekly", set()),
    ("20-25 hours per week", {"part_time"}),
    ("16 hours/week", {"part_time"}),
    ("15 to 20 hrs per week", {"part_time"}),
    ("You will work three days, 24 hours per week", {"part_time"}),
    ("Medical for anyone working 30 hours a week", set()),
    ("employees working over 30 hours per week get dental", set()),
    ("our manager works full-time on site", {"full_time"}),
    ("benefits for full-time staff", set()),
    ("full-time staff receive PTO", set()),
    ("PTO for full-time team members", set()),
    ("Full-time employees are eligible for insurance", set()),
    ("we employ two part-time MAs", set()),
    ("a team of 8 full-time staff", set()),
    ("supervises 4 full time and 3 part time employees", set()),
    ("at least two years full-time experience", set()),
    ("This is full-time and benefited", {"full_time"}),
    ("Schedule: FT days", {"full_time"}),
    ("Schedule: PT, 20 hours", {"part_time"}),
    ("PT clinic with three therapists", set()),
    ("outpatient PT practice", set()),
    ("contract negotiations with payers", set()),
    ("temporary parking permits", set()),
    ("pool therapy", set()),
    ("casual, friendly office", set()),
    ("per diem meals on travel", set()),
    ("as needed, on an as-needed basis you will cover", {"per_diem"}),
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
