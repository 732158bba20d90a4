"""The options of a run of joined requirements: what each comma and each "or" makes of them.

In "A, B or C" a comma means what the next word of the list says. What a comma adds after the last
"or" stands outside. "8 years and COE or CMPE" is two options, the years in both.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from pipeline.alternatives.pairs import Join
from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement

Options = list[list[Requirement]]
Run = tuple[list[int], list[Join]]
"""Places of rows, and how each is joined to the next."""

_MOST_OPTIONS = 12
_CHOICES = frozenset(("or", "tight", "oxford"))


def parts_with_choice(
    rows: Sequence[Requirement], run: list[int], joins: list[Join]
) -> Iterator[Run]:
    """Yield the parts of a run that hold a choice, its commas between different things read."""
    joins = list(joins)
    begun = 0
    for place, join in enumerate([*joins, None]):
        if join in ("comma", "line"):
            if _parts_options(rows, run, joins, place) or (
                join == "comma" and _is_of_a_list(rows, run, joins, place)
            ):
                joins[place] = "or"
                continue
        elif join is not None and not _parts_choices(rows, run, joins, place):
            continue
        part = joins[begun:place]
        if not _CHOICES.isdisjoint(part):
            yield run[begun : place + 1], part
        begun = place + 1


def _parts_choices(
    rows: Sequence[Requirement], run: Sequence[int], joins: Sequence[Join], place: int
) -> bool:
    """Return whether a comma parts two choices of products: "Excel or Sheets, Zoom or Teams"."""
    if joins[place] != "list" or rows[run[place]].kind != "skill" or not place:
        return False
    return joins[place - 1] in _CHOICES and joins[place + 1 : place + 2] == ["or"]


def _parts_options(
    rows: Sequence[Requirement], run: Sequence[int], joins: Sequence[Join], place: int
) -> bool:
    """Return whether a comma parts whole options: "a diploma with five years, a degree with two".

    They are options where a higher degree takes fewer years, or where an "or" follows.
    """
    if place == 0 or joins[place - 1] != "and" or joins[place + 1 : place + 2] != ["and"]:
        return False
    first = _Way.of(rows[run[place - 1]], rows[run[place]])
    second = _Way.of(rows[run[place + 1]], rows[run[place + 2]])
    if first is None or second is None:
        return False
    if first.is_ladder_to(second):
        return True
    return rows[run[place - 1]].kind == rows[run[place + 1]].kind and (
        not _CHOICES.isdisjoint(joins[place + 1 :])
    )


class _Way:
    """A qualification with the years that go with it."""

    def __init__(self, held: Requirement, years: Requirement) -> None:
        self.held = held
        self.years = years

    @classmethod
    def of(cls, first: Requirement, second: Requirement) -> "_Way | None":
        """Return the way that two neighbours make, None if they are not one of each."""
        if second.kind == "experience" != first.kind:
            return cls(first, second)
        if first.kind == "experience" != second.kind:
            return cls(second, first)
        return None

    def is_ladder_to(self, other: "_Way") -> bool:
        """Return whether a higher degree goes with fewer years, in either order."""
        concepts = load_taxonomy().concepts
        mine, others = concepts[self.held.concept].rank, concepts[other.held.concept].rank
        if mine is None or others is None:
            return False
        years, other_years = self.years.years_min or 0, other.years.years_min or 0
        return (mine - others) * (years - other_years) < 0


def _is_of_a_list(
    rows: Sequence[Requirement], run: Sequence[int], joins: Sequence[Join], place: int
) -> bool:
    """Return whether a comma between different things is of a list: "a degree, a CMM, or four years".

    The "or" that ends such a list joins different things too, or stands behind a comma.
    """
    for at in range(place + 1, len(joins)):
        if joins[at] == "oxford":
            return True
        if joins[at] == "or":
            return rows[run[at]].kind != rows[run[at + 1]].kind
        if joins[at] not in ("comma", "list"):
            return False
    return False


def options_of(rows: Sequence[Requirement], joins: Sequence[Join]) -> Options:
    """Return the options of a run: each a list of rows that all must be met."""
    resolved = _resolved(rows, joins)
    atoms: list[Options] = [[[rows[0]]]]
    links: list[Join] = []
    for row, join in zip(rows[1:], resolved, strict=False):
        if join in ("tight", "oxford"):
            atoms[-1].append([row])
        else:
            atoms.append([[row]])
            links.append(join)
    if "or" not in links:
        # "A or B, and C": C is asked for by itself.
        atoms = [atom for atom in atoms if len(atom) > 1]
        links = ["and"] * (len(atoms) - 1)
    options: Options = []
    term = [atoms[0]]
    for atom, link in zip(atoms[1:], links, strict=True):
        if link == "or":
            options += _multiplied(term)
            term = [atom]
        else:
            term.append(atom)
    options += _multiplied(term)
    return options if len(options) <= _MOST_OPTIONS else []


def _multiplied(term: Sequence[Options]) -> Options:
    """Return "A and (B or C)" as "A and B" or "A and C"."""
    return [[row for part in parts for row in part] for parts in product(*term)]


def _resolved(rows: Sequence[Requirement], joins: Sequence[Join]) -> list[Join]:
    """Return the joins up to the last alternative, each comma read as what follows it.

    Nobody asks for two levels of degree: a comma between them is always an "or".
    """
    both_degrees = [left.kind == right.kind == "degree" for left, right in pairwise(rows)]
    last = max(place for place, join in enumerate(joins) if join in _CHOICES)
    kept = list(joins[: last + 1])
    for join in joins[last + 1 :]:
        if join != "and":
            break
        kept.append(join)
    meaning: Join = "or"
    for place in range(last, -1, -1):
        if kept[place] == "list":
            kept[place] = "or" if both_degrees[place] else meaning
        meaning = kept[place]
    return kept
