"""What a sentence under no known heading is about: a duty, a requirement, the employer, the offer.

Half of all postings put some of what they ask for under headings of their own making, or none.
There each sentence is told by how it opens ("You'll …", "Order …", "We offer …") and by the
first telling words in it; one that says nothing goes on with what the one before it was about.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from pipeline.cues import Cue, CueFinder, PhraseRule
from pipeline.document import Document
from pipeline.inflection import verb_forms
from pipeline.reading import Section, SectionKind
from pipeline.rulebook import load_rules

_MARKS = " \t-*•·:(\"'✅⭐➕"
_KEPT: frozenset[SectionKind] = frozenset(("duty", "requirement", "preferred", "not_required"))
"""Kinds that go on in the next sentence of the same block, or of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRule(PhraseRule):
    """Words that tell what a sentence is about."""

    kind: SectionKind
    anywhere: bool = False
    """They tell wherever they stand; otherwise only where they open the sentence."""
    verbs: tuple[str, ...] = ()
    """Verbs whose forms are phrases too."""


def _with_verbs(rule: OpeningRule) -> OpeningRule:
    forms = (form for verb in rule.verbs for form in verb_forms(verb))
    return replace(rule, phrases=tuple(dict.fromkeys((*rule.phrases, *forms))))


@cache
def load_openings() -> tuple[OpeningRule, ...]:
    """Return the rules of `rules/openings.toml`."""
    return tuple(_with_verbs(rule) for rule in load_rules("openings", OpeningRule))


@cache
def _finder() -> CueFinder[OpeningRule]:
    return CueFinder(load_openings())


def told_by_opening(
    document: Document, folded: str, sections: Sequence[Section], starts: Sequence[int]
) -> tuple[Section, ...]:
    """Return the sections, each unknown one cut into runs of sentences of one kind."""
    told: list[Section] = []
    for section in sections:
        if section.kind == "unknown":
            told.extend(_told(document, folded, section, starts))
        else:
            told.append(section)
    return tuple(told)


def _told(
    document: Document, folded: str, section: Section, starts: Sequence[int]
) -> Iterator[Section]:
    first, last = bisect_right(starts, section.start), bisect_left(starts, section.end)
    bounds = [section.start, *starts[first:last], section.end]
    cues = _finder().find(folded[section.start : section.end])
    blocks = [block.start for block in document.blocks]
    kind: SectionKind = "unknown"
    begun, block = section.start, -1
    position = 0
    for start, end in pairwise(bounds):
        until = position
        while until < len(cues) and cues[until].start + section.start < end:
            until += 1
        inside = cues[position:until]
        position = until
        this_block = bisect_right(blocks, start)
        found = kind_of_sentence(folded, start, inside, section.start)
        if found is None:
            item = document.blocks[this_block - 1].kind == "item" if this_block else False
            goes_on = this_block == block or item
            found = kind if kind in _KEPT and goes_on else "unknown"
        block = this_block
        if found != kind:
            if start > begun:
                yield replace(section, start=begun, end=start, kind=kind, told=True)
            kind, begun = found, start
    if section.end > begun:
        yield replace(section, start=begun, end=section.end, kind=kind, told=True)


def kind_of_sentence(
    folded: str, start: int, cues: Sequence[Cue[OpeningRule]], offset: int = 0
) -> SectionKind | None:
    """Return what the cues in a sentence tell of it; `offset` is added to their positions."""
    for cue in cues:
        opens = not folded[start : cue.start + offset].strip(_MARKS)
        if opens or cue.rule.anywhere:
            return cue.rule.kind
    return None
