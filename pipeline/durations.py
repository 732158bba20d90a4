"""Read how long: "3-5 yrs", "five (5) years", "18 months"."""

import re
from dataclasses import dataclass

_WORDS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty",
        ]
    )
} | {"thirty": 30, "sixty": 60, "ninety": 90, "a": 1, "an": 1}
NUMBER = (
    r"(?:\d{1,3}(?:\.\d)?|"
    + "|".join(word for word in _WORDS if word not in ("a", "an", "zero"))
    + r")"
)
STATED = r"(?:\s*\(\s*\d{1,3}\s*\))?"
_MONTHS_A_YEAR = 12
_LONGEST = 40
"""Years above it are no experience: ages, anniversaries."""

YEARS = re.compile(
    rf"\b(?P<low>{NUMBER}){STATED}\s*(?P<plus>\+|plus|or more|and above)?\s*"
    rf"(?:(?:-|to|or|/)\s*(?P<high>{NUMBER}){STATED}\s*\+?\s*)?"
    r"(?:\+\s*)?(?:full(?:-time)?\s+|continuous\s+|consecutive\s+)?"
    r"(?P<unit>years?|yrs?\b\.?|months?|mos?\b\.?|decades?)(?:'s|')?(?![a-z])"
    r"|\b(?:a|the past) (?P<decade>decade)\b"
)
"""A length in a folded text: groups low, high, plus, unit, decade."""

_UNITS = re.compile(r"years?|yrs?|months?|mos\b|decades?")
_REACH = 60
"""Characters before a unit in which its number stands."""


@dataclass(frozen=True, slots=True)
class Years:
    """A stated length of experience and where it stands."""

    start: int
    end: int
    low: float
    high: float | None


def find_years(folded: str, start: int = 0, end: int | None = None) -> list[Years]:
    """Return the lengths in years stated in a folded text, in order."""
    if "year" not in folded and "yr" not in folded and "month" not in folded:
        return []
    found = []
    limit = len(folded) if end is None else end
    reached = start
    for unit in _UNITS.finditer(folded, start, limit):
        match = YEARS.search(
            folded, max(reached, unit.start() - _REACH), min(limit, unit.end() + 2)
        )
        if match is None or match.start() < reached:
            continue
        reached = match.end()
        if match["decade"]:
            found.append(Years(match.start(), match.end(), 10.0, None))
            continue
        scale = 1.0
        if match["unit"].startswith("m"):
            scale = 1 / _MONTHS_A_YEAR
        elif match["unit"].startswith("d"):
            scale = 10.0
        low = read_number(match["low"]) * scale
        high = read_number(match["high"]) * scale if match["high"] else None
        if low <= _LONGEST:
            found.append(Years(match.start(), match.end(), round(low, 2), high))
    return found


def read_number(words: str) -> float:
    """Return the value of digits or of a number word up to ninety."""
    return float(_WORDS[words]) if words in _WORDS else float(words)
