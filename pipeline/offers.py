"""Offers of pay in a text: figures of money, whose and of what period they are."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.money import Statement, find_statements, plausible, to_figure, to_unit
from pipeline.pay_words import pay_words
from pipeline.posting import PayUnit
from pipeline.spelled_figures import in_digits

_NAMES = ("pay", "salar", "wage", "compensation", "paid")
_SPELLED = ("dollars", "thousand", "bucks", "grand ", "an h")
"""What stands behind money in words."""
_MONEY = (
    "$", "£", "€", "usd", "/h", "per h", "a hour", "hourly", "/y", "per y", "a year", "annually",
    "base ", "base:", "mid-",
    *(f"{digit}{space}k" for digit in "0123456789" for space in ("", " ")),
)  # fmt: skip
# A line without one of these states no pay, which spares most lines any pattern.
_TELLING = AhoCorasick(
    [*_NAMES, *_SPELLED, *_MONEY], matchkind=MatchKind.Standard, implementation=Implementation.DFA
)
_SENTENCE_ENDS = (". ", "; ", "! ", "? ")
_ABBREVIATED = 3
_UNIT_BEFORE = re.compile(
    r"\b(?:per )?(?P<unit>hourly|hour|annual|annually|yearly|year|annum|bi[- ]?weekly|weekly|monthly|semi[- ]?monthly|daily)\b"
    r"[^.\n$\d]{0,40}$"
)
_BESIDE = re.compile(
    r"(?: (?:band|grade|range|scale|level|rate|group|class|step)\b)?(?: [a-z]{0,2}-?\d{0,3}(?=\s*[:(]))?"
    r"[\s:*,(-]*(?:is|of|at|from|between|runs)?[\s:*,(-]*(?:approximately |about |around )?$"
)
_OF_PAY = r"(?:[ /](?:of|base|annual|hourly|pay|salary|wage|compensation|rate|range)){0,4}"
_MOST = re.compile(
    rf"\b(?:up to|as (?:high|much) as|max(?:imum)?{_OF_PAY}|not to exceed|"
    r"(?:no|not) (?:more than|above|over)|high(?:est)?(?=:)|cap(?:ped)?(?: at| of| is)?|"
    r"(?:tops?|max(?:es)?) out at|(?:can|may|could) reach|(?:salary|pay|wage|compensation|hourly|base):? to)[\s:.]*$"
)
_LEAST = re.compile(
    r"\b(?:from|start(?:s|ing)?(?: (?:at|from|pay|salary|rate|wage|hourly|base|is|of))*|begin(?:s|ning)?(?: (?:at|from))?|"
    rf"min(?:imum)?{_OF_PAY}|at least|no less than|low(?:est)?(?=:))[\s:.]*$"
)
_AND_UP = re.compile(
    r"\s*(?:\+(?!\s*[\w($])|(?:and|or) (?:up|above|more|higher|better)\b|minimum\b)"
)
_MIDPOINT = re.compile(r"\bmid(?:-?point)?[\s:]*$")
_AT_MOST = re.compile(rf"\s*max(?:imum)?\b(?!{_OF_PAY}\s*[:$\d])")
_BOUND = re.compile(
    r"[\s*(-]*(?:(?:min|max|mid-?point)(?:imum)?|low(?:est)?|high(?:est)?|from|to|hourly|annual(?:ly)?|base|range)?[\s:]*"
)
_TABLE = re.compile(
    r"\bmin(?:imum)?\n(?:mid-?(?:point)?\n)?max(?:imum)?\n(?P<low>\$?\d[\d,.]*)\n(?:\$?\d[\d,.]*\n)?"
    r"(?P<high>\$?\d[\d,.]*)(?=\n|\Z)"
)
_FLOOR_YEAR = 15_000
_LEAST_HOURLY, _MOST_HOURLY = 10, 90
_WIDEST = 3
"""A range without a period is a salary only if its top is at most so many times its bottom."""
_AROUND, _HEADING = 90, 60
_HEADING_WORDS, _GAP = 4, 70


class Offer(NamedTuple):
    """What a text says the job is paid."""

    low: Decimal | None
    high: Decimal | None
    unit: PayUnit
    currency: str
    start: int
    end: int
    last: bool
    """Only where nothing better is stated."""


def find_offer(folded: str) -> Offer | None:
    """Return what a folded text says this job is paid; None where it states nothing."""
    lines, spelled = _lines(folded)
    figured = in_digits(folded) if spelled else folded
    offers = list(_offers(figured, lines))
    return _chosen(figured, offers) if offers else _of_table(figured)


def _of_table(folded: str) -> Offer | None:
    """Return the offer of a table with heads for its bounds: "Minimum", "Maximum"."""
    found = _TABLE.search(folded) if "\nmax" in folded else None
    low, high = (to_figure(found[bound]) if found else None for bound in ("low", "high"))
    unit = unit_by_size(low, high) if low and high else None
    if found is None or unit is None:
        return None
    return Offer(low, high, unit, "USD", found.start("low"), found.end("high"), last=False)


def _lines(folded: str) -> tuple[list[tuple[int, int]], bool]:
    """Return the lines that may state money, in order, and whether in words perhaps."""
    found: list[tuple[int, int]] = []
    line_end = last = -1
    spelled = False
    for number, position, _ in _TELLING.find_matches_as_indexes(folded, overlapping=True):
        spelled = spelled or len(_NAMES) <= number < len(_NAMES) + len(_SPELLED)
        if position >= line_end:
            line_start, line_end = _line(folded, position)
            if line_start > last:
                found.append((line_start, line_end))
                last = line_start
        if last == line_start and number < len(_NAMES) and line_end - line_start <= _HEADING:
            # A heading speaks for the line under it, which may bear no sign.
            under = _line(folded, line_end + 1)
            if under[0] <= len(folded):
                found.append(under)
                last = under[0]
    return found, spelled


def _line(folded: str, position: int) -> tuple[int, int]:
    end = folded.find("\n", position)
    return folded.rfind("\n", 0, position) + 1, len(folded) if end < 0 else end


def _offers(folded: str, lines: Sequence[tuple[int, int]]) -> Iterator[Offer]:
    reached = len(folded)
    previous: Offer | None = None
    for line_start, line_end in lines:
        if line_start > reached:
            return
        known = line_start
        for statement in find_statements(folded, line_start, line_end):
            if statement.start > reached:
                return
            before = _before(folded, known, line_start, statement.start)
            if known == line_start and not _goes_on(folded, previous, line_start, before):
                previous = None
            offer = _offer(folded, statement, before, previous)
            if offer is not None:
                previous = offer
                if not offer.last:
                    reached = offer.end + _GAP  # what stands further off is another matter
                yield offer
                known = statement.end
            elif statement.signed:
                known = _end_of_other(folded, statement.end)


def _end_of_other(folded: str, end: int) -> int:
    """Return where the words end that say what a figure is: "$2,000 sign-on bonus"."""
    named = pay_words().other_after.match(folded[end : end + _GAP].split("\n", 1)[0])
    return end if named is None else end + named.end()


def _goes_on(folded: str, previous: Offer | None, line_start: int, before: str) -> bool:
    """Return whether a line names the other bound of the line above: "Maximum $34.00"."""
    return (
        previous is not None
        and folded.find("\n", previous.end, line_start) == line_start - 1
        and (_MOST.search(before) or _MIDPOINT.search(before)) is not None
    )


def _before(folded: str, known: int, line_start: int, start: int) -> str:
    """Return the words of the same sentence before a figure; at a line's start its heading's."""
    before = folded[max(known, start - _AROUND) : start]
    for end in _SENTENCE_ENDS:
        place = before.rfind(end)
        # "approx. $30" and "min. $30" go on; a sentence ends behind a longer word.
        if place > _ABBREVIATED and " " not in before[place - _ABBREVIATED : place]:
            before = before[place + 2 :]
    if known == line_start and _BOUND.fullmatch(before):
        heading = folded[folded.rfind("\n", 0, max(line_start - 1, 0)) + 1 : max(line_start - 1, 0)]
        # An item of the list above is no heading: "Experience in hospital billing".
        if len(heading) <= _HEADING and (
            heading.count(" ") < _HEADING_WORDS
            or heading.endswith(":")
            or any(name in heading for name in _NAMES)
        ):
            return f"{heading} {before}"
    return before


def _offer(folded: str, said: Statement, before: str, previous: Offer | None) -> Offer | None:
    unit = said.unit if said.signed or said.linked else None
    hourly = False
    if unit is None:
        unit = _unit_before(folded, said.start)
        hourly = unit == "hour"
    if not (plausible(unit, said.low, said.high) if unit else _may_be_unsaid(said, previous)):
        return None
    words = pay_words()
    named = _last_end(words.named, before)
    after = folded[said.end : said.end + _GAP].split("\n", 1)[0]
    pay_after = named < 0 and words.pay_after.match(after) is not None
    if not said.signed:
        adjacent = named >= 0 and _BESIDE.fullmatch(before, named) is not None
        if not _is_money(said, named >= 0, adjacent, hourly=hourly, pay_after=pay_after):
            return None
    if _last_end(words.other, before) >= max(named, 0) or words.never.search(before):
        return None
    if words.other_after.match(after):
        return None
    if unit == "visit" and named < 0:
        return None
    if unit is None:
        unit = _unit_of(said, named >= 0 or pay_after, previous)
    if unit is None or not plausible(unit, said.low, said.high):
        return None
    low, high = _bounds(said, before, after)
    last = words.last.search(before) is not None
    return Offer(low, high, unit, said.currency, said.start, said.end, last)


def _is_money(
    said: Statement, named: bool, adjacent: bool, *, hourly: bool, pay_after: bool
) -> bool:
    """Return whether figures without a sign are money: pay is named, or the period is tied."""
    to_the_cent = bool(said.low.as_tuple().exponent)
    if named and (said.linked or (adjacent and (said.low >= _FLOOR_YEAR or to_the_cent))):
        return True
    if adjacent and said.is_range and said.unit is None and said.high is not None:
        return _LEAST_HOURLY <= said.low < said.high <= _MOST_HOURLY
    if hourly and (said.is_range or to_the_cent) and (pay_after or (named and to_the_cent)):
        return True
    return said.unit == "hour" and said.linked and (said.is_range or to_the_cent)


def _unit_before(folded: str, start: int) -> PayUnit | None:
    begin = folded.rfind("\n", max(0, start - _HEADING), start) + 1
    preceding = _UNIT_BEFORE.search(folded, begin or max(0, start - _HEADING), start)
    return to_unit(preceding["unit"]) if preceding else None


def _may_be_unsaid(said: Statement, previous: Offer | None) -> bool:
    """Return whether figures without a period have the size of an hour's or a year's pay."""
    return (
        previous is not None or said.low >= _FLOOR_YEAR or _LEAST_HOURLY <= said.low <= _MOST_HOURLY
    )


def _unit_of(said: Statement, named: bool, previous: Offer | None) -> PayUnit | None:
    """Return the unit of a figure without one, where words and size leave no doubt."""
    if previous is not None and plausible(previous.unit, said.low, said.high):
        return previous.unit
    unit = unit_by_size(said.low, said.high or said.low)
    if named:
        return unit
    is_salary = said.high is not None and said.low < said.high <= _WIDEST * said.low
    return unit if unit == "year" and is_salary else None


def unit_by_size(low: Decimal, high: Decimal) -> PayUnit | None:
    """Return the unit of figures known to be pay that only a year's or only an hour's could be."""
    if low >= _FLOOR_YEAR:
        return "year"
    return "hour" if low >= _LEAST_HOURLY and high <= _MOST_HOURLY else None


def _bounds(said: Statement, before: str, after: str) -> tuple[Decimal | None, Decimal | None]:
    if said.high is not None:
        return said.low, said.high
    if _MOST.search(before) or _AT_MOST.match(after):
        return None, said.low
    if said.plus or _LEAST.search(before) or _AND_UP.match(after):
        return said.low, None
    return said.low, said.low


def _last_end(pattern: re.Pattern[str], before: str) -> int:
    end = -1
    for match in pattern.finditer(before):
        end = match.end()
    return end


def _chosen(folded: str, offers: list[Offer]) -> Offer:
    """Return the first offer stated, widened by further levels, sites or its other bound."""
    number = next((i for i, offer in enumerate(offers) if not offer.last), 0)
    chosen = offers[number]
    for offer in offers[number + 1 :]:
        gap = folded[chosen.end : offer.start]
        if offer.unit != chosen.unit or offer.last:
            continue
        if len(gap) > _GAP:
            break
        chosen = _joined(chosen, offer, gap) or chosen
    return chosen


def _joined(first: Offer, second: Offer, gap: str) -> Offer | None:
    """Return one offer of two statements: "Minimum $50,000 … Maximum $65,000", levels, sites."""
    if first.high is None and second.low is None:
        return first._replace(high=second.high, end=second.end)
    if first.low is None or first.high is None or second.low is None or second.high is None:
        return None
    if not pay_words().levels.search(gap):
        return None
    low, high = min(first.low, second.low), max(first.high, second.high)
    return first._replace(low=low, high=high, end=second.end)
