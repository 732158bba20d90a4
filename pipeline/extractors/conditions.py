"""Conditions of being hired: checks, screens, vaccinations, a car and its insurance, lifting."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipeline.posting import Asked, Fact
from pipeline.reading import QUALIFICATIONS, Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings
from pipeline.stated import said, section_kind, stated

_PREFIX = "condition-"
_TRAVEL = "condition-travel"
"""Has a reader of its own: `extractors.travel`."""
_POUNDS = re.compile(r"\s?(\d{1,3})\s?(?:\+\s?)?(?:lbs?|pounds?)\b")
_NEAR = 40
"""Characters in which a "no" stands before a thing it denies, or a "not required" behind it."""


@cache
def _sayings() -> Sayings:
    return Sayings(load_rules("conditions", SayingRule))


def extract(reading: Reading) -> Facts:
    """Read the conditions, each once."""
    facts: dict[str, Fact] = {}
    for start, end, concept in said(reading, "condition"):
        if concept.startswith(_PREFIX) and concept != _TRAVEL and concept not in facts:
            facts.update((concept, fact) for fact in _condition(reading, start, end, concept))
    return {"facts": tuple(facts.values())} if facts else {}


def _condition(reading: Reading, start: int, end: int, concept: str) -> Iterator[Fact]:
    sayings, folded = _sayings(), reading.folded
    sentence = reading.context.sentence_at(start)
    begin, finish = sentence.start, sentence.end
    kind = section_kind(reading, start)
    asked: Asked = "required"
    if denied := (
        sayings.search("denied_before", folded, max(begin, start - _NEAR), start)
        or sayings.match("denied_after", folded, end, min(finish, end + _NEAR))
    ):
        asked, rule = "not_required", sayings.rule(denied)
    elif sayings.search("others", folded, begin, finish):
        return
    elif possible := sayings.search("possible", folded, begin, finish):
        asked, rule = "possible", sayings.rule(possible)
    elif cue := sayings.search("required", folded, begin, finish):
        rule = sayings.rule(cue)
    elif (kind in QUALIFICATIONS or kind == "boilerplate") and not sayings.match(
        "clinical", folded, start, end
    ):
        rule = f"section.{kind}"
        asked = "not_required" if kind == "not_required" else "required"
    else:
        return
    pounds = _POUNDS.match(folded, end) if folded.startswith("lift", start) else None
    yield stated(
        reading,
        "condition",
        start,
        pounds.end() if pounds else end,
        rule,
        concept=concept,
        high=Decimal(pounds[1]) if pounds else None,
        asked=asked,
    )
