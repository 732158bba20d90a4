"""Degrees: the level, apart from the fields of study named for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.claims import Claim
from pipeline.phrases import Mention
from pipeline.posting import Requirement
from pipeline.reading import Facts, Reading

_UNSPECIFIED = "edu-college-unspecified"
_NONE = "edu-none"
_RELATED = "edu-field-related"
"""A field in disguise: "related field" is no level."""
_HIGH_SCHOOL = "edu-hs-ged"
_CERTIFICATE = "edu-certificate"
_LOW_LEVELS = frozenset((_NONE, _HIGH_SCHOOL, "edu-some-college"))

# What may stand between a degree and a field, or between two fields of one list.
_TO_FIELD = re.compile(
    r"(?:'s|s')?(?:\s+(?:degree|diploma|level|program|required|preferred|minimum))*"
    r"[\s,(:–-]*(?:(?:in|of|with|a|an|the|major(?:ing)?|concentration|emphasis|focus|either|such|as|field|"
    r"fields|closely|or|and|and/or|other|preferably|from|accredited|required|preferred|/)[\s,/]*)*"
)
_BETWEEN_FIELDS = re.compile(
    r"[\s,/)]*(?:(?:or|and|and/or|a|an|in|the|other|closely|any|management|degree|field|&)[\s,/]*)*"
)
_FIELD_REACH = 60
_TWO_LETTERS = 2
# "MA" may be a medical assistant, "AS" a word: what follows must make a degree of it.
_ABBREVIATED = re.compile(
    r"\s*(?:/|in\b|degree|required|preferred|or (?:higher|above|equivalent|b\.?[as]|a\.?[as]|m\.?[ash]))"
)
_SAID_BEFORE = re.compile(
    r"\b(?:in lieu of|instead of|in place of|of|the|this|that|such|toward|towards)(?: an?| the| any)?\s*$"
)
_CERTIFICATE_AFTER = re.compile(r"s?\s+(?:in|program|from|of completion)\b")
_CERTIFICATE_BEFORE = re.compile(
    r"\b(?:vocational|technical|trade|post-?secondary|college)[\w/ ]*$"
)
# "Associate's or bachelor's in …": two levels with one list of fields.
_LEVEL_JOIN = re.compile(r"(?:'s|s')?(?:\s+degree)?\s*(?:,\s*)?(?:or|/|and/or)\s*(?:a\s+|an\s+)?")
_TO_WORD = re.compile(r"(?:'s|s')?\s+")
_SAME_LEVEL = re.compile(
    r"(?:'s|s')?(?:\s+(?:degree|diploma))?[\s,(/]*(?:or|/|and)?[\s,(/]*(?:a\s+|its\s+)?(?:equivalent\s*)?[(\s]*"
)


@dataclass(frozen=True, slots=True)
class _Degree:
    claim: Claim
    fields: tuple[str, ...]
    specific: bool
    """The form itself names the field, as MHA does."""


def extract(reading: Reading) -> Facts:
    """Read degree requirements, each level with its fields of study."""
    found = _with_shared_fields(reading, _merge_same(reading, list(_degrees(reading))))
    return {"requirements": tuple(_requirements(reading, found))}


def _degrees(reading: Reading) -> Iterator[_Degree]:
    mentions = reading.mentions
    for number, mention in enumerate(mentions):
        levels = [
            concept.id
            for concept in mention.concepts
            if concept.kind == "degree" and concept.id != _RELATED
        ]
        if levels and not _names_a_degree(reading, mention, levels[0]):
            continue
        if not levels:
            continue
        stance = reading.context.stance(mention.start, mention.end)
        own = tuple(concept.id for concept in mention.concepts if concept.kind == "field")
        fields, start, end = own, mention.start, mention.end
        if levels[0] != _HIGH_SCHOOL and not own:
            before, start = _field_before(mentions, number)
            after, end = _fields_after(reading, mentions, number)
            fields = before + after
        yield _Degree(Claim(start, end, levels[0], stance), fields, bool(own))


def _names_a_degree(reading: Reading, mention: Mention, level: str) -> bool:
    """Return whether an abbreviation or a common word names a degree where it stands."""
    words = reading.text[mention.start : mention.end]
    before = reading.folded[max(0, mention.start - 24) : mention.start]
    after = reading.folded[mention.end : mention.end + 24]
    if len(words) == _TWO_LETTERS and words.isalpha():
        return bool(_ABBREVIATED.match(after)) or before.endswith("/")
    if level == _UNSPECIFIED:
        return not _SAID_BEFORE.search(before) and not after.startswith(" of")
    if level == _CERTIFICATE and words.lower().rstrip("s") in ("certificate", "diploma"):
        return bool(_CERTIFICATE_AFTER.match(after) or _CERTIFICATE_BEFORE.search(before))
    return True


def _fields_after(
    reading: Reading, mentions: Sequence[Mention], number: int
) -> tuple[tuple[str, ...], int]:
    """Return the fields listed behind a degree, and where the list ends."""
    end = mentions[number].end
    limit = reading.context.sentence_at(end - 1).end
    fields: list[str] = []
    bridge = _TO_FIELD
    for position in range(number + 1, len(mentions)):  # a slice would copy the rest each time
        mention = mentions[position]
        if mention.start < end:
            continue
        if mention.start >= limit or mention.start - end > _FIELD_REACH:
            break
        ids = [concept.id for concept in mention.concepts if concept.kind == "field"]
        if not ids:
            if any(concept.kind == "degree" for concept in mention.concepts):
                break
            continue
        if not bridge.fullmatch(reading.folded, end, mention.start):
            break
        fields.extend(item for item in ids[:1] if item not in fields)
        end = mention.end
        bridge = _BETWEEN_FIELDS
    return tuple(fields), end


def _field_before(mentions: Sequence[Mention], number: int) -> tuple[tuple[str, ...], int]:
    """Return the field right before a degree: "Accounting degree"."""
    mention = mentions[number]
    for previous in reversed(mentions[max(0, number - 3) : number]):
        if previous.end == mention.start - 1:
            ids = [concept.id for concept in previous.concepts if concept.kind == "field"]
            if ids:
                return (ids[0],), previous.start
    return (), mention.start


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
        return False
    if degree.claim.concept == _UNSPECIFIED:
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
    claim = replace(last.claim, end=degree.claim.end, stance=degree.claim.stance)
    return _Degree(claim, fields, last.specific)


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
    for degree in degrees:
        claim = degree.claim
        if claim.concept == _NONE:
            # "No degree necessary" says so itself, wherever it stands.
            claim = replace(
                claim, stance=claim.stance._replace(strength="not_required", marked=True)
            )
        if not claim.asked_of_candidate():
            continue
        if claim.stance.strength == "not_required" and claim.concept == _UNSPECIFIED:
            claim = replace(claim, concept=_NONE)
        yield claim.requirement(reading, "degree", fields=degree.fields)
