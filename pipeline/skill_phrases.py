"""Skills said in verbs and objects, found by patterns around anchor words."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.reading import ASKING, Reading
from pipeline.rulebook import Rule, load_rules

_NAME = "skill_phrases"
_WORD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPhrase(Rule):
    """A way to say a skill."""

    concept: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase in a text."""

    start: int
    end: int
    rule: SkillPhrase


@cache
def load_skill_phrases() -> tuple[SkillPhrase, ...]:
    """Return the rules with the named words put into their patterns."""
    text = files("pipeline").joinpath("rules", f"{_NAME}.toml").read_text("utf-8")
    words = tomllib.loads(text)["words"]

    def expanded(pattern: str) -> str:
        return _WORD.sub(lambda match: words[match[1]], pattern)

    rules = load_rules(_NAME, SkillPhrase, beside=("words",))
    return tuple(replace(rule, pattern=expanded(rule.pattern)) for rule in rules)


class _Finder:
    def __init__(self) -> None:
        rules = load_skill_phrases()
        owners: dict[str, list[int]] = {}
        for number, rule in enumerate(rules):
            for anchor in rule.anchors:
                owners.setdefault(anchor, []).append(number)
        self.rules = rules
        self.patterns = [re.compile(rule.pattern) for rule in rules]
        self.owners = list(owners.values())
        self.automaton = AhoCorasick(
            list(owners), matchkind=MatchKind.Standard, implementation=Implementation.DFA
        )


@cache
def _finder() -> _Finder:
    return _Finder()


def _to_try(finder: _Finder, reading: Reading) -> dict[tuple[int, int], set[int]]:
    """Return the sentences that may ask for something, with the rules whose anchors they hold."""
    context = reading.context
    to_try: dict[tuple[int, int], set[int]] = {}
    start = end = 0
    rules: set[int] | None = None
    hits = finder.automaton.find_matches_as_indexes(reading.folded, overlapping=True)
    for position, anchor in sorted((hit[1], hit[0]) for hit in hits):
        if position >= end:
            start, end = context.span_at(position)
            section = reading.section_at(position)
            asks = section is not None and section.kind in ASKING
            if asks or (section is not None and context.sentence_at(position).cues):
                rules = to_try.setdefault((start, end), set())
            else:
                rules = None
        if rules is not None:
            rules.update(finder.owners[anchor])
    return to_try


def find_skill_phrases(reading: Reading) -> Iterator[Found]:
    """Yield the phrases of a posting, each rule at most once in a sentence.

    What an employer says of itself or offers is not searched: nothing there is asked for,
    unless a marker beside it says so.
    """
    finder = _finder()
    folded = reading.folded
    for (start, end), numbers in _to_try(finder, reading).items():
        for number in sorted(numbers):
            match = finder.patterns[number].search(folded, start, end)
            if match and match.end() > match.start():
                yield Found(match.start(), match.end(), finder.rules[number])
