"""Read how long: "3-5 yrs", "five (5) years", "18 months", "a couple of years", "5 years or more"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.sayings import load_sayings

ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    "twenty",
)  # fmt: skip
"""Number words, each at the place it names."""
_WORDS = {word: number for number, word in enumerate(ONES)} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "a": 1, "an": 1,
}  # fmt: skip
_VAGUE = {"couple": 2.0, "few": 3.0, "half": 0.5, "dozen": 12.0}
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[a-z]+")
_OPENERS = frozenset(_WORDS) | frozenset(_VAGUE)
_ARTICLES = frozenset(("a", "an"))
_COLON = re.compile(r"[^:\n]{4,60}:")
_NUMBERS = _OPENERS - {"a", "an"}
_APART = str.maketrans("-+(/,.:;", "        ")
_DIGIT = re.compile(r"\d")
_MONTHS_A_YEAR = 12
_DOZEN = 12.0
_LONGEST = 40
"""Years above it are no experience: ages, anniversaries."""
_REACH = 48
"""Characters before a unit in which its number stands."""


class Years(NamedTuple):
    """A stated length of experience and where it stands. A named tuple: many are made."""

    start: int
    end: int
    low: float
    high: float | None
    unit: float = 1.0
    """Years in the unit it is stated in."""
    wished: bool = False
    """Said to be better than another: "at least 5 and ideally 8 years"."""


def find_years(folded: str, start: int = 0, end: int | None = None) -> list[Years]:
    """Return the lengths in years stated in a folded text, in order."""
    limit = len(folded) if end is None else end
    found: list[Years] = []
    reached = start
    for unit in _units(folded, start, limit):
        if unit < reached:
            continue
        for years in _ending_at(folded, max(reached, unit - _REACH), unit, limit):
            reached = years.end
            found.append(years)
    return _as_ranges(folded, found)


def _units(folded: str, start: int, end: int) -> list[int]:
    """Return where a word for a unit may begin: a find is faster than a pattern."""
    places = []
    for stem in load_sayings("durations").anchors("years"):
        at = folded.find(stem, start, end)
        while at >= 0:
            following = folded[at + len(stem) : at + len(stem) + 1]
            preceding = folded[at - 1 : at]
            if not preceding.isalpha() and (
                not following.isalpha() or following == "s" or stem[-1] in ". "
            ):
                places.append(at)
            at = folded.find(stem, at + 1, end)
    return sorted(places)


def _ending_at(folded: str, start: int, unit: int, limit: int) -> Iterator[Years]:
    """Yield the length whose unit stands at a place; two where a better one is said with it."""
    behind = (
        load_sayings("durations").match("number_behind", folded, unit, limit)
        if _COLON.match(folded, unit)
        else None
    )
    if behind:
        high = read_number(behind["high"]) if behind["high"] else None
        yield Years(unit, behind.end(), read_number(behind["low"]), high)
        return
    if not _may_end_a_number(folded, unit):
        return
    for token in _TOKEN.finditer(folded, start, unit):
        word = token[0]
        if not (word[0].isdigit() or word in _OPENERS) or _inside_number(folded, token.start()):
            continue
        if word in _ARTICLES and not _after_article(folded, token.end(), unit):
            continue
        match = load_sayings("durations").match("years", folded, token.start(), limit)
        if match is None or match.start("unit") != unit:
            continue
        scale = _scale(match["unit"])
        low = (read_number(match["low"]) + 0.5 * bool(match["half"])) * scale
        high = read_number(match["high"]) * scale if match["high"] else None
        if low > _LONGEST or (high is not None and high > _LONGEST):
            return
        if match["wish"] and high is not None:
            yield Years(match.start(), match.end("low"), round(low, 2), None, scale)
            yield Years(match.start("high"), match.end(), round(high, 2), None, scale, wished=True)
        else:
            yield Years(match.start(), match.end(), round(low, 2), high, scale)
        return


def _after_article(folded: str, start: int, unit: int) -> bool:
    """Return whether "a" may begin a length: "a year", "a couple of years", "a full year"."""
    if start + 1 >= unit:
        return True
    word = folded[start + 1 : unit].replace("-", " ").split(" ", 1)[0]
    return word in _OPENERS or _is_before_unit(word)


def _is_before_unit(word: str) -> bool:
    """Return whether a word may stand between a number and its unit."""
    return load_sayings("durations").fullmatch("before_unit_whole", word) is not None


def _may_end_a_number(folded: str, place: int) -> bool:
    """Return whether the word before a place may belong to a number: a quick look."""
    words = folded[max(0, place - 24) : place].replace("-", " ").split()
    if not words:
        return False
    word = words[-1].strip("([*•·~:;,")
    return word[-1:] in "0123456789)+½" or word in _OPENERS or _is_before_unit(word)


def has_number(folded: str, start: int, end: int) -> bool:
    """Return whether a digit or a number word stands in a span: a quick look before a pattern."""
    if _DIGIT.search(folded, start, end):
        return True
    return not _NUMBERS.isdisjoint(folded[start:end].translate(_APART).split())


def _inside_number(folded: str, place: int) -> bool:
    """Return whether a number goes on before a place: the 5 of "$5", "1,5", a letter of a word."""
    before = folded[place - 1 : place]
    if before in ("$", "#", "%"):
        return True
    if before in (".", ",") and place > 1:
        return folded[place - 2].isdigit()
    return False


def _as_ranges(folded: str, found: list[Years]) -> list[Years]:
    """Return the lengths, "6 months to 1 year" as one."""
    joined: list[Years] = []
    for years in found:
        last = joined[-1] if joined else None
        if (
            last is not None
            and last.high is None
            and folded[last.end : years.start].strip() in ("to", "-")
        ):
            joined[-1] = last._replace(end=years.end, high=years.low)
        else:
            joined.append(years)
    return joined


def _scale(unit: str) -> float:
    if unit.startswith("m"):
        return 1 / _MONTHS_A_YEAR
    return 10.0 if unit.startswith("d") else 1.0


def read_number(words: str) -> float:
    """Return the value of an amount: digits, a number word up to ninety, "a couple of"."""
    if words in _WORDS:
        return float(_WORDS[words])
    if words.endswith("dozen"):
        return _DOZEN / 2 if "half" in words else _DOZEN
    total = 0.0
    for token in _TOKEN.findall(words.partition("(")[0]):
        if token[0].isdigit():
            total += float(token)
        elif token in _VAGUE:
            total += _VAGUE[token]
        elif token not in ("a", "an", "and", "of"):
            total += _WORDS[token]
    return total or 1.0
