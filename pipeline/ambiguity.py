"""Decide what a form of several meanings means where it stands; undecided stays undecided."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.concepts import Concept
from pipeline.phrases import Mention, fold
from pipeline.rulebook import Rule, load_rules

_AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AmbiguityRule(Rule):
    """Words around a form that give it another meaning."""

    form: str


@cache
def _rules() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rules = load_rules("ambiguous", AmbiguityRule)
    return tuple((rule.form, re.compile(rule.pattern)) for rule in rules)


@cache
def _written(concept: Concept) -> dict[str, str]:
    """Return the forms of a concept that need context, by their folded spelling."""
    return {fold(form): form for form in concept.context_required}


def is_meant(text: str, folded: str, mention: Mention, concept: Concept) -> bool:
    """Return whether a form that needs context means the concept at a place."""
    spelling = folded[mention.start : mention.end]
    form = _written(concept).get(spelling)
    if form is not None and form != spelling and text[mention.start : mention.end] != form:
        return False  # a product's name, written as the common word: "excel under pressure"
    around = (
        f"{folded[max(0, mention.start - _AROUND) : mention.start]}<{spelling}>"
        f"{folded[mention.end : mention.end + _AROUND]}"
    )
    return not any(
        pattern.search(around) for for_form, pattern in _rules() if for_form in ("*", spelling)
    )
