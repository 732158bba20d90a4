"""Run many patterns over a text by looking only where a literal of theirs stands."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.rulebook import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class AnchoredRule(Rule):
    """A rule whose pattern begins with one of its anchors.

    One automaton finds all anchors in a single pass; each pattern is then tried only at its own:
    some twenty times as fast as searching with every pattern.
    """

    anchors: tuple[str, ...]
    """Literals, one of which opens every match."""
    needs: tuple[str, ...] = ()
    """Literals, one of which every match holds too; without one no pattern is tried."""


R = TypeVar("R", bound=AnchoredRule)


class AnchoredFinder(Generic[R]):
    """All patterns of some anchored rules."""

    def __init__(self, rules: Sequence[R]) -> None:
        literals = list(
            dict.fromkeys(word for rule in rules for word in (*rule.anchors, *rule.needs))
        )
        self._rules = rules
        self._patterns = [re.compile(rule.pattern) for rule in rules]
        # Sets of rules as bits: what each literal opens, what it lets be tried, what needs none.
        # Hits are many and most let nothing be tried: one "and" tells.
        self._opens = [_bits(literal in rule.anchors for rule in rules) for literal in literals]
        self._lets = [_bits(literal in rule.needs for rule in rules) for literal in literals]
        self._free = _bits(not rule.needs for rule in rules)
        self._automaton = AhoCorasick(
            literals, matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def find(self, folded: str) -> Iterator[tuple[R, re.Match[str]]]:
        """Yield each rule's matches; in the order of the anchors' ends, a place once a rule."""
        tried: set[tuple[int, int]] = set()
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        allowed = self._free
        for literal, _, _ in hits:
            allowed |= self._lets[literal]
        for literal, start, _ in hits:
            waiting = self._opens[literal] & allowed
            while waiting:
                number = (waiting & -waiting).bit_length() - 1
                waiting &= waiting - 1
                if (number, start) in tried:
                    continue
                tried.add((number, start))
                match = self._patterns[number].match(folded, start)
                if match is not None:
                    yield self._rules[number], match


def _bits(chosen: Iterable[bool]) -> int:
    """Return a number whose bits tell which are chosen, the first the lowest."""
    return sum(1 << place for place, is_one in enumerate(chosen) if is_one)
