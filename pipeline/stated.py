"""What the extractors of facts share: concepts said in a text, and facts made of spans."""

from collections.abc import Iterator
from decimal import Decimal

from pipeline.concepts import ConceptKind
from pipeline.posting import Asked, Fact, FactKind
from pipeline.reading import Reading


def said(reading: Reading, kind: ConceptKind) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and concept of the mentions of one kind, in text order."""
    for mention in reading.mentions_of(kind):
        for concept in mention.concepts:
            if concept.kind == kind:
                yield mention.start, mention.end, concept.id


def section_kind(reading: Reading, position: int) -> str:
    """Return the kind of section a position stands in; `heading` in a heading."""
    return reading.context.sentence_at(position).section


def stated(
    reading: Reading,
    kind: FactKind,
    start: int,
    end: int,
    rule: str,
    *,
    concept: str | None = None,
    low: Decimal | None = None,
    high: Decimal | None = None,
    asked: Asked | None = None,
    confidence: float = 0.9,
) -> Fact:
    """Return the fact that a span of the text states."""
    return Fact(
        kind=kind,
        concept=concept,
        low=low,
        high=high,
        asked=asked,
        evidence=reading.text[start:end],
        start=start,
        end=end,
        section=section_kind(reading, start),
        rule=rule,
        confidence=confidence,
    )
