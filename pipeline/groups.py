"""Alternatives as logic: which requirements are options of one group."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import Reading

Join = Literal["or", "and", "list"]

_OR = re.compile(
    r"\b(?:or|and/or|in lieu of|instead of|in place of)\b|/|\bmay (?:be )?substitut\w+"
)
_AND = re.compile(r"\b(?:and|with|plus)\b|&")
_LIST = re.compile(r"[\s,)(*]*(?:(?:an?|the|such as|as|either|similar|other)\b)?[\s,)(*]*")
_SKILL_JOIN = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:,\s*or\b|,|/\s*or\b|/|\bor\b)\s*"
    r"(?:(?:an?|the|other|another|similar|any|comparable)\s+)*"
)
# "through PAHCOM (CMM), MGMA (CMPE) or AAPC (CPPM)": an issuer before each bracket.
_ISSUER = re.compile(r"\)?,\s*\w+\s*\(")
_SECOND_NAME = re.compile(r"[\s(/,]{0,3}(?:or|and|&)?[\s(/]{0,2}")
# "…; four years' experience will be accepted instead of the degree"
_INSTEAD = re.compile(
    r"[^.;\n]{0,60}\b(?:instead of|in (?:lieu|place) of|(?:may|can|will) (?:be )?substitut\w*(?: for)?) "
    r"(?:the |a |an )?(?:\w+ )?(?:degree|bachelor|associate|education)"
)
_REACH = 110
"""Characters between two alternatives: more, and they are two statements."""
_CARRYING = frozenset(("degree", "experience", "licence", "certification"))
# Across a full stop only such an opening goes on with the alternative before it.
_CARRY_ON = re.compile(
    r"[.;\n]\s*(?:in (?:lieu|place) of|or\b|instead of|alternatively|an? equivalent (?:comb|exp)|"
    r"equivalent (?:comb|exp)|any (?:equivalent )?comb|additional experience)"
)


def with_groups(reading: Reading, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the rows in text order, alternatives marked with group and option numbers."""
    grouped = _said_once(reading, sorted(rows, key=lambda row: (row.start, row.end)))
    number = 0
    for first, joins in _runs(reading, grouped):
        options = _options(joins)
        if options:
            number += 1
            for index, option in enumerate(options, first):
                grouped[index] = replace(grouped[index], group=number, option=option)
    return tuple(grouped)


def _said_once(reading: Reading, rows: list[Requirement]) -> list[Requirement]:
    """Return the rows without a second name right beside the first: "Tebra (Kareo)", "CPR/BLS"."""
    kept: list[Requirement] = []
    for row in rows:
        last = kept[-1] if kept else None
        if (
            last is not None
            and (last.kind, last.concept, last.strength) == (row.kind, row.concept, row.strength)
            and row.kind not in ("degree", "experience")
            and _SECOND_NAME.fullmatch(reading.folded, last.end, row.start)
        ):
            continue
        kept.append(row)
    return kept


def _runs(reading: Reading, rows: list[Requirement]) -> list[tuple[int, list[Join]]]:
    """Return runs of linked rows: the number of the first, and the joins between them."""
    runs: list[tuple[int, list[Join]]] = []
    first, joins = 0, list[Join]()
    for index in range(1, len(rows)):
        join = _join(reading, rows[index - 1], rows[index])
        if join is None:
            runs.append((first, joins))
            first, joins = index, []
        else:
            joins.append(join)
    runs.append((first, joins))
    return [run for run in runs if "or" in run[1]]


def _join(reading: Reading, left: Requirement, right: Requirement) -> Join | None:
    """Return how two neighbouring rows are joined, None if they have nothing to do."""
    if "skill" in (left.kind, right.kind) and left.kind != right.kind:
        return None
    between = reading.folded[left.end : right.start]
    if len(between) > _REACH or left.strength != right.strength:
        return None
    if left.strength == "not_required":
        return None  # of what nobody asks for there is nothing to choose
    if reading.context.sentence_at(left.start) != reading.context.sentence_at(right.start):
        if left.kind not in _CARRYING or right.kind not in _CARRYING:
            return None
        instead = _INSTEAD.match(reading.folded, right.end, right.end + _REACH)
        return "or" if instead or _CARRY_ON.search(between) else None
    if left.kind == "skill":
        return _skill_join(left, right, between)
    if _OR.search(between):
        return "or"
    if _AND.search(between):
        return "and"
    named = left.kind == "certification" and _ISSUER.fullmatch(between)
    return "list" if left.kind == right.kind and (named or _LIST.fullmatch(between)) else None


def _skill_join(left: Requirement, right: Requirement, between: str) -> Join | None:
    """Return how two skills are joined: "billing or coding" lists work, "Epic or Cerner" a choice."""
    products = _is_product(left.concept) and _is_product(right.concept)
    if not products or not _SKILL_JOIN.fullmatch(between):
        return None
    return "or" if _OR.search(between) else "list"


def _is_product(concept: str) -> bool:
    return load_taxonomy()[concept].subtype == "technology"


def _options(joins: list[Join]) -> list[int]:
    """Return the option number of each row of a run, up to the last alternative.

    In "A, B or C" a comma means what the next word of the list says. What a comma adds after
    the last "or" stands outside.
    """
    last = len(joins) - 1 - joins[::-1].index("or")
    kept = joins[: last + 1]
    for join in joins[last + 1 :]:
        if join != "and":
            break
        kept.append(join)
    meaning: Join = "or"
    for position in range(last, -1, -1):
        if kept[position] == "list":
            kept[position] = meaning
        meaning = kept[position]
    options = [1]
    for join in kept:
        options.append(options[-1] + (join == "or"))
    return options
