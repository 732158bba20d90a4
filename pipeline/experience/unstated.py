"""Experience asked for without a length: "supervisory experience", "derm a plus"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

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
from pipeline.sayings import Sayings, load_sayings

_REACH = 60
_ASKABLE = frozenset(
    (PRACTICE_MANAGEMENT, SUPERVISORY, ASSISTANT, CLINICAL, SPECIALTY, OFFICE, HEALTH_CARE, ADMINISTRATION)
)  # fmt: skip
"""Kinds that count without a length; work with a system or in billing is then a skill."""
_PERSONS = frozenset((PRACTICE_MANAGEMENT, SUPERVISORY, ASSISTANT, CLINICAL, BILLING))
"""Kinds told by what somebody was: "former clinic manager or biller"."""
_WORD = re.compile(r"[a-z][a-z'/-]*")
_WORD_REACH = 30
_APART = 3
"""Words between what tells the kind and "experience", and one more."""
_DID_REACH = 6


@cache
def _words() -> Sayings:
    return load_sayings("experience_unstated")


def unstated(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield the claims of experience that no length says."""
    measured = {text.reading.context.sentence_at(years.start).start for years in lengths}
    for trigger in text.triggers:
        sentence = text.reading.context.sentence_at(trigger.start)
        partly = _is_part(text.reading.folded, trigger)
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


def _is_part(folded: str, trigger: Cue[ExperienceRule]) -> bool:
    """Return whether a trigger speaks of a part of a length: "some of that as a lead"."""
    return _words().match("part_after", folded, trigger.start) is not None


def _is_skill(folded: str, cue: Cue[ExperienceRule]) -> bool:
    """Return whether words are a skill where no length makes them experience."""
    return _words().fullmatch("skill_whole", folded, cue.start, cue.end) is not None


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
    return all(word in known or _words().fullmatch("adjective_whole", word) for word in words)


def _kinds(
    text: ExperienceText, trigger: Cue[ExperienceRule], start: int, end: int
) -> tuple[str, ...]:
    """Return the kinds that a word like "experience" asks for."""
    folded = text.reading.folded
    if trigger.rule.says == "did":
        return _done(text, trigger, end)
    if trigger.rule.says == "was":
        stop = min(phrase_end(folded, trigger.end, end), trigger.end + _REACH)
        former = _words().match("former_after", folded, trigger.start, trigger.end)
        kinds = _each_kind(text, trigger.end, stop)
        if _is_part(folded, trigger):
            return (SUPERVISORY,) if SUPERVISORY in kinds else ()
        return tuple(kind for kind in kinds if kind in (_PERSONS if former else _ASKABLE))
    opening = max(start, trigger.start - _REACH)
    if _words().search("each_before", folded, start, trigger.start):
        return ()
    if _words().search("no_before", folded, opening, trigger.start):
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
    if not _words().match("behind_after", folded, trigger.end, end):
        return ()
    begun = trigger.end if start is None else start
    stop = min(phrase_end(folded, trigger.end, end), trigger.end + _REACH + 20)
    return tuple(kind for kind in _each_kind(text, begun, stop) if kind in _ASKABLE)


def _clause_start(text: ExperienceText, start: int, end: int) -> int:
    """Return where the words begin that stand right before "experience"."""
    folded, begun = text.reading.folded, start
    for cut in _words().each("clause", folded, start, end):
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
    if "system" in said or all(_is_skill(folded, cue) for cue in words):
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
    if not words or all(_is_skill(folded, cue) for cue in words):
        return ()
    parts: list[str | None] = []
    begun = start
    for cut in [*_words().each("or", folded, start, end), None]:
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
    team = _words().match("team_after", folded, trigger.end, stop) or _words().search(
        "team", folded, trigger.start, trigger.end
    )
    if team:
        return (SUPERVISORY,)
    for cue in words:
        if folded.count(" ", trigger.end, cue.start) > _DID_REACH:
            break
        if cue.rule.says in ("place", "specialty", "dental"):
            return (PRACTICE_MANAGEMENT,)
        if cue.rule.says == "lead":
            return (SUPERVISORY,)
    if text.health and _words().match("office_after", folded, trigger.end, stop):
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
                near = strength.rule.reaches != "forward" and _words().fullmatch(
                    "soft_behind_between", reading.folded, cue.end, strength.start
                )
            else:
                near = strength.rule.reaches == "forward" and _words().fullmatch(
                    "soft_before_between", reading.folded, strength.end, cue.start
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
    return _words().fullmatch("alone_whole", rest) is not None
