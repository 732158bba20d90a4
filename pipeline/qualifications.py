"""Degrees and credentials said in words that no list of names holds: "graduate of an MA program"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.posting import Kind, Strength
from pipeline.reading import Reading
from pipeline.rulebook import load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class QualificationRule(AnchoredRule):
    """Words that say a degree, certification or licence."""

    kind: Kind
    concept: str
    strength: Strength | None = None
    """What the words themselves say; otherwise those around them tell."""
    only_as: Strength | None = None
    """It counts only where the words around it say this strength."""
    beside: str = ""
    """Words of which the sentence must hold one, by a regular expression."""
    under: str = ""
    """Words of which the heading must hold one, by a regular expression."""


class Said(NamedTuple):
    """A qualification said in words."""

    start: int
    end: int
    rule: QualificationRule
    match: re.Match[str]


@cache
def load_qualifications() -> tuple[QualificationRule, ...]:
    """Return the rules of `rules/qualifications.toml`."""
    return load_rules("qualifications", QualificationRule)


@cache
def _finder(kinds: tuple[Kind, ...]) -> AnchoredFinder[QualificationRule]:
    return AnchoredFinder([rule for rule in load_qualifications() if rule.kind in kinds])


def said_in_words(reading: Reading, *kinds: Kind) -> Iterator[Said]:
    """Yield the qualifications of some kinds that a text says in words, in text order."""
    folded = reading.folded
    found = [
        Said(match.start(), match.end(), rule, match)
        for rule, match in _finder(kinds).find(folded)
        if (not rule.beside or _stands_beside(reading, rule.beside, match.start()))
        and (not rule.under or _stands_under(reading, rule.under, match.start()))
    ]
    found.sort(key=lambda said: (said.start, -said.end))
    yield from found


def _stands_under(reading: Reading, words: str, position: int) -> bool:
    section = reading.section_at(position)
    heading = section.heading if section is not None else None
    return heading is not None and re.search(words, heading.lower()) is not None


def _stands_beside(reading: Reading, words: str, position: int) -> bool:
    sentence = reading.context.sentence_at(position)
    return re.search(words, reading.folded[sentence.start : sentence.end]) is not None
