"""Experience in place of something: "or equivalent experience", "in lieu of a degree"."""

import re
from collections.abc import Iterator, Sequence

from pipeline.claims import Claim
from pipeline.durations import Years
from pipeline.experience.kinds import EQUIVALENT
from pipeline.experience.phrases import ExperienceText

_ADJECTIVES = r"(?:(?:work|working|job|professional|practical|relevant|related|healthcare|health care|management|hands-on|clinical|life|industry|on-the-job|training|education|and|or|in|of|the|in the form of|directly|level of|years of|amount of|medical|office|practice|field)[ ,/&]+){0,6}"
_SCHOOLING = r"(?:an? |the |formal )?(?:\w+'?s? )?(?:degree|education|diploma|bachelor|college)"
_SAID: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (anchor, re.compile("|".join(patterns)))
    for anchor, *patterns in (
        (
            "equivalen",
            rf"equivalent,? (?:to )?{_ADJECTIVES}(?:experience|exp\b)",
            r"equivalent (?:combination|mix|blend|balance)\b(?: of \w+,? (?:\w+,? ){0,3}(?:experience|education|training))?",
            r"equivalency of (?:\w+ )?experience",
        ),
        (
            "combination",
            r"combination(?: of)?,? (?:\w+,? ){0,3}(?:education|training|experience|schooling)",
            r"combination equivalent to",
        ),
        ("work ", r"work (?:may|can|will) (?:also )?be (?:substitut|count|us)\w* for (?:each|every|one|a) year of (?:college|school|study|education)"),
        ("commensurate", r"(?<=or )commensurate (?:\w+ )?experience"),
        ("comparable", r"comparable (?:\w+ )?experience"),
        ("or rel", r"or (?:relevant|related) (?:work |job |professional |clinical |industry |field |practical )?experience"),
        ("in lieu", rf"in lieu of {_SCHOOLING}"),
        ("in place", rf"in place of {_SCHOOLING}"),
        ("instead", rf"instead of {_SCHOOLING}"),
        ("offset", r"offset (?:it|that|this|the \w+|one) (?:with|by) (?:\w+ ){0,2}experience"),
        ("make up", r"make up (?:for )?(?:it|that|this|the \w+|one) (?:with|by) (?:\w+ ){0,2}experience"),
        (
            "experience",
            r"experience,? (?:may|can|will|could|is|counts|considered|accepted)(?: also)?(?: be)?,? ?(?:substitut\w*|accept\w*|consider\w*|count\w*|used|taken|weighed)\b",
            r"experience,? or (?:the )?equivalent\b",
        ),
    )
)  # fmt: skip
_EACH = re.compile(
    r"each (?:additional |full |extra )?year of (?P<of>[^.;\n]{0,70}?)(?:may|can|will|is|counts|equals|replaces|substitutes)\b"
)
_NEGATED = re.compile(r"\b(?:not|no|cannot|never)\b[^.;,]{0,25}$")
_IN_PLACE = ("in lieu", "in place", "instead")
_NEAR = 60
"""Characters between a length and such words behind it."""
_TOTAL = re.compile(r"[\s(:]*(?:(?:totaling|totalling|of|equal to|equaling)\s+)?(?:at least )?")
"""Between such words and a length behind them."""


def substitutes(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield the claims of experience of no stated length that stands in for a degree."""
    reading, folded = text.reading, text.reading.folded
    taken: set[int] = set()
    for anchor, pattern in _SAID:
        at = folded.find(anchor)
        while at >= 0:
            match = pattern.match(folded, at)
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


def _speaks_of_experience(folded: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Return whether it is experience that stands in: a certificate may do so too."""
    return not match[0].startswith(_IN_PLACE) or "experience" in folded[start:end]


def _has_length(
    folded: str, lengths: Sequence[Years], start: int, end: int, match: re.Match[str]
) -> bool:
    """Return whether a length in the sentence is that experience: "five years in lieu of a degree"."""
    inside = [years for years in lengths if start <= years.start < end]
    if match[0].startswith((*_IN_PLACE, "experience")):
        return bool(inside)
    return any(
        (0 <= match.start() - years.end < _NEAR and " or " not in folded[years.end : match.start()])
        or _TOTAL.fullmatch(folded, match.end(), years.start)
        for years in inside
    )


def _claim(text: ExperienceText, match: re.Match[str], start: int) -> Claim | None:
    if _NEGATED.search(text.reading.folded, start, match.start()):
        return None
    stance = text.reading.context.stance(match.start(), match.end())
    if match[0].startswith("offset") and stance.strength == "not_required":
        stance = stance._replace(strength="required")  # it is the degree that may be lacking
    claim = Claim(match.start(), match.end(), EQUIVALENT, stance)
    return claim if claim.asked_of_candidate() else None


def _each_year(text: ExperienceText, lengths: Sequence[Years]) -> Iterator[Claim]:
    """Yield "each year of experience may be used for one of college" where no limit is stated."""
    folded = text.reading.folded
    at = folded.find("each ")
    while at >= 0:
        match = _EACH.match(folded, at)
        if match is not None and not re.search(r"college|education|school", match["of"]):
            sentence = text.reading.context.sentence_at(at)
            if not any(sentence.start <= years.start < sentence.end for years in lengths):
                claim = _claim(text, match, sentence.start)
                if claim is not None:
                    yield claim
        at = folded.find("each ", at + 1)
