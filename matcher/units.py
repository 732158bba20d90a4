"""Requirements as logic: a unit is one thing to be met, alone or by one of several options."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from matcher.profile import Profile
from matcher.weights import Weights
from pipeline.specialties import Branch

Outcome = Literal["met", "partly", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class Need:
    """One row of a unit: what is asked, without how strongly."""

    kind: str
    concept: str
    years_min: float | None
    fields: tuple[str, ...]
    branches: tuple[str, ...] = ()
    """Of experience: the branches of care or lines of work it must be in, one of them."""


@dataclass(frozen=True, slots=True)
class Unit:
    """Options, each a set of needs; meeting all of one option meets the unit."""

    options: tuple[tuple[Need, ...], ...]


@dataclass(frozen=True, slots=True)
class Credit:
    """How far a profile meets a need or unit."""

    share: float
    """0 to 1."""
    outcome: Outcome
    words: str = ""
    """The profile's words that show it."""


UNKNOWN = Credit(0.0, "unknown")
UNMET = Credit(0.0, "unmet")


def units_of(rows: Sequence[Mapping[str, Any]]) -> list[tuple[Unit, list[int]]]:
    """Return the units of a posting's rows, with the numbers of each unit's rows.

    `not_required` rows ask for nothing and are in no unit.
    """
    alone: list[tuple[Unit, list[int]]] = []
    groups: dict[int, dict[int, list[int]]] = {}
    for number, row in enumerate(rows):
        if row["strength"] == "not_required":
            continue
        if row["group"] is None:
            alone.append((Unit(((need_of(row),),)), [number]))
        else:
            groups.setdefault(row["group"], {}).setdefault(row["option"], []).append(number)
    for options in groups.values():
        ordered = [options[option] for option in sorted(options)]
        unit = Unit(tuple(tuple(need_of(rows[n]) for n in option) for option in ordered))
        alone.append((unit, [n for option in ordered for n in option]))
    return sorted(alone, key=lambda item: item[1][0])


def need_of(row: Mapping[str, Any]) -> Need:
    """Return what a requirement row asks."""
    return Need(
        row["weighs_as"],
        row["concept"],
        row["years_min"],
        tuple(row["fields"] or ()),
        tuple(row["branches"]),
    )


def years_wanted(need: Need, weights: Weights) -> float | None:
    """Return the years of a need of experience; None where any number will do."""
    if need.concept == "exp-equivalent" and need.years_min is None:
        return weights.credit["equivalent_years"]
    return need.years_min


class Judge:
    """Judges needs and units for one profile; each distinct need once."""

    def __init__(
        self,
        profile: Profile,
        weights: Weights,
        ranks: Mapping[str, int],
        branches: Iterable[Branch],
    ) -> None:
        self._profile = profile
        self._weights = weights
        self._ranks = ranks
        self._silent = frozenset(weights.unknown["concepts"])
        self._apart = frozenset(branch.id for branch in branches if branch.apart)
        self._outside = frozenset(branch.id for branch in branches if branch.outside)
        self._any_experience = bool(profile.experience.kinds)
        self._needs: dict[Need, Credit] = {}
        self._years_of: dict[tuple[str | None, tuple[str, ...] | None], tuple[float, str]] = {}

    def unit(self, unit: Unit) -> tuple[Credit, int]:
        """Return the credit of a unit and the number of the option that earned it."""
        best, chosen = UNMET, 0
        judged = [self._option(option) for option in unit.options]
        for number, credit in enumerate(judged):
            if number == 0 or credit.share > best.share:
                best, chosen = credit, number
        if best.share == 0 and any(credit.outcome == "unknown" for credit in judged):
            best = UNKNOWN
        return best, chosen

    def need(self, need: Need) -> Credit:
        """Return the credit of a need."""
        credit = self._needs.get(need)
        if credit is None:
            credit = self._needs[need] = self._judge(need)
        return credit

    def kept(self, unit: Unit) -> tuple[float, float]:
        """Return the share of a score that a required unit leaves, now and if unknowns were met.

        What is wholly missing takes the most, what is partly there takes less; of a group the
        option that takes least counts.
        """
        options = [[self.kept_of(need) for need in option] for option in unit.options]
        now = max(min(kept for kept, _ in option) for option in options)
        possible = max(min(kept for _, kept in option) for option in options)
        return now, possible

    def kept_of(self, need: Need) -> tuple[float, float]:
        """Return the share that one need leaves where it is required, now and if it were met."""
        whole = self._weights.kept.get(need.kind, 1.0)
        credit = self.need(need)
        if need.concept in self._silent and credit.outcome == "unknown":
            return 1.0, 1.0
        now = whole + (1.0 - whole) * credit.share
        return now, 1.0 if credit.outcome == "unknown" else now

    def _option(self, needs: Iterable[Need]) -> Credit:
        judged = [self.need(need) for need in needs]
        share = sum(credit.share for credit in judged) / len(judged)
        outcomes = {credit.outcome for credit in judged}
        if outcomes == {"met"}:
            outcome: Outcome = "met"
        elif share > 0:
            outcome = "partly"
        else:
            outcome = "unmet" if "unmet" in outcomes else "unknown"
        # All rows of an option are needed: half of them is less than half of the way.
        if len(judged) > 1 and outcome == "partly":
            share *= share
        return Credit(share, outcome, "; ".join(c.words for c in judged if c.words))

    def _judge(self, need: Need) -> Credit:
        if need.kind == "degree":
            return self._degree(need)
        if need.kind == "experience":
            return self._experience(need)
        claim = self._profile.claim_of(need.concept)
        if claim is None:
            if need.kind in ("certification", "licence") and need.concept not in self._silent:
                return UNMET
            listed = need.kind == "language" and self._profile.lists_languages
            return UNMET if listed else UNKNOWN
        if claim.status == "met":
            return Credit(1.0, "met", claim.words)
        if claim.status == "in_progress":
            return Credit(self._weights.credit["in_progress"], "partly", claim.words)
        if claim.status == "limited":
            return Credit(self._weights.credit["limited"], "partly", claim.words)
        return Credit(0.0, "unmet", claim.words)

    def _degree(self, need: Need) -> Credit:
        wanted = self._ranks.get(need.concept)
        if wanted is None:
            return UNKNOWN
        best = UNMET if self._profile.degrees else UNKNOWN
        for degree in self._profile.degrees:
            if degree.rank < wanted:
                continue
            share = (
                1.0
                if self._field_fits(need.fields, degree.fields)
                else self._weights.credit["other_field"]
            )
            if degree.status != "met":
                share *= self._weights.credit["in_progress"]
            if share > best.share:
                best = Credit(share, "met" if share == 1.0 else "partly", degree.words)
        return best

    @staticmethod
    def _field_fits(wanted: tuple[str, ...], had: tuple[str, ...]) -> bool:
        return (
            not wanted
            or bool(set(wanted) & set(had))
            or ("field-any-related" in wanted and bool(had))
        )

    def _experience(self, need: Need) -> Credit:
        if not self._any_experience:
            return UNKNOWN
        kind: str | None = need.concept
        wanted = years_wanted(need, self._weights)
        if self._outside.issuperset(need.branches) and need.branches:
            kind = None  # "years in hospitality": any job there, whatever kind was read
        own, words = self._years(kind, need.branches)
        other, other_words = self._years(need.concept, None)
        near = self._weights.credit["other_specialty"] * _reached(other, wanted)
        share = max(_reached(own, wanted), near)
        if share == 0:
            return UNMET if need.concept != "exp-ehr" else UNKNOWN
        return Credit(share, "met" if share >= 1.0 else "partly", words or other_words)

    def _years(self, kind: str | None, branches: tuple[str, ...] | None) -> tuple[float, str]:
        """Return years of a kind and their words: in some branches, where () is all but those apart.

        Needs that differ in their number of years are many: each sum is made once.
        """
        known = self._years_of.get((kind, branches))
        if known is None:
            without = self._apart if branches == () else ()
            known = self._profile.experience.years(kind, only=branches or (), without=without)
            self._years_of[kind, branches] = known
        return known


def _reached(had: float, wanted: float | None) -> float:
    """Return how far years reach those wanted, 0 to 1; where no number is said, any do."""
    if had == 0:
        return 0.0
    return min(1.0, had / wanted) if wanted else 1.0
