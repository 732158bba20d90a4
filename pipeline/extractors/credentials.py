"""Certifications and licences the candidate must hold, and by when."""

from collections.abc import Iterator

from pipeline.claims import Claim, claims_of
from pipeline.deadlines import days_after_hire
from pipeline.posting import Kind, Requirement
from pipeline.reading import Facts, Reading

_ALSO_ELSE = frozenset(("PT", "OT", "MD", "DO", "PA", "NP"))
"""Overtime, part time, Maryland …: a licence only where the sentence speaks of one."""
_KINDS: tuple[Kind, ...] = ("certification", "licence")


def extract(reading: Reading) -> Facts:
    """Read certification and licence requirements with their deadlines."""
    return {"requirements": tuple(_requirements(reading))}


def _requirements(reading: Reading) -> Iterator[Requirement]:
    deadlines: dict[int, int | None] = {}  # by sentence: one may name hundreds of credentials
    for kind in _KINDS:
        for claim in claims_of(reading, kind):
            if claim.asked_of_candidate() and _names_a_credential(reading, claim):
                sentence = reading.context.sentence_at(claim.start)
                if sentence.start not in deadlines:
                    deadlines[sentence.start] = days_after_hire(
                        reading.folded, sentence.start, sentence.end
                    )
                days = deadlines[sentence.start]
                yield claim.requirement(reading, kind, within_days_of_hire=days)


def _names_a_credential(reading: Reading, claim: Claim) -> bool:
    """Return whether the words name a credential, not people, a shift or a list's heading."""
    words = reading.text[claim.start : claim.end]
    following = reading.text[claim.end : claim.end + 2]
    if (words[:-1].isupper() and words.endswith("s")) or (words.isupper() and following[:1] == "s"):
        return False  # people who hold it: "our RNs", "CPCs"
    if claim.concept.startswith("cert-generic") and following == " (":
        return False  # "Coding certification (CPC or CCS)": the bracket names them
    if words in _ALSO_ELSE:
        sentence = reading.context.sentence_at(claim.start)
        return "licen" in reading.folded[sentence.start : sentence.end]
    return True
