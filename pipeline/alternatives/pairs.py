"""Two neighbouring requirements, and the ways they may be joined."""

import re
from functools import cache
from typing import Literal, NamedTuple

from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import Reading

Join = Literal["or", "and", "outside", "comma", "line", "list", "tight", "oxford"]
"""tight: "CPC or CCS-P", which binds before any "and"; oxford: the same behind a comma. list: a
comma, which means what the list's last word says. comma: one between different things, which parts
whole options or is of a list: see `pipeline/alternatives/options.py`; line: the end of a sentence,
which may part whole options. outside: "A or B, and C", where
C is asked for by itself."""

CARRYING = frozenset(("degree", "experience", "licence", "certification"))
CREDENTIALS = frozenset(("licence", "certification"))
_NO_PRODUCTS = frozenset(("computer-literacy", "ehr-implementation"))
REACH = 150
"""Characters between two alternatives of one sentence: more, and they are two statements."""
FAR = 260
"""The same across sentences."""

_LABEL = re.compile(r"[a-z][a-z ]+:\s*$")
_LABEL_REACH = 30


class Pair(NamedTuple):
    """Two neighbours, and where their last names end."""

    left: Requirement
    right: Requirement
    end: int
    until: int
    apart: bool = False
    """Something of another strength stands between: only a sentence's words join them."""


@cache
def products() -> frozenset[str]:
    """Return the skills that are products or sorts of them: what is chosen among."""
    return frozenset(
        item.id
        for item in load_taxonomy()
        if item.subtype == "technology" and item.id not in _NO_PRODUCTS
    )


def family_of(row: Requirement) -> str | None:
    """Return what a row may be an alternative of: its family's name, None where of nothing."""
    if row.kind in CARRYING:
        return "carrying"
    return row.kind if row.kind == "language" or row.concept in products() else None


def follows(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether the second stands in the sentence after that of the first."""
    before = clause_start(reading, right) - 1
    while before > 0 and reading.folded[before].isspace():
        before -= 1
    return reading.context.sentence_at(max(before, 0)).start <= left.start


def clause_start(reading: Reading, row: Requirement) -> int:
    """Return where a row's sentence begins, with a label before it: "Substitution: six years"."""
    start = reading.context.sentence_at(row.start).start
    label = _LABEL.search(reading.folded, max(0, start - _LABEL_REACH), start)
    return label.start() if label else start


def in_one_sentence(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether the second begins before the sentence of the first ends."""
    return right.start < reading.context.sentence_at(left.start).end
