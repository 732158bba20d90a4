"""What we believe of a posting: its facts and requirements, each with the words that prove it.

`to_json` is the contract of `pipeline extract`; the warehouse has the same columns, save five
that are reserved or ambiguous words in SQL (see `SQL_NAMES`).
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Literal

Kind = Literal["degree", "experience", "certification", "licence", "language", "skill"]
Strength = Literal["required", "preferred", "not_required"]
AskedAs = Literal["qualification", "duty"]
Occupation = Literal["medical_office_manager", "other"]
Workplace = Literal["on_site", "hybrid", "remote"]
FactKind = Literal[
    "travel", "condition", "benefit", "setting", "specialty", "providers", "staff", "sites"
]
Asked = Literal["required", "possible", "not_required"]
EmploymentType = Literal[
    "full_time", "part_time", "contract", "temporary", "per_diem", "internship"
]
PayUnit = Literal["hour", "day", "week", "two_weeks", "half_month", "month", "year", "visit"]
DateBasis = Literal["stated", "derived", "feed"]

SQL_NAMES: Mapping[str, str] = MappingProxyType(
    {
        "group": "group_no",
        "option": "option_no",
        "start": "span_start",
        "end": "span_end",
        "source": "asked_as",
    }
)
"""A requirement's JSON names that SQL needs otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing the posting asks of the candidate, and the words that say it."""

    kind: Kind
    concept: str
    """Id of the taxonomy, never the raw words; those are the span."""
    strength: Strength
    group: int | None = None
    """Rows of one group are alternatives: meeting all rows of one option meets the group."""
    option: int | None = None
    years_min: float | None = None
    years_max: float | None = None
    """As stated ("18 months" is 1.5); a maximum describes, it does not cap."""
    fields: tuple[str, ...] = ()
    """Fields of study named for a degree; `field-any-related` where "related field" is said."""
    within_days_of_hire: int | None = None
    """To be had only so many days after hire; a month is 30 days, a year 365."""
    source: AskedAs = "qualification"
    evidence: str
    """`text[start:end]`."""
    start: int
    end: int
    """Half-open span in `Posting.text`, in Unicode code points."""
    section: str | None = None
    """Kind of the section it stands in: requirement, preferred, duty …"""
    rule: str
    """Id of the rule that fired, so that any answer leads back to its line in `rules/`."""
    confidence: float = 1.0
    """How sure the rule is, 0 to 1, as its data file says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing the posting states of the job, its terms or its practice, and the words that say it."""

    kind: FactKind
    concept: str | None = None
    """Id of the taxonomy; None for a count of providers, staff or sites."""
    low: Decimal | None = None
    high: Decimal | None = None
    """Travel: percent of the time. Providers, staff, sites: how many the practice has or the job
    runs. As stated: one figure is both, "up to" has no low, "or more" no high."""
    asked: Asked | None = None
    """Of travel and conditions: required, possible ("may be"), or not_required ("no travel")."""
    evidence: str
    """`text[start:end]`, or words of the title or the employer's name where those are None."""
    start: int | None
    end: int | None
    section: str
    """Kind of the section it stands in; `title` or `name` where the title or the employer's name
    says it."""
    rule: str
    """Id of the rule that fired."""
    confidence: float = 1.0
    """How sure the rule is, 0 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A stated place of work; None where the posting does not say that part."""

    city: str | None = None
    state: str | None = None
    """Two-letter code in the USA and Canada."""
    postal_code: str | None = None
    country: str | None = None
    """ISO 3166 two-letter code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pay:
    """What this job is paid, as stated: "up to" has no min, "from" no max, one figure is both."""

    min: Decimal | None
    max: Decimal | None
    unit: PayUnit
    currency: str = "USD"
    evidence: str | None = None
    """The words; None where it comes from the source's own pay fields."""
    start: int | None = None
    end: int | None = None
    hours_per_week: Decimal | None = None
    """Stated hours, used to annualise; None means that 2,080 hours a year were assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """One posting as we read it. None and () mean "not stated"."""

    posting_id: str
    source: str
    source_key: str
    url: str | None = None
    apply_url: str | None = None
    requisition_id: str | None = None
    title: str
    employer: str | None = None
    occupation: Occupation
    occupation_reason: str
    """The rule and words that decided the occupation."""
    locations: tuple[Location, ...] = ()
    workplace: Workplace | None = None
    employment_types: tuple[EmploymentType, ...] = ()
    pay: Pay | None = None
    pay_annual_min: Decimal | None = None
    pay_annual_max: Decimal | None = None
    pay_annual_basis: str | None = None
    """How pay was brought to a year: "stated", "stated hours", "2,080 hours", "52 weeks"; None without."""
    posted_at: date | None = None
    posted_at_basis: DateBasis | None = None
    valid_through: date | None = None
    valid_through_basis: DateBasis | None = None
    closed: bool = False
    fetched_at: datetime | None = None
    """Instant of the response it was read from, aware UTC."""
    text: str
    """The visible text, block structure kept as lines; every span points into it."""
    text_language: str | None = None
    """ISO 639-1 (639-3 where a language has none); None where too short or mixed to tell. Nothing
    is read from a text in another language than English."""
    requirements: tuple[Requirement, ...] = ()
    facts: tuple[Fact, ...] = ()
    """What it states beside requirements, pay, place and schedule; in text order."""
    extractor_version: str
    """Digest of the code and rules that read it: it changes whenever a belief may."""

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values; money as numbers with their cents, days as ISO 8601."""
        return {name: _plain(value) for name, value in asdict(self).items()}


def _plain(value: Any) -> Any:  # noqa: ANN401 -- walks any JSON-like value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):  # datetime is one
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
