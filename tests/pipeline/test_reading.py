"""Requirements as a careful recruiter reads them: example tables, and what must always hold."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.posting import RawLocation, RawPay, RawPosting
from pipeline.extract import load_extractors, read_posting
from pipeline.phrases import fold
from pipeline.posting import Posting

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(
    text: str, *, html: bool = False, title: str = "Practice Manager", **given_fields: object
) -> Posting:
    raw = RawPosting(
        source="t", key="1", title=title, description=text, fetched_at=NOW,
        description_format="html" if html else "text", **given_fields,  # type: ignore[arg-type]
    )  # fmt: skip
    return read_posting(raw)


def asked(posting: Posting, *kinds: str) -> set[tuple[object, ...]]:
    return {
        (row.concept, row.strength)
        for row in posting.requirements
        if not kinds or row.kind in kinds
    }


REQUIRED = "Requirements\n- "

CREDENTIALS = [
    (REQUIRED + "CMM or CMPE", {("cert-cmm", "required"), ("cert-cmpe", "required")}),
    (REQUIRED + "CMM or CMPE strongly preferred", {("cert-cmm", "preferred"), ("cert-cmpe", "preferred")}),
    ("Preferred qualifications\n- CPC", {("cert-cpc", "preferred")}),
    ("Preferred qualifications\n- CPC required", {("cert-cpc", "required")}),
    ("Responsibilities\n- Supervise certified coders and keep each CPC current", set()),
    ("About us\nOur board-certified physicians and RNs love it here.", set()),
    ("Benefits\n- We pay for your CEUs and CMM exam", set()),
    ("An RN license is not required for this role.", {("lic-rn", "not_required")}),
    (REQUIRED + "Valid driver's license", {("lic-driver", "required")}),
    ("Nice to have: CMOM", {("cert-cmom", "preferred")}),
    (REQUIRED + "BLS required; FAADOM a plus", {("cert-bls-cpr", "required"), ("cert-faadom", "preferred")}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"), CREDENTIALS, ids=[text[:40] for text, _ in CREDENTIALS]
)
def test_credentials_are_asked_of_the_candidate_only(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert asked(read(text), "certification", "licence") == expected


DEGREES = [
    (REQUIRED + "Bachelor's degree in business", ("edu-bachelor", "required", {"field-business-management"})),
    (REQUIRED + "High school diploma or GED", ("edu-hs-ged", "required", set())),
    (REQUIRED + "MHA preferred", ("edu-master", "preferred", {"field-healthcare-administration"})),
    ("Preferred\n- Associate's degree", ("edu-associate", "preferred", set())),
    ("We need people. No degree required.", ("edu-none", "not_required", set())),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), DEGREES, ids=[text[:40] for text, _ in DEGREES])
def test_degree_level_stands_apart_from_its_fields(
    text: str, expected: tuple[str, str, set[str]]
) -> None:
    rows = [row for row in read(text).requirements if row.kind == "degree"]
    assert [(row.concept, row.strength, set(row.fields)) for row in rows] == [expected]


YEARS = [
    ("3-5 years of medical office experience", (3, 5, "exp-medical-office")),
    ("five (5) years of supervisory experience", (5, None, "exp-supervisory")),
    ("18 months of front desk experience", (1.5, None, "exp-medical-office")),
    ("At least two years managing a medical practice", (2, None, "exp-practice-management")),
    ("7+ yrs in medical billing", (7, None, "exp-medical-billing")),
    ("Medical office: 3 years (Required)", (3, None, "exp-medical-office")),
]


@pytest.mark.parametrize(("words", "expected"), YEARS, ids=[words for words, _ in YEARS])
def test_years_are_read_with_their_kind(
    words: str, expected: tuple[float, float | None, str]
) -> None:
    rows = [row for row in read(REQUIRED + words).requirements if row.kind == "experience"]
    assert [(row.years_min, row.years_max, row.concept) for row in rows] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "We have served Tampa for 25 years.",
        REQUIRED + "Must be 18 years of age or older",
        "Benefits\n- Two weeks of vacation after one year",
    ],
)
def test_other_years_are_no_experience(text: str) -> None:
    assert not [row for row in read(text).requirements if row.kind == "experience"]


def groups(posting: Posting) -> list[list[list[str]]]:
    found: dict[int, dict[int, list[str]]] = {}
    for row in posting.requirements:
        if row.group is not None and row.option is not None:
            found.setdefault(row.group, {}).setdefault(row.option, []).append(row.concept)
    return [[sorted(options[n]) for n in sorted(options)] for options in found.values()]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Bachelor's degree in business or five years of medical office experience", [[["edu-bachelor"], ["exp-medical-office"]]]),
        ("CMM, CMPE or CMOM", [[["cert-cmm"], ["cert-cmpe"], ["cert-cmom"]]]),
        ("High school diploma and four years in a dental office, or associate degree and two years in a dental office",
         [[["edu-hs-ged", "exp-medical-office"], ["edu-associate", "exp-medical-office"]]]),
        ("Dentrix or Eaglesoft", [[["dentrix"], ["eaglesoft"]]]),
        ("CPC and BLS", []),
    ],
)  # fmt: skip
def test_alternatives_are_one_group(words: str, expected: list[list[list[str]]]) -> None:
    assert groups(read(REQUIRED + words)) == expected


def test_a_deadline_after_hire_is_kept() -> None:
    (row,) = read(REQUIRED + "CPR within 90 days of hire").requirements
    assert (row.concept, row.within_days_of_hire) == ("cert-bls-cpr", 90)


def test_a_skill_said_twice_is_one_row_asked_as_qualification() -> None:
    posting = read("Duties\n- Payroll entry\nRequirements\n- Payroll experience")
    rows = [row for row in posting.requirements if row.concept == "payroll"]
    assert [(row.source, row.strength) for row in rows] == [("qualification", "required")]


PAY = [
    ("Pay: $28.50-$34.00/hr DOE", ("28.50", "34.00", "hour")),
    ("Salary: $62K to $75K annually", ("62000", "75000", "year")),
    ("Up to $85,000 a year", (None, "85000", "year")),
    ("From $52,000 a year", ("52000", None, "year")),
    ("$1,900 - $2,300 bi-weekly", ("1900", "2300", "two_weeks")),
    ("The job pays $55,000 a year", ("55000", "55000", "year")),
    ("$3,000 sign-on bonus", None),
    ("Manages a $1.2 million budget", None),
    ("401k with 4% match", None),
    ("Average salary in Texas: $71,000 a year", None),
    ("Competitive salary, commensurate with experience", None),
]


@pytest.mark.parametrize(("text", "expected"), PAY, ids=[text for text, _ in PAY])
def test_pay_is_what_this_job_pays(
    text: str, expected: tuple[str | None, str | None, str] | None
) -> None:
    pay = read(text).pay
    if expected is None:
        assert pay is None
        return
    assert pay is not None
    low, high, unit = expected
    assert (pay.min, pay.max, pay.unit) == (low and Decimal(low), high and Decimal(high), unit)


def test_pay_of_the_source_counts_where_the_text_is_silent() -> None:
    posting = read(
        "Come and join us.", pay=RawPay(min="23.98", max="35.09", unit="HOUR", currency="USD")
    )
    assert posting.pay is not None
    assert (posting.pay.min, posting.pay.max) == (Decimal("23.98"), Decimal("35.09"))
    assert posting.pay_annual_min == Decimal("49878.40")
    assert posting.pay_annual_basis == "2,080 hours"


@pytest.mark.parametrize(
    ("title", "employer", "text", "expected"),
    [
        ("Medical Office Manager", "", "", "medical_office_manager"),
        ("Practice Manager", "Elm Dermatology", "Our patients see three physicians.", "medical_office_manager"),
        ("Practice Manager", "Birch Wealth Advisors", "Serve advisors and their investment clients.", "other"),
        ("Veterinary Practice Manager", "Tall Oaks Animal Hospital", "Pets and their people.", "other"),
        ("Office Manager", "Stonebridge Builders", "Construction office. Medical and dental insurance.", "other"),
        ("Nurse Manager, Primary Care", "Lake Clinic", "RN license. Patients.", "other"),
        ("Medical Billing Manager", "Lake Clinic", "Claims for patients.", "other"),
        ("Dental Office Manager", "", "", "medical_office_manager"),
    ],
)  # fmt: skip
def test_occupation_is_decided_with_a_reason(
    title: str, employer: str, text: str, expected: str
) -> None:
    posting = read(text, title=title, employer=employer)
    assert posting.occupation == expected
    assert posting.occupation_reason


def test_places_come_from_the_text_else_from_the_source() -> None:
    said = read("Our clinic in Garden City, KS 67846 is growing. RNs, MAs and PAs welcome.")
    assert [(place.city, place.state, place.postal_code) for place in said.locations] == [
        ("Garden City", "KS", "67846")
    ]
    given_places = read(
        "Join us.", locations=(RawLocation(words="Boise, ID"), RawLocation(words="2 Locations"))
    )
    assert [(place.city, place.state) for place in given_places.locations] == [("Boise", "ID")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("This is not a remote position.", "on_site"),
        ("Hybrid: 3 days in office", "hybrid"),
        ("Fully remote", "remote"),
        ("Coordinates remote patient monitoring and telehealth.", None),
    ],
)
def test_workplace(text: str, expected: str | None) -> None:
    assert read(text).workplace == expected


def test_the_same_words_read_the_same_however_the_source_wraps_them() -> None:
    html = "<h2>Requirements</h2><ul><li>Bachelor&rsquo;s degree</li><li>CMM preferred</li></ul>"
    escaped = html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    plain = "REQUIREMENTS\n• Bachelor’s degree\n• CMM preferred"
    expected = {("edu-bachelor", "required"), ("cert-cmm", "preferred")}
    for text, is_html in ((html, True), (escaped, True), (plain, False)):
        assert asked(read(text, html=is_html), "degree", "certification") == expected


def test_there_is_an_extractor_of_every_kind() -> None:
    names = {extract.__module__.rsplit(".", 1)[1] for extract in load_extractors()}
    assert {
        "credentials",
        "degrees",
        "experience",
        "languages",
        "skills",
        "pay",
        "schedule",
        "place",
        "occupation",
    } <= names


WORDS = st.sampled_from(
    [
        "Requirements:",
        "Bachelor's",
        "degree",
        "or",
        "five",
        "years",
        "CMM,",
        "CMPE",
        "preferred;",
        "RN",
        "not",
        "required",
        "$28.50",
        "-",
        "$34/hr",
        "Epic",
        "EHR",
        "<b>must</b>",
        "have",
        "•",
        "bilingual",
        "Spanish",
        "BLS",
        "within",
        "60",
        "days",
        "of",
        "hire.",
        "Supervise",
        "our",
        "staff",
        "ß",
        "İ",
        "ﬁ",
        "é",
        "\xa0",
        "\n",
        "\n##",
        "(plus)",
        "3-5",
        "yrs",
        "A/R",
        "P&L",
        "401k",
        "&amp;lt;",
        "Tampa,",
        "FL",
        "33606",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join), st.booleans())
def test_evidence_always_lies_in_the_text(text: str, html: bool) -> None:
    posting = read(text, html=html)
    for row in posting.requirements:
        assert 0 <= row.start < row.end <= len(posting.text)
        assert posting.text[row.start : row.end] == row.evidence
        assert (row.group is None) == (row.option is None)
        assert row.rule
    if posting.pay is not None and posting.pay.evidence is not None:
        assert posting.text[posting.pay.start : posting.pay.end] == posting.pay.evidence


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_read_and_read_again(text: str) -> None:
    first = read(text)
    assert read(text) == first
    assert first.to_json()["posting_id"] == "t:1"


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)
