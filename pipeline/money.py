"""The grammar of pay: figures, ranges and periods as postings write them. Knows no job.

Works on folded text (lower case, plain dashes), so that positions are those of the stored text.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pipeline.posting import PayUnit

_SIGN = r"[$£€]\s?"
_START = re.compile(r"[$£€\d]")
_CURRENCY_BEFORE = re.compile(r"(usd?|cad?|c)\s?$")
# "$80.000" and "$81.415.72" are typing errors: no figure at all rather than a wrong one.
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,2})?(?!\d|[.,]\d)"
_PERIOD = (
    r"hourly|hours?|hrs?|every (?:two|2|other) weeks?|every week|bi-?weekly|semi-?monthly|"
    r"(?:twice|two times) a month|two weeks|pay period|yearly|years?|yrs?|annum|annual(?:ly|ized)?|"
    r"weekly|weeks?|wk|monthly|months?|mo|daily|days?|visits?|encounters?|sessions?"
)


def _period(name: str) -> str:
    """Return the pattern of "/hr", "per hour", "an hour", "p/h", "(hourly", "annually".

    Scraped pages glue lines together: "an hourPart-time" is an hour too.
    """
    return (
        rf"\s*[(,]?\s*(?:usd|dollars)?\s*"
        rf"(?:(?P<{name}_link>p?/|per|an?|each|p\.?)\s*(?P<{name}>(?:{_PERIOD}|h|a\.)(?![a-z])|hour|year|week|month)"
        rf"|-?\s?(?P<{name}_bare>(?:{_PERIOD})(?![a-z])))\)?(?:\.(?=\s*(?:-|to\b)))?"
    )


_NOTE = r"(?:\s*\((?!\$)[^()\n$\d]{1,30}\))?"
_STATEMENT = re.compile(
    rf"(?P<sign>{_SIGN})?(?P<low>{_NUMBER})(?P<low_k>\s?k\b)?(?P<plus>\+)?"
    rf"(?:{_period('low_unit')})?{_NOTE}"
    rf"(?:\s*(?P<link>-+|\bto\b|\band\b|\bthrough\b|,?\s*\b(?:and )?up to\b|/(?=\s?\$))\s*"
    rf"(?P<high_sign>(?:usd?\s?)?{_SIGN})?(?P<high>{_NUMBER})(?P<high_k>\s?k\b)?(?P<high_plus>\+)?"
    rf"(?:{_period('high_unit')})?)?"
)
_MILLIONS = re.compile(r"\s?(?:mm?|million|bn?|billion|%)\b|\s?%")
_RETIREMENT = re.compile(r"40[13]\s?\(?[kb]\b")
_FIGURE = re.compile(_NUMBER)
# Most figures of a posting are years, counts and times: what follows them tells at a glance.
_PROMISING = re.compile(
    r"\d{2,3},\d{3}|\d{5}|[\d,.]+\s?"
    r"(?:k\b|[/+(,)-]|(?:per|an?|each|every|to|p\.|usd|dollars|twice|two|pay)\b"
    r"|h(?:ou)?r|y(?:ea)?r|annu|bi|semi|w(?:ee)?k|mo|da[yi]|visit|encounter|session)"
)
_DIGITS = re.compile(r"[\d,.]+")
_SALARY_DIGITS = 5
_THOUSAND = 1_000
_CURRENCIES = {"£": "GBP", "€": "EUR"}

UNITS: dict[str, PayUnit] = {
    "h": "hour", "hour": "hour", "hourly": "hour", "hr": "hour",
    "a.": "year", "year": "year", "yearly": "year", "yr": "year", "annum": "year",
    "annual": "year", "annually": "year", "annualized": "year",
    "biweekly": "two_weeks", "bi-weekly": "two_weeks", "two week": "two_weeks",
    "pay period": "two_weeks", "every two week": "two_weeks", "every 2 week": "two_weeks",
    "every other week": "two_weeks", "every week": "week", "week": "week", "weekly": "week",
    "wk": "week", "semimonthly": "half_month", "semi-monthly": "half_month",
    "twice a month": "half_month", "two times a month": "half_month",
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


@dataclass(frozen=True, slots=True)
class Statement:
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
    """A currency sign or K says that this is money."""
    plus: bool
    currency: str

    @property
    def is_range(self) -> bool:
        """Whether two figures are stated."""
        return self.high is not None


def find_statements(folded: str, start: int, end: int) -> list[Statement]:
    """Return the figures of a stretch of folded text that may be money, in order."""
    found = []
    while (first := _START.search(folded, start, end)) is not None:
        start = first.start()
        promising = folded[start] in "$£€" or _PROMISING.match(folded, start, end)
        match = (
            _STATEMENT.match(folded, start, end)
            if promising and _may_start(folded, start)
            else None
        )
        statement = _read(folded, match) if match is not None else None
        if statement is not None:
            found.append(statement)
            start = statement.end
        else:
            # Not the rest of the same number.
            rest = _DIGITS.match(folded, start + 1, end)
            start = rest.end() if rest is not None else start + 1
    return found


def plausible(unit: PayUnit, *figures: Decimal | None) -> bool:
    """Return whether all figures may be pay for such a period."""
    bottom, top = _PLAUSIBLE[unit]
    return all(bottom <= figure <= top for figure in figures if figure is not None)


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


def _may_start(folded: str, start: int) -> bool:
    """Return whether a figure may begin here: not within "B12", "10-4", "#7" or "8:30"."""
    before = folded[max(0, start - 3) : start]
    last, earlier = before[-1:], before[:-1]
    if folded[start] in "$£€":
        return not (last == "-" and earlier[-1:].isdigit())
    if last.isalnum() or (last and last in "_.,#/$-"):
        return False
    return not (
        (last == ":" and earlier[-1:].isdigit())
        or (last.isspace() and earlier[-1:] == "-" and earlier[:1].isdigit())
    )


def _read(folded: str, match: re.Match[str]) -> Statement | None:
    if not _may_be_money(match) or _RETIREMENT.match(folded, match.start("low")):
        return None
    low = Decimal(match["low"].replace(",", ""))
    high = Decimal(match["high"].replace(",", "")) if match["high"] else None
    if not low:
        return None
    if match["low_k"] or (match["high_k"] and low < _THOUSAND):
        low *= _THOUSAND
    if high is not None and (match["high_k"] or (match["low_k"] and high < _THOUSAND)):
        high *= _THOUSAND
    unit, tie = to_unit(match["high_unit"] or match["high_unit_bare"]), "high_unit"
    if unit is None:
        unit, tie = to_unit(match["low_unit"] or match["low_unit_bare"]), "low_unit"
    end = match.end()
    if high is not None and not _is_range(match["link"], low, high, unit):
        # "$24/hr and $1,000 at sign-on": the second figure is another matter.
        high, end = None, match.start("link")
        unit, tie = to_unit(match["low_unit"] or match["low_unit_bare"]), "low_unit"
    if _MILLIONS.match(folded, end):
        return None
    bare = match[tie + "_bare"] or ""
    named = _CURRENCY_BEFORE.search(folded[max(0, match.start() - 4) : match.start()])
    if named is not None and named[1] in ("c", "us") and not match["sign"]:
        named = None
    return Statement(
        start=match.start() if named is None else match.start() - len(named[0]),
        end=match.start() + len(folded[match.start() : end].rstrip(" ,(")),
        low=low,
        high=high,
        unit=unit,
        linked=bool(match[tie + "_link"]) or bare.endswith(("ly", "annual", "annualized")),
        signed=bool(
            named or match["sign"] or match["low_k"] or match["high_sign"] or match["high_k"]
        ),
        plus=bool(match["plus"] or match["high_plus"]),
        currency=_currency(match["sign"] or match["high_sign"] or "", named),
    )


def _may_be_money(match: re.Match[str]) -> bool:
    """Return whether a sign, K, tied period or size of a salary stands by; most figures have none."""
    return bool(
        match["sign"]
        or match["low_k"]
        or match["high_sign"]
        or match["high_k"]
        or match["low_unit"]
        or match["low_unit_bare"]
        or match["high_unit"]
        or match["high_unit_bare"]
        or len(match["low"]) >= _SALARY_DIGITS
    )


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
