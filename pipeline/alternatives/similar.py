"""The like of a product where no name of it is given: "ModMed or something like it"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.alternatives.pairs import products
from pipeline.alternatives.words import join_words
from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import Reading

_REACH = 90
_NEXT_WORD = 10
"""Characters to a noun behind "comparable": it may have an adjective."""


def with_similar(reading: Reading, rows: Sequence[Requirement]) -> list[Requirement]:
    """Return the rows, in text order, with the sort of product where a like of one is taken too."""
    kept: list[Requirement] = []
    for number, row in enumerate(rows):
        kept.append(row)
        sort = _sorts_of_products().get(row.concept)
        if sort is None:
            continue
        limit = min(reading.context.sentence_at(row.start).end, row.end + _REACH)
        if reading.folded.find("or ", row.end, limit) < 0:
            continue
        match = join_words().match("similar_after", reading.folded, row.end, limit)
        if match is None or _names_one(reading, rows, number, match.end()):
            continue
        start = reading.folded.index("or ", match.start()) + len("or ")
        kept.append(
            replace(
                row,
                concept=sort,
                start=start,
                end=match.end(),
                evidence=reading.text[start : match.end()],
                rule=join_words().rule(match),
            )
        )
    return kept


@cache
def _sorts_of_products() -> dict[str, str]:
    """Return the broadest sort of each product that is of one: "ehr" of "modmed"."""
    broader = {item: load_taxonomy().ancestors(item) for item in products()}
    return {item: found[-1] for item, found in broader.items() if found and found[-1] in broader}


def _names_one(reading: Reading, rows: Sequence[Requirement], number: int, end: int) -> bool:
    """Return whether the next row says what sort is meant: "or a comparable EHR"."""
    following = rows[number + 1] if number + 1 < len(rows) else None
    if following is None or following.start > end + _NEXT_WORD:
        return False
    return not re.search(r"[.,;()\n]", reading.folded[end : max(end, following.start)])
