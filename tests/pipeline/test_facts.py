"""What a posting states beside requirements: example tables, near-misses, and what must always hold."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.posting import RawPosting
from pipeline.concepts import load_taxonomy
from pipeline.extract import read_posting
from pipeline.posting import Fact, Posting
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(text: str, title: str = "Office Manager", employer: str | None = None) -> Posting:
    return read_posting(
        RawPosting(
            source="t", key="1", title=title, employer=employer, description=text,
            description_format="text", fetched_at=NOW,
        )
    )  # fmt: skip


def of_kind(posting: Posting, *kinds: str) -> list[Fact]:
    return [fact for fact in posting.facts if fact.kind in kinds]


def concepts(posting: Posting, kind: str) -> set[str]:
    return {(fact.concept or "").partition("-")[2] for fact in of_kind(posting, kind)}


TRAVEL: list[tuple[str, tuple[int | None, int | None, str] | None]] = [
    ("Up to 25% travel", (None, 25, "required")),
    ("Travel up to 15% of the time.", (None, 15, "required")),
    ("Travel: 10-20%", (10, 20, "required")),
    ("Travel 10% to 30%", (10, 30, "required")),
    ("Requires 40% travel to our clinics", (40, 40, "required")),
    ("Travel less than 5% of the time", (None, 5, "required")),
    ("At least 50 percent overnight travel", (50, None, "required")),
    ("Approximately 30% of the time traveling", (30, 30, "required")),
    ("Must be able to travel between our two offices", (None, None, "required")),
    ("Some local travel is expected.", (None, None, "required")),
    ("Willingness to travel to other sites", (None, None, "required")),
    ("Travel required: Yes", (None, None, "required")),
    ("Occasional day travel", (None, None, "required")),
    ("You may travel between clinics.", (None, None, "possible")),
    ("Travel of up to 10% may be required.", (None, 10, "possible")),
    ("No travel", (0, 0, "not_required")),
    ("There is no travel required.", (0, 0, "not_required")),
    ("Travel: None", (0, 0, "not_required")),
    ("Travel Required: No", (0, 0, "not_required")),
    ("This role does not require any travel.", (0, 0, "not_required")),
    ("Position involves no overnight travel.", None),
    ("Arrange physician travel and lodging", None),
    ("Book travel for the executives", None),
    ("Travel reimbursement at the IRS rate", None),
    ("We hire travel nurses.", None),
    ("Our travel clinic gives yellow fever shots.", None),
    ("Patients travel from three counties to see us.", None),
    ("Travel insurance for employees", None),
    ("Travelers welcome", None),
    ("25% of visits are by video", None),
]


@pytest.mark.parametrize(("text", "expected"), TRAVEL, ids=[text for text, _ in TRAVEL])
def test_travel(text: str, expected: tuple[int | None, int | None, str] | None) -> None:
    found = [(fact.low, fact.high, fact.asked) for fact in of_kind(read(text), "travel")]
    assert found == ([expected] if expected else [])


def test_a_share_of_the_time_goes_before_bare_travel() -> None:
    (fact,) = of_kind(read("Some travel between sites. Travel is about 20%."), "travel")
    assert (fact.low, fact.high) == (Decimal(20), Decimal(20))


CONDITIONS: list[tuple[str, set[tuple[str, str]]]] = [
    ("Must pass a background check and drug screen.", {("background-check", "required"), ("drug-screen", "required")}),
    ("Offers are contingent upon a criminal background check.", {("background-check", "required")}),
    ("Pre-employment drug testing is mandatory.", {("drug-screen", "required")}),
    ("A credit check may be required.", {("credit-check", "possible")}),
    ("Level of access may require a fingerprint check.", {("fingerprinting", "possible")}),
    ("Fingerprint clearance card required", {("fingerprinting", "required")}),
    ("Proof of flu vaccination is required.", {("flu-vaccine", "required")}),
    ("All staff must be vaccinated against COVID-19.", {("covid-vaccine", "required")}),
    ("COVID-19 vaccination is not required.", {("covid-vaccine", "not_required")}),
    ("We do not conduct a drug test.", {("drug-screen", "not_required")}),
    ("Hepatitis B vaccine and TB test upon hire", {("hepatitis-b-vaccine", "required"), ("tb-test", "required")}),
    ("Requirements\n- Current auto insurance", {("auto-insurance", "required")}),
    ("Requirements\n- Own vehicle with proof of vehicle insurance", {("vehicle", "required"), ("auto-insurance", "required")}),
    ("Requirements\n- Clean motor vehicle report", {("driving-record", "required")}),
    ("Must be legally authorized to work in the United States.", {("work-authorization", "required")}),
    ("Applicants must pass a nicotine test.", {("tobacco-free", "required")}),
    ("Must complete a pre-employment physical", {("health-screen", "required")}),
    ("Physical demands\n- Lift up to 35 pounds", {("physical", "required")}),
    ("Responsibilities\n- Run background checks on applicants", set()),
    ("Responsibilities\n- Ensure every employee passes the TB test each year", set()),
    ("Responsibilities\n- Track vaccine inventory", set()),
    ("Responsibilities\n- Hold flu shot clinics", set()),
    ("Responsibilities\n- Document each urine drug screen of patients", set()),
    ("We give vaccinations to children.", set()),
    ("Benefits\n- Free flu shots", set()),
    ("Bill auto insurance claims", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONDITIONS, ids=[text for text, _ in CONDITIONS])
def test_conditions(text: str, expected: set[tuple[str, str]]) -> None:
    found = of_kind(read(text), "condition")
    assert {((fact.concept or "").partition("-")[2], fact.asked) for fact in found} == expected


def test_lifting_keeps_its_pounds() -> None:
    (fact,) = of_kind(read("Must be able to lift up to 35 pounds"), "condition")
    assert (fact.low, fact.high, fact.evidence) == (None, Decimal(35), "lift up to 35 pounds")


BENEFITS: list[tuple[str, set[str]]] = [
    ("Benefits\n- Medical, dental and vision", {"medical", "dental", "vision"}),
    ("Benefits: health/dental/vision, PTO", {"medical", "dental", "vision", "pto"}),
    ("Medical/Dental/Vision after 60 days", {"medical", "dental", "vision"}),
    ("We offer health insurance.", {"health-insurance"}),
    ("Benefits\n- Dental insurance\n- Life insurance", {"dental", "life-insurance"}),
    ("What we offer\n- 401(k) with match\n- Paid holidays", {"retirement-match", "paid-holidays"}),
    ("403(b) and three weeks of PTO", {"401k", "pto"}),
    ("Plus a $4,000 sign-on bonus", {"sign-on-bonus"}),
    ("Tuition reimbursement after a year", {"tuition"}),
    ("You'll get a scrub allowance and pet insurance.", {"uniform", "pet-insurance"}),
    ("Perks\n- Gym membership\n- Free parking", {"wellness", "commuting"}),
    ("Short-term disability and an HSA, fully paid by us", {"disability", "hsa-fsa"}),
    ("Eligible for PSLF and student loan assistance", {"student-loan"}),
    ("Relocation assistance is available.", {"relocation"}),
    ("Benefits\n- Parental leave\n- Employee assistance program", {"parental-leave", "employee-assistance"}),
    ("Mileage reimbursement between offices", {"mileage"}),
    ("Responsibilities\n- Administer health insurance and 401(k) enrollment", set()),
    ("Responsibilities\n- Approve PTO and keep the calendar", set()),
    ("Responsibilities\n- Verify dental insurance for each patient", set()),
    ("Requirements\n- Knowledge of health insurance and dental plans", set()),
    ("Requirements\n- Experience with vision insurance billing", set()),
    ("We accept most health insurance.", set()),
    ("Patients without dental coverage are welcome.", set()),
    ("This position does not include health insurance or PTO.", set()),
    ("No benefits: no PTO, no health insurance", set()),
    ("Our medical and dental staff work side by side.", set()),
    ("Responsibilities\n- Cover the front desk during vacations", set()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BENEFITS, ids=[text for text, _ in BENEFITS])
def test_benefits_are_those_the_employer_offers(text: str, expected: set[str]) -> None:
    assert concepts(read(text), "benefit") == expected


SETTINGS: list[tuple[str, set[str]]] = [
    ("We are a federally qualified health center in Ohio.", {"fqhc"}),
    ("Our busy urgent care sees walk-ins.", {"urgent-care"}),
    ("Manages the daily operations of an ambulatory surgery center", {"asc"}),
    ("Join our growing dental practice!", {"dental"}),
    ("Oakmont is an independent, physician-owned practice.", {"private-practice"}),
    ("Requirements\n- Two years in an urgent care", set()),
    ("Refer patients to a skilled nursing facility", set()),
    ("Responsibilities\n- Coordinate with the hospital on admissions", set()),
    ("We are part of a health system.", set()),
    ("Experience in a surgery center helps.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SETTINGS, ids=[text for text, _ in SETTINGS])
def test_setting_is_the_practice_s_own(text: str, expected: set[str]) -> None:
    assert concepts(read(text), "setting") == expected


SPECIALTIES: list[tuple[str, set[str]]] = [
    ("Our dermatology practice is hiring.", {"dermatology"}),
    ("We are a busy orthopedic clinic.", {"orthopedics"}),
    ("Lead the front office of our pediatric office", {"pediatrics"}),
    ("Manages a two-doctor ENT practice", {"ent"}),
    ("Oversee our rheumatology and endocrinology clinics", {"rheumatology", "endocrinology"}),
    ("Requirements\n- Dermatology practice experience", set()),
    ("Send referrals to cardiology clinics nearby", set()),
    ("Responsibilities\n- Bill orthopedic surgery", set()),
    ("Experience in a cardiology office is a plus", set()),
    ("We partner with a neurology group.", set()),
]


@pytest.mark.parametrize(("text", "expected"), SPECIALTIES, ids=[text for text, _ in SPECIALTIES])
def test_specialty_is_the_practice_s_own(text: str, expected: set[str]) -> None:
    assert concepts(read(text), "specialty") == expected


def test_title_and_name_say_what_the_practice_is() -> None:
    posting = read("Come and join us.", "Urgent Care Center Manager", "Oak Family Medicine")
    found = {(fact.kind, fact.concept, fact.section, fact.evidence) for fact in posting.facts}
    assert found == {
        ("setting", "setting-urgent-care", "title", "Urgent Care"),
        ("specialty", "specialty-urgent-care", "title", "Urgent Care"),
        ("specialty", "specialty-family-medicine", "name", "Family Medicine"),
    }
    assert all(fact.start is None and fact.end is None for fact in posting.facts)


@pytest.mark.parametrize(
    ("title", "employer"),
    [("Medical Office Manager", "Lakeview Hospital"), ("Office Manager", "Harlan Clinic")],
)
def test_usual_titles_and_names_of_systems_say_nothing(title: str, employer: str) -> None:
    assert read("Come and join us.", title, employer).facts == ()


COUNTS: list[tuple[str, set[tuple[str, int | None, int | None]]]] = [
    ("Our six-provider practice", {("providers", 6, 6)}),
    ("We have 4 physicians.", {("providers", 4, 4)}),
    ("three physicians and two NPs", {("providers", 5, 5)}),
    ("2 MDs, 3 PAs and 1 nurse practitioner", {("providers", 6, 6)}),
    ("A dentist and two hygienists work here; so do twelve employees.", {("staff", 12, 12)}),
    ("A physician and two nurse practitioners", {("providers", 3, 3)}),
    ("two dentists and an orthodontist", {("providers", 2, 2)}),
    ("two physicians and a nurse practitioner", {("providers", 3, 3)}),
    ("Our surgeons and two PAs", {("providers", 2, None)}),
    ("8-10 board-certified providers", {("providers", 8, 10)}),
    ("more than 20 physicians see patients here", {("providers", 20, None)}),
    ("twelve (12) psychologists", {("providers", 12, 12)}),
    ("a solo practice", {("providers", 1, 1)}),
    ("a single-provider office", {("providers", 1, 1)}),
    ("Supervise 12 staff", {("staff", 12, 12)}),
    ("Supervises up to 15 employees", {("staff", None, 15)}),
    ("Lead a team of 14", {("staff", 14, 14)}),
    ("Lead a team of 5-7", {("staff", 5, 7)}),
    ("a front office team of 9 people", {("staff", 9, 9)}),
    ("Manages 20+ FTEs", {("staff", 20, None)}),
    ("six-person team", {("staff", 6, 6)}),
    ("Manages eight direct reports", {("staff", 8, 8)}),
    ("Oversee five locations", {("sites", 5, 5)}),
    ("travel between our two offices", {("sites", 2, 2)}),
    ("a three-location practice", {("sites", 3, 3)}),
    ("Manages 2 busy clinics", {("sites", 2, 2)}),
    ("Our 12,000 employees care for the region.", set()),
    ("over 300 providers across the state", set()),
    ("90 providers", set()),
    ("We run 12 clinics in four states.", set()),
    ("Our network has 15 locations.", set()),
    ("Requirements\n- Experience supervising 5 or more employees", set()),
    ("Requirements\n- Three years in a 4-provider office, experience preferred", set()),
    ("Recruit two physicians", set()),
    ("Schedules 30 patients a day", set()),
    ("Two years, 40 hours a week, 3 weeks of PTO", set()),
    ("1.0 FTE", set()),
    ("two physician references", set()),
    ("one of our four exam rooms", set()),
    ("a cozy six-room clinic", set()),
    ("Suite 12 offices", set()),
    ("single point of contact for physicians", set()),
    ("$20 provider fee", set()),
    ("two staff meetings", set()),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS, ids=[text for text, _ in COUNTS])
def test_counts_are_of_the_practice(
    text: str, expected: set[tuple[str, int | None, int | None]]
) -> None:
    found = of_kind(read(text), "providers", "staff", "sites")
    assert {(fact.kind, fact.low, fact.high) for fact in found} == expected


TABLES = (TRAVEL, CONDITIONS, BENEFITS, SETTINGS, SPECIALTIES, COUNTS)
WORDS = sorted({row[0] for table in TABLES for row in table})


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=20)), max_size=6),
    st.sampled_from(["\n", ". ", " \u2014 ", "; ", " "]),
)
def test_every_fact_stands_in_the_text_and_is_told_once(parts: list[str], join: str) -> None:
    posting = read(join.join(parts) or "x", "Dental Office Manager", "Ümit's Urgent Care")
    taxonomy = load_taxonomy()
    rules = {
        rule.id
        for name in ("benefits", "conditions", "practice", "size", "travel")
        for rule in load_rules(name, SayingRule)
    } | {"travel.share", "benefits.list", "practice.title", "practice.name"}
    seen = set()
    for fact in posting.facts:
        if fact.start is None or fact.end is None:
            assert fact.section in ("title", "name")
        else:
            assert posting.text[fact.start : fact.end] == fact.evidence
        assert fact.evidence.strip() == fact.evidence != ""
        assert fact.concept is None or taxonomy[fact.concept].kind == fact.kind.replace(
            "travel", "condition"
        )
        assert fact.rule in rules or fact.rule.startswith("section.")
        if fact.low is not None and fact.high is not None:
            assert Decimal(0) <= fact.low <= fact.high
        identity = (fact.kind, fact.concept, fact.low, fact.high)
        assert identity not in seen
        seen.add(identity)
