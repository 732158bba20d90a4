"""Experience in place of something: "or equivalent experience", "in lieu of a degree"."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from pipeline.claims import Claim
from pipeline.durations import Years
from pipeline.experience.kinds import EQUIVALENT
from pipeline.experience.phrases import ExperienceText
from pipeline.sayings import Sayings, load_sayings

_NEAR = 60
"""Characters between a length and such words behind it."""


def substitutes(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield the claims of experience of no stated length that stands in for a degree."""
    reading, folded, words = text.reading, text.reading.folded, _words()
    taken: set[int] = set()
    for anchor in words.anchors("stands_in"):
        at = folded.find(anchor)
        while at >= 0:
            match = words.match("stands_in", folded, at)
            if match is not None:
                sentence = reading.context.sentence_at(at)
                if (
                    _speaks_of_experience(folded, sentence.start, sentence.end, match)
                    and sentence.start not in taken
                    and not _has_length(folded, lengths, sentence.start, sentence.end, match)
                ):
                    claim = _claim(text, match, sentence.start)
                    if claim is not None:
                        taken.add(sentence.start)
                        yield claim
            at = folded.find(anchor, at + 1)
    yield from _each_year(text, lengths)


@cache
def _words() -> Sayings:
    return load_sayings("experience_substitutes")


def _speaks_of_experience(folded: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Return whether it is experience that stands in: a certificate may do so too."""
    return not _words().search("placed", match[0]) or "experience" in folded[start:end]


def _has_length(
    folded: str, lengths: Sequence[Years], start: int, end: int, match: re.Match[str]
) -> bool:
    """Return whether a length in the sentence is that experience: "five years in lieu of a degree"."""
    words = _words()
    inside = [years for years in lengths if start <= years.start < end]
    if words.search("placed", match[0]) or words.search("by_experience", match[0]):
        return bool(inside)
    return any(
        (0 <= match.start() - years.end < _NEAR and " or " not in folded[years.end : match.start()])
        or words.fullmatch("total_between", folded, match.end(), years.start)
        for years in inside
    )


def _claim(text: ExperienceText, match: re.Match[str], start: int) -> Claim | None:
    if _words().search("negated_before", text.reading.folded, start, match.start()):
        return None
    stance = text.reading.context.stance(match.start(), match.end())
    if _words().search("lacking", match[0]) and stance.strength == "not_required":
        stance = stance._replace(strength="required")  # it is the degree that may be lacking
    claim = Claim(match.start(), match.end(), EQUIVALENT, stance)
    return claim if claim.asked_of_candidate() else None


def _each_year(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield "each year of experience may be used for one of college" where no limit is stated."""
    folded = text.reading.folded
    words = _words()
    (anchor,) = words.anchors("each_year")
    at = folded.find(anchor)
    while at >= 0:
        match = words.match("each_year", folded, at)
        if match is not None and not words.search("of_school", match["of"]):
            sentence = text.reading.context.sentence_at(at)
            if not any(sentence.start <= years.start < sentence.end for years in lengths):
                claim = _claim(text, match, sentence.start)
                if claim is not None:
                    yield claim
        at = folded.find(anchor, at + 1)
