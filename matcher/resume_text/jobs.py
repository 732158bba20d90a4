"""Read jobs: the lines at the head of each are found by their dates, or by a title of their own."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import zip_longest
from typing import Any

from matcher.resume_text.dates import Span, find_day, find_span
from matcher.resume_text.lines import Line, Unread, says
from matcher.resume_text.parts import Parts, is_length, read_parts, without

_MOST_HEADS = 3
"""Lines above and below the dates that may name title, employer and place."""
_LONGEST_TITLE = 60


@dataclass(slots=True)
class _Entry:
    first: int
    """Number, in the section, of the first line of its head."""
    dated: int | None
    span: Span | None
    head: list[str]
    body: int
    """Number of the first line that tells of the work."""
    parts: Parts = field(default_factory=Parts)


def read_jobs(lines: Sequence[Line], unread: Unread, today: date) -> list[dict[str, Any]]:
    """Return the jobs that lines name, newest as they stand, as JSON Resume's `work`."""
    entries = _entries(lines)
    for line in lines[: entries[0].first] if entries else lines:
        unread.add(line, "names no job that could be told apart; add it under work")
    jobs = []
    employer = ""
    for entry, following in zip_longest(entries, entries[1:]):
        end = following.first if following else len(lines)
        body = lines[entry.body : end]
        if following and not body and not entry.parts.titles and entry.parts.names:
            employer = entry.parts.name  # it stands above several titles, each with its dates
            continue
        if not entry.parts.names and employer:
            entry.parts.names.append(employer)
        employer = entry.parts.name
        jobs.append(_job(entry, body, lines, unread, today))
    return jobs


def _entries(lines: Sequence[Line]) -> list[_Entry]:
    """Return where each job begins and what its head says, in order."""
    entries: list[_Entry] = []
    below = False
    for number, line in enumerate(lines):
        if entries and number < entries[-1].body:
            continue
        span = find_span(line.text) if _may_be_dated(line) else None
        if span is not None:
            entry = _dated(lines, number, span, entries[-1].body if entries else 0)
            if not entries:  # the first job shows how this résumé is laid out
                said = read_parts(entry.head)
                below = not (said.titles and said.names)
            _take_below(lines, entry, only_place=not below)
            entries.append(entry)
        elif _opens_undated(lines, number):
            entries.append(_Entry(number, None, None, [line.text], number + 1))
            _take_below(lines, entries[-1], only_place=False)
    for entry in entries:
        entry.parts = read_parts(entry.head)
    return entries


def _may_be_dated(line: Line) -> bool:
    span = find_span(line.text)
    if span is None:
        return False
    rest = without(line.text, span)
    return (
        not rest
        or (len(rest) <= 2 * _LONGEST_TITLE and not rest.endswith(".") and not line.item)
        or (line.item and len(rest) <= _LONGEST_TITLE and says("title", rest))
    )


def _dated(lines: Sequence[Line], number: int, span: Span, floor: int) -> _Entry:
    rest = without(lines[number].text, span)
    first = number
    while first > floor and number - first < _MOST_HEADS and _is_part_of_head(lines, first, rest):
        first -= 1
    above = [line.text for line in lines[first:number] if not is_length(line)]
    head = above + ([rest] if rest else [])
    return _Entry(first, number, span, head, number + 1)


def _is_part_of_head(lines: Sequence[Line], first: int, rest: str) -> bool:
    """Return whether the line above the head so far belongs to it."""
    above = lines[first - 1]
    if is_length(above):
        return True
    if not above.is_head or find_span(above.text):
        return False
    if lines[first].gap and (rest or find_span(lines[first].text) is None):
        return False
    # Under the bullets of the job before, only what names something begins a new head.
    named = says("title", above.text) or says("employer", above.text) or above.gap or above.heading
    return named or first == 1 or not lines[max(0, first - 2)].item


def _take_below(lines: Sequence[Line], entry: _Entry, *, only_place: bool) -> None:
    """Take lines below the dates into the head: the place, or what of the job is missing there."""
    for line in lines[entry.body : entry.body + _MOST_HEADS - 1]:
        parts, more = read_parts(entry.head), read_parts([line.text])
        whole = parts.titles and parts.names and not parts.unsure
        is_place = bool(more.place) and not (more.titles or more.names)
        wanted = is_place and not parts.place if only_place or whole else True
        if is_length(line):
            entry.body += 1
        elif wanted and line.is_head and find_span(line.text) is None:
            entry.head.append(line.text)
            entry.body += 1
        else:
            return


def _opens_undated(lines: Sequence[Line], number: int) -> bool:
    """Return whether a line names a job without dates: a short title above its bullets."""
    line = lines[number]
    if not line.is_head or not says("title", line.text) or len(line.words) > 2 * _LONGEST_TITLE:
        return False
    near = lines[number + 1 : number + 1 + _MOST_HEADS]
    if any(find_span(other.text) and not other.item for other in near):
        return False  # its dates stand below
    begins = number == 0 or line.gap or line.heading or lines[number - 1].item
    return begins and (not near or any(other.item for other in near) or line.heading)


def _job(
    entry: _Entry, body: Sequence[Line], lines: Sequence[Line], unread: Unread, today: date
) -> dict[str, Any]:
    parts, line = entry.parts, lines[entry.dated if entry.dated is not None else entry.first]
    said = {"name": parts.name, "position": parts.title, "location": parts.place}
    job: dict[str, Any] = {name: value for name, value in said.items() if value}
    if not parts.title:
        unread.add(line, "no title found for this job; its kind of experience may be missed")
    elif not parts.name:
        unread.add(line, "no employer found for this job")
    elif parts.unsure:
        unread.add(line, f'took "{parts.title}" for the title and "{parts.name}" for the employer')
    _put_dates(job, entry.span, line, unread, today)
    before = [other.words for other in body if not other.item]
    items = [other.words for other in body if other.item]
    if items and before:
        job["summary"] = " ".join(before)
    if items or before:
        job["highlights"] = items or before
    return job


def _put_dates(
    job: dict[str, Any], span: Span | None, line: Line, unread: Unread, today: date
) -> None:
    if span is None:
        day = find_day(line.text)
        why = "only one date" if day else "no dates"
        unread.add(line, f"{why} for this job; its years are not counted")
    elif span.is_backwards:
        unread.add(line, "the dates run backwards; its years are not counted")
    elif span.start > today.isoformat():
        unread.add(line, "begins in the future; its years are not counted")
    else:
        job["startDate"] = span.start
        if span.end is not None:
            job["endDate"] = span.end
