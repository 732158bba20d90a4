"""Find the taxonomy's phrases in a text: one pass, longest form first, spans kept."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.concepts import Concept, ConceptKind, Taxonomy
from pipeline.spelling import compared, fold, spellings

_LONGEST_CASED = 2
"""Capital forms up to this length match only as written: AS, IT, OR, PA are words or states."""
_CAPITALS_AROUND = 14
_FEW_LETTERS = 4
_DOMAINS = frozenset((".com", ".org", ".net", ".gov", ".edu"))
_WATCHED = frozenset("-@.$+#")

__all__ = ["Mention", "PhraseMatcher", "by_kind", "fold"]


class Mention(NamedTuple):
    """A form found in a text, and the concepts it may stand for.

    A named tuple because thirty a posting are made: a frozen dataclass takes three times as long.
    """

    start: int
    end: int
    """Half-open span."""
    concepts: tuple[Concept, ...]
    """Of any kinds; several where the form has several meanings at once (MHA: degree, field)."""
    open: tuple[Concept, ...] = ()
    """Concepts that this form means only in the right context; `pipeline.ambiguity` decides."""


@dataclass(slots=True)
class _Form:
    concepts: tuple[Concept, ...] = ()
    open: tuple[Concept, ...] = ()
    cased: dict[str, tuple[Concept, ...]] = field(default_factory=dict)
    """By the spelling that a text must have, capitals and all."""


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
        self._plain = [_plain(form) for form in self._forms]
        keys = list(forms)
        self._numbers = frozenset(n for n, key in enumerate(keys) if key.isdecimal())
        # "RT(R)" and "CMM®" need no word boundary at their odd end.
        self._odd_starts = frozenset(n for n, key in enumerate(keys) if not key[0].isalnum())
        self._odd_ends = frozenset(n for n, key in enumerate(keys) if not key[-1].isalnum())
        self._automaton = AhoCorasick(
            keys, matchkind=MatchKind.Standard, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str, folded: str | None = None) -> tuple[Mention, ...]:
        """Return the mentions in a text, in order; of one kind, none overlaps another.

        Boundaries are checked before the longest is chosen: a phrase found inside a word
        must not push out one that stands there rightly.
        """
        folded = fold(text) if folded is None else folded
        odd_starts, odd_ends = self._odd_starts, self._odd_ends
        framed = folded + "\n"  # so that [start - 1] and [end] are there at both ends
        hits = []
        for number, start, end in self._automaton.find_matches_as_indexes(
            compared(folded), overlapping=True
        ):
            before, after = framed[start - 1], framed[end]
            # Most hits end here, inside longer words: this line decides the speed.
            if (after.isalnum() and number not in odd_ends) or (
                before.isalnum() and number not in odd_starts
            ):
                continue
            if (before in _WATCHED or after in _WATCHED) and self._is_part(
                framed, start, end, number
            ):
                continue
            hits.append((start, -end, number))
        hits.sort()
        reached: dict[str, int] = {}
        mentions = []
        for start, minus_end, number in hits:
            plain = self._plain[number]
            if plain is not None:
                kind, concepts = plain
                if start >= reached.get(kind, 0):
                    reached[kind] = -minus_end
                    mentions.append(Mention(start, -minus_end, concepts))
                continue
            mention = _mention(text, start, -minus_end, self._forms[number], reached)
            if mention is not None:
                mentions.append(mention)
        return tuple(mentions)

    def find_apart(self, text: str, folded: str, starts: Sequence[int]) -> tuple[Mention, ...]:
        """Return the mentions in a text that has sentences at `starts`.

        Where one is glued to the word before it ("AssistantAssociate's degree") none crosses.
        """
        glued = [start for start in starts if start and text[start - 1].islower()]
        if not glued:
            return self.find(text, folded)
        return tuple(
            mention._replace(start=mention.start + low, end=mention.end + low)
            for low, high in pairwise((0, *glued, len(text)))
            for mention in self.find(text[low:high], folded[low:high])
        )

    def _is_part(self, framed: str, start: int, end: int, number: int) -> bool:
        """Return whether a match between word boundaries is part of something longer.

        A longer product or grade (C++), a prefixed word (non-clinical), an address (adp.com,
        @epic.com), a longer number ($835.20, 837-5555).
        """
        before = framed[max(0, start - 4) : start]
        after = framed[end : end + 4]
        if before == "non-" or before.endswith(("@", "www.")) or after in _DOMAINS:
            return True
        if number in self._numbers and (
            before.endswith("$")
            or (before[-1:] in "-." and before[-2:-1].isdigit())
            or (after[0] in "-." and after[1:2].isdigit())
        ):
            return True
        return after[0] in "+#" and number not in self._odd_ends and not after[1:2].isspace()


def by_kind(mentions: Iterable[Mention]) -> dict[ConceptKind, list[Mention]]:
    """Return the mentions under each kind of concept that they may stand for."""
    found: dict[ConceptKind, list[Mention]] = {}
    for mention in mentions:
        _, _, concepts, undecided = mention
        if len(concepts) == 1 and not undecided:
            found.setdefault(concepts[0].kind, []).append(mention)
        else:
            for kind in {concept.kind for concept in (*concepts, *undecided)}:
                found.setdefault(kind, []).append(mention)
    return found


def _plain(form: _Form) -> tuple[ConceptKind, tuple[Concept, ...]] | None:
    """Return the kind and concept of a form that means one thing however it is written."""
    if form.cased or form.open or len(form.concepts) != 1:
        return None
    return form.concepts[0].kind, form.concepts


def _mention(
    text: str, start: int, end: int, form: _Form, reached: dict[str, int]
) -> Mention | None:
    """Return what a form means at a place that longer forms before it have left free."""
    concepts = form.concepts
    if form.cased:
        written = form.cased.get(text[start:end])
        if written and not _capitals_mean_nothing(text, start, end):
            concepts += written
    free = tuple([c for c in concepts if start >= reached.get(c.kind, 0)])
    undecided = tuple([c for c in form.open if start >= reached.get(c.kind, 0)])
    if not free and not undecided:
        return None
    for concept in free:
        reached[concept.kind] = end
    return Mention(start, end, free, undecided)


def _add(forms: dict[str, _Form], concept: Concept, form: str) -> None:
    is_open = form in concept.context_required
    cased = form in concept.case_sensitive or (
        form.isupper() and sum(letter.isalpha() for letter in form) <= _LONGEST_CASED
    )
    for spelling in spellings(form):
        entry = forms.setdefault(compared(fold(spelling)), _Form())
        if is_open:
            entry.open = _with(entry.open, concept)
        elif cased or _is_plural_of_capitals(spelling):
            entry.cased[spelling] = _with(entry.cased.get(spelling, ()), concept)
        else:
            entry.concepts = _with(entry.concepts, concept)


def _is_plural_of_capitals(spelling: str) -> bool:
    """Return whether it must stand as written: "CPRs" are cards, CPRS is another thing."""
    return spelling[-1] == "s" and spelling[:-1].isupper()


def _with(concepts: tuple[Concept, ...], concept: Concept) -> tuple[Concept, ...]:
    return concepts if concept in concepts else (*concepts, concept)


def _capitals_mean_nothing(text: str, start: int, end: int) -> bool:
    """Return whether a short form stands among capitals, where AS may be the word "as".

    A longer one in capitals still says what it says: "HIPAA AND OSHA TRAINING".
    """
    if end - start > _LONGEST_CASED + 1:
        return False
    around = text[max(0, start - _CAPITALS_AROUND) : start] + text[end : end + _CAPITALS_AROUND]
    letters = [letter for letter in around if letter.isalpha()]
    return len(letters) > _FEW_LETTERS and all(letter.isupper() for letter in letters)
