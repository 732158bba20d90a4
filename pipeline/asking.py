"""Whether a sentence asks for a qualification or only tells of one; what answers a question.

"A nursing license? Not needed." asks and answers; "Maureen finished high school" asks nothing,
though it stands among sentences that do. The words that tell stand in `rules/asking*.toml` and
`rules/tone.toml`; those of answers are read by `pipeline/answers.py`.
"""

from dataclasses import dataclass, replace
from functools import cache

from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.answers import answer_of
from pipeline.claims import Claim
from pipeline.concepts import ConceptKind
from pipeline.posting import Strength
from pipeline.reading import Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings

_FILES = ("asking", "asking_needless", "asking_others")
_THING = "~"
"""Stands for the thing in the words around it."""
_AROUND = 160
_SOFTENED = frozenset(("requirement", "unknown"))
_KINDS: tuple[ConceptKind, ...] = ("degree", "certification", "licence")
_STRENGTHS: tuple[Strength, ...] = ("required", "preferred", "not_required")
"""In the order in which they are tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskingRule(AnchoredRule):
    """Words around a thing, written as "~", and what they say of it."""

    says: str


@cache
def _askings() -> AnchoredFinder[AskingRule]:
    return AnchoredFinder([rule for name in _FILES for rule in load_rules(name, AskingRule)])


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
    answered = answer_of(reading, claim)
    if answered == "nobody":
        return _of_others(claim, "answers")
    if answered is not None:
        return _asked(claim, answered, "answers")
    own, around = _around(reading, claim)
    told = _told_around(claim, around, needless=needless)
    if told is not None:
        return told
    if _tones().match("echo", own, 0, len(own)):
        strength_before = _strength_before(reading, claim)
        if strength_before is not None:
            return _asked(claim, strength_before, "tone.echo")
    return _judged(reading, claim, own, of_people=of_people)


def _told_around(claim: Claim, around: str, *, needless: bool) -> Claim | None:
    """Return a claim as the words around it tell, None where they tell nothing."""
    said = {rule.says: rule.id for rule, _ in _askings().find(around)}
    if not needless:
        said.pop("not_required", None)
        said.pop("not_that", None)
    for strength in _STRENGTHS:
        if strength in said:
            return _asked(claim, strength, said[strength])
    if "not_that" in said and claim.stance.subject != "employer" and not _is_wished_for(claim):
        return _asked(claim, "not_required", said["not_that"])
    if "others" in said:
        return _of_others(claim, said["others"])
    if "another_job" in said and claim.stance.marked and claim.stance.strength == "required":
        return _of_others(claim, said["another_job"])
    return None


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


def _is_wished_for(claim: Claim) -> bool:
    """Return whether a marker wishes for a thing, which a later denial of its need leaves a wish."""
    return claim.stance.marked and claim.stance.strength == "preferred"


def _says(says: str, words: str) -> bool:
    return _tones().search(says, words, 0, len(words)) is not None


def _asked(claim: Claim, strength: Strength, rule: str) -> Claim:
    if claim.stance.marked and claim.stance.strength == strength and claim.asked_of_candidate():
        return claim  # its marker says so already
    stance = claim.stance._replace(strength=strength, marked=True, subject="candidate", rule=rule)
    if stance.section == "heading" and rule == "answers":
        stance = stance._replace(section="unknown")  # a question in bold, answered beneath
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


def _tells(claim: Claim, own: str, *, of_people: bool) -> bool:
    """Return whether a sentence tells of a qualification without asking for it."""
    if claim.stance.told and of_people and _says("imagined", own):
        return True
    told = "tells" if claim.stance.told and of_people else "tells_always"
    return not _says("asks", own) and _says(told, own)
