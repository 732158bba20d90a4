"""Languages the candidate should speak."""

from pipeline.claims import claims_of
from pipeline.reading import Facts, Reading


def extract(reading: Reading) -> Facts:
    """Read language requirements."""
    return {
        "requirements": tuple(
            claim.requirement(reading, "language")
            for claim in claims_of(reading, "language")
            if claim.asked_of_candidate()
        )
    }
