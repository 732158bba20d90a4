"""Alternatives as logic: which requirements are options of one group.

Degrees, years, certificates and licences are joined with each other ("a bachelor's, or five
years"), products with products ("Epic or Cerner"), languages with languages. Neighbours in the
text are joined by the words between them; a run of neighbours with an "or" in it is a group.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, product
from typing import Literal

from pipeline.concepts import load_taxonomy
from pipeline.posting import Requirement
from pipeline.reading import Reading

Join = Literal["or", "and", "list", "tight"]
"""How two neighbours are joined. tight: "CPC or CCS-P", which binds before any "and"."""
_Options = list[list[Requirement]]

_CONNECTOR = re.compile(
    r"\b(?P<or>and/or|or(?: with)?|in (?:lieu|place) of|instead of|alternatively|otherwise"
    r"|failing that|may (?:be )?substitut\w+)\b|(?P<slash>/)|\b(?:and|with|plus|including|in addition to)\b|&|\+"
)
_LIST = re.compile(r"[\s,)(*;]*(?:(?:an?|the|such as|as|either|similar|other)\b)?[\s,)(*]*")
_TIGHT = re.compile(
    r"\s*(?:\([^)]{0,30}\)|certification|certified|certificate|degree|license|licensed)?\s*(?:,\s*)?(?:/|or|and/or)\s*(?:an?\s+|the\s+)?"
)
_TIGHT_LIST = re.compile(r"\s*,\s*")
# "through PAHCOM (CMM), MGMA (CMPE) or AAPC (CPPM)": an issuer before each bracket.
_ISSUER = re.compile(r"\)?,\s*\w+\s*\(")
_SECOND_NAME = re.compile(r"[\s(/,]{0,3}(?:or|and|&)?[\s(/]{0,2}")
_TRAILING = re.compile(r"\s(?:and|or|plus|with)$")
_OR = re.compile(r"\bor\b|/")
_WITHIN = re.compile(
    r"\b(?:of (?:which|those|these|them|that|it)|including|include[sd]?|to include)\b"
)
# Words of a second sentence that offer something in place of what the first asks for.
_SUBSTITUTES = re.compile(
    r"\bin (?:lieu|place) of\b|\binstead\b|\bsubstitut\w+|\bequivalen\w+"
    r"|\b(?:may|can|will|would)(?: also)? (?:be )?(?:used|count\w*|stand|replace|accept\w*|consider\w*|do\b|serve|offset)"
    r"|\b(?:accept|consider)(?:s|ed)? in\b|\bwe (?:will|would|may) (?:also )?(?:accept|consider)\b|\balso (?:accept|consider)ed\b"
)
_CARRY_ON = re.compile(
    r"[.;:\n]\s*(?:in (?:lieu|place) of|or\b|instead of|alternatively|otherwise|failing that|an? equivalent (?:comb|exp)|"
    r"equivalent (?:comb|exp)|any (?:equivalent )?comb|additional experience)|[;,]?\s+or[.:]?\s*\n"
)
_WAYS = re.compile(
    r"\b(?:one|any|either|at least one)(?: \w+)? of the following\b"
    r"|\b(?:one|any|either) of (?:these|the|those) (?:two|three|four|ways|options|paths|combinations)\W*$"
    r"|\bone of these\b|\bways? to (?:qualify|obtain|meet)\b|\bwould qualify\b"
    r"|\bequivalent to the following\b|\btypical ways?\b|\bfollowing (?:options|patterns|combinations)\b"
)
# "In lieu of the bachelor's degree, …" speaks of the degree asked for before it.
_REFERS = re.compile(
    r"(?:\bin (?:lieu|place) of|\binstead of|\bsubstitut\w+ for) (?:the |an? )?(?:required )?$"
)
_REACH = 110
"""Characters between two alternatives of one sentence: more, and they are two statements."""
_FAR = 260
"""The same across sentences."""
_MOST_OPTIONS = 12
_REFERRING = 40
_LOOKED_BACK = 30
_LONGEST_LIST = 8
_EQUIVALENT = "exp-equivalent"
_NO_PRODUCTS = frozenset(("computer-literacy", "ehr-implementation"))
_CARRYING = frozenset(("degree", "experience", "licence", "certification"))
_SKILL_JOIN = re.compile(
    r"\)?\s*(?:\([^)]{0,60}\)\s*)?(?:software|experience|systems?|\bemr\b|\behr\b)?\s*[,;]?\s*(?:and/or|or|/)?,?\s*"
    r"(?:(?:an?|the|any|some|other|another|similar|comparable|equivalent|else|failing that,?|related|like|such"
    r"|specialty|dental|medical|eye care|modern|major|comparable|experience (?:with|in)|with|in)\s+){0,5}"
)


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
            row.concept == _EQUIVALENT
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
    carrying: list[int] = []
    products: list[int] = []
    languages: list[int] = []
    for place, row in enumerate(rows):
        if row.strength == "not_required":
            continue  # of what nobody asks for there is nothing to choose
        if row.kind in _CARRYING:
            carrying.append(place)
        elif row.kind == "language":
            languages.append(place)
        elif row.concept in _products():
            products.append(place)
    yield from (family for family in (carrying, products, languages) if len(family) > 1)


@cache
def _products() -> frozenset[str]:
    return frozenset(
        item.id
        for item in load_taxonomy()
        if item.subtype == "technology" and item.id not in _NO_PRODUCTS
    )


def _runs(
    reading: Reading, rows: Sequence[Requirement], ends: Sequence[int], family: Sequence[int]
) -> Iterator[tuple[list[int], list[Join]]]:
    """Yield runs of linked rows that hold an alternative, with the joins between them."""
    run, joins = [family[0]], list[Join]()
    for left, right in pairwise(family):
        join = _join(reading, rows[left], ends[left], rows[right], ends[right])
        if join is None:
            if "or" in joins or "tight" in joins:
                yield run, joins
            run, joins = [right], []
        else:
            run.append(right)
            joins.append(join)
    if "or" in joins or "tight" in joins:
        yield run, joins


def _join(
    reading: Reading, left: Requirement, end: int, right: Requirement, until: int
) -> Join | None:
    """Return how two neighbouring rows are joined, None if they have nothing to do.

    `end` and `until` are where their last names end.
    """
    # Words of experience may run on over what follows them: look back from there.
    if end > right.start:
        end = max(left.start, right.start - _LOOKED_BACK)
    elif trailing := _TRAILING.search(reading.folded, max(left.start, end - 5), end):
        end = trailing.start()
    distance = right.start - end
    if left.strength != right.strength or distance > _FAR:
        return None
    between = reading.folded[end : right.start]
    if right.start >= reading.context.sentence_at(left.start).end:
        return _across(reading, left, right, between) if left.kind in _CARRYING else None
    if distance > _REACH:
        return None
    if left.kind == "skill":
        return _choice(between) if _SKILL_JOIN.fullmatch(between) else None
    if left.kind == "language":
        listed = _TIGHT.fullmatch(between) or _TIGHT_LIST.fullmatch(between)
        return _choice(reading.folded[end:until]) if listed else None
    if left.kind == right.kind and left.kind != "experience" and _TIGHT.fullmatch(between):
        # "A bachelor's, or an associate's and four years": the comma parts what "and" binds.
        return "or" if left.kind == "degree" and "," in between else "tight"
    if left.kind == right.kind == "experience" and _is_part(reading, between, right):
        return "and"
    connectors = list(_CONNECTOR.finditer(between))
    if connectors:
        return _meaning(connectors, left, right)
    named = left.kind == "certification" and _ISSUER.fullmatch(between)
    return "list" if left.kind == right.kind and (named or _LIST.fullmatch(between)) else None


def _choice(between: str) -> Join | None:
    if _OR.search(between):
        return "or"
    return "list" if "," in between else None


def _is_part(reading: Reading, between: str, right: Requirement) -> bool:
    """Return whether years are part of those before: "five years, two of them supervising"."""
    folded = reading.folded
    return bool(
        _WITHIN.search(between)
        or _WITHIN.search(folded, right.start, right.end)
        or _WITHIN.match(folded, right.end + 1)
    )


def _meaning(
    connectors: Sequence[re.Match[str]], left: Requirement, right: Requirement
) -> Join | None:
    """Return what the words between two rows say: the last of them, or "or" right before it."""
    last = connectors[-1]
    if last["slash"]:
        return "or" if left.kind == right.kind else None
    before = connectors[-2] if len(connectors) > 1 else None
    if last["or"] or (before and before["or"] and last.start() - before.end() <= 1):
        return "or"
    return "and"


def _across(reading: Reading, left: Requirement, right: Requirement, between: str) -> Join | None:
    """Return how rows of two sentences are joined: by words that offer one for the other."""
    if left.kind == "certification" != right.kind or right.kind == "certification" != left.kind:
        return "or" if _of_one_list(reading, left, right) else None
    if _CARRY_ON.search(between) or _of_one_list(reading, left, right):
        return "or"
    if left.concept == _EQUIVALENT and _WAYS.search(between):
        return "or"
    if left.kind == right.kind == "certification":
        return None
    sentence = reading.context.sentence_at(right.start)
    if right.kind == "degree" and left.kind != "experience":
        return None  # "A master's may substitute for two years" stands for years
    follows = reading.context.sentence_at(max(sentence.start - 1, 0)).start <= left.start
    if follows and _SUBSTITUTES.search(reading.folded, sentence.start, sentence.end):
        return "or"
    return None


def _of_one_list(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether two rows are items of one list of ways: "One of the following: …"."""
    blocks = reading.document.blocks
    starts = reading.block_starts
    first, second = bisect_right(starts, left.start) - 1, bisect_right(starts, right.start) - 1
    near = first < second <= first + 2 and blocks[first].level == blocks[second].level
    if not near or reading.section_at(left.start) != reading.section_at(right.start):
        return False
    for head in range(first - 1, max(first - _LONGEST_LIST, 0) - 1, -1):
        if _WAYS.search(reading.folded, blocks[head].start, blocks[head].end):
            return True
        if blocks[head].level != blocks[first].level or blocks[head].kind == "heading":
            return False  # another list, or the end of this one
    return False


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
