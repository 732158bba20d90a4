"""Which stated lengths are somebody's experience, and numbers whose unit was said before.

"Five years in a clinic, two of them as a lead" states two lengths. The age of a practice, a
contract, a recency, a course of study, the years of the one who leaves are none.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.concepts import ConceptKind
from pipeline.context import Sentence
from pipeline.durations import Years, find_years, has_number, read_number
from pipeline.reading import Reading
from pipeline.sayings import Sayings, load_sayings

_MOST = 15
"""Nobody asks for more years: above it a practice or a veteran is spoken of."""
_AGES = (18.0, 21.0)
_REACH = 60
_NAME = 24
"""Characters behind "with" in which a degree or a credential is named."""
_SUBJECT_REACH = 240

_CREDENTIALS: tuple[ConceptKind, ...] = ("certification", "licence")


def experience_lengths(reading: Reading) -> list[Years]:
    """Return the lengths that are experience, in text order."""
    folded = reading.folded
    stated = find_years(folded)
    found: list[Years] = []
    for position, years in enumerate(stated):
        sentence = reading.context.sentence_at(years.start)
        joined = folded[stated[position - 1].end : years.start].strip() if position else ""
        if joined in ("and", "or", "&") and stated[position - 1] not in found:
            continue
        if not _is_experience(folded, years, sentence):
            continue
        found.append(years)
        following = stated[position + 1].start if position + 1 < len(stated) else len(folded)
        found += _carried(reading, years, min(following, _clauses_end(reading, sentence)))
    return found


@cache
def _words() -> Sayings:
    return load_sayings("experience_lengths")


def _is_experience(folded: str, years: Years, sentence: Sentence) -> bool:
    words = _words()
    limit = min(sentence.end, years.end + _REACH * 2)
    if years.high is not None and years.high > _MOST and years.low <= 1:
        return False
    if words.search("up_to_school_before", folded, sentence.start, years.start):
        return False
    if words.search("for_each", folded, years.end, limit):
        return False
    if years.low > _MOST or words.match("others_after", folded, years.end):
        return False
    opening = max(sentence.start, years.start - _REACH)
    before = folded[opening : years.start]
    replaces = words.search("others_before", before) and not words.match(
        "for_a_degree_after", folded, years.end
    )
    if replaces or (before.endswith("of ") and words.search("of_person_before", before)):
        return False
    said = folded[years.start : years.end]
    if (
        years.low in _AGES
        and "year" in said
        and not words.search("experience", folded, years.end, years.end + _REACH)
    ):
        return False
    if words.fullmatch("one_whole", said):
        return bool(
            words.search("a_year_before", before) and words.match("a_year_after", folded, years.end)
        )
    if words.search("adjective_before", said) or (
        years.low / years.unit > 1 and words.search("singular_before", said)
    ):
        clause = folded[years.end : min(sentence.end, years.end + 40)]
        if not words.search("experience", clause) and not clause.lstrip().startswith("("):
            return False
    return _is_the_candidates(folded, years, sentence, before)


def _is_the_candidates(folded: str, years: Years, sentence: Sentence, before: str) -> bool:
    """Return whether nobody else has it: "Dr. Vail has cared for you for sixteen years"."""
    words = _words()
    clause = folded[max(sentence.start, years.start - _SUBJECT_REACH) : years.start]
    if words.search("for_before", before):
        did = words.match if words.search("others", clause) else words.search
        asked = words.search("candidate", clause) or did("did", clause)
        return asked is not None and not words.search("licence", clause)
    other = max((match.start() for match in words.each("others", clause)), default=-1)
    return other < 0 or words.search("candidate", clause, other + 1) is not None


def _clauses_end(reading: Reading, sentence: Sentence) -> int:
    """Return where a statement ends that goes on after semicolons and brackets, in its line."""
    folded, end = reading.folded, sentence.end
    limit = min(len(folded), sentence.start + 400)
    while end < limit and (
        folded[sentence.start : end].rstrip().endswith((";", "incl."))
        or _words().match("of_those_after", folded, end)
    ):
        end = reading.context.sentence_at(end).end
    return end


def _carried(reading: Reading, years: Years, limit: int) -> Iterator[Years]:
    """Yield the numbers after a length that share its unit: "…, two of them supervising"."""
    folded = reading.folded
    if not has_number(folded, years.end, limit):
        return
    for match in _words().each("carried", folded, years.end, limit):
        number = match.start("number")
        if _words().search("stands_for_before", folded, years.end, number):
            continue  # "a bachelor's can stand in for two of them"
        if match["stop"] is not None and not _may_stand_alone(reading, years, match):
            continue
        held = match.end("held")
        if held >= 0 and not _names_a_qualification(reading, held, held + _NAME):
            continue
        unit = min(years.unit, 1.0)  # after "a decade" they are years
        low = read_number(match["number"]) * unit
        if low > _MOST:
            continue
        end = match.end("number")
        yield Years(match.start("number"), end, round(low, 2), None, unit)


def _may_stand_alone(reading: Reading, years: Years, match: re.Match[str]) -> bool:
    """Return whether a number with nothing behind it is a length: "a diploma with eight"."""
    lead, start, end = match["lead"], years.end, match.start("number")
    if lead in ("ideally", "preferably"):
        return True
    if lead == "for":
        alternative = _words().search("or", reading.folded, start, end) is not None
        return alternative and reading.folded.endswith("for ", 0, years.start)
    return lead in ("plus", "with", "and", "or", "or else", "only") and _names_a_qualification(
        reading, start, end
    )


def _names_a_qualification(reading: Reading, start: int, end: int) -> bool:
    """Return whether a degree or a credential is named in a span."""
    if _words().search("degree", reading.folded, start, end):
        return True
    return any(
        start <= mention.start < end
        for kind in _CREDENTIALS
        for mention in reading.mentions_of(kind)
    )
