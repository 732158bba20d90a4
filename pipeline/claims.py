"""A mention with its stance: what the extractors of requirements share."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.ambiguity import is_meant
from pipeline.concepts import ConceptKind
from pipeline.context import Stance
from pipeline.posting import Kind, Requirement
from pipeline.reading import QUALIFICATIONS, Reading

_MISSPELT = 0.6
"""Confidence in what was read from a misspelt word."""
_TOLD = frozenset(("candidate", "staff", "employer", "hypothetical"))


@dataclass(frozen=True, slots=True)
class Claim:
    """A concept said at a place, and how it is asked for there."""

    start: int
    end: int
    concept: str
    stance: Stance

    def asked_of_candidate(self) -> bool:
        """Return whether the candidate is asked for it: the rule for credentials.

        They are asked for under requirements, or by a marker beside them. In a duty, in
        what the employer says of itself or offers, they belong to somebody else. What is said
        not to be needed is always said to the candidate.
        """
        if self.stance.strength == "not_required" and self.stance.marked:
            return self.stance.section != "heading" and self.stance.subject in _TOLD
        if self.stance.strength is None or self.stance.subject != "candidate":
            return False
        if self.stance.section in QUALIFICATIONS:
            return True
        return self.stance.marked and self.stance.section != "heading"

    def requirement(
        self,
        reading: Reading,
        kind: Kind,
        *,
        within_days_of_hire: int | None = None,
        fields: tuple[str, ...] = (),
        years_min: float | None = None,
        years_max: float | None = None,
        confidence: float | None = None,
        rule: str | None = None,
    ) -> Requirement:
        """Return the requirement this claim makes."""
        assert self.stance.strength is not None
        for word in reading.misspelt:
            if self.start < word.end and word.start < self.end:
                confidence, rule = _MISSPELT, word.rule
        return Requirement(
            kind=kind,
            concept=self.concept,
            strength=self.stance.strength,
            years_min=years_min,
            years_max=years_max,
            fields=fields,
            within_days_of_hire=within_days_of_hire,
            source=self.stance.source,
            evidence=reading.text[self.start : self.end],
            start=self.start,
            end=self.end,
            section=self.stance.section,
            rule=rule or self.stance.rule,
            confidence=confidence
            if confidence is not None
            else (1.0 if self.stance.marked else 0.9),
        )


def claims_of(reading: Reading, kind: ConceptKind) -> Iterator[Claim]:
    """Yield the claims of the mentions of a kind, in text order."""
    stance_of = reading.context.stance
    for mention in reading.mentions_of(kind):
        for concept in mention.concepts:
            if concept.kind == kind:
                stance = stance_of(mention.start, mention.end)
                yield Claim(mention.start, mention.end, concept.id, stance)
        for concept in mention.open:
            if concept.kind == kind and is_meant(reading.text, reading.folded, mention, concept):
                stance = stance_of(mention.start, mention.end)
                yield Claim(mention.start, mention.end, concept.id, stance)
