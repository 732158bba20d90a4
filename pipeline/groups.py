"""Alternatives as logic: which requirements are options of one group.

Degrees, years, certificates and licences are joined with each other ("a bachelor's, or five
years"), products with products ("Epic or Cerner"), languages with languages. Neighbours in the
text are joined by the words between them (`pipeline/joins.py`); a run of neighbours with an "or"
in it is a group.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, product

from pipeline.concepts import load_taxonomy
from pipeline.experience.kinds import EQUIVALENT
from pipeline.joins import CARRYING, FAR, Join, Pair, is_led, join_of, stands_for_years
from pipeline.posting import Requirement
from pipeline.reading import Reading

_Options = list[list[Requirement]]
_Run = tuple[list[int], list[Join]]

_SECOND_NAME = re.compile(r"[\s(/,]{0,3}(?:or|and|&)?[\s(/]{0,2}")
# "In lieu of the bachelor's degree, …" speaks of the degree asked for before it.
_REFERS = re.compile(
    r"(?:\bin (?:lieu|place) of|\binstead of|\bsubstitut\w+ for) (?:the |an? )?(?:required )?$"
)
_REFERRING = 40
_REACH = 110
"""Characters between a degree and an "or equivalent" that is as strong."""
_MOST_OPTIONS = 12
_NO_PRODUCTS = frozenset(("computer-literacy", "ehr-implementation"))


def with_groups(reading: Reading, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the rows in text order, alternatives marked with group and option numbers."""
    ordered = sorted(rows, key=lambda row: (row.start, row.end))
    said, ends = _said_once(reading, _as_alternatives(reading, ordered))
    number = 0
    grouped: dict[int, list[Requirement]] = {}
    for family in _families(said):
        for run, joins in _runs(reading, said, ends, family):
            options = _options([said[place] for place in run], joins)
            if _is_a_choice(options):
                number += 1
                for place in run:
                    grouped[place] = [
                        replace(row, group=number, option=option)
                        for option, members in enumerate(options, 1)
                        for row in members
                        if row is said[place]
                    ] or [said[place]]
    if not grouped:
        return tuple(said)
    return tuple(row for place, one in enumerate(said) for row in grouped.get(place, [one]))


def _is_a_choice(options: _Options) -> bool:
    """Return whether there are several options: two names of one thing are none, but of a level."""
    said = {tuple((row.kind, row.concept, row.years_min) for row in option) for option in options}
    return len(options) > 1 and (len(said) > 1 or options[0][0].kind == "degree")


def _as_alternatives(reading: Reading, rows: list[Requirement]) -> list[Requirement]:
    """Return the rows without degrees only referred to, "or equivalent" as strong as its degree."""
    kept: list[Requirement] = []
    degree: Requirement | None = None
    for row in rows:
        if row.kind == "degree":
            before = reading.folded[max(0, row.start - _REFERRING) : row.start]
            if degree is not None and row.concept == degree.concept and _REFERS.search(before):
                continue
            degree = row
        elif (
            row.concept == EQUIVALENT
            and degree is not None
            and 0 <= row.start - degree.end <= _REACH
            and row.start < reading.context.sentence_at(degree.start).end
        ):
            row = replace(row, strength=degree.strength)  # noqa: PLW2901 -- the same row
        kept.append(row)
    return kept


def _said_once(reading: Reading, rows: list[Requirement]) -> tuple[list[Requirement], list[int]]:
    """Return the rows without a second name right beside the first: "Tebra (Kareo)", "CPR/BLS".

    With each the end of its last name: what joins it to the next stands behind that.
    """
    kept: list[Requirement] = []
    ends: list[int] = []
    for row in rows:
        if (
            kept
            and row.kind not in ("degree", "experience")
            and (kept[-1].kind, kept[-1].concept, kept[-1].strength)
            == (row.kind, row.concept, row.strength)
            and _SECOND_NAME.fullmatch(reading.folded, ends[-1], row.start)
        ):
            ends[-1] = row.end
        else:
            kept.append(row)
            ends.append(row.end)
    return kept, ends


def _families(rows: Sequence[Requirement]) -> Iterator[list[int]]:
    """Yield the places of rows that may be alternatives of each other."""
    families: dict[tuple[str, str], list[int]] = {}
    for place, row in enumerate(rows):
        if row.strength == "not_required":
            continue  # of what nobody asks for there is nothing to choose
        if row.kind in CARRYING:
            families.setdefault(("carrying", row.strength), []).append(place)
        elif row.kind == "language" or row.concept in _products():
            families.setdefault((row.kind, row.strength), []).append(place)
    yield from (family for family in families.values() if len(family) > 1)


@cache
def _products() -> frozenset[str]:
    return frozenset(
        item.id
        for item in load_taxonomy()
        if item.subtype == "technology" and item.id not in _NO_PRODUCTS
    )


def _runs(
    reading: Reading, rows: Sequence[Requirement], ends: Sequence[int], family: Sequence[int]
) -> Iterator[_Run]:
    """Yield runs of linked rows that hold an alternative, with the joins between them."""
    run, joins = [family[0]], list[Join]()
    for left, right in pairwise(family):
        join = _join_at(reading, rows, ends, left, right)
        if join == "and" and rows[left].kind not in CARRYING and not is_led(reading, rows[run[0]]):
            join = None
        if join == "outside" and not {"or", "tight"} & set(joins):
            join = "and"
        beside = len(run) > 1 and rows[run[-2]].kind == "degree"
        if beside and join == "or" and stands_for_years(reading, rows[left], rows[right]):
            run, joins = [left], []  # not for the degree beside the years
        if join is None or join == "outside":
            yield from _with_choice(reading, rows, run, joins)
            run, joins = [right], []
        else:
            run.append(right)
            joins.append(join)
    yield from _with_choice(reading, rows, run, joins)


def _join_at(
    reading: Reading, rows: Sequence[Requirement], ends: Sequence[int], left: int, right: int
) -> Join | None:
    """Return how the rows at two places of a family are joined."""
    if rows[right].start - ends[left] > FAR:
        return None
    apart = right - left > 1 and any(
        row.kind in CARRYING and row.strength != rows[left].strength
        for row in rows[left + 1 : right]
    )
    return join_of(reading, Pair(rows[left], rows[right], ends[left], ends[right], apart))


def _with_choice(
    reading: Reading, rows: Sequence[Requirement], run: list[int], joins: list[Join]
) -> Iterator[_Run]:
    """Yield the parts of a run that hold a choice, its commas read."""
    if not joins:
        return
    if rows[run[0]].kind != "experience" and is_led(reading, rows[run[0]]):
        joins = ["or" if join in ("list", "and") else join for join in joins]
    begun = 0
    for place, join in enumerate([*joins, None]):
        if join == "comma":
            if _parts_options(rows, run, joins, place):
                joins[place] = "or"
                continue
        elif join is not None:
            continue
        part = joins[begun:place]
        if "or" in part or "tight" in part:
            yield run[begun : place + 1], part
        begun = place + 1


def _parts_options(
    rows: Sequence[Requirement], run: Sequence[int], joins: Sequence[Join], place: int
) -> bool:
    """Return whether a comma parts whole options: "a diploma with five years, a degree with two or …"."""
    return (
        place > 0
        and joins[place - 1] == "and"
        and rows[run[place - 1]].kind == "degree"
        and joins[place + 1 : place + 2] == ["and"]
        and bool({"or", "tight", "comma"} & set(joins[place + 1 :]))
    )


def _options(rows: Sequence[Requirement], joins: Sequence[Join]) -> _Options:
    """Return the options of a run: each a list of rows that all must be met.

    In "A, B or C" a comma means what the next word of the list says. What a comma adds after
    the last "or" stands outside. "8 years and COE or CMPE" is two options, the years in both.
    """
    resolved = _resolved(joins)
    atoms: list[_Options] = [[[rows[0]]]]
    links: list[Join] = []
    for row, join in zip(rows[1:], resolved, strict=False):
        if join == "tight":
            atoms[-1].append([row])
        else:
            atoms.append([[row]])
            links.append(join)
    if "or" not in links:
        # "A or B, and C": C is asked for by itself.
        atoms = [atom for atom in atoms if len(atom) > 1]
        links = ["and"] * (len(atoms) - 1)
    options: _Options = []
    term = [atoms[0]]
    for atom, link in zip(atoms[1:], links, strict=True):
        if link == "or":
            options += _multiplied(term)
            term = [atom]
        else:
            term.append(atom)
    options += _multiplied(term)
    return options if len(options) <= _MOST_OPTIONS else []


def _multiplied(term: Sequence[_Options]) -> _Options:
    """Return "A and (B or C)" as "A and B" or "A and C"."""
    return [[row for part in parts for row in part] for parts in product(*term)]


def _resolved(joins: Sequence[Join]) -> list[Join]:
    """Return the joins up to the last alternative, each comma read as what follows it."""
    last = max(place for place, join in enumerate(joins) if join in ("or", "tight"))
    kept = list(joins[: last + 1])
    for join in joins[last + 1 :]:
        if join != "and":
            break
        kept.append(join)
    meaning: Join = "or"
    for place in range(last, -1, -1):
        if kept[place] == "list":
            kept[place] = meaning
        meaning = kept[place]
    return kept
