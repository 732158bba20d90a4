"""When a thing must be had: "within 90 days of hire", "by your first anniversary"."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.concepts import ConceptKind
from pipeline.context import Sentence
from pipeline.durations import read_number
from pipeline.reading import Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings

_MONTHS_A_YEAR = 12
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "yr": 365, "mo": 30}
_TENS_WORDS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NTH = {
    "first": 1, "1st": 1, "one-year": 1, "one year": 1, "1-year": 1, "1 year": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "ninth": 9,
}  # fmt: skip
_DEADLINE = "deadline_after"
_HIRE_REACH = 34
_HAD: tuple[ConceptKind, ...] = ("certification", "licence", "degree")


class Deadline(NamedTuple):
    """A time after hire, and where it is said."""

    start: int
    end: int
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule(SayingRule):
    """Words that name a time after hire, or tell of one."""

    behind: tuple[str, ...] = ()
    """Literals that stand behind the period, for words that nothing certain opens."""


@cache
def load_deadlines() -> tuple[DeadlineRule, ...]:
    """Return the rules of `rules/deadlines.toml`."""
    return load_rules("deadlines", DeadlineRule)


@cache
def _words() -> Sayings:
    return Sayings([rule for rule in load_deadlines() if rule.says != _DEADLINE])


@cache
def _finder() -> tuple[AhoCorasick, int, tuple[re.Pattern[str], ...]]:
    """Return what finds the literals, how many of them open a deadline, and the deadlines."""
    rules = [rule for rule in load_deadlines() if rule.says == _DEADLINE]
    anchors = tuple(dict.fromkeys(anchor for rule in rules for anchor in rule.anchors))
    behind = [literal for rule in rules for literal in rule.behind]
    automaton = AhoCorasick(
        [*anchors, *behind], matchkind=MatchKind.Standard, implementation=Implementation.DFA
    )
    return automaton, len(anchors), tuple(re.compile(rule.pattern) for rule in rules)


def find_deadlines(folded: str) -> tuple[Deadline, ...]:
    """Return the times after hire that a folded text names; a month is 30 days, a year 365."""
    found: list[Deadline] = []
    words = _words()
    automaton, opening, _ = _finder()
    for number, start, _ in automaton.find_matches_as_indexes(folded, overlapping=True):
        if number < opening:
            if start and folded[start - 1].isalnum():
                continue
            match = _deadline_at(folded, start)
        else:
            match = _last_period(folded, start)
        if match is None or words.match("none_after", folded, match.end()):
            continue
        if words.search("past", match[0]):
            continue
        days = _days(match)
        if days and not (found and found[-1].end > match.start()):
            found.append(Deadline(match.start(), match.end(), days))
    return tuple(found)


def _deadline_at(folded: str, start: int) -> re.Match[str] | None:
    """Return the deadline that begins at a place: that of the first rule that fits."""
    _, _, patterns = _finder()
    for pattern in patterns:
        if match := pattern.match(folded, start):
            return match
    return None


class Deadlines:
    """The deadlines of one posting, looked for where they are asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[int, tuple[Deadline, ...]] = {}
        self._next: dict[int, int | None] = {}

    def of(self, start: int, end: int) -> int | None:
        """Return the days after hire by which a thing is to be had.

        A deadline governs what stands before it in the sentence, up to words that say it is had
        on hire ("BLS on hire, ACLS within 6 months"), and all behind it that has none of its own.
        Where the sentence names none, the next one may: "You have a year to get it".
        """
        sentence = self._reading.context.sentence_at(start)
        found = self._in(sentence)
        if not found:
            if sentence.start not in self._next:
                self._next[sentence.start] = self._in_next(sentence)
            return self._next[sentence.start]
        for deadline in found:
            if deadline.start >= end:
                between = self._reading.folded[end : deadline.start]
                if _words().search("held_now", between):
                    return None
                if deadline is found[-1] or not _words().search("begun", between):
                    return deadline.days
        return found[-1].days

    def _in(self, sentence: Sentence) -> tuple[Deadline, ...]:
        found = self._found.get(sentence.start)
        if found is None:
            said = find_deadlines(self._reading.folded[sentence.start : sentence.end])
            found = tuple(
                Deadline(sentence.start + low, sentence.start + high, days)
                for low, high, days in said
            )
            self._found[sentence.start] = found
        return found

    def _in_next(self, sentence: Sentence) -> int | None:
        """Return the days that the next sentence of a paragraph names for what is said before."""
        folded = self._reading.folded
        if sentence.end >= len(folded) or "\n" in folded[sentence.end - 1 : sentence.end + 1]:
            return None
        following = self._reading.context.sentence_at(sentence.end)
        said = _words().search("goes_back", folded, following.start, following.end)
        if said is None or any(
            following.start <= mention.start < following.end
            for kind in _HAD
            for mention in self._reading.mentions_of(kind)
        ):
            return None
        found = self._in(following)
        return found[0].days if found else None


def _last_period(folded: str, end: int) -> re.Match[str] | None:
    """Return the period that ends where "of hire" begins: "ninety days of hire"."""
    low = max(0, end - _HIRE_REACH)
    for begin in range(low, end):
        if begin and folded[begin - 1].isalnum():
            continue
        match = _deadline_at(folded, begin)
        if match is not None and match.end() > end:
            return match
    return None


def _days(match: re.Match[str]) -> int:
    """Return the days a match says."""
    groups = match.groupdict()
    if groups.get("anniversary"):
        return _DAYS["year"]
    if groups.get("one"):
        return _DAYS[groups["one"]]
    if day := groups.get("day") or groups.get("ordinal"):
        return int(day)
    if nth := groups.get("nth"):
        return _NTH[nth] * _DAYS["year" if groups["of"] == "anniversary" else groups["of"]]
    words = groups["number"]
    return _in_days(0.5 if words.startswith("half") else _read(words), groups["unit"].rstrip("s"))


def _read(words: str) -> float:
    """Return the value of a number: "45", "six", "forty-five"."""
    tens, _, ones = words.partition("-")
    if tens in _TENS_WORDS:
        return _TENS_WORDS[tens] + (read_number(ones) if ones else 0)
    return read_number(words)


def _in_days(number: float, unit: str) -> int:
    """Return a length in days; twelve months are a year."""
    if unit in ("month", "mo") and number % _MONTHS_A_YEAR == 0:
        number, unit = number / _MONTHS_A_YEAR, "year"
    return round(number * _DAYS[unit])
