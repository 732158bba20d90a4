"""Experience asked for without a length: "supervisory experience", "derm a plus"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.claims import Claim
from pipeline.context import Sentence
from pipeline.cues import Cue
from pipeline.durations import Years
from pipeline.experience.kinds import (
    ADMINISTRATION,
    ASSISTANT,
    BILLING,
    CLINICAL,
    HEALTH_CARE,
    OFFICE,
    PRACTICE_MANAGEMENT,
    SPECIALTY,
    SUPERVISORY,
    ExperienceRule,
)
from pipeline.experience.phrases import ExperienceText, as_asked, phrase_end

_REACH = 60
_ASKABLE = frozenset(
    (PRACTICE_MANAGEMENT, SUPERVISORY, ASSISTANT, CLINICAL, SPECIALTY, OFFICE, HEALTH_CARE, ADMINISTRATION)
)  # fmt: skip
"""Kinds that count without a length; work with a system or in billing is then a skill."""
_PERSONS = frozenset((PRACTICE_MANAGEMENT, SUPERVISORY, ASSISTANT, CLINICAL, BILLING))
"""Kinds told by what somebody was: "former clinic manager or biller"."""
_SKILLS = frozenset(
    ("scheduling", "scheduler", "referrals", "medical records", "registration", "insurance verification", "patient",
     "patients", "operations", "business operations", "payroll", "human resources", "hr", "accounting", "bookkeeping",
     "project management", "specialized", "administrator", "appointment scheduling", "patient scheduling", "surgery scheduling", "patient care",
     "check-in", "check in", "check-out", "checkout", "patient registration", "business office", "medical scheduling", "multi-site", "multi-provider",
     "multi-physician", "insurance companies")
)  # fmt: skip
"""Words that tell a kind beside a length, and a skill without one."""
_CLAUSE = re.compile(r"[,:(;\n]|\b(?:with|and|has|have|prior|previous|strong|of|your|some)\b")
_BEHIND = re.compile(
    r"\s*(?:is |are |preferred |required )?(?:in|as|working|managing|leading|supervising|running|overseeing|at|within|of|an?|"
    r"with (?=managing|leading|supervising|running))\b"
)
_SOFT_BEHIND = re.compile(
    r"(?:\s(?:experience|exp\.?|background|exposure|office|offices|practice|clinic|setting|settings|is|are|would be|a|big|huge|"
    r"strong|definite|strongly|highly|especially|care))*[\s,()=-]*$"
)
_SOFT_BEFORE = re.compile(
    r"^[\s:,-]*(?:in |with |from |within |for |an? |the |some |of |experience |time )*$"
)
_NO = re.compile(r"\bno (?:prior |previous )?$")
_PARTS = ("some of", "part of", "with some")
"""What speaks of a part of a length: "some of that as a lead"."""
_EACH = re.compile(r"\beach (?:\w+ )?year of [^.;]*$")
_ADJECTIVES = frozenset(
    ("prior", "previous", "past", "proven", "demonstrated", "documented", "some", "relevant", "related", "recent", "solid",
     "strong", "extensive", "significant", "progressive", "progressively", "responsible", "hands-on", "direct", "work", "working",
     "professional", "successful", "minimum", "required", "preferred", "of", "in", "and", "or", "a", "an", "the", "at", "least",
     "with", "practical", "substantial", "considerable", "broad", "track", "record")
)  # fmt: skip
"""Words that may open a statement of experience beside those that tell its kind."""
_WORD = re.compile(r"[a-z][a-z'/-]*")
_TEAM = re.compile(r"\s(?:\w+ ){0,4}?(?:team|teams|staff|people|employees|group|crew|reports)\b")
_OFFICE = re.compile(r"\s(?:[\w-]+ ){0,3}?offices?\b")
_WORD_REACH = 30
_APART = 3
"""Words between what tells the kind and "experience", and one more."""
_DID_REACH = 6
_ALONE = re.compile(
    r"(?:[\s.,;:()•*·–—-]|practices?\b|offices?\b|clinics?\b|settings?\b|a\b|an\b|in\b)*"
)
_OR = re.compile(r"\bor\b|/")


def unstated(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield the claims of experience that no length says."""
    measured = {text.reading.context.sentence_at(years.start).start for years in lengths}
    for trigger in text.triggers:
        sentence = text.reading.context.sentence_at(trigger.start)
        partly = text.reading.folded[trigger.start : trigger.end].startswith(_PARTS)
        if (
            sentence.start in measured
            and not partly
            and not _is_beside(trigger, lengths, sentence.end)
        ):
            continue
        for kind in _kinds(text, trigger, sentence.start, sentence.end):
            stance = text.reading.context.stance(trigger.start, trigger.end)
            claim = Claim(trigger.start, trigger.end, kind, stance)
            if claim.asked_of_candidate():
                yield claim
            elif stance.subject == "candidate" and _is_told(text, trigger, sentence.start):
                yield replace(claim, stance=as_asked(stance))
    yield from _softly(text)


def _is_beside(trigger: Cue[ExperienceRule], lengths: Sequence[Years], end: int) -> bool:
    """Return whether what somebody did stands behind all lengths: "four years …, and been the boss"."""
    return trigger.rule.says == "did" and not any(
        trigger.start <= years.start < end for years in lengths
    )


def _is_told(text: ExperienceText, trigger: Cue[ExperienceRule], start: int) -> bool:
    """Return whether a sentence opens with the experience: then it asks, whatever it stands under."""
    if trigger.rule.says == "did":
        return True
    known = {
        word
        for cue in text.words_in(start, trigger.start)
        for word in _WORD.findall(text.reading.folded, cue.start, cue.end)
    }
    words = _WORD.findall(text.reading.folded, start, trigger.start)
    return all(word in _ADJECTIVES or word in known for word in words)


def _kinds(
    text: ExperienceText, trigger: Cue[ExperienceRule], start: int, end: int
) -> tuple[str, ...]:
    """Return the kinds that a word like "experience" asks for."""
    folded = text.reading.folded
    if trigger.rule.says == "did":
        return _done(text, trigger, end)
    if trigger.rule.says == "was":
        stop = min(phrase_end(folded, trigger.end, end), trigger.end + _REACH)
        former = folded[trigger.start : trigger.end].startswith(("former", "past"))
        kinds = _each_kind(text, trigger.end, stop)
        if folded.startswith(_PARTS, trigger.start):
            return (SUPERVISORY,) if SUPERVISORY in kinds else ()
        return tuple(kind for kind in kinds if kind in (_PERSONS if former else _ASKABLE))
    opening = max(start, trigger.start - _REACH)
    if _EACH.search(folded, start, trigger.start):
        return ()
    if _NO.search(folded, opening, trigger.start):
        stance = text.reading.context.stance(trigger.start, trigger.end)
        if stance.strength != "not_required":
            return ()
        return _behind(text, trigger, end) or (HEALTH_CARE,)
    opening = _clause_start(text, opening, trigger.start)
    kind = _askable(text, opening, trigger.start)
    if kind == SUPERVISORY and PRACTICE_MANAGEMENT in _behind(text, trigger, end, opening):
        return (PRACTICE_MANAGEMENT,)  # "management experience in a clinic"
    return (kind,) if kind is not None else _behind(text, trigger, end)


def _behind(
    text: ExperienceText, trigger: Cue[ExperienceRule], end: int, start: int | None = None
) -> tuple[str, ...]:
    """Return the kinds told behind "experience", with the words from `start` on."""
    folded = text.reading.folded
    if not _BEHIND.match(folded, trigger.end, end):
        return ()
    begun = trigger.end if start is None else start
    stop = min(phrase_end(folded, trigger.end, end), trigger.end + _REACH + 20)
    return tuple(kind for kind in _each_kind(text, begun, stop) if kind in _ASKABLE)


def _clause_start(text: ExperienceText, start: int, end: int) -> int:
    """Return where the words begin that stand right before "experience"."""
    folded, begun = text.reading.folded, start
    for cut in _CLAUSE.finditer(folded, start, end):
        if cut[0] == "and":
            before = text.words_in(max(start, cut.start() - _WORD_REACH), cut.start())
            if before and before[-1].end == cut.start() - 1:
                continue  # "ophthalmology and ASC experience"
        if folded[cut.end() : end].strip():
            begun = cut.end()
    return begun


def _askable(text: ExperienceText, start: int, end: int) -> str | None:
    words = text.words_in(start, end)
    folded = text.reading.folded
    said = {cue.rule.says for cue in words}
    if "system" in said or all(folded[cue.start : cue.end] in _SKILLS for cue in words):
        return None
    if folded.count(" ", words[-1].end, end) > _APART:
        return None
    kind = text.kind(start, end)
    if "specialty" in said and said & {"billing", "clinical"}:
        return SPECIALTY  # "anesthesia billing experience": the billing alone is a skill
    if kind == BILLING and text.reading.context.stance(start, end).strength == "not_required":
        return BILLING
    return kind if kind in _ASKABLE else None


def _each_kind(text: ExperienceText, start: int, end: int) -> tuple[str, ...]:
    """Return the kinds of alternatives told by what somebody was, else the kind of the whole."""
    folded = text.reading.folded
    words = text.words_in(start, end)
    if not words or all(folded[cue.start : cue.end] in _SKILLS for cue in words):
        return ()
    parts: list[str | None] = []
    begun = start
    for cut in [*_OR.finditer(folded, start, end), None]:
        until = cut.start() if cut else end
        parts.append(text.kind(begun, until))
        begun = cut.end() if cut else end
    if len(parts) > 1 and all(part in _PERSONS for part in parts):
        return tuple(dict.fromkeys(part for part in parts if part))
    kind = text.kind(start, end)
    return (kind,) if kind else ()


def _done(text: ExperienceText, trigger: Cue[ExperienceRule], end: int) -> tuple[str, ...]:
    """Return what "you've run …", "has led …" ask for: a practice or people, no budget."""
    folded = text.reading.folded
    stop = min(phrase_end(folded, trigger.end, end), trigger.end + _REACH)
    words = text.words_in(trigger.end, stop)
    team = _TEAM.match(folded, trigger.end, stop) or "team" in folded[trigger.start : trigger.end]
    if team:
        return (SUPERVISORY,)
    for cue in words:
        if folded.count(" ", trigger.end, cue.start) > _DID_REACH:
            break
        if cue.rule.says in ("place", "specialty", "dental"):
            return (PRACTICE_MANAGEMENT,)
        if cue.rule.says == "lead":
            return (SUPERVISORY,)
    if text.health and _OFFICE.match(folded, trigger.end, stop):
        return (PRACTICE_MANAGEMENT,)
    return ()


def _softly(text: ExperienceText) -> Iterator[Claim]:
    """Yield branches of care that alone are called welcome: "women's health a plus"."""
    reading = text.reading
    for cue in text.branches:
        sentence = reading.context.sentence_at(cue.start)
        if sentence.section == "preferred" and _is_alone(reading.folded, cue, sentence):
            stance = reading.context.stance(cue.start, cue.end)
            if stance.strength == "preferred" and stance.subject == "candidate":
                yield Claim(cue.start, cue.end, SPECIALTY, stance)
            continue
        for strength in sentence.cues:
            if strength.rule.effect != "preferred":
                continue
            if strength.start >= cue.end:
                near = strength.rule.reaches != "forward" and _SOFT_BEHIND.match(
                    reading.folded, cue.end, strength.start
                )
            else:
                near = strength.rule.reaches == "forward" and _SOFT_BEFORE.match(
                    reading.folded[strength.end : cue.start]
                )
            if near:
                claim = Claim(
                    cue.start, cue.end, SPECIALTY, reading.context.stance(cue.start, cue.end)
                )
                if claim.asked_of_candidate() and claim.stance.strength == "preferred":
                    yield claim
                break


def _is_alone(folded: str, cue: Cue[ExperienceRule], sentence: Sentence) -> bool:
    """Return whether a branch of care is all that a line of wishes says: "- Cardiology"."""
    rest = folded[sentence.start : cue.start] + " " + folded[cue.end : sentence.end]
    return _ALONE.fullmatch(rest) is not None
