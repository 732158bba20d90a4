"""The things a candidate could still get: a credential, a degree, a skill, some years of a kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from matcher.experience import shown_by
from matcher.profile import Claim, Degree, Profile, Reader
from matcher.units import Need, years_wanted
from matcher.weights import Weights
from pipeline.concepts import Concept
from pipeline.specialties import Branch

_ANY_FIELD = "field-any-related"
_A_YEAR = 1.0
"""What "experience in …" without a number is taken for: the least that one can show."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that a posting asks for and a profile does not fully show."""

    kind: str
    """degree, experience, certification, licence, language or skill."""
    concept: str
    years: float | None = None
    """Of experience: the years in all, those already there included."""
    branch: str | None = None
    """Of experience: the branch of care or line of work it is in; None where any will do."""
    field: str | None = None
    """Of a degree; None stands for a field that no posting names."""

    @property
    def order(self) -> tuple[str, str, str, str, float]:
        """A fixed order of items."""
        return self.kind, self.concept, self.branch or "", self.field or "", self.years or 0.0


class Items:
    """What items are in terms of a profile and of needs."""

    def __init__(
        self, profile: Profile, reader: Reader, weights: Weights, needs: Sequence[Need], today: date
    ) -> None:
        self._profile = profile
        self._numbers = _by_concept(needs)
        self._needs = needs
        self._taxonomy = reader.taxonomy
        self._weights = weights
        self._today = today
        self._branches = {branch.id: branch for branch in reader.branches}
        self._apart = [branch.id for branch in reader.branches if branch.apart]

    def of(self, need: Need) -> Iterator[Item]:
        """Yield the items that would each meet a need; none for what nobody can get."""
        concept = self._taxonomy.concepts.get(need.concept)
        if concept is None:
            return
        if need.kind == "degree":
            yield from _degrees(need, concept)
        elif need.kind == "experience":
            years = years_wanted(need, self._weights) or _A_YEAR
            for branch in need.branches or (None,):
                yield Item("experience", need.concept, years, branch)
        else:
            yield Item(concept.kind, need.concept)

    def touched(self, item: Item) -> list[int]:
        """Return the numbers of the needs whose share an item may change."""
        if item.kind == "degree":
            return self._numbers.get("degree", [])
        if item.kind == "experience":
            kinds = shown_by(item.concept) | (shown_by("exp-specialty") if item.branch else set())
            return [
                number
                for number in self._numbers.get("experience", [])
                if (need := self._needs[number]).concept in kinds or item.branch in need.branches
            ]
        shown = (item.concept, *self._taxonomy.ancestors(item.concept))
        return [number for concept in shown for number in self._numbers.get(concept, [])]

    def need(self, item: Item) -> Need:
        """Return the need that an item meets to the letter."""
        fields = (item.field,) if item.field else ()
        branches = (item.branch,) if item.branch else ()
        return Need(item.kind, item.concept, item.years, fields, branches)

    @staticmethod
    def family(item: Item) -> tuple[str, str]:
        """Return what the items have in common of which one may be more of another."""
        return item.kind, "" if item.kind == "degree" else item.concept

    def is_cheaper(self, one: Item, other: Item) -> bool:
        """Return whether an item asks less of the same: fewer years, a lower degree, any field."""
        if one == other or self.family(one) != self.family(other):
            return False
        if one.kind == "experience":
            fewer = (one.years or 0.0) <= (other.years or 0.0)
            return fewer and one.branch in (None, other.branch)
        if one.kind == "degree":
            ranks = [self._taxonomy[item.concept].rank or 0 for item in (one, other)]
            return one.field in (None, other.field) and ranks[0] <= ranks[1]
        return False

    def to_go(self, item: Item) -> float:
        """Return the years of an item of experience that are still to be done."""
        had, branch = self._profile.experience, self._branch(item)
        if branch is None:
            years, _ = had.years(item.concept, without=self._apart)
        else:
            years, _ = had.years(None if branch.outside else item.concept, only=(branch.id,))
        return max(0.0, round((item.years or _A_YEAR) - years, 2))

    def added(self, item: Item) -> Profile:
        """Return the profile with an item: its words stay what they are."""
        profile, concept = self._profile, self._taxonomy[item.concept]
        if item.kind == "experience":
            more = profile.experience.with_more(
                item.concept, self.to_go(item), self._branch(item), self._today
            )
            return replace(profile, experience=more)
        if item.kind == "degree":
            fields = (item.field,) if item.field else ()
            degree = Degree(concept.id, concept.rank or 0, fields, "met", concept.label)
            return replace(profile, degrees=(*profile.degrees, degree))
        claim = Claim(concept.id, "met", concept.label, "")
        return profile.with_claim(claim, self._taxonomy.ancestors(concept.id))

    def _branch(self, item: Item) -> Branch | None:
        return self._branches[item.branch] if item.branch else None


def _by_concept(needs: Sequence[Need]) -> dict[str, list[int]]:
    """Return the numbers of needs by concept; degrees and experience by their kind."""
    numbers: dict[str, list[int]] = {}
    for number, need in enumerate(needs):
        together = need.kind in ("degree", "experience")
        numbers.setdefault(need.kind if together else need.concept, []).append(number)
    return numbers


def _degrees(need: Need, concept: Concept) -> Iterator[Item]:
    """Yield a degree in each field that is named, and one in any other."""
    level = "edu-associate" if concept.id == "edu-college-unspecified" else concept.id
    if concept.rank or level != concept.id:
        yield Item("degree", level)
        yield from (
            Item("degree", level, field=field) for field in need.fields if field != _ANY_FIELD
        )
