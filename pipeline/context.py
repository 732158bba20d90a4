"""Who must have a thing, and how strongly: the stance of a span, from the words around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from pipeline.cues import Cue, CueFinder, PhraseRule
from pipeline.document import Document
from pipeline.posting import AskedAs, Strength
from pipeline.reading import Section
from pipeline.rulebook import load_rules

_NEGATED_WORDS = 4
_NEGATED_LIST = re.compile(r"(?: [\w-]+,){1,3}(?: [\w-]+)? (?:or|nor) (?:[\w-]+ )?")
"""Between "no" and the last of what is not needed: "no nursing, therapy or social work license"."""
_MARKS = " \t-*•·–—:(\"'✓✅"
_WISHES = frozenset(("preferred", "not_required"))
_LIST_JOIN = re.compile(r"(?:,\s*|\s)(?:and|or|and/or)\s|/")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthRule(PhraseRule):
    """Words that say how strongly a thing is asked for."""

    effect: str
    reaches: str
    if_followed: str = ""
    weak: bool = False
    """What stands under a heading of wishes stays a wish for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule(PhraseRule):
    """Words that say that somebody else has or does the thing."""

    subject: str
    skills: bool
    reaches: str = "forward"


class Stance(NamedTuple):
    """How the text asks for a thing. A named tuple: one is made for every mention."""

    strength: Strength | None
    """None: it is only mentioned."""
    source: AskedAs
    marked: bool
    """The strength comes from words beside it, not only from the section."""
    subject: str
    """candidate, staff, employer, patient, benefit or hypothetical."""
    rule: str
    """What decided: a cue's rule id, or `section.KIND`."""
    section: str
    told: bool = False
    """The section's kind was told by its sentences: what is unmarked there is asked for less surely."""


class Sentence(NamedTuple):
    """A run between full stops, semicolons, headings and blocks, with the cues in it."""

    start: int
    end: int
    section: str
    """Kind of the section it stands in; heading where it is one."""
    cues: tuple[Cue[StrengthRule], ...]
    subjects: tuple[Cue[SubjectRule], ...]
    told: bool
    """The section's kind was told by its sentences."""


@cache
def _strengths() -> CueFinder[StrengthRule]:
    return CueFinder(load_rules("strength", StrengthRule))


@cache
def _subjects() -> CueFinder[SubjectRule]:
    return CueFinder(load_rules("subjects", SubjectRule))


class Context:
    """The sentences and cues of one posting, ready to be asked."""

    def __init__(
        self, document: Document, folded: str, sections: tuple[Section, ...], starts: list[int]
    ) -> None:
        """Cut the text at `starts` and where sections begin, and find the cues."""
        self._folded = folded
        self._text = document.text
        self._starts = sorted({*starts, *[section.start for section in sections]})
        self._sentences = _sentences(
            self._starts, len(folded), sections, _strengths().find(folded), _subjects().find(folded)
        )

    @property
    def sentences(self) -> Sequence[Sentence]:
        """All sentences, in text order."""
        return self._sentences

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence a position stands in."""
        return self._sentences[bisect_right(self._starts, position) - 1]

    def stance(self, start: int, end: int) -> Stance:
        """Return how a span is asked for, and of whom."""
        sentence = self._sentences[bisect_right(self._starts, start) - 1]
        section = sentence.section
        if not sentence.cues and not sentence.subjects:
            return _by_section(section, "candidate", sentence.told)
        subject = self._subject(sentence, start, section)
        strength, rule = self._marked_strength(sentence, start, end)
        if strength is None:
            return _by_section(section, subject, sentence.told)
        if strength == "hypothetical":
            strength = None
        elif strength == "preferred" and subject == "hypothetical":
            subject = "candidate"  # "if you know Epic, even better"
        source: AskedAs = "duty" if section == "duty" else "qualification"
        return Stance(strength, source, True, subject, rule, section, sentence.told)

    def _marked_strength(self, sentence: Sentence, start: int, end: int) -> tuple[Any, str]:
        cues = sentence.cues
        if not cues:
            return None, ""
        backward = self._backward(cues, end)
        forward = self._forward(sentence, start)
        if forward is not None and forward.rule.effect == "not_required":
            if not forward.rule.if_followed or self._negates(forward, cues, start, end):
                return "not_required", forward.rule.id
            forward = None
        chosen = backward or forward
        if chosen is None or (chosen.rule.weak and sentence.section in _WISHES):
            return None, ""
        return chosen.rule.effect, chosen.rule.id

    def _negates(
        self, negator: Cue[StrengthRule], cues: tuple[Cue[StrengthRule], ...], start: int, end: int
    ) -> bool:
        """Return whether a bare "no" right before a span is taken up behind it: "no … needed"."""
        between = self._folded[negator.end : start]
        if ("," in between and not _NEGATED_LIST.fullmatch(between)) or between.count(
            " "
        ) > _NEGATED_WORDS:
            return False
        return any(cue.start >= end and cue.rule.effect == negator.rule.if_followed for cue in cues)

    def _backward(self, cues: tuple[Cue[StrengthRule], ...], end: int) -> Cue[StrengthRule] | None:
        """Return the marker behind a span that speaks of it."""
        for cue in cues:
            if cue.start < end or cue.rule.effect == "nothing":
                continue
            if cue.rule.effect == "divider" or cue.rule.reaches == "forward":
                return None
            return cue if self._reaches_back(end, cue.start) else None
        return None

    def _reaches_back(self, end: int, cue: int) -> bool:
        """Return whether a marker still governs a span that ended before it.

        "A, B and C preferred" governs the list; in "A, B preferred" only B is softened, unless
        the list is one of acronyms: "CMM, CMPE preferred". "BSN (MSN preferred)" keeps to its
        brackets.
        """
        between = self._text[end:cue]
        opened = between.rfind("(")
        if opened >= 0 and ")" not in between[opened:] and between[opened + 1 :].strip():
            return False
        if ")" in between and "(" not in between:
            return True  # inside brackets that the marker follows: "(MHA, MBA) preferred"
        comma = between.rfind(",")
        if comma < 0 or _LIST_JOIN.search(between) or not between[comma + 1 :].strip():
            return True
        letters = [letter for letter in between if letter.isalpha()]
        return bool(letters) and all(letter.isupper() for letter in letters)

    def _forward(self, sentence: Sentence, start: int) -> Cue[StrengthRule] | None:
        """Return the marker before a span that still governs it."""
        found: Cue[StrengthRule] | None = None
        for cue in sentence.cues:
            if cue.start >= start:
                break
            if cue.rule.effect == "divider":
                found = None
            elif cue.rule.reaches == "forward" or (
                (cue.rule.reaches == "either" or self._is_label(cue.end))
                and not self._folded[sentence.start : cue.start].strip(_MARKS)
            ):
                # A bare "must", "at least" adds nothing to what "preferably" opened.
                if (
                    found is None
                    or cue.rule.effect != "required"
                    or found.rule.if_followed
                    or (not cue.rule.weak and self._folded.endswith(", ", 0, cue.start))
                ):
                    found = cue
            elif cue.rule.effect != "nothing":
                found = None
        return found

    def _in_other_brackets(self, start: int, cue: int) -> bool:
        """Return whether a cue stands in brackets that open behind a span's start."""
        opened = self._folded.rfind("(", start, cue)
        return opened >= 0 and self._folded.find(")", opened, cue) < 0

    def _is_label(self, end: int) -> bool:
        """Return whether a marker that ends there is a label: "A plus: CPC", "Not a must - CPC"."""
        return self._folded.startswith((":", " - "), end)

    def _subject(self, sentence: Sentence, start: int, kind: str) -> str:
        """Return who is spoken of at a place: the last subject cue before it decides."""
        subject: Cue[SubjectRule] | None = None
        for cue in sentence.subjects:
            if cue.rule.reaches == "backward":
                if (
                    cue.start > start
                    and not self._in_other_brackets(start, cue.start)
                    and not _asked_between(sentence.cues, start, cue.start)
                ):
                    return cue.rule.subject
            elif cue.start <= start:
                subject = cue
        if subject is None:
            return "candidate"
        for strength in sentence.cues:
            # "must have", "required:" speak of the candidate again.
            if (
                subject.end <= strength.start < start
                and strength.rule.reaches == "forward"
                and strength.rule.effect in ("required", "preferred")
            ):
                return "candidate"
        if kind in ("requirement", "preferred") and subject.rule.subject == "staff":
            return "candidate"
        return subject.rule.subject


def _asked_between(cues: tuple[Cue[StrengthRule], ...], start: int, end: int) -> bool:
    """Return whether a thing is asked for before the words of an offer: "required, paid by us"."""
    return any(
        start < cue.start < end and cue.rule.effect in ("required", "preferred") for cue in cues
    )


_BY_SECTION: dict[str, Strength] = {
    "requirement": "required",
    "preferred": "preferred",
    "not_required": "not_required",
    "duty": "required",
}


@cache
def _by_section(section: str, subject: str, told: bool) -> Stance:
    """Return the stance of what only the section asks for."""
    source: AskedAs = "duty" if section == "duty" else "qualification"
    return Stance(
        _BY_SECTION.get(section), source, False, subject, f"section.{section}", section, told
    )


def _sentences(
    starts: list[int],
    length: int,
    sections: tuple[Section, ...],
    cues: tuple[Cue[StrengthRule], ...],
    subjects: tuple[Cue[SubjectRule], ...],
) -> list[Sentence]:
    """Return the sentences that begin at `starts`, each with its section and cues."""
    found = []
    section = cue = subject = 0
    for start, end in pairwise((*starts, length)):
        while section < len(sections) and sections[section].end <= start:
            section += 1
        inside = section < len(sections) and sections[section].start <= start
        first_cue, first_subject = cue, subject
        while cue < len(cues) and cues[cue].start < end:
            cue += 1
        while subject < len(subjects) and subjects[subject].start < end:
            subject += 1
        found.append(
            Sentence(
                start,
                end,
                sections[section].kind if inside else "heading",
                cues[first_cue:cue],
                subjects[first_subject:subject],
                inside and sections[section].told,
            )
        )
    return found
