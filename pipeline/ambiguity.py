"""Decide what a form of several meanings means where it stands; undecided stays undecided."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.concepts import Concept
from pipeline.phrases import Mention
from pipeline.rulebook import Rule, load_rules
from pipeline.spelling import compared, fold, spellings

_AROUND = 48

Meaning = Literal["meant", "other", "undecided"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguityRule(Rule):
    """Words around a form that tell its meaning."""

    forms: tuple[str, ...]
    """Folded."""
    concept: str = ""
    """The concept these words are evidence for; "" where they tell of something else."""


@cache
def load_ambiguity_rules() -> tuple[AmbiguityRule, ...]:
    """Return the rules of `rules/ambiguous.toml`."""
    return load_rules("ambiguous", AmbiguityRule)


class Evidence:
    """The words that tell meanings, ready to ask."""

    def __init__(self, words: Iterable[tuple[Sequence[str], str, str]]) -> None:
        """Take the forms, concept and pattern of each rule, as files or an index keep them."""
        self.words = tuple(words)
        self.telling = cache(self._telling)

    def _telling(self, concept: str, form: str) -> re.Pattern[str] | None:
        """Return what tells for (concept) or against ("") a form's meaning, as one pattern."""
        patterns = [
            f"(?:{pattern})"
            for forms, told, pattern in self.words
            if told == concept and form in forms
        ]
        return re.compile("|".join(patterns)) if patterns else None


@cache
def load_evidence() -> Evidence:
    """Return the evidence of `rules/ambiguous.toml`."""
    rules = load_ambiguity_rules()
    return Evidence((rule.forms, rule.concept, rule.pattern) for rule in rules)


@cache
def _written(concept: Concept) -> dict[str, tuple[str, ...]]:
    """Return the forms of a concept that need context, by every spelling as compared."""
    forms: dict[str, tuple[str, ...]] = {}
    for form in concept.context_required:
        for spelling in spellings(form):
            key = compared(fold(spelling))
            forms[key] = (*forms.get(key, ()), form)
    return forms


def decide(
    text: str, folded: str, mention: Mention, concept: Concept, evidence: Evidence | None = None
) -> Meaning:
    """Return what an open form means at a place.

    Something else, where it is not written as the name it is ("excel under pressure") or words
    around it say so. Where the form has rules of evidence for the concept, one of them must
    hold, or nothing is decided. Other forms mean the concept unless told otherwise. Without
    `evidence` that of the package's rules counts.
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
    telling = (evidence or load_evidence()).telling
    against = telling("", form)
    if against is not None and against.search(around):
        return "other"
    for_it = telling(concept.id, form)
    if for_it is None or for_it.search(around):
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
