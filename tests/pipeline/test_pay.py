"""Pay: what a posting states, to the cent, and the money that is none of it."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.posting import RawPay, RawPosting
from pipeline.annual_pay import annual_pay
from pipeline.extract import open_reading
from pipeline.extractors import pay as extractor
from pipeline.money import find_statements, plausible
from pipeline.phrases import fold
from pipeline.posting import Pay, PayUnit

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(text: str, raw: RawPay | None = None) -> Pay | None:
    posting = RawPosting(
        source="t", key="1", title="Practice Manager", description=text, fetched_at=NOW,
        description_format="text", pay=raw,
    )  # fmt: skip
    return extractor.extract(open_reading(posting)).get("pay")


def figures(pay: Pay | None) -> tuple[str | None, str | None, str] | None:
    def spelt(figure: Decimal | None) -> str | None:
        return None if figure is None else f"{figure.normalize():f}"

    return None if pay is None else (spelt(pay.min), spelt(pay.max), pay.unit)


STATED = [
    ("$26.10 - $31.40 per hour", ("26.1", "31.4", "hour")),
    ("Pay: $24-28/hr DOE", ("24", "28", "hour")),
    ("$62K – $75K annually + quarterly bonus up to $3,000", ("62000", "75000", "year")),
    ("$65-80K/annum", ("65000", "80000", "year")),
    ("$45 – 50K", ("45000", "50000", "year")),
    ("Up to $85,000 a year", (None, "85000", "year")),
    ("from $65,000 per year, DOE", ("65000", None, "year")),
    ("starting at $88,500/year", ("88500", None, "year")),
    ("Salary: $72,000+", ("72000", None, "year")),
    ("$22.06+/hourly DOE", ("22.06", None, "hour")),
    ("$26.54 - $ 30.08/ hour", ("26.54", "30.08", "hour")),
    ("$27.87/ hour- $31.59/ hour", ("27.87", "31.59", "hour")),
    ("Compensation: $71,834.12/ year - $81,415.72/ year.", ("71834.12", "81415.72", "year")),
    ("The range is $62,316.80 and $72,155.20/year", ("62316.8", "72155.2", "year")),
    ("pays between $60,000 and $70,000", ("60000", "70000", "year")),
    ("$35/$40 hour dependent on experience", ("35", "40", "hour")),
    ("$65,000 or $31.25/hr", ("65000", "65000", "year")),
    ("$33.65 - $43.27/hour ($70,000 - $90,000)", ("33.65", "43.27", "hour")),
    ("Sign-on bonus of $5,000. Pay $30/hr", ("30", "30", "hour")),
    ("401k match, pay $24 an hour", ("24", "24", "hour")),
    ("Pay: $45 per visit", ("45", "45", "visit")),
    ("We pay $24 to $29 an hour", ("24", "29", "hour")),
    ("24-26/hr, full time", ("24", "26", "hour")),
    ("salary 65,000 - 80,000 per year", ("65000", "80000", "year")),
    ("Salary: 65,000-80,000", ("65000", "80000", "year")),
    ("54k–61k per year", ("54000", "61000", "year")),
    ("$1,900–$2,300 bi-weekly", ("1900", "2300", "two_weeks")),
    ("$2,100 - $2,400 semi-monthly", ("2100", "2400", "half_month")),
    ("$4,812.40 - $6,153.73 monthly", ("4812.4", "6153.73", "month")),
    ("$950/week", ("950", "950", "week")),
    ("$250 per day", ("250", "250", "day")),
    ("Minimum: $50,000 Maximum: $65,000 per year", ("50000", "65000", "year")),
    ("Minimum salary: $50,000\nMaximum salary: $65,000", ("50000", "65000", "year")),
    ("Level I: $24-$28/hr; Level II: $28-$33/hr", ("24", "33", "hour")),
    ("Pay: $70,000 - $80,000 in Denver and $65,000 - $75,000 in Pueblo", ("65000", "80000", "year")),
    ("Salary\n$82,000", ("82000", "82000", "year")),
    ("Hourly rate: $31.20 to $39.85", ("31.2", "39.85", "hour")),
    ("$90,000-$115,000 plus equity", ("90000", "115000", "year")),
    ("$82,000 salary, full-time", ("82000", "82000", "year")),
    ("USD 65,000 - 80,000 per year", ("65000", "80000", "year")),
    ("£40,000 - £45,000 per year", ("40000", "45000", "year")),
    ("Pay range: $19.01 to $25.83, placement in the range", ("19.01", "25.83", "hour")),
    ("Salary: $19", ("19", "19", "hour")),
    ("hourly compensation of $23/hour", ("23", "23", "hour")),
    ("Base $60,000; total compensation $80,000 - $90,000", ("60000", "60000", "year")),
    ("Total compensation: $80,000 - $90,000 per year", ("80000", "90000", "year")),
    ("$24.00/hr to $29.00/hr based on experience", ("24", "29", "hour")),
    ("$55,000 to start", ("55000", "55000", "year")),
    ("Compensation: 28.50 - 33.00 per hour", ("28.5", "33", "hour")),
    ("$30/hour up to $35/hour", ("30", "35", "hour")),
    ("$25/hr and $1,000 bonus at 90 days", ("25", "25", "hour")),
    ("Paid $1,200 weekly", ("1200", "1200", "week")),
    ("Pay: $60,000.00 - $70,000.00 per year\nBenefits:\n401(k)", ("60000", "70000", "year")),
    ("$75,000 DOE", ("75000", "75000", "year")),
    ("We offer $75,000 and great benefits", ("75000", "75000", "year")),
    ("up to $30.75/hr", (None, "30.75", "hour")),
    ("as much as $40 an hour", (None, "40", "hour")),
    ("no less than $60,000 per year", ("60000", None, "year")),
    ("$60,000/yr and up", ("60000", None, "year")),
    ("Pay $22 - $26. Overtime after 40 hours", ("22", "26", "hour")),
    ("$3,200/mo", ("3200", "3200", "month")),
    ("PTO accrual; $52,000 per annum", ("52000", "52000", "year")),
    ("Salary: $78,000 to $92,000 per year, plus $4,000 relocation", ("78000", "92000", "year")),
    ("$41.50 per hour (about $86,320 a year)", ("41.5", "41.5", "hour")),
    ("$54,080 - $66,560 annually ($26.00 - $32.00 hourly)", ("54080", "66560", "year")),
    ("The pay range for this role is $29 - $36 USD per hour", ("29", "36", "hour")),
    ("Pay: From $23.00 per hour", ("23", None, "hour")),
    ("Pay: Up to $75,000.00 per year", (None, "75000", "year")),
    ("hourly range of $27–33", ("27", "33", "hour")),
    ("$27-$33 hourly range", ("27", "33", "hour")),
    ("pay: $40k", ("40000", "40000", "year")),
    ("Pay: 24-28/hr", ("24", "28", "hour")),
    ("Rate: $1,400 per week plus mileage.", ("1400", "1400", "week")),
    ("Earn up to $70,000 in your first year", (None, "70000", "year")),
    ("annual salary is $58,240", ("58240", "58240", "year")),
    ("Wage: $20.00/hr (less than 2 years) or $24.00/hr", ("20", "20", "hour")),
    ("pay is $26.00 hourly. shift diff $2.00 hourly", ("26", "26", "hour")),
    ("$21.00 per hour - $26.00 per hour", ("21", "26", "hour")),
    ("Salary: $5,416.67 - $7,083.33/month", ("5416.67", "7083.33", "month")),
    ("$31.25 hr", ("31.25", "31.25", "hour")),
    ("$55,000yr", ("55000", "55000", "year")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STATED, ids=[text for text, _ in STATED])
def test_pay_is_read_as_stated(text: str, expected: tuple[str | None, str | None, str]) -> None:
    assert figures(read(text)) == expected


NO_PAY = [
    "$72,000+",
    "Salary: $80.000-$85,000",
    "58-65",
    "Average Medical Office Manager salary in TX: $71k",
    "$5,000 sign-on bonus",
    "Sign-on bonus: $20,000",
    "manages a $2.9M budget",
    "manages a budget of $850,000",
    "practice revenue of $800,000 a year",
    "$800,000 annual revenue",
    "membership is $75 a month",
    "Visits are $120 per visit",
    "$18,000 a year in student loan repayment",
    "Loan repayment up to $50,000 per year",
    "$1.50/hour weekend differential",
    "weekend differential of $8.00 per hour",
    "Pay period: 80 hours",
    "Room 12-15 patients per hour",
    "Salary grade 24",
    "Our medical assistants earn $18-$22 per hour",
    "The city's minimum wage is $16.50 per hour",
    "malpractice limits of $1M/$3M",
    "65,000 USD annually",
    "Collect $30 copays and $500,000 a month in charges",
    "401(k) with 4% match of $3,000",
    "invoices over $25,000",
    "purchases up to $25,000",
    "The national average is $68,000 per year",
    "Estimated $64K - $81K a year by a job site",
    "Hazard pay of $15,000",
    "Earn $2,000 referral bonuses",
    "HSA contribution of $20,000 family max",
    "Responsible for $1.2 million in supplies",
    "$40k",
    "life insurance of $50,000",
    "$50,000 life insurance policy",
    "serves 18,000 patients a year with 22 staff",
    "bill 15,000-20,000 visits per year",
    "annual bonus of $60,000",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PAY, ids=NO_PAY)
def test_other_money_is_no_pay(text: str) -> None:
    assert read(text) is None


GIVEN = [
    (RawPay(min="23.98", max="31.10", unit="HOUR"), ("23.98", "31.1", "hour")),
    (RawPay(min="62000", max="0", unit="per-year-salary"), ("62000", None, "year")),
    (RawPay(min="62000", max="70000", unit="1 YEAR"), ("62000", "70000", "year")),
    (RawPay(min="2300.5", unit="BW"), ("2300.5", None, "two_weeks")),
    (RawPay(words="$28 - $34 an hour"), ("28", "34", "hour")),
    (RawPay(words="$58,000-$66,000"), ("58000", "66000", "year")),
    (RawPay(min="62000", max="70000"), None),
    (RawPay(min="62000", max="70000", unit="HOUR"), None),
    (RawPay(min="62000", unit="fortnight of Sundays"), None),
    (RawPay(words="competitive"), None),
]


@pytest.mark.parametrize(("raw", "expected"), GIVEN, ids=lambda value: str(value)[:60])
def test_fields_of_the_source_are_read_where_the_text_is_silent(
    raw: RawPay, expected: tuple[str | None, str | None, str] | None
) -> None:
    assert figures(read("A friendly office.", raw)) == expected


def test_the_text_goes_before_the_fields_of_the_source() -> None:
    pay = read("Pay: $29 an hour", RawPay(min="40000", max="50000", unit="YEAR"))
    assert figures(pay) == ("29", "29", "hour")


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("$30/hr, 24 hrs/wk", 24),
        ("$30/hr PT 24 hours", 24),
        ("$30/hr, part time (0.75 FTE, 30 hours)", 30),
        ("$30/hr. Thirty-two (32) hours over four days", 32),
        ("$30/hr. Full-time, 36-40 hours.", 36),
        ("$30/hr. Thirty-two (32) hours per week.", 32),
        ("$30/hr. Expected hours: 20 - 25 per week", 20),
        ("$30/hr. We are open 24 hours a day.", None),
        ("$30/hr. The clinic is open 55 hours a week.", None),
        ("$30/hr. Give 48 hours notice.", None),
    ],
)
def test_hours_of_the_week_are_those_of_the_job(text: str, hours: int | None) -> None:
    pay = read(text)
    assert pay is not None
    assert pay.hours_per_week == hours


ANNUAL = [
    ("hour", None, ("52000.00", "2,080 hours")),
    ("hour", "24", ("31200.00", "stated hours")),
    ("year", None, ("25.00", "stated")),
    ("two_weeks", None, ("650.00", "52 weeks")),
    ("half_month", None, ("600.00", "52 weeks")),
    ("visit", None, (None, None)),
]


@pytest.mark.parametrize(("unit", "hours", "expected"), ANNUAL)
def test_pay_is_brought_to_a_year_and_says_how(
    unit: PayUnit, hours: str | None, expected: tuple[str | None, str | None]
) -> None:
    pay = Pay(
        min=Decimal(25), max=None, unit=unit, hours_per_week=Decimal(hours) if hours else None
    )
    low, high, basis = annual_pay(pay)
    assert (None if low is None else str(low), basis) == expected
    assert high is None


HOURLY = st.integers(725, 24_900).map(lambda cents: Decimal(cents) / 100)


@given(HOURLY, HOURLY, st.sampled_from(["/hr", " per hour", " an hour", " hourly"]))
def test_every_cent_survives(one: Decimal, other: Decimal, unit: str) -> None:
    low, high = sorted((one, other))
    pay = read(f"The pay is ${low} - ${high}{unit}, plus benefits.")
    assert pay is not None
    assert (pay.min, pay.max, pay.unit) == (low, high, "hour")


@given(st.integers(15_000, 900_000))
def test_a_salary_reads_the_same_with_and_without_commas(salary: int) -> None:
    for words in (f"Salary: ${salary:,} per year", f"Salary: ${salary} per year"):
        assert figures(read(words)) == (f"{salary}", f"{salary}", "year")


MONEY = st.text(alphabet="$£0123456789,.-–/ khrtoper(\n+1", max_size=80)


@given(MONEY)
def test_statements_lie_in_the_text_and_never_overlap(text: str) -> None:
    folded = fold(text)
    reached = 0
    for said in find_statements(folded, 0, len(folded)):
        assert reached <= said.start < said.end <= len(folded)
        reached = said.end


@given(MONEY)
def test_no_pay_is_read_that_its_unit_forbids(text: str) -> None:
    pay = read("Pay: " + text)
    if pay is not None:
        assert plausible(pay.unit, pay.min, pay.max)
        assert pay.min is not None or pay.max is not None


def test_a_long_line_of_figures_is_read_in_linear_time() -> None:
    line = "Pay $ " + "1,2 $3 to " * 20_000
    assert read(line) is None
