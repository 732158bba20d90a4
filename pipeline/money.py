"""The grammar of pay: figures, ranges and periods as postings write them. Knows no job.

Works on folded text (lower case, plain dashes), so that positions are those of the stored text.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from pipeline.posting import PayUnit

_SIGN = r"[$£€]\s?"
_CURRENCY_BEFORE = re.compile(r"(usd?|cad?|c)\s?$")
# "$80.000" and "$81.415.72" are typing errors: no figure at all rather than a wrong one.
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?(?!\d|[.,]\d)"
_PERIOD = (
    r"hourly|hours?|hrs?|every (?:two|2|other) (?:weeks?|wks?|fridays?)|every week|bi[- ]?weekly|"
    r"semi[- ]?monthly|(?:twice|two times)(?:[- ]a month|[- ]monthly)|on the 1st and (?:the )?15th|"
    r"two weeks|pay period|yearly|years?|yrs?|annum|annual(?:ly|ized)?|"
    r"weekly|weeks?|wk|monthly|months?|mo|daily|days?|visits?|encounters?|sessions?"
)

_NOT_OF_PAY = r"(?! (?:[a-z]+ )?(?:bonus|incentive|raise|increase|review|stipend))"
"""Behind a period that is another thing's: "$88,000, annual bonus of 5%"."""


def _period(name: str) -> str:
    """Return the pattern of "/hr", "per hour", "an hour", "p/h", "(hourly", "annually".

    Scraped pages glue lines together: "an hourPart-time" is an hour too.
    """
    return (
        rf"\s*[(,]?\s*(?:paid )?"
        rf"(?:(?P<{name}_link>p?/|per|an?|each|by the|p\.?)\s*(?P<{name}>(?:{_PERIOD}|h|a\.)(?![a-z])|hour|year|week|month)"
        rf"|-?\s?(?P<{name}_bare>(?:{_PERIOD})(?![a-z]){_NOT_OF_PAY}))\)?(?:\.(?=\s*(?:-|to\b)))?"
    )


def _amount(name: str) -> str:
    """Return the pattern of a figure and what stands right behind it: K, "dollars", "and up"."""
    return (
        rf"(?P<{name}>{_NUMBER})(?P<{name}_k>\s?(?:k\b|thousand\b|grand\b))?"
        rf"(?P<{name}_word>\s?(?:usd|dollars)\b)?"
        rf"(?P<{name}_plus>\+|,? (?:and|or) (?:up(?! to)|more|better|higher|above)\b)?"
        rf"(?:{_period(name + '_unit')})?"
    )


_NOTE = r"(?:\s*\((?!\$)[^()\n$\d]{1,30}\))?"
_STATEMENT = re.compile(
    rf"(?P<sign>{_SIGN})?{_amount('low')}{_NOTE}"
    rf"(?:\s*(?P<link>-+|\bto\b|\band\b|\bthrough\b|,?\s*\b(?:and )?up to\b|/(?=\s?\$))\s*"
    rf"(?:(?:step|grade|level) \w{{1,2}}:?\s*)?"
    rf"(?P<high_sign>(?:usd?\s?)?{_SIGN})?{_amount('high')})?"
)
_PARTS = (
    "sign", "low", "low_k", "low_word", "low_plus", "low_unit", "low_unit_link", "low_unit_bare",
    "link", "high_sign", "high", "high_k", "high_word", "high_plus", "high_unit", "high_unit_link",
    "high_unit_bare",
)  # fmt: skip
_MILLIONS = re.compile(r"\s?(?:mm?|million|bn?|billion|%)\b|\s?%|'?s\b")
_MIDDLE = re.compile(r"(?<!to )\bmid-? ?\$?(?P<tens>[3-9]|1[0-5])0(?:k|,000)?'?s\b")
_RETIREMENT = re.compile(r"40[13]\s?\(?[kb]\b")
_FIGURE = re.compile(_NUMBER)
# Most figures of a posting are years, counts and times: what stands around tells at a glance. No
# figure begins within "B12", "10-4", "#7" or "8:30". The first character is a class of its own, so
# that the engine skips to it.
_CANDIDATE = re.compile(
    r"[$£€0-9](?:(?<=[$£€])(?<!\d-.)\s?(?=\d)|(?<=\d)(?:(?<![\w.,#/$£€-]\d)(?<!\d:\d)(?<!\d-\s\d)|(?<=usd\d))"
    r"(?=\d{1,2},\d{3}|\d{4}|\d\.\d\d\b|[\d,.]*\s?"
    r"(?:k\b|[/+(,)-]|(?:per|an?|each|every|to|and|or|by|paid|p\.|usd|dollars|thousand|grand|twice|two|pay)\b"
    r"|h(?:ou)?r|y(?:ea)?r|annu|bi|semi|w(?:ee)?k|mo|da[yi]|visit|encounter|session)))"
)
_BASE = (
    "base ", "base: ", "base of ", "base pay ", "base pay: ", "salary ", "salary: ", "salary of ",
    "salary is ",
)  # fmt: skip
"""Words before "88-95" that tell thousands of dollars."""
_PAY = ("pay: ", "pay is ", "hourly: ", "wage: ", "wages: ", "rate: ")
_NO_NOUN = re.compile(r"\s*(?:[.,;)(|\n+]|\Z|doe\b|dep|based\b|plus\b)")
_SALARY_DIGITS = 5
_THOUSAND = 1_000
_LEAST_THOUSANDS = 40
_TYING = ("ly", "annual", "annualized", "a month", "15th")
_CURRENCIES = {"£": "GBP", "€": "EUR"}

UNITS: dict[str, PayUnit] = {
    "h": "hour", "hour": "hour", "hourly": "hour", "hr": "hour",
    "a.": "year", "year": "year", "yearly": "year", "yr": "year", "annum": "year",
    "annual": "year", "annually": "year", "annualized": "year",
    "biweekly": "two_weeks", "bi-weekly": "two_weeks", "two week": "two_weeks",
    "pay period": "two_weeks", "every two week": "two_weeks", "every 2 week": "two_weeks",
    "every other week": "two_weeks", "every week": "week", "week": "week", "weekly": "week",
    "wk": "week", "semimonthly": "half_month", "semi-monthly": "half_month",
    "semi monthly": "half_month", "bi weekly": "two_weeks", "twice a month": "half_month",
    "twice-a month": "half_month", "twice monthly": "half_month", "twice-monthly": "half_month",
    "two times a month": "half_month", "on the 1st and 15th": "half_month",
    "on the 1st and the 15th": "half_month", "every two wk": "two_weeks",
    "every 2 wk": "two_weeks", "every other wk": "two_weeks", "every other friday": "two_weeks",
    "month": "month", "monthly": "month", "mo": "month", "day": "day", "daily": "day",
    "visit": "visit", "encounter": "visit", "session": "visit",
}  # fmt: skip
"""Words of a period, singular, and the unit they state."""

# Outside these a figure is of another unit or no pay; it is left alone, never rescaled. The
# lowest hour is the federal minimum wage; the others only keep out stipends and budgets.
_PLAUSIBLE: dict[PayUnit, tuple[Decimal, Decimal]] = {
    "hour": (Decimal("7.25"), Decimal(250)), "day": (Decimal(50), Decimal(3_000)),
    "week": (Decimal(250), Decimal(10_000)), "two_weeks": (Decimal(500), Decimal(20_000)),
    "half_month": (Decimal(500), Decimal(25_000)), "month": (Decimal(1_000), Decimal(60_000)),
    "year": (Decimal(15_000), Decimal(900_000)), "visit": (Decimal(5), Decimal(1_000)),
}  # fmt: skip


class Statement(NamedTuple):
    """A figure or a range of figures with the period said beside it, if any."""

    start: int
    end: int
    """Half-open span, the period included."""
    low: Decimal
    high: Decimal | None
    unit: PayUnit | None
    linked: bool
    """The period is tied to the figure ("/hr", "a year", "hourly"), no plain count of hours."""
    signed: bool
    """A currency sign, K or "dollars" says that this is money."""
    plus: bool
    currency: str

    @property
    def is_range(self) -> bool:
        """Whether two figures are stated."""
        return self.high is not None


def find_statements(folded: str, start: int, end: int) -> Iterator[Statement]:
    """Yield the figures of a stretch of folded text that may be money, in order."""
    middle = _MIDDLE.search(folded, start, end) if folded.find("mid", start, end) >= 0 else None
    while (candidate := _CANDIDATE.search(folded, start, end)) is not None:
        first = candidate.start()
        if middle is not None and middle.start() < first:
            yield _middle(middle)
            middle = None
        match = _STATEMENT.match(folded, first, end)
        statement = _read(folded, match) if match is not None else None
        if statement is not None:
            yield statement
            start = statement.end
        else:
            start = candidate.end() + 1 if folded[first].isdigit() else candidate.end()
    if middle is not None:
        yield _middle(middle)


def _middle(match: re.Match[str]) -> Statement:
    """Return the one figure that "mid-60s" names."""
    return Statement(
        start=match.start(), end=match.end(),
        low=Decimal(match["tens"]) * 10_000 + 5_000, high=None,
        unit=None, linked=False, signed=True, plus=False, currency="USD",
    )  # fmt: skip


def plausible(unit: PayUnit, low: Decimal | None, high: Decimal | None = None) -> bool:
    """Return whether both figures may be pay for such a period."""
    bottom, top = _PLAUSIBLE[unit]
    return (low is None or bottom <= low <= top) and (high is None or bottom <= high <= top)


@lru_cache(maxsize=256)
def to_unit(words: str | None) -> PayUnit | None:
    """Return the unit of a period word; None where it is none that we know."""
    if words is None:
        return None
    plain = " ".join(words.split())
    return UNITS.get(plain) or UNITS.get(plain.removesuffix("s"))


def to_figure(words: str | None) -> Decimal | None:
    """Return the exact figure of "$1,234.50"; None where there is none or it is zero."""
    found = _FIGURE.search(words or "")
    return (Decimal(found[0].replace(",", "")) or None) if found else None


def _read(folded: str, match: re.Match[str]) -> Statement | None:
    (
        sign, low_words, low_k, low_word, low_plus, low_unit, low_link, low_bare,
        between, high_sign, high_words, high_k, high_word, high_plus, high_unit, high_link,
        high_bare,
    ) = match.group(*_PARTS)  # fmt: skip
    signed = bool(sign or low_k or low_word or high_sign or high_k or high_word)
    tied = low_unit or low_bare or high_unit or high_bare
    thousands = False
    if not (signed or tied or len(low_words) >= _SALARY_DIGITS or low_words[-3:-2] == "."):
        # Most figures have no sign, K, period or size of a salary.
        shorthand = _shorthand(folded, match, low_words, high_words)
        if shorthand is None:
            return None
        thousands = shorthand == "thousands"
    if _RETIREMENT.match(folded, match.start("low")):
        return None
    low, high = _figures(low_words, high_words, bool(low_k or thousands), bool(high_k or thousands))
    if not low:
        return None
    end = match.end()
    unit, link, bare = to_unit(high_unit or high_bare), high_link, high_bare
    if unit is None:
        unit, link, bare = to_unit(low_unit or low_bare), low_link, low_bare
    if high is not None and not _is_range(between, low, high, unit):
        # "$24/hr and $1,000 at sign-on": the second figure is another matter.
        high, end, high_plus = None, match.start("link"), None
        unit, link, bare = to_unit(low_unit or low_bare), low_link, low_bare
    if _MILLIONS.match(folded, end):
        return None
    start = match.start()
    if unit is not None and not plausible(unit, low, high) and "paid " in folded[start:end]:
        # "$62,000, paid biweekly" tells how often, not how much each time.
        end, unit, link, bare = folded.index("paid ", start, end), None, None, None
    named = _CURRENCY_BEFORE.search(folded, max(0, start - 4), start)
    if named is not None and named[1] in ("c", "us") and not sign:
        named = None
    return Statement(
        start=start if named is None else named.start(),
        end=start + len(folded[start:end].rstrip(" ,(")),
        low=low,
        high=high,
        unit=unit,
        linked=bool(link) or (bare is not None and bare.endswith(_TYING)),
        signed=signed or thousands or named is not None,
        plus=bool(low_plus or high_plus),
        currency=_currency(sign or high_sign or "", named),
    )


def _figures(
    low_words: str, high_words: str | None, low_k: bool, high_k: bool
) -> tuple[Decimal, Decimal | None]:
    """Return the figures; a K behind one of them is meant for both."""
    low = Decimal(low_words.replace(",", ""))
    high = Decimal(high_words.replace(",", "")) if high_words else None
    if low_k or (low < _THOUSAND and (high_k or (high is not None and _is_short(low, high)))):
        low *= _THOUSAND
    if high is not None and (high_k or (low_k and high < _THOUSAND)):
        high *= _THOUSAND
    return low, high


def _is_short(low: Decimal, high: Decimal) -> bool:
    """Return whether "$61-68,000" leaves out the first thousands."""
    return low * _THOUSAND < high <= 2 * low * _THOUSAND


def _shorthand(
    folded: str, match: re.Match[str], low: str, high: str | None
) -> Literal["thousands", "hourly"] | None:
    """Return what "base 88-95" and "pay: 24-28" leave out; None where it may be anything."""
    if high is None or not (low.isdigit() and high.isdigit()):
        return None
    before = folded[max(0, match.start() - 16) : match.start()]
    if before.endswith(_BASE) and _LEAST_THOUSANDS <= int(low) < int(high) <= 2 * int(low):
        return "thousands"
    if before.endswith(_PAY) and _NO_NOUN.match(folded, match.end()):
        return "hourly"
    return None


def _is_range(link: str, low: Decimal, high: Decimal, unit: PayUnit | None) -> bool:
    if high < low:
        return False
    if "-" in link or link == "to":
        return True
    # "and", "up to", "/": a range only where both figures may be pay of one job.
    return high <= 3 * low and (unit is None or plausible(unit, low, high))


def _currency(sign: str, before: re.Match[str] | None) -> str:
    if before is not None and before[1].startswith("c"):
        return "CAD"
    return _CURRENCIES.get(sign[:1], "USD")
