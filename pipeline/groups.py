"""Alternatives as logic: which requirements are options of one group.

Degrees, years, certificates and licences are joined with each other ("a bachelor's, or five
years"), products with products ("Epic or Cerner"), languages with languages. Neighbours in the
text are joined by the words between them (`pipeline/alternatives/`); a run of neighbours with an
"or" in it is a group.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.alternatives.joins import join_of
from pipeline.alternatives.lists import is_bracketed, is_chosen_from, is_led
from pipeline.alternatives.offers import stands_for_years
from pipeline.alternatives.options import Options, Run, options_of, parts_with_choice
from pipeline.alternatives.pairs import CARRYING, FAR, Join, Pair, family_of
from pipeline.alternatives.references import with_references
from pipeline.alternatives.similar import with_similar
from pipeline.alternatives.strengths import as_alternatives
from pipeline.alternatives.words import join_words
from pipeline.posting import Requirement
from pipeline.reading import Reading

_CHOICES = frozenset(("or", "tight", "oxford"))


def with_groups(reading: Reading, rows: Sequence[Requirement]) -> tuple[Requirement, ...]:
    """Return the rows in text order, alternatives marked with group and option numbers."""
    ordered = sorted(rows, key=lambda row: (row.start, row.end))
    named = with_similar(reading, ordered)
    said, ends = _said_once(reading, as_alternatives(reading, named))
    number = 0
    grouped: dict[int, list[Requirement]] = {}
    for family in _families(said):
        for run, joins in _runs(reading, said, ends, family):
            options = options_of([said[place] for place in run], joins)
            if _is_a_choice(options):
                number += 1
                for place in run:
                    grouped[place] = [
                        replace(row, group=number, option=option)
                        for option, members in enumerate(options, 1)
                        for row in members
                        if row is said[place]
                    ] or [said[place]]
    rows = [row for place, one in enumerate(said) for row in grouped.get(place, [one])]
    return with_references(reading, rows)


def _is_a_choice(options: Options) -> bool:
    """Return whether there are several options: two names of one thing are none, but of a level."""
    said = {tuple((row.kind, row.concept, row.years_min) for row in option) for option in options}
    return len(options) > 1 and (len(said) > 1 or options[0][0].kind == "degree")


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
            and join_words().fullmatch("second_name_between", reading.folded, ends[-1], row.start)
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
        family = family_of(row)
        # Of what nobody asks for there is nothing to choose.
        if family is not None and row.strength != "not_required":
            families.setdefault((family, row.strength), []).append(place)
    yield from (family for family in families.values() if len(family) > 1)


def _runs(
    reading: Reading, rows: Sequence[Requirement], ends: Sequence[int], family: Sequence[int]
) -> Iterator[Run]:
    """Yield runs of linked rows that hold an alternative, with the joins between them."""
    run, joins = [family[0]], list[Join]()
    for left, right in pairwise(family):
        join = _join_at(reading, rows, ends, left, right)
        if join == "and" and rows[left].kind not in CARRYING and not is_led(reading, rows[run[0]]):
            join = None
        if join == "outside" and _CHOICES.isdisjoint(_since_comma(joins)):
            join = "and"
        beside = len(run) > 1 and rows[run[-2]].kind == "degree"
        if beside and join == "or" and stands_for_years(reading, rows[left], rows[right]):
            run, joins = [left], []  # not for the degree beside the years
        if join is None or join == "outside":
            yield from parts_with_choice(rows, run, _as_list(reading, rows, ends, run, joins))
            run, joins = [right], []
        else:
            run.append(right)
            joins.append(join)
    yield from parts_with_choice(rows, run, _as_list(reading, rows, ends, run, joins))


def _since_comma(joins: Sequence[Join]) -> Sequence[Join]:
    """Return the joins of the part that is open: what a comma before it parts is another."""
    parted = [place for place, join in enumerate(joins) if join in ("comma", "line")]
    return joins[parted[-1] + 1 :] if parted else joins


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


def _as_list(
    reading: Reading,
    rows: Sequence[Requirement],
    ends: Sequence[int],
    run: Sequence[int],
    joins: list[Join],
) -> list[Join]:
    """Return the joins of a run, those of a list as what its opening or its end says."""
    if not joins or rows[run[0]].kind == "experience":
        return joins
    if is_led(reading, rows[run[0]]) or is_chosen_from(reading, ends[run[-1]]):
        return ["or" if join in ("list", "and", "comma") else join for join in joins]
    if set(joins) == {"list"}:
        if is_bracketed(reading, rows[run[0]]):
            return ["or"] * len(joins)
        folded, end = reading.folded, ends[run[-1]]
        limit = reading.context.sentence_at(rows[run[-1]].start).end
        if join_words().match("unnamed_after", folded, end, limit):
            return ["or"] * len(joins)
    return joins
