"""Skills said in verbs and objects, found by patterns around anchor words."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.context import Context
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


def find_skill_phrases(folded: str, context: Context) -> Iterator[Found]:
    """Yield the phrases of a folded text, each rule at most once in a sentence."""
    finder = _finder()
    tried: set[tuple[int, int]] = set()
    for anchor, position, _ in finder.automaton.find_matches_as_indexes(folded, overlapping=True):
        sentence = context.span_at(position)
        for number in finder.owners[anchor]:
            if (number, sentence[0]) in tried:
                continue
            tried.add((number, sentence[0]))
            match = finder.patterns[number].search(folded, *sentence)
            if match and match.end() > match.start():
                yield Found(match.start(), match.end(), finder.rules[number])
