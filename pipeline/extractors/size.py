"""How many providers, staff and sites the practice has or the job runs; never a whole system's."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.durations import ONES
from pipeline.posting import Fact, FactKind
from pipeline.reading import QUALIFICATIONS, Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings
from pipeline.stated import section_kind, stated

_MOST: dict[FactKind, int] = {"providers": 60, "staff": 250, "sites": 25}
"""Larger counts are taken for the whole employer's, though nothing else says so: this many is a
large group practice already."""
_VALUES = {word: number for number, word in enumerate(ONES) if number}
_WORDS = "|".join(_VALUES)
_NUMBER = re.compile(
    rf"(?<![\w.,$#%/:'-])(?P<low>\d{{1,3}}(?:\.\d{{1,2}})?|(?:{_WORDS})(?![a-z]))(?:\s?\(\d{{1,3}}\))?"
    rf"(?P<more>\s?\+|\s(?:or more|plus)\b)?"
    rf"(?:\s?(?:-|to|or)\s?(?P<high>\d{{1,3}}|(?:{_WORDS})(?![a-z]))(?:\s?\(\d{{1,3}}\))?)?(?:[ -](?=[a-z])|(?=[.,;)\n]|$))"
    r"(?!(?:years?|yrs?|months?|weeks?|days?|hours?|hrs?|minutes?|patients?|percent|of|to|and|or)\b)"
)
"""A number and the blank behind it; most are of time, which counts nobody."""
_LISTED = re.compile(r",?\s?(?:and|&|plus)?\s?")
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Count:
    start: int
    end: int
    kind: FactKind
    low: Decimal | None
    high: Decimal | None
    rule: str


@cache
def _sayings() -> Sayings:
    return Sayings(load_rules("size", SayingRule))


@cache
def _anchors() -> AhoCorasick:
    words = [*map(str, range(10)), *_VALUES, "solo", "single", "sole"]
    return AhoCorasick(
        words, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
    )


def extract(reading: Reading) -> Facts:
    """Read the counts, each once."""
    facts: dict[tuple[object, ...], Fact] = {}
    for count in _with_lists(reading, _counts(reading)):
        most = max(count.low or 0, count.high or 0)
        if 0 < most <= _MOST[count.kind]:
            fact = stated(
                reading, count.kind, count.start, count.end, count.rule,
                low=count.low, high=count.high,
            )  # fmt: skip
            facts.setdefault((fact.kind, fact.low, fact.high), fact)
    return {"facts": tuple(facts.values())} if facts else {}


def _counts(reading: Reading) -> Iterator[_Count]:
    """Yield what is counted in the text, in order, none overlapping."""
    folded, sayings, reached = reading.folded, _sayings(), 0
    for _, start, _ in _anchors().find_matches_as_indexes(folded):
        if start < reached:
            continue
        if folded[start] in "so" and (
            solo := sayings.match("solo_after", folded, start, len(folded))
        ):
            if not folded[start - 1 : start].isalnum() and _is_ours(reading, start, solo.end()):
                one = Decimal(1)
                yield _Count(start, solo.end(), "providers", one, one, sayings.rule(solo))
                reached = solo.end()
            continue
        number = _NUMBER.match(folded, start)
        if number is None:
            continue
        count = _counted(reading, number)
        if count is not None and _is_ours(reading, count.start, count.end):
            yield count
            reached = count.end


def _counted(reading: Reading, number: re.Match[str]) -> _Count | None:
    """Return what a number counts; None if it is nothing of ours."""
    folded, sayings = reading.folded, _sayings()
    start, end = number.span()
    sentence = reading.context.sentence_at(start)
    begin, finish = sentence.start, sentence.end
    begin = max(begin, start - _NEAR)
    low, high = _bounds(number)
    if high == low and sayings.search("least_before", folded, begin, start):
        high = None
    elif high == low and sayings.search("most_before", folded, begin, start):
        low = None
    kinds: tuple[FactKind, ...] = ("providers", "staff", "sites")
    for kind in kinds:
        noun = sayings.match(f"{kind}_after", folded, end, finish)
        if noun is not None:
            return _Count(start, noun.end(), kind, low, high, sayings.rule(noun))
    team = sayings.search("staff_before", folded, begin, start)
    if team is not None:
        return _Count(team.start(), number.end("low"), "staff", low, high, sayings.rule(team))
    return None


def _bounds(number: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    low = _value(number["low"])
    if number["high"]:
        return low, _value(number["high"])
    return low, None if number["more"] else low


def _value(words: str) -> Decimal:
    return Decimal(words) if words[0].isdigit() else Decimal(_VALUES[words])


def _is_ours(reading: Reading, start: int, end: int) -> bool:
    """Return whether a count is of this practice or job."""
    sentence = reading.context.sentence_at(start)
    begin, finish = sentence.start, sentence.end
    sayings, folded = _sayings(), reading.folded
    return not (
        (
            section_kind(reading, start) in QUALIFICATIONS
            and sayings.search("experience", folded, begin, finish)
        )
        or sayings.search("employer", folded, begin, finish)
        or sayings.search("others_before", folded, max(begin, start - _NEAR), start)
        or sayings.match("others_after", folded, end, finish)
    )


def _with_lists(reading: Reading, counts: Iterator[_Count]) -> list[_Count]:
    """Return the counts with the providers of one list added up: "three physicians and two NPs"."""
    joined: list[_Count] = []
    for count in counts:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.kind == count.kind == "providers"
            and _LISTED.fullmatch(reading.folded, last.end, count.start)
        ):
            joined[-1] = replace(
                last, end=count.end, low=_sum(last.low, count.low), high=_sum(last.high, count.high)
            )
        else:
            joined.append(count)
    return [_with_one_more(reading, count) for count in joined]


def _with_one_more(reading: Reading, count: _Count) -> _Count:
    if count.kind != "providers":
        return count
    sentence = reading.context.sentence_at(count.start)
    begin, finish = sentence.start, sentence.end
    sayings, folded, one = _sayings(), reading.folded, Decimal(1)
    if first := sayings.search("one_before", folded, max(begin, count.start - _NEAR), count.start):
        count = replace(
            count, start=first.start(), low=_sum(count.low, one), high=_sum(count.high, one)
        )
    elif sayings.search("more_before", folded, max(begin, count.start - _NEAR), count.start):
        count = replace(count, high=None)
    if last := sayings.match("one_after", folded, count.end, finish):
        count = replace(count, end=last.end(), low=_sum(count.low, one), high=_sum(count.high, one))
    return count


def _sum(first: Decimal | None, second: Decimal | None) -> Decimal | None:
    return None if first is None or second is None else first + second
