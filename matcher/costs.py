"""What it takes to get an item, as far as the taxonomy and its source documents know."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from matcher.eligibility import Verdict, judge
from matcher.gaps import Gap
from matcher.profile import Profile
from pipeline.concepts import Concept, Taxonomy
from pipeline.source_documents import EligibilityRule

_EXAM = re.compile(r"[^;+.,()]*\bexams?\b(?: \([^)]*\))?")
Told = TypeVar("Told")
_UNTOLD = frozenset(("", "-", "unverified", "varies"))


@dataclass(frozen=True, slots=True)
class Cost:
    """What an item takes. None: not known, or the sources differ: then `verdicts` tell each."""

    years: float | None = None
    """Still to be done."""
    credits: float | None = None
    """Still to be earned; all that are asked, where the profile states none."""
    exam: str | None = None
    renewal: str | None = None
    prerequisites: str | None = None
    """In words, with how sure they are."""
    verdicts: tuple[Verdict, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the contract's `how`."""
        return {
            "years": self.years,
            "credits": self.credits,
            "exam": self.exam,
            "renewal": self.renewal,
            "prerequisites": self.prerequisites,
            "by_source": [verdict.to_json() for verdict in self.verdicts],
        }


def cost_of(
    gap: Gap, profile: Profile, taxonomy: Taxonomy, rules: Iterable[EligibilityRule], today: date
) -> Cost:
    """Return what it takes to close a gap."""
    concept = taxonomy[gap.item.concept]
    if concept.kind not in ("certification", "licence"):
        return Cost(years=gap.to_go)
    verdicts = tuple(
        judge(rule, profile, taxonomy, today) for rule in rules if rule.credential == concept.id
    )
    return Cost(
        years=_agreed(to_go(verdict, "experience") for verdict in verdicts),
        credits=_agreed(to_go(verdict, "credits") for verdict in verdicts),
        exam=_agreed(exam_words(verdict.rule) for verdict in verdicts) or _exam(concept),
        renewal=_agreed(renewal_words(verdict.rule) for verdict in verdicts)
        or _told(concept.renewal),
        prerequisites=_told(concept.prerequisites),
        verdicts=verdicts,
    )


def to_go(verdict: Verdict, name: str) -> float | None:
    """Return what is still missing of the years or credits of a rule; None where it asks none."""
    for condition in verdict.conditions:
        if condition.name == name:
            if condition.to_go is not None or condition.state == "met":
                return condition.to_go or 0.0
            return condition.asked
    return None


def exam_words(rule: EligibilityRule) -> str | None:
    """Return what a rule says of the exam."""
    return f"{rule.exam_questions} questions" if rule.exam_questions else None


def renewal_words(rule: EligibilityRule) -> str | None:
    """Return what a rule says of the renewal."""
    if rule.valid_years is None:
        return None
    hours = f", {rule.renewal_hours} hours of education" if rule.renewal_hours else ""
    return f"every {rule.valid_years:g} years{hours}"


def _agreed(said: Iterable[Told | None]) -> Told | None:
    """Return what all sources that say anything say; None where they differ."""
    different = {value for value in said if value is not None}
    return different.pop() if len(different) == 1 else None


def _exam(concept: Concept) -> str | None:
    match = _EXAM.search(concept.prerequisites)
    return match[0].strip() if match else None


def _told(words: str) -> str | None:
    return None if words in _UNTOLD else words
