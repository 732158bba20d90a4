"""Languages the candidate should speak."""

from pipeline.asking import heard
from pipeline.claims import Claim, claims_of
from pipeline.credential_names import is_imagined
from pipeline.reading import Facts, Reading

_ANY = "bilingual"
_OTHER = "language-other"
_REACH = 40


def extract(reading: Reading) -> Facts:
    """Read language requirements."""
    claims = [
        claim
        for claim in (
            heard(reading, found, needless=False) for found in claims_of(reading, "language")
        )
        if claim.asked_of_candidate() and not _is_imagined(reading, claim)
    ]
    named = {
        reading.context.sentence_at(claim.start).start
        for claim in claims
        if not _is_bare(reading, claim)
    }
    return {
        "requirements": tuple(
            claim.requirement(reading, "language")
            for claim in claims
            if not _is_bare(reading, claim)
            # Bare "bilingual" is another language, unless the sentence names which.
            or (
                claim.concept == _OTHER
                and reading.context.sentence_at(claim.start).start not in named
            )
        )
    }


def _is_imagined(reading: Reading, claim: Claim) -> bool:
    before = reading.folded[max(0, claim.start - _REACH) : claim.start]
    return claim.stance.strength != "preferred" and is_imagined(before)


def _is_bare(reading: Reading, claim: Claim) -> bool:
    return reading.folded[claim.start : claim.end] == _ANY
