"""What shortens a length: "a master's may count as one year", "one year may be waived"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.durations import Years, read_number
from pipeline.posting import Requirement
from pipeline.reading import Reading
from pipeline.sayings import Sayings, load_sayings

_REACH = 320


def reductions(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield what is left of stated lengths for those who hold a degree or a credential."""
    if not stated:
        return
    folded, words = reading.folded, _words()
    seen: set[int] = set()
    yield from _lowered(reading, stated)
    yield from _taken_off(reading, stated)
    for anchor in (*words.anchors("taken_after"), *words.anchors("waived")):
        at = folded.find(anchor, stated[0].end)
        while at >= 0:
            for amount in _amounts(reading, at, anchor):
                row = _reduced(reading, stated, amount)
                if row is not None and row.start not in seen:
                    seen.add(row.start)
                    yield row
            at = folded.find(anchor, at + 1)


@cache
def _words() -> Sayings:
    return load_sayings("experience_reductions")


def _where(folded: str, says: str, start: int) -> Iterator[re.Match[str]]:
    """Yield the words that say a thing, where one of their anchors stands at all."""
    if any(folded.find(anchor, start) >= 0 for anchor in _words().anchors(says)):
        yield from _words().each(says, folded, start)


def _lowered(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield the lengths that others are lowered to: "a bachelor's reduces this to four"."""
    for match in _where(reading.folded, "lowered", stated[0].end):
        low = read_number(match["n"])
        for row in reversed(stated):
            if row.end <= match.start() and match.start() - row.end <= _REACH:
                if row.years_min is not None and row.years_min > low:
                    yield _shortened(reading, row, low, match.start("n"), match.end("n"))
                break


def _taken_off(reading: Reading, stated: Sequence[Requirement]) -> Iterator[Requirement]:
    """Yield what is left of lengths that some have years taken off."""
    for match in _where(reading.folded, "off", stated[0].end):
        group = "n" if match["n"] else "n2"
        unit = (match["unit"] or match["unit2"] or "").strip(" -")
        amount = read_number(match[group]) * (1 / 12 if unit.startswith("m") else 1.0)
        years = Years(match.start(group), match.end(group), amount, None)
        opening = reading.context.sentence_at(match.start()).start
        every = _words().search("every", reading.folded, opening, match.start())
        row = None if every else _reduced(reading, stated, years)
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
    words = _words()
    if anchor in words.anchors("waived"):
        found = list(words.each("waived", folded, sentence.start, sentence.end))
    else:
        match = words.match("taken_after", folded, at, sentence.end)
        found = [match] if match and _shortens(folded, match, sentence.start) else []
    for match in found:
        unit = match["unit"] or ""
        scale = 1 / 12 if unit.strip(" -").startswith("m") else 1.0
        end = match.end("unit") if unit else match.end("n")
        yield Years(match.start("n"), end, read_number(match["n"]) * scale, None, scale)


def _shortens(folded: str, match: re.Match[str], start: int) -> bool:
    """Return whether it is schooling or a credential that counts, and for years of work."""
    words = _words()
    if words.search("every", folded, start, match.start()):
        return False  # "each year of college counts for one": how many there are is not said
    if words.search("schooling", match["rest"]) or not words.search(
        "credential", folded, start, match.start()
    ):
        return False
    return match["unit"] is not None or words.match("alone_after", match["rest"]) is not None


def _reduced(reading: Reading, stated: Sequence[Requirement], amount: Years) -> Requirement | None:
    """Return the length that years are taken from, shorter: the last before that is longer."""
    for row in reversed(stated):
        if row.end <= amount.start and row.years_min is not None and row.years_min > amount.low:
            if amount.start - row.end > _REACH:
                return None
            low = row.years_min - amount.low
            return _shortened(reading, row, low, amount.start, amount.end)
    return None
