"""Skills and products: asked for as qualifications, or implied by the duties of the job."""

from collections.abc import Iterator

from pipeline.claims import Claim, claims_of
from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import ASKING, Facts, Reading
from pipeline.skill_phrases import find_skill_phrases
from pipeline.skill_strength import SkillStrengths

_OTHERS = frozenset(("employer", "patient", "benefit", "hypothetical"))


def extract(reading: Reading) -> Facts:
    """Read skill requirements."""
    return {"requirements": tuple(_requirements(reading))}


def _requirements(reading: Reading) -> Iterator[Requirement]:
    strengths = SkillStrengths(reading)
    named: dict[str, int] = {}
    """Where each skill was last named outright."""
    for claim in map(strengths.heard, claims_of(reading, "skill")):
        if _asked(claim) and not _names_a_quality_of_work(claim):
            named[claim.concept] = claim.end
            yield claim.requirement(reading, "skill")
    for rule, found in find_skill_phrases(reading):
        if found.start < named.get(rule.concept, 0) <= found.end:
            continue  # the wording only goes round the name
        stance = reading.context.stance(found.start, found.end)
        claim = strengths.heard(Claim(found.start, found.end, rule.concept, stance))
        if _asked(claim):
            yield claim.requirement(reading, "skill", confidence=0.8, rule=rule.id)


def _names_a_quality_of_work(claim: Claim) -> bool:
    """Return whether a duty only uses the word: "ensures efficiency" asks nobody to be efficient.

    A quality of the person is asked for under requirements, or by words beside it.
    """
    return (
        claim.stance.section == "duty"
        and not claim.stance.marked
        and load_taxonomy()[claim.concept].subtype == "soft_skill"
    )


def _asked(claim: Claim) -> bool:
    """Return whether the posting asks for the skill.

    Supervising others' work is a skill itself, so a staff subject does not silence it.
    """
    stance = claim.stance
    if stance.strength is None or stance.subject in _OTHERS:
        return False
    return stance.section in ASKING or (stance.marked and stance.section != "heading")
