"""Names of degrees and credentials that are misspelt by one letter: "assoicates degree".

Only the long words of `rules/misspelling.toml` are looked for, in every spelling one edit away (a
letter left out, added, changed, or two exchanged) that is no word itself: all of them stand in one
automaton, so that a text without such a mistake costs one pass. Where one stands, the words around
are read again with it put right. Acronyms are never guessed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.concepts import ConceptKind
from pipeline.degree_names import names_a_degree
from pipeline.phrases import Mention, PhraseMatcher
from pipeline.rulebook import Rule, load_rules

_AROUND = 70
"""Characters each side that are read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MisspellingRule(Rule):
    """Words whose misspellings are known again."""

    words: tuple[str, ...]
    also: tuple[str, ...] = ()
    """Spellings further away, each "wrong = right"."""
    never: tuple[str, ...] = ()
    """Words one edit away that are words themselves."""


class Misspelt(NamedTuple):
    """A misspelt word in a text."""

    start: int
    end: int
    right: str
    rule: str


@cache
def load_misspellings() -> tuple[MisspellingRule, ...]:
    """Return the rules of `rules/misspelling.toml`."""
    return load_rules("misspelling", MisspellingRule)


def edits(word: str) -> Iterator[str]:
    """Yield the spellings one edit away, its first letter kept: few get that one wrong."""
    for place in range(1, len(word) + 1):
        before, after = word[:place], word[place:]
        yield from (before + letter + after for letter in ascii_lowercase)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in ascii_lowercase)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    """Return each wrong spelling with the right one and the rule."""
    rules = load_misspellings()
    real = {word for rule in rules for word in (*rule.words, *rule.never)}
    found: dict[str, tuple[str, str]] = {}
    for rule in rules:
        for word in rule.words:
            for wrong in edits(word):
                if wrong not in real:
                    found.setdefault(wrong, (word, rule.id))
        for pair in rule.also:
            wrong, right = pair.split(" = ")
            found[wrong] = (right, rule.id)
    return found


@cache
def _automaton() -> tuple[AhoCorasick, tuple[tuple[str, str], ...]]:
    spellings = _spellings()
    automaton = AhoCorasick(
        list(spellings),
        matchkind=MatchKind.LeftmostLongest,
        implementation=Implementation.ContiguousNFA,
    )
    return automaton, tuple(spellings.values())


def find_misspelt(folded: str) -> tuple[Misspelt, ...]:
    """Return the misspelt words of a folded text, in order."""
    automaton, meant = _automaton()
    found = []
    size = len(folded)
    for number, start, end in automaton.find_matches_as_indexes(folded):
        if (start and folded[start - 1].isalnum()) or (end < size and folded[end].isalnum()):
            continue
        found.append(Misspelt(start, end, *meant[number]))
    return tuple(found)


def with_misspelt(
    text: str, folded: str, mentions: tuple[Mention, ...], matcher: PhraseMatcher
) -> tuple[tuple[Mention, ...], tuple[Misspelt, ...]]:
    """Return the mentions with those that misspelt words hide, and the misspelt words in them."""
    found = find_misspelt(folded)
    if not found:
        return mentions, ()
    known = list(mentions)
    meant = []
    for word in found:
        hidden = list(_hidden(text, folded, word, matcher))
        if hidden:
            meant.append(word)
            low, high = hidden[0].start, max(mention.end for mention in hidden)
            kinds = {concept.kind for mention in hidden for concept in mention.concepts}
            known = [item for item in known if not _is_within(item, low, high, kinds)]
            known += hidden
    known.sort(key=lambda mention: (mention.start, -mention.end))
    return tuple(known), tuple(meant)


def _hidden(text: str, folded: str, word: Misspelt, matcher: PhraseMatcher) -> Iterator[Mention]:
    """Yield the mentions that the right spelling of a word makes, in places of the text as it is."""
    low = max(0, word.start - _AROUND)
    start = word.start - low
    right = _cased(word.right, text[word.start : word.end])
    near = text[low : word.start] + right + text[word.end : word.end + _AROUND]
    near_folded = folded[low : word.start] + word.right + folded[word.end : word.end + _AROUND]
    longer = len(right) - (word.end - word.start)
    for mention in matcher.find(near, near_folded):
        if mention.start >= start + len(right) or mention.end <= start:
            continue
        level = next((item.id for item in mention.concepts if item.kind == "degree"), None)
        if level and not names_a_degree(near, near_folded, mention.start, mention.end, level):
            continue
        end = max(mention.end - longer, start + 1) + low
        yield mention._replace(start=mention.start + low, end=end)


def _is_within(mention: Mention, low: int, high: int, kinds: set[ConceptKind]) -> bool:
    return (
        low <= mention.start
        and mention.end <= high
        and any(concept.kind in kinds for concept in mention.concepts)
    )


def _cased(right: str, wrong: str) -> str:
    if wrong.isupper():
        return right.upper()
    return right.capitalize() if wrong[0].isupper() else right
