"""Whether a sentence asks for a qualification or only tells of one; what answers a question.

"A nursing license? Not needed." asks and answers; "Maureen finished high school" asks nothing,
though it stands among sentences that do. The words that tell stand in `rules/asking.toml`,
`rules/answers.toml` and `rules/tone.toml`.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.claims import Claim
from pipeline.concepts import ConceptKind
from pipeline.posting import Strength
from pipeline.reading import Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings

_THING = "~"
"""Stands for the thing in the words around it."""
_AROUND = 160
_SOFTENED = frozenset(("requirement", "unknown"))
_QUESTION_REACH = 60
_ANSWER_REACH = 110
_CLOSING = re.compile(r"[\s?!\"'*_)\]\u201d\u2019:,.-]*")
_STOP = re.compile(r"[.!?;\n]")
_KINDS: tuple[ConceptKind, ...] = ("degree", "certification", "licence")
_STRENGTHS: tuple[Strength, ...] = ("required", "preferred", "not_required")
"""In the order in which they are tried."""
_ANSWERS: tuple[tuple[str, Strength], ...] = (
    ("answer_no_after", "not_required"),
    ("answer_glad_after", "preferred"),
    ("answer_yes_after", "required"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRule(AnchoredRule):
    """Words around a thing, written as "~", and what they say of it."""

    says: str


@cache
def _askings() -> AnchoredFinder[AskingRule]:
    return AnchoredFinder(load_rules("asking", AskingRule))


@cache
def _answers() -> Sayings:
    return Sayings(load_rules("answers", SayingRule))


@cache
def _tones() -> Sayings:
    return Sayings(load_rules("tone", SayingRule))


def heard(
    reading: Reading, claim: Claim, *, of_people: bool = True, needless: bool = True
) -> Claim:
    """Return a claim as its sentence means it.

    `of_people`: it is often somebody else's, so that "our coder is a CPC" asks for nothing.
    `needless`: words around it may wave it away; not so a language, of which "you need not speak
    it perfectly" asks for some.

    An answered question is told by its answer; what a sentence only tells of is somebody else's.
    """
    answer = _answer(reading, claim)
    if answer is not None:
        return _asked(claim, answer, "answers")
    own, around = _around(reading, claim)
    said = {rule.says: rule.id for rule, _ in _askings().find(around)}
    if not needless:
        said.pop("not_required", None)
        said.pop("not_that", None)
    for strength in _STRENGTHS:
        if strength in said:
            return _asked(claim, strength, said[strength])
    if "not_that" in said and claim.stance.subject != "employer":
        return _asked(claim, "not_required", said["not_that"])
    if "others" in said:
        return _of_others(claim, said["others"])
    if "another_job" in said and claim.stance.marked and claim.stance.strength == "required":
        return _of_others(claim, said["another_job"])
    if _tones().match("echo", own, 0, len(own)):
        strength_before = _strength_before(reading, claim)
        if strength_before is not None:
            return _asked(claim, strength_before, "tone.echo")
    return _judged(reading, claim, own, of_people=of_people)


def _judged(reading: Reading, claim: Claim, own: str, *, of_people: bool) -> Claim:
    """Return a claim judged by the tone of its sentence, where no marker speaks."""
    stance = claim.stance
    if stance.marked or stance.subject != "candidate":
        return claim
    if stance.strength in (None, "required") and _is_soft(reading, claim, own):
        return _asked(claim, "preferred", "tone.soft")
    if _tells(claim, own, of_people=of_people):
        return _of_others(claim, "tone.tells")
    return claim


def _says(says: str, words: str) -> bool:
    return _tones().search(says, words, 0, len(words)) is not None


def _asked(claim: Claim, strength: Strength, rule: str) -> Claim:
    if claim.stance.marked and claim.stance.strength == strength and claim.asked_of_candidate():
        return claim  # its marker says so already
    stance = claim.stance._replace(strength=strength, marked=True, subject="candidate", rule=rule)
    return replace(claim, stance=stance)


def _of_others(claim: Claim, rule: str) -> Claim:
    return replace(
        claim, stance=claim.stance._replace(strength=None, subject="employer", rule=rule)
    )


def _around(reading: Reading, claim: Claim) -> tuple[str, str]:
    """Return the sentence of a claim, the thing marked in it; and with it the next of its block."""
    folded = reading.folded
    sentence = reading.context.sentence_at(claim.start)
    before = folded[max(sentence.start, claim.start - _AROUND) : claim.start]
    own = before + _THING + folded[claim.end : sentence.end]
    end = sentence.end
    if claim.end < end < len(folded) and "\n" not in folded[end - 1 : end + 1]:
        following = reading.context.sentence_at(end)
        return own, own + folded[end : min(following.end, end + _AROUND)]
    return own, own


def _strength_before(reading: Reading, claim: Claim) -> Strength | None:
    """Return how the sentence before asks for the last thing it names."""
    opens = reading.context.sentence_at(claim.start).start
    if not opens or reading.folded[opens - 1] == "\n":
        return None
    start = reading.context.sentence_at(opens - 1).start
    named = [
        (mention.start, mention.end)
        for kind in _KINDS
        for mention in reading.mentions_of(kind)
        if start <= mention.start < opens
    ]
    if not named:
        return None
    last = max(named)
    stance = reading.context.stance(*last)
    return heard(reading, Claim(*last, claim.concept, stance)).stance.strength


def _is_soft(reading: Reading, claim: Claim, own: str) -> bool:
    """Return whether words of liking stand in the clause of a claim, and none of need."""
    sentence = reading.context.sentence_at(claim.start)
    if sentence.section not in _SOFTENED or not (sentence.told or sentence.section == "unknown"):
        return False
    return not _says("hard", own) and _says("soft", own)


def _answer(reading: Reading, claim: Claim) -> Strength | None:
    """Return what the answer to a question says, None where a claim stands in none."""
    folded, end = reading.folded, claim.end
    asked = folded.find("?", end, end + _QUESTION_REACH)
    if asked < 0 or _STOP.search(folded, end, asked) or folded.startswith(" background", end):
        return None
    match = _CLOSING.match(folded, asked)
    assert match is not None
    begin = match.end()
    if "\n" in folded[asked:begin]:
        return None
    stop = _STOP.search(folded, begin, begin + _ANSWER_REACH)
    until = stop.start() if stop else min(len(folded), begin + _ANSWER_REACH)
    sayings = _answers()
    if sayings.search("negative", folded, max(0, claim.start - _QUESTION_REACH), claim.start):
        forgiven = sayings.match("answer_no_matter_after", folded, begin, until)
        return "not_required" if forgiven else None
    if sayings.match("answer_enough_after", folded, begin, until):
        return "required"
    if sayings.search("answer_so_no", folded, begin, until):
        return "not_required"
    if sayings.search("answer_so_yes", folded, begin, until):
        return "required"
    for says, strength in _ANSWERS:
        if sayings.match(says, folded, begin, until):
            return strength
    return None


def _tells(claim: Claim, own: str, *, of_people: bool) -> bool:
    """Return whether a sentence tells of a qualification without asking for it."""
    if claim.stance.told and of_people and _says("imagined", own):
        return True
    told = "tells" if claim.stance.told and of_people else "tells_always"
    return not _says("asks", own) and _says(told, own)
