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
_Sentence = dict[int, list[tuple[int, int]]]
"""Where the terms stand in a sentence, by number, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordingRule(Rule):
    """What a thing is called in so many words."""

    say: tuple[str, ...]
    """Wordings, any of which says it."""
    never: tuple[str, ...] = ()
    """Terms that, touching a match, mean something else: "in order to"."""


class Wording(NamedTuple):
    """One way to say it, compiled: numbers of terms and how they follow each other."""

    rule: int
    terms: tuple[int, ...]
    reaches: tuple[tuple[int, bool], ...]
    """Words that may stand before each next term, and whether it may come first as well."""


@dataclass(frozen=True, slots=True)
class Found:
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
        self._terms: dict[str, int] = {}
        self._literals: dict[str, set[int]] = {}
        self._by_last: dict[int, list[Wording]] = {}
        self._never: dict[int, frozenset[int]] = {}
        for number, rule in enumerate(rules):
            try:
                for line in rule.say:
                    wording = self._compile(number, line)
                    self._by_last.setdefault(wording.terms[-1], []).append(wording)
                never = frozenset(self._term(term) for term in rule.never)
            except ValueError as error:
                raise Failed(f"rule {rule.id}: {error}") from error
            if never:
                self._never[number] = never
        self._owners = [tuple(sorted(terms)) for terms in self._literals.values()]
        self._automaton = AhoCorasick(
            [f" {literal} " for literal in self._literals],
            matchkind=MatchKind.Standard,
            implementation=Implementation.ContiguousNFA,
        )

    def _compile(self, rule: int, line: str) -> Wording:
        parts = _JOINS.split(line.strip())
        reaches = tuple((_REACH[join], join == "~") for join in parts[1::2])
        return Wording(rule, tuple(self._term(part) for part in parts[::2]), reaches)

    def _term(self, text: str) -> int:
        number = self._terms.get(text)
        if number is None:
            number = self._terms[text] = len(self._terms)
            for form in self._forms(text):
                self._literals.setdefault(plain(fold(form)).strip(), set()).add(number)
        return number

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
        sentence: _Sentence = {}
        owners = self._owners
        hits = self._automaton.find_matches_as_indexes(f" {plain(folded)} ", overlapping=True)
        for literal, start, stop in hits:
            if stop - 2 > end:
                if start < end:
                    continue  # half here, half in the next sentence
                if sentence:
                    yield from self._in_sentence(folded, sentence)
                    sentence = {}
                begin, end, wanted = sentence_at(start)
            if wanted and begin <= start and stop - 2 <= end:
                place = (start, stop - 2)
                for term in owners[literal]:
                    if term in sentence:
                        sentence[term].append(place)
                    else:
                        sentence[term] = [place]
        if sentence:
            yield from self._in_sentence(folded, sentence)

    def _in_sentence(self, folded: str, sentence: _Sentence) -> Iterator[Found]:
        said: set[int] = set()
        by_last = self._by_last
        for last in sentence:
            for wording in by_last.get(last, ()):
                rule, terms, _ = wording
                if terms[0] not in sentence or rule in said:
                    continue
                span = self._span(folded, sentence, wording)
                if span is not None:
                    said.add(rule)
                    yield Found(*span, rule)

    def _span(self, folded: str, sentence: _Sentence, wording: Wording) -> tuple[int, int] | None:
        """Return where a wording first stands in a sentence; None if its words are too far apart."""
        rule, terms, reaches = wording
        for place in sentence[terms[0]]:
            span: tuple[int, int] | None = place
            for term, (reach, either) in zip(terms[1:], reaches, strict=True):
                if span is not None:
                    span = _joined(folded, span, sentence.get(term, ()), reach, either)
            if span is not None and not self._is_other(sentence, rule, span):
                return span
        return None

    def _is_other(self, sentence: _Sentence, rule: int, span: tuple[int, int]) -> bool:
        return any(
            start < span[1] and end > span[0]
            for term in self._never.get(rule, ())
            for start, end in sentence.get(term, ())
        )


def plain(folded: str) -> str:
    """Return a folded text with a space for each mark: the same length, words apart."""
    return folded.translate(_PUNCTUATION)


def _joined(
    folded: str, span: tuple[int, int], places: Sequence[tuple[int, int]], reach: int, either: bool
) -> tuple[int, int] | None:
    """Return the span up to the nearest of some places that is within reach."""
    for start, end in places:
        if start >= span[1]:
            if folded.count(" ", span[1], start) <= reach + 1:
                return span[0], end
            return None
        if either and end <= span[0] and folded.count(" ", end, span[0]) <= reach + 1:
            return start, span[1]
    return None
