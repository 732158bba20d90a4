"""Benefits that the employer offers; never those of patients, nor those a duty is about."""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.posting import Fact
from pipeline.reading import ASKING, Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings
from pipeline.stated import said, section_kind, stated

_IN_OFFER = "section.offer"
_INSURED = "benefit-health-insurance"
_WORDS = {
    "medical": "benefit-medical", "health": "benefit-medical", "dental": "benefit-dental",
    "vision": "benefit-vision", "life": "benefit-life-insurance",
    "disability": "benefit-disability",
}  # fmt: skip
_WORD = re.compile(rf"{'|'.join(_WORDS)}")
_JOIN = re.compile(r"\s?(?:,|/|&)?\s?(?:and |& )?")
_MANY = 2
"""Benefits in one sentence that make it a list of them; "medical and dental" may be services, so
of insured things it takes one more."""
_MOSTLY = 0.6
"""Share of a sentence's letters: a request has words of its own beside the benefit."""


@cache
def _sayings() -> Sayings:
    return Sayings(load_rules("benefits", SayingRule))


def extract(reading: Reading) -> Facts:
    """Read the benefits, each once."""
    found = list(said(reading, "benefit"))
    if not found:
        return {}
    by_sentence: dict[tuple[int, int], list[tuple[int, int, str]]] = {}
    for mention in found:
        sentence = reading.context.sentence_at(mention[0])
        by_sentence.setdefault((sentence.start, sentence.end), []).append(mention)
    facts: dict[str, Fact] = {}
    for (start, end), mentions in by_sentence.items():
        for fact in _offered(reading, start, end, mentions):
            facts.setdefault(fact.concept or "", fact)
    return {"facts": tuple(facts.values())}


def _offered(
    reading: Reading, start: int, end: int, mentions: list[tuple[int, int, str]]
) -> Iterator[Fact]:
    """Yield the benefits of one sentence, if the employer offers them there."""
    of_sentence = _offering(reading, start, end, mentions)
    if of_sentence is None:
        return
    confidence = 1.0 if of_sentence == _IN_OFFER else 0.9
    for at, until, concept in mentions:
        rule = of_sentence or _of_employees_only(reading.folded, at, end)
        if not rule:
            continue
        parts = list(_insured(reading.folded, at, end)) if concept == _INSURED else []
        for begin, finish, part in parts or [(at, until, concept)]:
            yield stated(
                reading, "benefit", begin, finish, rule, concept=part, confidence=confidence
            )


def _offering(
    reading: Reading, start: int, end: int, mentions: list[tuple[int, int, str]]
) -> str | None:
    """Return the rule by which a sentence offers the benefits it names.

    "" where each must show that it is one of employees; None where none is offered.
    """
    sayings, folded, first = _sayings(), reading.folded, mentions[0][0]
    if sayings.search("none", folded, start, end) or sayings.match(
        "opens_after", folded, start, end
    ):
        return None
    kind = section_kind(reading, first)
    if kind == "offer":
        return _IN_OFFER
    if sayings.search("others", folded, start, first):
        return None
    if offered := sayings.search("offered", folded, start, end):
        return sayings.rule(offered)
    if kind in ASKING and not _is_all(folded, start, end, mentions):
        return None
    insured = max(len(list(_insured(folded, at, end))) for at, _, _ in mentions)
    many = len({name for _, _, name in mentions}) >= _MANY or insured > _MANY
    return "benefits.list" if many else ""


def _of_employees_only(folded: str, at: int, end: int) -> str:
    match = _sayings().match("employees_only", folded, at, end)
    return _sayings().rule(match) if match else ""


def _is_all(folded: str, start: int, end: int, mentions: list[tuple[int, int, str]]) -> bool:
    """Return whether a sentence is little but benefits: "401k match." asks for nothing."""
    named = sum(until - at for at, until, _ in mentions)
    return named >= _MOSTLY * len(folded[start:end].strip())


def _insured(folded: str, at: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the words of a list such as "medical, dental and vision"; none if it is no list."""
    words = []
    while match := _WORD.match(folded, at, end):
        words.append((match.start(), match.end(), _WORDS[match[0]]))
        joined = _JOIN.match(folded, match.end(), end)
        assert joined is not None  # it may be empty
        if joined.end() == match.end():
            break
        at = joined.end()
    if len(words) > 1:
        yield from words
