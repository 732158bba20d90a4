"""The like of a product where no name of it is given: "ModMed or something like it"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from pipeline.alternatives.words import join_words
from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import Reading

_NO_PRODUCTS = frozenset(("computer-literacy", "ehr-implementation"))
_REACH = 90
_NEXT_WORD = 10
"""Characters to a noun behind "comparable": it may have an adjective."""


@cache
def products() -> frozenset[str]:
    """Return the skills that are products or sorts of them: what is chosen among."""
    return frozenset(
        item.id
        for item in load_taxonomy()
        if item.subtype == "technology" and item.id not in _NO_PRODUCTS
    )


def with_similar(reading: Reading, rows: Sequence[Requirement]) -> list[Requirement]:
    """Return the rows, in text order, with the sort of product where a like of one is taken too."""
    kept: list[Requirement] = []
    for number, row in enumerate(rows):
        kept.append(row)
        if row.kind != "skill":
            continue
        limit = min(reading.context.sentence_at(row.start).end, row.end + _REACH)
        if reading.folded.find("or ", row.end, limit) < 0:
            continue
        sort = _sort_of_product(row.concept)
        match = join_words().match("similar_after", reading.folded, row.end, limit)
        if match is None or sort is None or _names_one(reading, rows, number, match.end()):
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


def _sort_of_product(concept: str) -> str | None:
    """Return the broadest sort of product that a concept is of: "ehr" of a product's name."""
    broader = load_taxonomy().ancestors(concept)
    return broader[-1] if broader and broader[-1] in products() else None


def _names_one(reading: Reading, rows: Sequence[Requirement], number: int, end: int) -> bool:
    """Return whether the next row says what sort is meant: "or a comparable EHR"."""
    following = rows[number + 1] if number + 1 < len(rows) else None
    if following is None or following.start > end + _NEXT_WORD:
        return False
    return not re.search(r"[.,;()\n]", reading.folded[end : max(end, following.start)])
