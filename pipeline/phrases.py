"""Find the taxonomy's phrases in a text: one pass, longest form first, spans kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.concepts import Concept, ConceptKind, Taxonomy

# One to one: folding must not change the length, or every span behind it would be wrong.
_PLAIN = str.maketrans(
    {
        "\u2018": "'", "\u2019": "'", "\u02bc": "'", "\u201b": "'", "`": "'", "\u00b4": "'",
        "\u201c": '"', "\u201d": '"', "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-",
        "\u2014": "-", "\u2212": "-", "\u00a0": " ", "\u2007": " ", "\u202f": " ", "\t": " ",
    }
)  # fmt: skip
_SHORTEST_PLURAL = 4
_LONGEST_CASED = 2
"""Capital forms up to this length match only as written: AS, IT, OR, PA are words or states."""
_CAPITALS_AROUND = 14


@dataclass(frozen=True, slots=True)
class Mention:
    """A form found in a text, and the concepts it may stand for."""

    start: int
    end: int
    """Half-open span."""
    concepts: tuple[Concept, ...]
    """Of any kinds; several where the form has several meanings at once (MHA: degree, field)."""
    open: tuple[Concept, ...] = ()
    """Concepts that this form means only in the right context; not yet decided."""


def fold(text: str) -> str:
    """Return the text for comparing: lower case, plain quotes, dashes and spaces, same length."""
    folded = text.translate(_PLAIN).lower()
    if len(folded) == len(text):
        return folded
    return "".join(
        lower if len(lower := character.translate(_PLAIN).lower()) == 1 else character
        for character in text
    )


@dataclass(slots=True)
class _Form:
    concepts: list[Concept]
    open: list[Concept]
    cased: dict[str, list[Concept]]


class PhraseMatcher:
    """All forms of a taxonomy in one automaton."""

    def __init__(self, taxonomy: Taxonomy, kinds: Iterable[ConceptKind] | None = None) -> None:
        wanted = None if kinds is None else frozenset(kinds)
        forms: dict[str, _Form] = {}
        for concept in taxonomy:
            if wanted is None or concept.kind in wanted:
                for form in concept.forms:
                    _add(forms, concept, form)
        self._forms = list(forms.values())
        self._automaton = AhoCorasick(
            list(forms), matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str, folded: str | None = None) -> tuple[Mention, ...]:
        """Return the mentions in a text, in order; of one kind, none overlaps another.

        Boundaries are checked before the longest is chosen: a phrase found inside a word
        must not push out one that stands there rightly.
        """
        folded = fold(text) if folded is None else folded
        hits = [
            (start, -end, number)
            for number, start, end in self._automaton.find_matches_as_indexes(
                folded, overlapping=True
            )
            if _stands_alone(folded, start, end)
        ]
        hits.sort()
        reached: dict[str, int] = {}
        mentions = []
        for start, minus_end, number in hits:
            end = -minus_end
            form = self._forms[number]
            concepts = form.concepts
            if form.cased:
                written = form.cased.get(text[start:end])
                if written and not _in_capitals(text, start, end):
                    concepts = concepts + written
            free = tuple(c for c in concepts if start >= reached.get(c.kind, 0))
            undecided = tuple(c for c in form.open if start >= reached.get(c.kind, 0))
            if not free and not undecided:
                continue
            for concept in free:
                reached[concept.kind] = end
            mentions.append(Mention(start, end, free, undecided))
        return tuple(mentions)


def variants(form: str) -> tuple[str, ...]:
    """Return the spellings of a folded form: plural, with and without hyphen."""
    spellings = {form}
    if "-" in form:
        spellings.add(form.replace("-", " "))
    for joined, apart in (
        ("healthcare", "health care"),
        ("health care", "healthcare"),
        ("e-mail", "email"),
    ):
        spellings |= {item.replace(joined, apart) for item in spellings if joined in item}
    plurals = set()
    for item in spellings:
        if len(item) >= _SHORTEST_PLURAL and item[-1].isalpha() and item[-1] != "s":
            plurals.add(item + "s")
            if item.endswith("y") and item[-2] not in "aeiou":
                plurals.add(item[:-1] + "ies")
    return tuple(sorted(spellings | plurals))


def _add(forms: dict[str, _Form], concept: Concept, form: str) -> None:
    cased = form in concept.case_sensitive or (
        form.isupper() and sum(letter.isalpha() for letter in form) <= _LONGEST_CASED
    )
    for spelling in variants(fold(form)) if not cased else (fold(form),):
        entry = forms.setdefault(spelling, _Form([], [], {}))
        if form in concept.context_required:
            target = entry.open
        elif cased:
            target = entry.cased.setdefault(form, [])
        else:
            target = entry.concepts
        if concept not in target:
            target.append(concept)


def _stands_alone(folded: str, start: int, end: int) -> bool:
    """Return whether a match is no part of a longer word, number or product name."""
    if start:
        before = folded[start - 1]
        if before.isalnum() and folded[start].isalnum():
            return False
    if end < len(folded):
        after = folded[end]
        if after.isalnum() and folded[end - 1].isalnum():
            return False
        if after in "+#" and folded[end - 1].isalnum() and not folded[end + 1 : end + 2].isspace():
            return False
    return True


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Return whether the words around are capitals too, so that capitals mean nothing."""
    around = text[max(0, start - _CAPITALS_AROUND) : start] + text[end : end + _CAPITALS_AROUND]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > _SHORTEST_PLURAL and all(letter.isupper() for letter in letters)
