"""Offers that stand far from what they stand for: "RN licensure in place of the bachelor's degree"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.alternatives.offers import is_for_years
from pipeline.alternatives.pairs import CARRYING
from pipeline.alternatives.words import join_words
from pipeline.posting import Requirement
from pipeline.reading import Reading


def with_references(reading: Reading, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the rows, what is offered for a degree named elsewhere as an option beside it.

    A degree that a sentence offers for years, where it is an option of those years already, is
    said twice: once is enough.
    """
    kept = [row for row in rows if not _is_said_again(reading, rows, row)]
    if any(
        reading.folded.find(anchor) >= 0 for anchor in join_words().anchors("stands_for_degree")
    ):
        for match in join_words().each("stands_for_degree", reading.folded):
            kept = _joined(reading, kept, match)
    return tuple(kept)


def _is_said_again(reading: Reading, rows: Sequence[Requirement], row: Requirement) -> bool:
    if row.kind != "degree" or row.group is not None:
        return False
    said_in_choice = any(
        other.group is not None and (other.concept, other.strength) == (row.concept, row.strength)
        for other in rows
    )
    return said_in_choice and is_for_years(reading, row)


def _joined(
    reading: Reading, rows: Sequence[Requirement], match: re.Match[str]
) -> list[Requirement]:
    sentence = reading.context.sentence_at(match.start())
    offered = {
        place
        for place, row in enumerate(rows)
        if sentence.start <= row.start < sentence.end and row.kind in CARRYING and row.group is None
    }
    named = match["level"] or ""
    degrees = [
        place
        for place, row in enumerate(rows)
        if row.kind == "degree"
        and row.start < sentence.start
        and row.strength != "not_required"
        and named in row.concept
    ]
    if not offered or not degrees:
        return list(rows)
    degree = rows[degrees[-1]]
    groups = [row.group for row in rows if row.group is not None]
    group = degree.group or max(groups, default=0) + 1
    last = max((row.option or 0 for row in rows if row.group == group), default=1)
    return [
        replace(row, group=group, option=last + 1, strength=degree.strength)
        if place in offered
        else replace(row, group=group, option=row.option or 1)
        if place == degrees[-1]
        else row
        for place, row in enumerate(rows)
    ]
