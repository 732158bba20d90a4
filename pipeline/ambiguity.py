"""Decide what a form of several meanings means where it stands; undecided stays undecided."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.concepts import Concept
from pipeline.phrases import Mention
from pipeline.rulebook import Rule, load_rules
from pipeline.spelling import compared, fold, spellings

_AROUND = 48
_ANY = "*"

Meaning = Literal["meant", "other", "undecided"]
_Patterns = tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguityRule(Rule):
    """Words around a form that tell its meaning."""

    forms: tuple[str, ...]
    """Folded, or "*" for every form that needs context."""
    concept: str = ""
    """The concept these words are evidence for; "" where they tell of something else."""


@cache
def load_ambiguity_rules() -> tuple[AmbiguityRule, ...]:
    """Return the rules of `rules/ambiguous.toml`."""
    return load_rules("ambiguous", AmbiguityRule)


@cache
def _telling(concept: str, form: str) -> _Patterns:
    """Return the patterns that tell for (concept) or against ("") a form's meaning."""
    return tuple(
        re.compile(rule.pattern)
        for rule in load_ambiguity_rules()
        if rule.concept == concept and (form in rule.forms or (not concept and _ANY in rule.forms))
    )


@cache
def _written(concept: Concept) -> dict[str, tuple[str, ...]]:
    """Return the forms of a concept that need context, by every spelling as compared."""
    forms: dict[str, tuple[str, ...]] = {}
    for form in concept.context_required:
        for spelling in spellings(form):
            key = compared(fold(spelling))
            forms[key] = (*forms.get(key, ()), form)
    return forms


def decide(text: str, folded: str, mention: Mention, concept: Concept) -> Meaning:
    """Return what an open form means at a place.

    Something else, where it is not written as the name it is ("excel under pressure") or words
    around it say so. Where the form has rules of evidence for the concept, one of them must
    hold, or nothing is decided. Other forms mean the concept unless told otherwise.
    """
    spelling = folded[mention.start : mention.end]
    forms = _written(concept)[compared(spelling)]
    words = text[mention.start : mention.end]
    if not any(form.islower() or words.startswith(form) for form in forms):
        return "other"
    around = (
        f"{folded[max(0, mention.start - _AROUND) : mention.start]}<{spelling}>"
        f"{folded[mention.end : mention.end + _AROUND]}"
    )
    form = fold(forms[0])
    if any(pattern.search(around) for pattern in _telling("", form)):
        return "other"
    evidence = _telling(concept.id, form)
    if not evidence or any(pattern.search(around) for pattern in evidence):
        return "meant"
    return "undecided"


def is_meant(text: str, folded: str, mention: Mention, concept: Concept) -> bool:
    """Return whether a form that needs context means the concept at a place."""
    return decide(text, folded, mention, concept) == "meant"


def count_undecided(text: str, folded: str, mentions: Iterable[Mention]) -> Counter[str]:
    """Return how often each form, folded, stands in a text without telling what it means."""
    return Counter(
        folded[mention.start : mention.end]
        for mention in mentions
        if mention.open
        and not mention.concepts
        and {decide(text, folded, mention, concept) for concept in mention.open} == {"undecided"}
    )
