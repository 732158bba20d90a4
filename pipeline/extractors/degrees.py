"""Degrees: the level, apart from the fields of study named for it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace

from pipeline.asking import heard
from pipeline.claims import Claim
from pipeline.context import Stance
from pipeline.credential_names import counted
from pipeline.deadlines import Deadlines
from pipeline.degree_names import NONE, RELATED, UNSPECIFIED, names_a_degree
from pipeline.fields_of_study import field_of_programme, fields_before, fields_behind
from pipeline.phrases import Mention
from pipeline.posting import Requirement
from pipeline.qualifications import Said, said_in_words
from pipeline.reading import Facts, Reading

_HIGH_SCHOOL = "edu-hs-ged"
_LOW_LEVELS = frozenset((NONE, _HIGH_SCHOOL, "edu-some-college"))
# "The bachelor's degree" of a sentence on what may stand for it is the one asked for before.
_SAID_BEFORE = re.compile(
    r"\b(?:in lieu of|instead of|in place of|substitut\w+ for|for|of|replace|waive)"
    r" (?:(?:the|this|that|such|said)(?: required| stated| above)? |)$"
)
# "Associate's or bachelor's in …": two levels with one list of fields.
_LEVEL_JOIN = re.compile(
    r"(?:'s|s')?(?:\s+degree)?\s*(?:,\s*)?(?:or|/|and/or)\s*(?:a\s+|an\s+)?"
    r"(?:(?:preferably|ideally)\s+(?:a\s+)?)?|(?:'s|s')?(?:\s+degree)?\s*,\s*"
)
_TO_WORD = re.compile(
    r"(?:'s|s'|\W?[^a-z\s]{1,3}s)?[\s-]+(?:\(?(?:ba|bs|bsn|aa|as|ms|ma)[/\w]*\)?\s+)?"
)
_SAME_LEVEL = re.compile(
    r"(?:'s|s')?(?:\s+(?:degree|diploma))?[\s,(/]*(?:or|/|and)?[\s,(/]*(?:a\s+|an\s+|its\s+)?(?:equivalent\s*)?[(\s]*"
)


@dataclass(frozen=True, slots=True)
class _Degree:
    claim: Claim
    fields: tuple[str, ...]
    specific: bool
    """The form itself names the field, as MHA does."""
    said: Said | None = None
    """The rule that found it, where no name did."""


def extract(reading: Reading) -> Facts:
    """Read degree requirements, each level with its fields of study."""
    worded = list(_worded(reading))
    found = [*_named(reading, [degree.claim for degree in worded]), *worded]
    found.sort(key=lambda degree: (degree.claim.start, degree.claim.end))
    found = _with_shared_fields(reading, _merge_same(reading, found))
    return {"requirements": tuple(_requirements(reading, found))}


def _named(reading: Reading, taken: list[Claim]) -> Iterator[_Degree]:
    """Yield the degrees that the taxonomy's names find, outside what rules have taken."""
    fields_of_last: tuple[str, ...] = ()
    seen: set[str] = set()
    passed = -1
    for mention in reading.mentions_of("degree"):
        level, own = _level_and_fields(mention)
        if (
            not level
            or _is_taken(taken, mention.start, mention.end)
            or not names_a_degree(reading.text, reading.folded, mention.start, mention.end, level)
        ):
            continue
        if level in seen and not own:
            before = reading.folded[max(0, mention.start - 36) : mention.start]
            if _SAID_BEFORE.search(before):
                passed = mention.end
                continue
        if (
            level == UNSPECIFIED
            and passed >= 0
            and _TO_WORD.fullmatch(reading.folded, passed, mention.start)
        ):
            continue
        start, end = mention.start, mention.end
        fields = own
        if level != _HIGH_SCHOOL and not own:
            before_it = fields_before(reading, mention.start)
            behind = fields_behind(reading, end)
            ids = behind.ids + (fields_of_last if behind.same else ())
            fields = tuple(dict.fromkeys(before_it.ids + ids))
            start, end = before_it.start, behind.end
        if fields:
            fields_of_last = fields
        seen.add(level)
        yield _Degree(
            Claim(start, end, level, reading.context.stance(mention.start, mention.end)),
            fields,
            bool(own),
        )


def _level_and_fields(mention: Mention) -> tuple[str, tuple[str, ...]]:
    """Return the level a mention names, "" for none, and the fields its own name holds."""
    level = ""
    own: tuple[str, ...] = ()
    for concept in mention.concepts:
        if concept.kind == "degree" and concept.id != RELATED and not level:
            level = concept.id
        elif concept.kind == "field":
            own += (concept.id,)
    return level, own


def _is_taken(taken: list[Claim], start: int, end: int) -> bool:
    """Return whether one of some claims, in text order, covers a part of a span."""
    number = bisect_left(taken, end, key=lambda claim: claim.start)
    return number > 0 and taken[number - 1].end > start


def _worded(reading: Reading) -> Iterator[_Degree]:
    """Yield the degrees that rules find in words: "graduate of an MA program"."""
    reached = 0
    for item in said_in_words(reading, "degree"):
        if item.start < reached:
            continue
        fields: tuple[str, ...] = ()
        end = item.end
        groups = item.match.groupdict()
        programme = groups.get("programme") or groups.get("programme_of")
        if programme is not None:
            field = field_of_programme(programme)
            if field is None:
                continue
            fields = (field,)
        elif item.rule.concept != NONE:
            fields, _, end, _ = fields_behind(reading, item.end)
        stance = reading.context.stance(item.start, item.end)
        if item.rule.only_as is not None:
            told = heard(reading, Claim(item.start, end, item.rule.concept, stance))
            if told.stance.strength != item.rule.only_as:
                continue
        reached = end
        if item.rule.strength is not None:
            stance = _told(stance, item)
        yield _Degree(Claim(item.start, end, item.rule.concept, stance), fields, False, item)


def _told(stance: Stance, item: Said) -> Stance:
    """Return the stance that a rule's own words tell, wherever they stand."""
    return Stance(
        item.rule.strength, stance.source, True, stance.subject, item.rule.id, stance.section
    )


def _merge_same(reading: Reading, degrees: list[_Degree]) -> list[_Degree]:
    """Join the names of one level: "High school diploma or GED", "BA/BS", "Master's (MHA)"."""
    merged: list[_Degree] = []
    for degree in degrees:
        last = merged[-1] if merged else None
        if last is not None and _same_degree(reading, last, degree):
            merged[-1] = _joined(last, degree)
        else:
            merged.append(degree)
    return merged


def _same_degree(reading: Reading, last: _Degree, degree: _Degree) -> bool:
    if last.claim.end > degree.claim.start:
        # "Some college coursework": a name and a rule found it both.
        return degree.claim.concept in (last.claim.concept, UNSPECIFIED)
    if (
        last.said is not None
        or degree.said is not None
        or "\n" in reading.folded[last.claim.end : degree.claim.start]
    ):
        return False
    if degree.claim.concept == UNSPECIFIED:
        # "Bachelor's degree", "AS/AAS degree": the word degree repeats the level.
        return _TO_WORD.fullmatch(reading.folded, last.claim.end, degree.claim.start) is not None
    return (
        last.claim.concept == degree.claim.concept
        and (not (last.specific and degree.specific) or _in_one_bracket(reading, last, degree))
        and _SAME_LEVEL.fullmatch(reading.folded, last.claim.end, degree.claim.start) is not None
    )


def _in_one_bracket(reading: Reading, last: _Degree, degree: _Degree) -> bool:
    """Return whether two names stand in one bracket without an "or": "(MHA, MBA)"."""
    between = reading.folded[last.claim.end : degree.claim.start]
    opened = reading.folded.rfind("(", last.claim.start - 1, degree.claim.start)
    after = reading.folded[degree.claim.end : degree.claim.end + 12]
    return between.strip() == "," and opened >= 0 and after.startswith((")", ","))


def _joined(last: _Degree, degree: _Degree) -> _Degree:
    if degree.specific and not last.fields:
        # "Master's degree (MPH, MHA or MPA)": the named ones say it all.
        return replace(degree, claim=replace(degree.claim, start=last.claim.start))
    fields = last.fields + tuple(item for item in degree.fields if item not in last.fields)
    end = max(last.claim.end, degree.claim.end)
    claim = replace(last.claim, end=end, stance=degree.claim.stance)
    return _Degree(claim, fields, last.specific, last.said)


def _with_shared_fields(reading: Reading, degrees: list[_Degree]) -> list[_Degree]:
    shared = list(degrees)
    for number in range(len(shared) - 2, -1, -1):
        this, following = shared[number], shared[number + 1]
        if (
            not this.fields
            and following.fields
            and not following.specific
            and this.claim.concept not in _LOW_LEVELS
            and _LEVEL_JOIN.fullmatch(reading.folded, this.claim.end, following.claim.start)
        ):
            shared[number] = replace(this, fields=following.fields)
    return shared


def _requirements(reading: Reading, degrees: list[_Degree]) -> Iterator[Requirement]:
    deadlines = Deadlines(reading)
    for degree in degrees:
        claim = heard(reading, counted(reading, degree.claim), of_people=False)
        stance = claim.stance
        if claim.concept == NONE and stance.strength != "not_required":
            # "No degree necessary" says so itself, wherever it stands.
            told = (
                "not_required",
                stance.source,
                True,
                stance.subject,
                stance.rule,
                stance.section,
            )
            claim = replace(claim, stance=Stance(*told))  # type: ignore[arg-type]
        if not claim.asked_of_candidate():
            continue
        if claim.stance.strength == "not_required" and claim.concept == UNSPECIFIED:
            claim = replace(claim, concept=NONE)
        days = (
            deadlines.of(claim.start, claim.end)
            if claim.stance.strength != "not_required"
            else None
        )
        yield claim.requirement(reading, "degree", fields=degree.fields, within_days_of_hire=days)
