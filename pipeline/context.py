"""Who must have a thing, and how strongly: the stance of a span, from the words around it."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache

from pipeline.cues import Cue, CueFinder, PhraseRule
from pipeline.document import Document
from pipeline.posting import AskedAs, Strength
from pipeline.reading import Section, covering
from pipeline.rulebook import load_rules

# A full stop ends a sentence only before white space and a new start; abbreviations do not.
_BREAK = re.compile(
    r"[;\n]"
    r"|(?<!\be\.g)(?<!\bi\.e)(?<!\bDr)(?<!\bSt)(?<!\bMt)(?<!\bvs)(?<!\bno)(?<!\bmin)(?<!\byrs)"
    r"(?<!\byr)(?<!\bexp)(?<!\bapprox)(?<!\b[A-Z])(?<!\b[a-z]\.[a-z])(?<!\b[A-Z]\.[A-Z])"
    r"[.!?]+[)\"'*_\u201d\u2019]*(?=\s|$|(?<=[a-z)][.!?])[A-Z])"
)
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

    def __init__(self, document: Document, folded: str, sections: tuple[Section, ...]) -> None:
        self._sections = sections
        self._folded = folded
        self._starts = _sentence_starts(document)
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

    def stance(self, start: int, end: int) -> Stance:
        """Return how a span is asked for, and of whom."""
        sentence = self.sentence_at(start)
        section = covering(self._sections, start)
        kind = section.kind if section else "heading"
        strength, rule = self._marked_strength(sentence, start, end)
        subject = self._subject(sentence, start, kind)
        source: AskedAs = "duty" if kind == "duty" else "qualification"
        if strength is not None:
            return Stance(strength, source, True, subject, rule, kind)
        return Stance(_BY_SECTION.get(kind), source, False, subject, f"section.{kind}", kind)

    def _marked_strength(
        self, sentence: Sentence, start: int, end: int
    ) -> tuple[Strength | None, str]:
        cues = sentence.cues
        if not cues:
            return None, ""
        backward = self._backward(cues, end)
        forward = _forward(cues, start)
        if forward is not None and forward.rule.effect == "not_required":
            if not forward.rule.if_followed:
                return "not_required", forward.rule.id
            if backward is not None and backward.rule.effect == forward.rule.if_followed:
                return "not_required", forward.rule.id
            forward = None
        chosen = backward or forward
        if chosen is None:
            return None, ""
        return chosen.rule.effect, chosen.rule.id  # type: ignore[return-value] # closed by a test

    def _backward(self, cues: tuple[Cue[StrengthRule], ...], end: int) -> Cue[StrengthRule] | None:
        """Return the marker behind a span that speaks of it."""
        for cue in cues:
            if cue.start < end or cue.rule.effect == "nothing":
                continue
            if cue.rule.effect == "divider" or cue.rule.reaches == "forward":
                return None
            between = self._folded[end : cue.start]
            comma = between.rfind(",")
            # "A, B and C preferred" governs the list; in "A, B preferred" only B is softened.
            if comma >= 0 and not _LIST_JOIN.search(between) and between[comma + 1 :].strip():
                return None
            return cue
        return None

    def _subject(self, sentence: Sentence, start: int, kind: str) -> str:
        """Return who is spoken of at a place: the last subject cue before it decides."""
        subject: Cue[SubjectRule] | None = None
        for cue in sentence.subjects:
            if cue.start > start:
                break
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


def _sentence_starts(document: Document) -> list[int]:
    text = document.text
    starts = {0}
    starts.update(match.end() for match in _BREAK.finditer(text))
    starts.update(block.start for block in document.blocks)
    return sorted(starts)


def _between(cues: tuple[Cue, ...], starts: list[int], start: int, end: int) -> tuple[Cue, ...]:  # type: ignore[type-arg] # of either rule
    return cues[bisect_left(starts, start) : bisect_left(starts, end)]
