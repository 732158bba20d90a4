"""Who must have a thing, and how strongly: the stance of a span, from the words around it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipeline.cues import Cue, CueFinder, PhraseRule
from pipeline.document import Document
from pipeline.posting import AskedAs, Strength
from pipeline.reading import Section, covering
from pipeline.rulebook import load_rules

_NEGATED_WORDS = 4
_LIST_JOIN = re.compile(r"(?:,\s*|\s)(?:and|or|and/or)\s|/")


@dataclass(frozen=True, slots=True, kw_only=True)
class StrengthRule(PhraseRule):
    """Words that say how strongly a thing is asked for."""

    effect: str
    reaches: str
    if_followed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectRule(PhraseRule):
    """Words that say that somebody else has or does the thing."""

    subject: str
    skills: bool
    reaches: str = "forward"


@dataclass(frozen=True, slots=True)
class Stance:
    """How the text asks for a thing."""

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


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run between full stops, semicolons and blocks, with the cues in it."""

    start: int
    end: int
    cues: tuple[Cue[StrengthRule], ...]
    subjects: tuple[Cue[SubjectRule], ...]


@cache
def _strengths() -> CueFinder[StrengthRule]:
    return CueFinder(load_rules("strength", StrengthRule))


@cache
def _subjects() -> CueFinder[SubjectRule]:
    return CueFinder(load_rules("subjects", SubjectRule))


class Context:
    """The sentences, sections and cues of one posting, ready to be asked."""

    def __init__(
        self, document: Document, folded: str, sections: tuple[Section, ...], starts: list[int]
    ) -> None:
        self._sections = sections
        self._folded = folded
        self._text = document.text
        self._starts = starts
        self._strengths = _strengths().find(folded)
        self._strength_starts = [cue.start for cue in self._strengths]
        self._subjects = _subjects().find(folded)
        self._subject_starts = [cue.start for cue in self._subjects]
        self._sentences: dict[int, Sentence] = {}

    def sentence_at(self, position: int) -> Sentence:
        """Return the sentence a position stands in."""
        number = bisect_right(self._starts, position) - 1
        sentence = self._sentences.get(number)
        if sentence is None:
            start = self._starts[number]
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._folded)
            sentence = self._sentences[number] = Sentence(
                start,
                end,
                _between(self._strengths, self._strength_starts, start, end),
                _between(self._subjects, self._subject_starts, start, end),
            )
        return sentence

    def span_at(self, position: int) -> tuple[int, int]:
        """Return the span of the sentence a position stands in, without looking for its cues."""
        number = bisect_right(self._starts, position) - 1
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._folded)
        return self._starts[number], end

    def stance(self, start: int, end: int) -> Stance:
        """Return how a span is asked for, and of whom."""
        sentence = self.sentence_at(start)
        section = covering(self._sections, start)
        kind = section.kind if section else "heading"
        strength, rule = self._marked_strength(sentence, start, end)
        subject = self._subject(sentence, start, kind)
        source: AskedAs = "duty" if kind == "duty" else "qualification"
        if strength == "hypothetical":
            return Stance(None, source, True, subject, rule, kind)
        if strength is not None:
            return Stance(strength, source, True, subject, rule, kind)
        return Stance(_BY_SECTION.get(kind), source, False, subject, f"section.{kind}", kind)

    def _marked_strength(self, sentence: Sentence, start: int, end: int) -> tuple[Any, str]:
        cues = sentence.cues
        if not cues:
            return None, ""
        backward = self._backward(cues, end)
        forward = _forward(cues, start)
        if forward is not None and forward.rule.effect == "not_required":
            if not forward.rule.if_followed or self._negates(forward, cues, start, end):
                return "not_required", forward.rule.id
            forward = None
        chosen = backward or forward
        if chosen is None:
            return None, ""
        return chosen.rule.effect, chosen.rule.id

    def _negates(
        self, negator: Cue[StrengthRule], cues: tuple[Cue[StrengthRule], ...], start: int, end: int
    ) -> bool:
        """Return whether a bare "no" right before a span is taken up behind it: "no … needed"."""
        between = self._folded[negator.end : start]
        if "," in between or between.count(" ") > _NEGATED_WORDS:
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

    def _subject(self, sentence: Sentence, start: int, kind: str) -> str:
        """Return who is spoken of at a place: the last subject cue before it decides."""
        subject: Cue[SubjectRule] | None = None
        for cue in sentence.subjects:
            if cue.rule.reaches == "backward":
                if cue.start > start:
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


def _forward(cues: tuple[Cue[StrengthRule], ...], start: int) -> Cue[StrengthRule] | None:
    """Return the marker before a span that still governs it."""
    found: Cue[StrengthRule] | None = None
    for cue in cues:
        if cue.start >= start:
            break
        if cue.rule.effect == "divider":
            found = None
        elif cue.rule.reaches == "forward":
            # A bare "must", "at least" adds nothing to what "preferably" opened.
            if found is None or cue.rule.effect != "required" or found.rule.if_followed:
                found = cue
        elif cue.rule.effect != "nothing":
            found = None
    return found


_BY_SECTION: dict[str, Strength] = {
    "requirement": "required",
    "preferred": "preferred",
    "not_required": "not_required",
    "duty": "required",
}


def _between(cues: tuple[Cue, ...], starts: list[int], start: int, end: int) -> tuple[Cue, ...]:  # type: ignore[type-arg] # of either rule
    return cues[bisect_left(starts, start) : bisect_left(starts, end)]
