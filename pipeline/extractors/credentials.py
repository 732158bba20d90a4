"""Certifications and licences the candidate must hold, and by when."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.asking import heard
from pipeline.claims import Claim, claims_of
from pipeline.context import Stance
from pipeline.credential_names import (
    NONE_CERTIFIED,
    counted,
    is_generic,
    names_a_credential,
    or_similar,
)
from pipeline.deadlines import Deadlines
from pipeline.posting import Kind, Requirement, Strength
from pipeline.qualifications import said_in_words
from pipeline.reading import Facts, Reading

_KINDS: tuple[Kind, ...] = ("certification", "licence")
_ANY_LICENCE = "lic-any-clinical"
_DRIVERS = "lic-driver"
_PHYSICIANS = "lic-md-do"
_WISHES = frozenset(("preferred", "not_required"))
_UNDECIDED = frozenset(("unknown", "duty"))
_OR = re.compile(r"\b(?:or|and|plus|such as|like)\b|;")


def extract(reading: Reading) -> Facts:
    """Read certification and licence requirements with their deadlines."""
    deadlines = Deadlines(reading)
    claims = sorted(
        [*_named(reading, deadlines), *_worded(reading, deadlines)],
        key=lambda item: (item[0].start, -item[0].end),
    )
    return {"requirements": tuple(_requirements(reading, deadlines, _told_apart(reading, claims)))}


def _named(reading: Reading, deadlines: Deadlines) -> Iterator[tuple[Claim, Kind]]:
    """Yield what the taxonomy's names find."""
    for kind in _KINDS:
        for named in claims_of(reading, kind):
            claim = named
            if named.concept == NONE_CERTIFIED:
                claim = _told(named, "not_required", named.stance.rule)
            claim = counted(reading, claim)
            claim = _with_deadline(deadlines, _heard(reading, claim))
            if claim.asked_of_candidate() and names_a_credential(reading, claim):
                yield claim, kind
                similar = or_similar(reading, claim)
                if similar is not None:
                    yield similar, kind


def _worded(reading: Reading, deadlines: Deadlines) -> Iterator[tuple[Claim, Kind]]:
    """Yield what rules find in words: "certified as a medical assistant"."""
    for said in said_in_words(reading, *_KINDS):
        stance = reading.context.stance(said.start, said.end)
        if said.rule.concept == _DRIVERS and stance.subject == "staff":
            stance = stance._replace(subject="candidate")  # who leads people drives
        claim = Claim(said.start, said.end, said.rule.concept, stance)
        claim = _with_deadline(deadlines, _heard(reading, claim))
        if said.rule.strength == "not_required":
            claim = _told(claim, "not_required", said.rule.id)
        elif said.rule.only_as not in (None, claim.stance.strength):
            continue
        elif (
            said.rule.strength is not None
            and not claim.stance.marked
            and claim.stance.section not in _WISHES
        ):
            claim = _told(claim, said.rule.strength, said.rule.id)
        if claim.asked_of_candidate() and names_a_credential(reading, claim):
            yield claim, said.rule.kind


def _heard(reading: Reading, claim: Claim) -> Claim:
    """Return a claim as its sentence means it; a driver's licence is nobody's profession."""
    return heard(reading, claim, of_people=claim.concept != _DRIVERS)


def _with_deadline(deadlines: Deadlines, claim: Claim) -> Claim:
    """Return a claim that nothing asks for as asked for, where it is to be had by a time."""
    stance = claim.stance
    if stance.marked or stance.subject != "candidate" or stance.section not in _UNDECIDED:
        return claim
    if deadlines.of(claim.start, claim.end) is None:
        return claim
    return _told(claim, "required", "deadline")


def _told(claim: Claim, strength: Strength, rule: str) -> Claim:
    """Return a claim with the strength that its own words say."""
    stance = claim.stance
    told = Stance(strength, stance.source, True, stance.subject, rule, stance.section)
    return replace(claim, stance=told)


def _told_apart(reading: Reading, claims: list[tuple[Claim, Kind]]) -> list[tuple[Claim, Kind]]:
    """Return the claims without what others say better.

    A name and a rule that find one thing are one; "coding certification (CPC or CCS)" is what its
    brackets name; a thing asked for is not also needless ("BLS; ACLS is not needed"), nor wished
    for in the same breath ("BLS required, ACLS preferred").
    """
    asked = {claim.concept for claim, _ in claims if claim.stance.strength != "not_required"}
    kept: list[tuple[Claim, Kind]] = []
    for claim, kind in claims:
        last = kept[-1][0] if kept else None
        if (
            last is not None
            and claim.start < last.end
            and (claim.concept == last.concept or is_generic(claim))
        ):
            continue
        if claim.stance.strength == "not_required" and claim.concept in asked:
            continue
        if last is not None and _is_asked_already(reading, last, claim):
            continue
        if last is not None and _names_it(reading, last, claim):
            kept.pop()
        if last is not None and _is_any_medical(last, claim):
            kept.pop()
        elif (
            claim.concept == _ANY_LICENCE
            and last is not None
            and _is_that_one(reading, last, claim)
        ):
            continue  # "RN with current state license"
        if claim.concept == NONE_CERTIFIED and last is not None and _in_one(reading, last, claim):
            continue  # "CMAA certification is nice but not mandatory" speaks of that one
        kept.append((claim, kind))
    return kept


def _is_asked_already(reading: Reading, last: Claim, claim: Claim) -> bool:
    return (
        claim.concept == last.concept
        and claim.stance.strength == "preferred"
        and last.stance.strength == "required"
        and _in_one(reading, last, claim)
    )


def _is_any_medical(last: Claim, claim: Claim) -> bool:
    """Return whether a physician's licence is any: "no medical license of any kind is needed"."""
    return (
        claim.concept == _ANY_LICENCE
        and last.concept == _PHYSICIANS
        and claim.start <= last.start < claim.end
    )


def _is_that_one(reading: Reading, named: Claim, general: Claim) -> bool:
    return (
        named.concept.startswith("lic-")
        and named.stance.strength == general.stance.strength
        and _in_one(reading, named, general)
        and _OR.search(reading.folded, named.end, general.start) is None
    )


def _in_one(reading: Reading, first: Claim, second: Claim) -> bool:
    sentence = reading.context.sentence_at
    return sentence(first.start).start == sentence(second.start).start


def _names_it(reading: Reading, general: Claim, named: Claim) -> bool:
    """Return whether a credential names the general one before it: "certified coder (CPC)"."""
    if named.start < general.end or is_generic(named):
        return False
    if not is_generic(general):
        words = reading.text[general.start : named.start]
        alike = general.stance.strength == named.stance.strength
        if not (alike and words.endswith(" (")) or words.isupper():
            return False
    between = reading.folded[general.end : named.start]
    return _in_one(reading, general, named) and _OR.search(between) is None


def _requirements(
    reading: Reading, deadlines: Deadlines, claims: list[tuple[Claim, Kind]]
) -> Iterator[Requirement]:
    for claim, kind in claims:
        days = (
            deadlines.of(claim.start, claim.end)
            if claim.stance.strength != "not_required"
            else None
        )
        yield claim.requirement(reading, kind, within_days_of_hire=days)
