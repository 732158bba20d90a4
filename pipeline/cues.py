"""Find cue words: literal phrases of rules, the longest at each place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.rulebook import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseRule(Rule):
    """A rule whose cues are literal phrases, compared folded."""

    phrases: tuple[str, ...]


R = TypeVar("R", bound=PhraseRule)


class Cue(NamedTuple, Generic[R]):
    """A cue in a text, and the rule it belongs to."""

    start: int
    end: int
    rule: R


class CueFinder(Generic[R]):
    """All phrases of some rules in one automaton."""

    def __init__(self, rules: Sequence[R]) -> None:
        owners = {phrase: rule for rule in rules for phrase in rule.phrases}
        self._phrases = list(owners)
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(
            self._phrases, matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )

    def find(self, folded: str) -> tuple[Cue[R], ...]:
        """Return the cues of a folded text in order, none overlapping.

        Boundaries are checked before the longest is chosen: a phrase found inside a word
        must not push out one that stands there rightly.
        """
        best: list[tuple[int, int, int]] = []
        framed = folded + "\n"  # so that [start - 1] and [end] are there at both ends
        for number, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            before, after = framed[start - 1], framed[end]
            # Most hits end here, inside longer words: this line decides the speed.
            if (after.isalnum() or after == "'") and _is_word(framed[end - 1]):
                continue
            if (before.isalnum() or before == "'") and _is_word(framed[start]):
                continue
            best.append((start, -end, number))
        best.sort()
        cues: list[Cue[R]] = []
        reached = 0
        for start, minus_end, number in best:
            if start >= reached:
                reached = -minus_end
                cues.append(Cue(start, reached, self._owners[number]))
        return tuple(cues)


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "'"
