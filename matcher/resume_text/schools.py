"""Read education: each degree with its level, field, school, and whether it is completed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from matcher.profile import Reader
from matcher.resume_text.dates import Span, find_day, find_span
from matcher.resume_text.lines import Line, Unread, find_place, says
from matcher.resume_text.parts import fragments

_FIELD = re.compile(
    r"^(?P<study>.*?(?:degree|arts|science|sciences|administration|education|\)|[a-z]'s|\b[A-Z]\.?[A-Z]\.?(?:[A-Z]\.?)?))\s*(?:,\s*|\s+in\s+|\s+of\s+|\s*[:–-]\s*)(?P<area>[A-Z].+)$"
)
_IN = re.compile(r"^(?P<study>.+?)\s+in\s+(?P<area>[A-Z].+)$")
_MAJOR = re.compile(
    r"^(?:major(?:ed)?|concentration|emphasis|minor|focus)(?:\s+in|:)?\s+(?P<area>.+)$",
    re.IGNORECASE,
)
_SCORE = re.compile(r"\b(?:gpa|grade point average)\b:?\s*(?P<score>\d(?:\.\d+)?)", re.IGNORECASE)
_COURSES = re.compile(
    r"^(?:relevant )?(?:courses?|coursework)(?: includes?)?:\s*(?P<courses>.+)$", re.IGNORECASE
)
_HONOURS = re.compile(
    r"\b(?:cum laude|dean'?s list|honou?rs?|graduated|magna|summa|valedictorian|diploma awarded|degree awarded)\b",
    re.IGNORECASE,
)
_EXPECTED = re.compile(
    r"[(\s,]*\b(?:expected|anticipated|projected|in progress|pending|currently enrolled|present|graduat(?:ed|ion|ing)|completed)\b(?: in| on| date| graduation| completion)*:?[\s)]*",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    r"\b(?:some college|incomplete|not completed|did not (?:finish|complete)|coursework (?:toward|in)|\d+ credits)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _School:
    first: Line
    school: str = ""
    study: str = ""
    by_school: bool = False
    """Only the school's name tells the degree: "Hillsboro High School"."""
    area: str = ""
    start: str | None = None
    end: str | None = None
    score: str = ""
    pending: bool = False
    courses: list[str] = field(default_factory=list)


def read_schools(
    lines: Sequence[Line], reader: Reader, unread: Unread, today: date
) -> list[dict[str, Any]]:
    """Return the degrees and schools that lines name, as JSON Resume's `education`."""
    found: list[_School] = []
    for line in lines:
        _read_line(line, found, reader, unread)
    return [_as_json(school, unread, today) for school in found]


def _read_line(line: Line, found: list[_School], reader: Reader, unread: Unread) -> None:
    courses = _COURSES.match(line.words)
    if courses and found:
        found[-1].courses += [course.strip() for course in re.split(r"[,;]", courses["courses"])]
        return
    span, day = find_span(line.text), find_day(line.text, last=True)
    bare = _bare(line.text, span, day)
    degree, school = _names_degree(bare, reader), says("school", bare)
    if not found or _is_another(line, found[-1], degree=degree, school=school):
        if not (degree or school):
            unread.add(line, "no degree and no school found in this line of education")
            return
        found.append(_School(line))
    entry = found[-1]
    _fill(entry, bare, reader)
    pending = says("pending", line.text)
    entry.pending = entry.pending or pending or (span is not None and span.end is None)
    if span is not None:
        entry.start, entry.end = span.start, span.end
    elif day is not None:
        entry.end = day[0]
    score = _SCORE.search(line.text)
    entry.score = score["score"] if score else entry.score
    told = degree or school or span or day or pending or score
    if not (told or _HONOURS.search(line.text) or _MAJOR.match(line.words)):
        unread.add(line, "not understood under education")


def _bare(text: str, span: Span | None, day: tuple[str, int, int] | None) -> str:
    """Return a line without dates, place, grade and what says that it is not completed."""
    begins, ends = (span.begins, span.ends) if span else day[1:] if day else (0, 0)
    bare = f"{text[:begins]}\t{text[ends:]}"
    place = find_place(bare)
    if place is not None:
        bare = f"{bare[: place.start]}\t{bare[place.end :]}"
    return _EXPECTED.sub("\t", _SCORE.sub("\t", bare))


def _is_another(line: Line, last: _School, *, degree: bool, school: bool) -> bool:
    """Return whether a line begins another entry: what it names, the last one has already."""
    if degree and last.study and not (last.by_school and not school):
        return True
    if school and last.school and not degree:
        return True
    return (degree or school) and line.gap and bool(last.study and last.school)


def _fill(entry: _School, bare: str, reader: Reader) -> None:
    """Put the parts of a line where they belong: school, degree, field of study."""
    for part in fragments(bare):
        major, said = _MAJOR.match(part), _degree_in(part, reader)
        if major:
            entry.area = entry.area or major["area"]
        elif says("school", part) and not entry.school:
            entry.school = part
            entry.study, entry.by_school = entry.study or said, bool(said and not entry.study)
        elif said and (not entry.study or entry.by_school):
            entry.by_school = False
            split = _IN.match(part) or _FIELD.match(part)
            entry.study, area = (split["study"], split["area"]) if split else (part, "")
            if not split and part.startswith(said) and _names_field(part[len(said) :], reader):
                entry.study, area = said, part[len(said) :].strip(" ,.")
            entry.area = entry.area or area
        elif _UNFINISHED.search(part):
            entry.study = f"{entry.study} ({part})" if entry.study else part
        elif _HONOURS.search(part):
            continue
        elif entry.study and not entry.area and _names_field(part, reader):
            entry.area = part


def _names_degree(text: str, reader: Reader) -> bool:
    return bool(_UNFINISHED.search(text) or _degree_in(text, reader))


def _degree_in(text: str, reader: Reader) -> str:
    """Return the words of the first degree that a text names."""
    for mention in reader.matcher.find(text):
        if any(concept.kind == "degree" for concept in mention.concepts):
            return text[mention.start : mention.end]
    return ""


def _names_field(text: str, reader: Reader) -> bool:
    return any(c.kind == "field" for m in reader.matcher.find(text) for c in m.concepts)


def _as_json(entry: _School, unread: Unread, today: date) -> dict[str, Any]:
    study, now = entry.study, today.isoformat()
    if entry.pending or (entry.end or "") > now[: len(entry.end or "")]:
        expected = (
            f", expected {entry.end}" if entry.end and entry.end >= now[: len(entry.end)] else ""
        )
        study = f"{study} (in progress{expected})".strip()
    if not entry.study:
        unread.add(
            entry.first,
            "no degree found; add its level (diploma, associate, bachelor's) as studyType",
        )
    said: dict[str, Any] = {
        "institution": entry.school, "area": entry.area, "studyType": study, "startDate": entry.start,
        "endDate": entry.end, "score": entry.score, "courses": entry.courses,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}
