"""Certifications and licences the candidate must hold, and by when."""

from collections.abc import Iterator

from pipeline.claims import Claim, claims_of
from pipeline.durations import days_after_hire
from pipeline.posting import Kind, Requirement
from pipeline.reading import Facts, Reading

_KINDS: tuple[Kind, ...] = ("certification", "licence")


def extract(reading: Reading) -> Facts:
    """Read certification and licence requirements with their deadlines."""
    return {"requirements": tuple(_requirements(reading))}


def _requirements(reading: Reading) -> Iterator[Requirement]:
    for kind in _KINDS:
        for claim in claims_of(reading, kind):
            if claim.asked_of_candidate() and not _is_plural(reading, claim):
                sentence = reading.context.sentence_at(claim.start)
                days = days_after_hire(reading.folded, sentence.start, sentence.end)
                yield claim.requirement(reading, kind, within_days_of_hire=days)


def _is_plural(reading: Reading, claim: Claim) -> bool:
    """Return whether the words name people who hold it: "our RNs", "CPCs"."""
    words = reading.text[claim.start : claim.end]
    following = reading.text[claim.end : claim.end + 1]
    return (words[:-1].isupper() and words.endswith("s")) or (words.isupper() and following == "s")
