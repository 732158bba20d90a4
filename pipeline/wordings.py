"""Find things said in many words: "order … gauze", "balance … the deposit".

A wording is a line of data: terms with what may stand between them.

    order+/restock+ .. {supplies}/gauze     the second at most four words after the first
    keep+ ... license                       at most nine words after it
    vendor ~ invoice                        in either order, at most five words apart
    supply closet                           one term alone

A term is a choice of words or phrases between slashes. A bare one matches also its plural, one
with + the forms of a verb, one with = only itself; {name} stands for the words of that name.
Between two terms of a wording there is never the end of a sentence.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from crawler.errors import Failed
from pipeline.inflection import plural, verb_forms
from pipeline.rulebook import Rule
from pipeline.spelling import fold

_JOINS = re.compile(r"\s+(\.\.\.?|~)\s+")
_REACH = {"..": 4, "...": 9, "~": 5}
"""Words that may stand between two terms."""
_PUNCTUATION = str.maketrans(dict.fromkeys("-/.,:;!?()[]{}\"'&*+|_#\n\t<>=~%@$\\^", " "))
_Hit = tuple[int, int, int]
"""A word of some term in a sentence: its number, and its span in the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRule(Rule):
    """What a thing is called in so many words."""

    say: tuple[str, ...]
    """Wordings, any of which says it."""
    never: tuple[str, ...] = ()
    """Terms that, touching a match, mean something else: "in order to"."""


class Wording(NamedTuple):
    """One way to say it, compiled."""

    rule: int
    terms: tuple[frozenset[int], ...]
    """The numbers of each term's words."""
    reaches: tuple[tuple[int, bool], ...]
    """Words that may stand before each next term, and whether it may come first as well."""


class Found(NamedTuple):
    """A rule whose words stand in a text."""

    start: int
    end: int
    rule: int
    """Its place among the rules."""


class WordingFinder:
    """All wordings of some rules, their words in one automaton."""

    def __init__(self, rules: Sequence[WordingRule], words: Mapping[str, Sequence[str]]) -> None:
        """Compile the rules; `words` are what {name} stands for.

        Raises:
            Failed: a wording that cannot be read, naming its rule.
        """
        self._words = words
        self._literals: dict[str, int] = {}
        self._terms: dict[str, frozenset[int]] = {}
        self._never: list[frozenset[int]] = []
        self._wordings: list[Wording] = []
        for number, rule in enumerate(rules):
            try:
                self._wordings += [self._compile(number, line) for line in rule.say]
                self._never.append(frozenset[int]().union(*map(self._term, rule.never)))
            except ValueError as error:
                raise Failed(f"rule {rule.id}: {error}") from error
        # Of each word, the wordings it may begin and end, a bit each: a sentence can only say
        # what is in both for some words of it.
        self._begins = _masks(len(self._literals), [item.terms[0] for item in self._wordings])
        self._ends = _masks(len(self._literals), [item.terms[-1] for item in self._wordings])
        self._automaton = AhoCorasick(
            [f" {literal} " for literal in self._literals],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def _compile(self, rule: int, line: str) -> Wording:
        parts = _JOINS.split(line.strip())
        reaches = tuple((_REACH[join], join == "~") for join in parts[1::2])
        return Wording(rule, tuple(self._term(part) for part in parts[::2]), reaches)

    def _term(self, text: str) -> frozenset[int]:
        term = self._terms.get(text)
        if term is None:
            literals = self._literals
            forms = {plain(fold(form)).strip() for form in self._forms(text)}
            term = frozenset(literals.setdefault(form, len(literals)) for form in sorted(forms))
            self._terms[text] = term
        return term

    def _forms(self, text: str) -> Iterator[str]:
        for choice in map(str.strip, text.split("/")):
            if choice.startswith("{"):
                name = choice.strip("{}")
                if name not in self._words:
                    raise ValueError(f"no words named {{{name}}}")
                for word in self._words[name]:
                    yield from self._forms(word)
            elif not choice:
                raise ValueError(f"an empty choice in {text!r}")
            elif choice.endswith("="):
                yield choice[:-1]
            elif choice.endswith("+"):
                yield from verb_forms(choice[:-1])
            else:
                yield choice
                yield plural(choice)

    def find(
        self, folded: str, sentence_at: Callable[[int], tuple[int, int, bool]]
    ) -> Iterator[Found]:
        """Yield the rules said in a folded text, each once in a sentence, in text order.

        `sentence_at` gives the span of the sentence at a position, and whether to look there.
        """
        begin = end = 0
        wanted = False
        sentence: list[_Hit] = []
        begun = ended = 0
        begins, ends = self._begins, self._ends
        hits = self._automaton.find_matches_as_indexes(f" {plain(folded)} ", overlapping=True)
        for literal, start, stop in hits:
            if stop - 2 > end:
                if start < end:
                    continue  # half here, half in the next sentence
                if begun & ended:
                    yield from self._in_sentence(folded, sentence, begun & ended)
                sentence = []
                begun = ended = 0
                begin, end, wanted = sentence_at(start)
            if wanted and begin <= start and stop - 2 <= end:
                sentence.append((literal, start, stop - 2))
                begun |= begins[literal]
                ended |= ends[literal]
        if begun & ended:
            yield from self._in_sentence(folded, sentence, begun & ended)

    def _in_sentence(self, folded: str, sentence: Sequence[_Hit], possible: int) -> Iterator[Found]:
        said = -1
        while possible:
            lowest = possible & -possible
            possible ^= lowest
            wording = self._wordings[lowest.bit_length() - 1]
            if wording.rule != said:  # wordings stand in the order of their rules
                span = self._span(folded, sentence, wording)
                if span is not None:
                    said = wording.rule
                    yield Found(*span, said)

    def _span(
        self, folded: str, sentence: Sequence[_Hit], wording: Wording
    ) -> tuple[int, int] | None:
        """Return where a wording first stands in a sentence; None if its words are too far apart."""
        rule, terms, reaches = wording
        never = self._never[rule]
        first = terms[0]
        for word, start, end in sentence:
            if word in first:
                span = _stretched(folded, (start, end), sentence, terms[1:], reaches)
                if span is not None and not (never and _touches(sentence, never, span)):
                    return span
        return None


def _stretched(
    folded: str,
    span: tuple[int, int],
    sentence: Sequence[_Hit],
    terms: Sequence[frozenset[int]],
    reaches: Sequence[tuple[int, bool]],
) -> tuple[int, int] | None:
    """Return the span up to the last of the terms, each within reach of those before it."""
    for term, (reach, either) in zip(terms, reaches, strict=True):
        joined = _joined(folded, span, sentence, term, reach, either)
        if joined is None:
            return None
        span = joined
    return span


def _touches(sentence: Sequence[_Hit], words: frozenset[int], span: tuple[int, int]) -> bool:
    """Return whether one of some words overlaps a span."""
    return any(word in words and start < span[1] and end > span[0] for word, start, end in sentence)


def _masks(words: int, terms: Sequence[frozenset[int]]) -> list[int]:
    """Return for each word the numbers of the terms it belongs to, as bits."""
    masks = [0] * words
    for number, term in enumerate(terms):
        for word in term:
            masks[word] |= 1 << number
    shared: dict[int, int] = {}
    return [shared.setdefault(mask, mask) for mask in masks]


def plain(folded: str) -> str:
    """Return a folded text with a space for each mark: the same length, words apart."""
    return folded.translate(_PUNCTUATION)


def _joined(
    folded: str,
    span: tuple[int, int],
    sentence: Sequence[_Hit],
    term: frozenset[int],
    reach: int,
    either: bool,
) -> tuple[int, int] | None:
    """Return the span up to the nearest word of a term that is within reach."""
    for word, start, end in sentence:
        if word in term:
            if start >= span[1]:
                return (span[0], end) if _near(folded, span[1], start, reach) else None
            if either and end <= span[0] and _near(folded, end, span[0], reach):
                return start, span[1]
    return None


def _near(folded: str, start: int, end: int, reach: int) -> bool:
    return folded.count(" ", start, end) <= reach + 1
