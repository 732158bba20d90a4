"""Who may sit for a credential: a profile judged under each source's own rule, never a merged one.

What a profile does not state is unknown, not assumed: neither credits behind a degree nor letters.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Literal

from matcher.credits import credits_in
from matcher.experience import Experience
from matcher.profile import Profile
from pipeline.concepts import Taxonomy
from pipeline.labels import concept_label
from pipeline.source_documents import Contradiction, EligibilityRule

State = Literal["met", "missing", "unknown"]

_LIFETIME = 80 * 365
"""Days to look ahead."""
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One thing that a rule asks, with what a profile shows for it."""

    name: str
    """experience, supervising, credits, degree, education_hours, letter or other."""
    state: State
    asks: str
    shows: str = ""
    """In the profile's words; "" where it says nothing."""
    asked: float | None = None
    """Years, months, credits or hours."""
    to_go: float | None = None
    """Years, months or credits still missing."""
    met_from: date | None = None
    """The day from which it is met if the jobs of today go on and nothing else is done; None if never."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A profile under one source's rule."""

    rule: EligibilityRule
    conditions: tuple[Condition, ...]
    today: date

    @property
    def eligible(self) -> bool | None:
        """Whether all is met; None where only what is unknown stands between."""
        states = {condition.state for condition in self.conditions}
        return False if "missing" in states else None if "unknown" in states else True

    @property
    def not_before(self) -> date | None:
        """The first day on which nothing that is known is missing; None where no day can be told."""
        days = [c.met_from if c.state == "missing" else self.today for c in self.conditions]
        return None if None in days else max(day for day in days if day is not None)

    @property
    def eligible_from(self) -> date | None:
        """The first day on which all is met; None where no day can be told."""
        unknown = any(condition.state == "unknown" for condition in self.conditions)
        return None if unknown else self.not_before

    def to_json(self) -> dict[str, Any]:
        """Return the contract's rule."""
        rule = self.rule
        return {
            "source": rule.source,
            "eligible": self.eligible,
            **{
                state: [_plain(c) for c in self.conditions if c.state == state]
                for state in ("met", "missing", "unknown")
            },
            "eligible_from": _day(self.eligible_from),
            "not_before": _day(self.not_before),
            "exam_questions": rule.exam_questions,
            "valid_years": rule.valid_years,
            "renewal_hours": rule.renewal_hours,
            "scope": rule.scope or None,
            "confidence": rule.confidence,
            "note": rule.note or None,
        }


@dataclass(frozen=True, slots=True)
class Credential:
    """A credential, under each rule there is."""

    concept: str
    held: str | None
    """met, in_progress, expired or denied, as the profile says; None where it says nothing."""
    words: str
    verdicts: tuple[Verdict, ...]
    contradictions: tuple[Contradiction, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the contract's credential."""
        return {
            "concept": self.concept,
            "held": self.held,
            "profile_evidence": self.words or None,
            "rules": [verdict.to_json() for verdict in self.verdicts],
            "contradictions": [
                {"id": item.id, "about": item.about, "sources_say": item.sources_say}
                for item in self.contradictions
            ],
        }


def eligibility(
    profile: Profile,
    taxonomy: Taxonomy,
    rules: Iterable[EligibilityRule],
    contradictions: Iterable[Contradiction],
    today: date,
) -> list[Credential]:
    """Return the credentials that have rules, in the order of the rules."""
    about = list(contradictions)
    found = []
    for concept, of_one in groupby(rules, key=lambda rule: rule.credential):
        claim = profile.claim_of(concept)
        found.append(
            Credential(
                concept,
                claim.status if claim else None,
                claim.words if claim else "",
                tuple(judge(rule, profile, taxonomy, today) for rule in of_one),
                tuple(item for item in about if item.credential == concept),
            )
        )
    return found


def judge(rule: EligibilityRule, profile: Profile, taxonomy: Taxonomy, today: date) -> Verdict:
    """Return a profile under one rule."""
    return Verdict(rule, tuple(_conditions(rule, profile, taxonomy, today)), today)


def _conditions(
    rule: EligibilityRule, profile: Profile, taxonomy: Taxonomy, today: date
) -> Iterator[Condition]:
    if rule.years_min is not None:
        yield _experience(rule, profile, taxonomy, today)
    if rule.supervising_months_min is not None:
        yield _supervising(rule, profile, today)
    if rule.credits is not None:
        yield _credits(rule, profile, today)
    if rule.degree:
        yield _degree(rule, profile, taxonomy, today)
    if rule.education_hours is not None:
        hours = rule.education_hours
        asks = f"{hours} hours of continuing education"
        yield Condition(name="education_hours", state="unknown", asks=asks, asked=hours)
    for sender in rule.letters_from:
        yield Condition(name="letter", state="unknown", asks=f"a letter from {sender}")
    for words in rule.other:
        yield Condition(name="other", state="unknown", asks=words)


def _experience(
    rule: EligibilityRule, profile: Profile, taxonomy: Taxonomy, today: date
) -> Condition:
    wanted = rule.years_min or 0.0
    had, words = profile.experience.years(rule.experience)

    def met(experience: Experience) -> bool:
        return experience.years(rule.experience)[0] >= wanted

    return Condition(
        name="experience",
        state="met" if had >= wanted else "missing",
        asks=f"{wanted:g} years: {concept_label(rule.experience, taxonomy)}",
        asked=wanted,
        shows=f"{had:g} years: {words}" if words else "",
        to_go=round(wanted - had, 2) if had < wanted else None,
        met_from=_first_day(profile, met, today),
    )


def _supervising(rule: EligibilityRule, profile: Profile, today: date) -> Condition:
    """Judge the months of supervising among the jobs that count for the rule's experience."""
    wanted = rule.supervising_months_min or 0

    def months(experience: Experience) -> tuple[float, str]:
        counted = tuple(job for job in experience.jobs if rule.experience in job.kinds)
        years, words = replace(experience, jobs=counted).years("exp-supervisory")
        return years * _MONTHS_A_YEAR, words

    had, words = months(profile.experience)
    return Condition(
        name="supervising",
        state="met" if had >= wanted else "missing",
        asks=f"{wanted} months of it supervising",
        asked=wanted,
        shows=f"{had:.0f} months: {words}" if words else "",
        to_go=round(wanted - had, 1) if had < wanted else None,
        met_from=_first_day(profile, lambda later: months(later)[0] >= wanted, today),
    )


def _credits(rule: EligibilityRule, profile: Profile, today: date) -> Condition:
    def asked_of(experience: Experience) -> int:
        return rule.credits_asked(experience.years(rule.experience)[0]) or 0

    asked = asked_of(profile.experience)
    asks = f"{asked} credits{_less(rule, asked)}"
    stated = credits_in(profile.credits, rule.credit_fields)
    if stated is None:
        state: State = "unknown" if asked else "met"
        shows = _untold(rule, profile)
        return Condition(name="credits", state=state, asks=asks, asked=asked, shows=shows)
    had = stated
    words = "; ".join(item.words for item in profile.credits)
    return Condition(
        name="credits",
        state="met" if had >= asked else "missing",
        asks=asks,
        asked=asked,
        shows=f"{had:g} credits in a field that counts, of: {words}",
        to_go=asked - had if had < asked else None,
        # Each whole year more takes a credit off, so time alone closes the distance, too.
        met_from=_first_day(profile, lambda later: had >= asked_of(later), today),
    )


def _less(rule: EligibilityRule, asked: int) -> str:
    """Return how the credits asked came about."""
    off = (rule.credits or 0) - asked
    if not off:
        return ""
    words = f" ({rule.credits} less {off} for the whole years above {rule.credits_fall_after:g})"
    return words if asked else f"{words}; no document says whether it may reach 0"


def _untold(rule: EligibilityRule, profile: Profile) -> str:
    """Return the degrees whose credits could count, if they were stated."""
    fields = frozenset(rule.credit_fields)
    likely = [degree.words for degree in profile.degrees if fields & {*degree.fields}]
    return f"not stated; the transcript tells: {'; '.join(likely)}" if likely else ""


def _degree(rule: EligibilityRule, profile: Profile, taxonomy: Taxonomy, today: date) -> Condition:
    wanted = taxonomy[rule.degree].rank or 0
    high = [degree for degree in profile.degrees if degree.rank >= wanted]
    done = [degree for degree in high if degree.status == "met"]
    state: State = "met" if done else "missing" if profile.degrees else "unknown"
    shown = done or high or list(profile.degrees)
    return Condition(
        name="degree",
        state=state,
        asks=concept_label(rule.degree, taxonomy),
        shows="; ".join(degree.words for degree in shown),
        met_from=today if done else min((d.ends for d in high if d.ends), default=None),
    )


def _first_day(profile: Profile, met: Callable[[Experience], bool], today: date) -> date | None:
    """Return the first day on which something is met if the jobs of today go on; None if never."""

    def on(days: int) -> bool:
        return met(profile.experience.on(today + timedelta(days=days), today))

    days = bisect_left(range(_LIFETIME), x=True, key=on)
    return today + timedelta(days=days) if days < _LIFETIME else None


def _plain(condition: Condition) -> dict[str, Any]:
    return {
        "condition": condition.name,
        "asks": condition.asks,
        "asked": condition.asked,
        "shows": condition.shows or None,
        "to_go": condition.to_go,
        "met_from": _day(condition.met_from),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
