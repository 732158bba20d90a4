"""What is offered for a thing is asked for as strongly as that thing."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.alternatives.joins import join_of
from pipeline.alternatives.offers import is_offered, lacks
from pipeline.alternatives.pairs import CARRYING, FAR, Pair, family_of, in_one_sentence
from pipeline.alternatives.words import join_words
from pipeline.degree_names import NONE, UNSPECIFIED
from pipeline.experience.kinds import EQUIVALENT
from pipeline.posting import Requirement
from pipeline.reading import Reading

_REFERRING = 40
_REACH = 110
"""Characters between a degree and an "or equivalent" that is as strong."""
_UNMARKED = "section."
"""How the rule of a row begins that no words beside it mark."""
_SOFTLY = "strength.asked-before"
"""The rule of words that ask for whatever they stand by: "candidates with a CMA"."""
_AS_WELL = 14
"""Characters behind an offer in which "as well" may stand."""
_ANY_DEGREE = frozenset((UNSPECIFIED, NONE))


def as_alternatives(reading: Reading, rows: Sequence[Requirement]) -> list[Requirement]:
    """Return the rows without degrees only referred to, offers as strong as what they stand for."""
    kept: list[Requirement] = []
    last_of: dict[str, Requirement] = {}
    degree: Requirement | None = None
    offered: Requirement | None = None
    for row in rows:
        family = family_of(row)
        if family is None:
            kept.append(row)
            continue
        last = last_of.get(family)
        if row.kind == "degree":
            if degree is not None and _is_referred_to(reading, degree, row):
                continue
            if last is not None and _is_lacked(reading, last, row):
                continue
            degree = row
        if degree is not None and _is_its_equivalent(reading, degree, row):
            row = replace(row, strength=degree.strength)  # noqa: PLW2901 -- the same row
        elif last is not None and _may_be_as_strong(reading, last, row):
            goes_on = last is offered and join_of(reading, _pair(last, row)) == "and"
            if goes_on or _is_offered_for(reading, last, row, kept):
                offered = row = replace(row, strength=last.strength)  # noqa: PLW2901 -- the same row
        last_of[family] = row
        kept.append(row)
    return kept


def _is_referred_to(reading: Reading, degree: Requirement, row: Requirement) -> bool:
    """Return whether a degree is the one asked for before: "if you lack the degree, …"."""
    if row.concept != degree.concept and row.concept not in _ANY_DEGREE:
        return False
    if row.start - degree.end > FAR or degree.strength == "not_required":
        return False
    opening = max(0, row.start - _REFERRING)
    if join_words().search("refers_before", reading.folded, opening, row.start) is None:
        return False
    return row.concept == degree.concept or _is_for_those_without(reading, row)


def _is_lacked(reading: Reading, last: Requirement, row: Requirement) -> bool:
    """Return whether years are asked of those without a degree: "five years without a degree"."""
    if last.kind != "experience" or not in_one_sentence(reading, last, row):
        return False
    folded = reading.folded
    before = join_words().search("lacking_before", folded, last.start, row.start)
    return before is not None


def _is_for_those_without(reading: Reading, row: Requirement) -> bool:
    """Return whether the words around a degree are of those who have none."""
    sentence = reading.context.sentence_at(row.start)
    folded = reading.folded
    return any(
        found.start() < row.end and found.end() >= row.start
        for found in join_words().each("lacks", folded, sentence.start, sentence.end)
    )


def _is_its_equivalent(reading: Reading, degree: Requirement, row: Requirement) -> bool:
    return (
        row.concept == EQUIVALENT
        and 0 <= row.start - degree.end <= _REACH
        and in_one_sentence(reading, degree, row)
    )


def _pair(last: Requirement, row: Requirement) -> Pair:
    return Pair(last, row, last.end, row.end)


def _may_be_as_strong(reading: Reading, last: Requirement, row: Requirement) -> bool:
    """Return whether a row has another strength than the last, and not from words of its own.

    Its section gives it one, or the words that offer it, which sound like a wish: "would do too".
    """
    if last.strength in {row.strength, "not_required"}:
        return False
    if row.strength == "not_required":
        return row.kind == "experience" and lacks(reading, row)  # "lacking that, six years"
    if row.start - last.end > FAR:
        return False
    if row.rule.startswith(_UNMARKED) or (row.rule == _SOFTLY and row.kind != "degree"):
        return True
    if row.strength == "required" or last.kind == row.kind == "degree":
        return False  # "a master's would be better" is a wish
    said = is_offered(reading, _pair(last, row))
    if said is None or row.kind not in CARRYING:
        return said is not None
    folded = reading.folded
    return join_words().search("as_good", folded, row.start, said.end() + _AS_WELL) is not None


def _is_offered_for(
    reading: Reading, last: Requirement, row: Requirement, before: Sequence[Requirement]
) -> bool:
    """Return whether a row that no words mark is offered for one that is marked otherwise."""
    if row.kind in CARRYING and row.kind != last.kind and not in_one_sentence(reading, last, row):
        near = (other for other in before if row.start - other.end <= FAR)
        if any(_stands_for(other, row) for other in near):
            return False
    return join_of(reading, _pair(last, row)) in ("or", "tight", "oxford")


def _stands_for(other: Requirement, row: Requirement) -> bool:
    """Return whether a row rather stands for another thing that is as strong."""
    same = other.kind == row.kind or other.strength != row.strength
    return not same and other.kind in CARRYING
