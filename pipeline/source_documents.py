"""What the taxonomy's source documents say beside its concepts, each statement with its source.

Statements that disagree are kept side by side, never merged: who may sit for a credential, what
the work pays and since when, and where the documents contradict each other.
"""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.tables import checked, read_tables


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRule:
    """What one source asks of a person before they can hold a credential."""

    credential: str
    source: str
    confidence: str
    years_min: float | None = None
    """Years of the kind `experience`."""
    experience: str = ""
    """A concept id of an experience."""
    credits: int | None = None
    """College credits, in one of `credit_fields`."""
    credit_fields: tuple[str, ...] = ()
    credits_fall_after: float | None = None
    """Each whole year above this many takes one credit off."""
    degree: str = ""
    """The lowest degree level."""
    supervising_months_min: int | None = None
    letters_from: tuple[str, ...] = ()
    """One letter of recommendation from each."""
    education_hours: int | None = None
    """Continuing education before the exam."""
    exam_questions: int | None = None
    valid_years: float | None = None
    renewal_hours: int | None = None
    """Continuing education for a renewal."""
    other: tuple[str, ...] = ()
    """Conditions in words, which a profile cannot show."""
    scope: str = ""
    note: str = ""

    def credits_asked(self, years: float) -> int | None:
        """Return the credits asked of somebody with so many years; None where none are named.

        Source: each document's own reduction; no document says whether it may reach 0.
        """
        if self.credits is None:
            return None
        over = (
            0 if self.credits_fall_after is None else int(max(0, years - self.credits_fall_after))
        )
        return max(0, self.credits - over)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A matter on which the documents differ, or seem to."""

    id: str
    about: str
    sources_say: str
    represent: str
    """How the product keeps it."""
    credential: str = ""
    """The credential it is about, where it is about one."""


@dataclass(frozen=True, slots=True)
class Slice:
    """A figure for some employers."""

    of: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SalaryStatement:
    """Pay as a document states it: context for a reader, never a posting's pay."""

    id: str
    measure: str
    unit: str
    by: str
    slices: tuple[Slice, ...]
    document: str
    year: int | None = None
    said_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedForms:
    """Forms that the same concepts claim, and who decides between them.

    `both`: it says all of them at once (an MHA is a master's and a field); each kind's reader
    takes its own. `reader`: an extractor tells them apart by the grammar around. `context`:
    `rules/ambiguous.toml` decides, and undecided is no concept. `written`: the capitals tell.
    """

    forms: tuple[str, ...]
    """As compared, one spelling for all."""
    concepts: tuple[str, ...]
    policy: Literal["both", "reader", "context", "written"]
    why: str


@cache
def load_eligibility() -> tuple[EligibilityRule, ...]:
    """Return the rules of eligibility, those of one credential together.

    Raises:
        Failed: as of every table: unreadable, an unknown key, a missing one.
    """
    tables = read_tables("eligibility", "rule")["rule"]
    return tuple(
        EligibilityRule(
            **checked(f"eligibility.toml: {table.get('credential')}", table, EligibilityRule)
        )
        for table in tables
    )


@cache
def load_contradictions() -> tuple[Contradiction, ...]:
    """Return the contradictions, in file order."""
    tables = read_tables("contradictions", "contradiction")["contradiction"]
    return tuple(
        Contradiction(**checked(f"contradictions.toml: {table.get('id')}", table, Contradiction))
        for table in tables
    )


@cache
def load_salary_statements() -> tuple[SalaryStatement, ...]:
    """Return the documents' pay figures, in file order."""
    statements = []
    for table in read_tables("salary_statements", "statement")["statement"]:
        where = f"salary_statements.toml: {table.get('id')}"
        values = checked(where, table, SalaryStatement)
        values["slices"] = tuple(Slice(**checked(where, item, Slice)) for item in table["slices"])
        statements.append(SalaryStatement(**values))
    return tuple(statements)


@cache
def load_shared_forms() -> tuple[SharedForms, ...]:
    """Return the forms with several claimants, in file order."""
    tables = read_tables("shared_forms", "shared")["shared"]
    return tuple(
        SharedForms(**checked(f"shared_forms.toml: {table.get('forms')}", table, SharedForms))
        for table in tables
    )
