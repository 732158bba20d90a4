"""What shortens a length: "a master's may count as one year", "one year may be waived"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.durations import NUMBER, STATED, Years, read_number
from pipeline.posting import Requirement
from pipeline.reading import Reading

_ANCHORS = (
    "substitut",
    "count",
    "stand in for",
    "in place of",
    "take the place",
    "replac",
    "offset",
    "credit",
    "worth",
    "good for",
    "waive",
)
_AMOUNT = (
    rf"(?:up to |a maximum of |at most |no more than |as many as )?(?P<n>{NUMBER}|an?){STATED}"
)
_UNIT = r"(?P<unit> ?-?(?:years?|yrs?|months?)\b)?"
_FOR = re.compile(
    r"(?:substitut\w* for|count\w*(?: as| for| toward)?|stand in for|in place of|takes? the place of|replac\w+|offset|credit\w*(?: as| for| toward)?|worth|good for) "
    rf"{_AMOUNT}{_UNIT}(?P<rest>[^.;\n]{{0,60}})"
)
_LOWERED = re.compile(
    rf"\b(?:reduc|lower|cut|bring|drop|shorten)\w* (?:(?:this|that|it|these|those|the) (?:\w+ ){{0,3}})?(?:down )?to (?P<n>{NUMBER}){STATED}(?! ?-?(?:years?|yrs?|months?)\b)"
)
"""A length that lowers another, its unit said before."""
_OFF = re.compile(
    rf"\b(?:(?:take|knock|shave|cut|drop|forgive|trim|subtract)s? (?P<n>{NUMBER}|an?){STATED}(?P<unit> ?-?(?:years?|yrs?|months?)\b)? off|less (?P<n2>{NUMBER}){STATED}(?P<unit2> ?-?(?:years?|yrs?|months?)\b)? (?:for|with|if))\b"
)
"""Years taken off for some: "we'll shave one off for anybody with the CMAA"."""
_WAIVED = re.compile(
    rf"(?<![\w$.]){_AMOUNT}{_UNIT}(?: of (?:this|that|these|those|the|it)(?: [a-z]+)?(?: experience)?)? (?:may|can|will|could) (?:also )?be (?:waived|credited)"
)
_ALONE = re.compile(r"(?: of (?:the|those|these|them|that|it)\b|[).,]|$)")
_SCHOOLING = re.compile(r"\b(?:college|education|school|schooling|degree|university|study)\b")
_CREDENTIAL = re.compile(
    r"degree|master|bachelor|associate|diploma|college|coursework|course work|education|semester|units|training|certif|hold|program|completion|credential|\bcm[a-z]{1,2}\b|\bcp[a-z]\b|\bcoe\b|faadom"
)
_EVERY = re.compile(r"\b(?:each|every)\b")
_REACH = 320


def reductions(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield what is left of stated lengths for those who hold a degree or a credential."""
    if not stated:
        return
    folded = reading.folded
    seen: set[int] = set()
    yield from _lowered(reading, stated)
    yield from _taken_off(reading, stated)
    for anchor in _ANCHORS:
        at = folded.find(anchor, stated[0].end)
        while at >= 0:
            for amount in _amounts(reading, at, anchor):
                row = _reduced(reading, stated, amount)
                if row is not None and row.start not in seen:
                    seen.add(row.start)
                    yield row
            at = folded.find(anchor, at + 1)


def _lowered(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield the lengths that others are lowered to: "a bachelor's reduces this to four"."""
    for match in _LOWERED.finditer(reading.folded, stated[0].end):
        low = read_number(match["n"])
        for row in reversed(stated):
            if row.end <= match.start() and match.start() - row.end <= _REACH:
                if row.years_min is not None and row.years_min > low:
                    yield _shortened(reading, row, low, match.start("n"), match.end("n"))
                break


def _taken_off(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield what is left of lengths that some have years taken off."""
    for match in _OFF.finditer(reading.folded, stated[0].end):
        group = "n" if match["n"] else "n2"
        unit = (match["unit"] or match["unit2"] or "").strip(" -")
        amount = read_number(match[group]) * (1 / 12 if unit.startswith("m") else 1.0)
        years = Years(match.start(group), match.end(group), amount, None)
        row = _reduced(reading, stated, years)
        if row is not None:
            yield row


def _shortened(reading: Reading, row: Requirement, low: float, start: int, end: int) -> Requirement:
    """Return a stated length as some need it: shorter, its evidence what says so."""
    return replace(
        row,
        years_min=round(low, 2),
        years_max=None,
        start=start,
        end=end,
        evidence=reading.text[start:end],
    )


def _amounts(reading: Reading, at: int, anchor: str) -> Iterator[Years]:
    """Yield the amounts by which lengths are shortened where such a word stands."""
    folded = reading.folded
    if folded[at - 1].isalpha():
        return  # "account"
    sentence = reading.context.sentence_at(at)
    if anchor == "waive":
        found = list(_WAIVED.finditer(folded, sentence.start, sentence.end))
    else:
        match = _FOR.match(folded, at, sentence.end)
        found = [match] if match and _shortens(folded, match, sentence.start) else []
    for match in found:
        unit = match["unit"] or ""
        scale = 1 / 12 if unit.strip(" -").startswith("m") else 1.0
        end = match.end("unit") if unit else match.end("n")
        yield Years(match.start("n"), end, read_number(match["n"]) * scale, None, scale)


def _shortens(folded: str, match: re.Match[str], start: int) -> bool:
    """Return whether it is schooling or a credential that counts, and for years of work."""
    if _EVERY.search(folded, start, match.start()):
        return False  # "each year of college counts for one": how many there are is not said
    if _SCHOOLING.search(match["rest"]) or not _CREDENTIAL.search(folded, start, match.start()):
        return False
    return match["unit"] is not None or _ALONE.match(match["rest"]) is not None


def _reduced(reading: Reading, stated: Sequence[Requirement], amount: Years) -> Requirement | None:
    """Return the length that years are taken from, shorter: the last before that is longer."""
    for row in reversed(stated):
        if row.end <= amount.start and row.years_min is not None and row.years_min > amount.low:
            if amount.start - row.end > _REACH:
                return None
            low = row.years_min - amount.low
            return _shortened(reading, row, low, amount.start, amount.end)
    return None
