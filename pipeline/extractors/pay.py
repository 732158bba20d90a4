"""What this job is paid: exact cents, as the text states it, else as the source's fields do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from functools import cache

from crawler.posting import RawPay
from pipeline.posting import Pay, PayUnit
from pipeline.reading import Facts, Reading
from pipeline.rulebook import Rule, load_rules

_MONEY = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?"
_AMOUNT = rf"(?:us)?\$?\s?(?:{_MONEY})\s?k?\b"
_UNIT = (
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b|\bpaid\b)?\s*[-(]?\s*"
    r"(?P<unit>hour(?:ly)?|hrs?\b|h\b|year(?:ly)?|yr\b|annum|annual(?:ly|ized)?|bi-?weekly|"
    r"every two weeks|two weeks|pay period|week(?:ly)?|wk\b|semi-?monthly|twice a month|month(?:ly)?|mo\b|"
    r"day\b|daily|visit|encounter|session|shift)"
)
_FIGURES = re.compile(
    rf"(?P<lead>\bup to|\bto|\bfrom|\bstarting (?:at|from|pay(?: is)?:?)|\bstarts? at|\bstart at|\bminimum(?: of)?|\bat least|"
    rf"\bas high as|\bmax(?:imum)?(?: of)?)?\s*"
    rf"(?P<low>(?:us)?\$\s?(?:{_MONEY})|\b(?:{_MONEY}))(?P<lowk>\s?k\b)?"
    rf"(?:\s*(?:/|per )?(?P<midunit>hr|hour|yr|year)?\s*(?:-|\bto\b|\band\b|\bthrough\b)\s*"
    rf"(?P<high>(?:us)?\$?\s?(?:{_MONEY}))(?P<highk>\s?k\b)?)?(?P<plus>\+)?"
)
_UNIT_AFTER = re.compile(
    rf"^[\s,)*]*(?:usd|dollars)?[\s,(]*(?:plus|doe|base|gross|dep\w*)?[\s,(]*{_UNIT}"
)
_UNIT_BEFORE = re.compile(
    r"\b(?P<unit>hourly|annual|annually|yearly|bi-?weekly|weekly|monthly|semi-?monthly|per hour|per year)\b"
    r"[^.;\n$\d]{0,40}$"
)
_PAY_WORD = re.compile(
    r"\b(?:pay|pays|paid|salary|salaries|wage|wages|compensation|base|rate|earn|earning|earnings|hiring range|"
    r"offer|range|starting|job pays|remuneration|equivalent to)\b[^\n]{0,70}$"
)
_UNITS: dict[str, PayUnit] = {
    "hour": "hour", "hourly": "hour", "hr": "hour", "hrs": "hour", "h": "hour",
    "year": "year", "yearly": "year", "yr": "year", "annum": "year", "annual": "year",
    "annually": "year", "annualized": "year", "biweekly": "two_weeks", "bi-weekly": "two_weeks",
    "every two weeks": "two_weeks", "two weeks": "two_weeks", "pay period": "two_weeks",
    "week": "week", "weekly": "week", "wk": "week", "semimonthly": "half_month",
    "semi-monthly": "half_month", "twice a month": "half_month", "month": "month",
    "monthly": "month", "mo": "month", "day": "day", "daily": "day", "visit": "visit",
    "encounter": "visit", "session": "visit", "per hour": "hour", "per year": "year",
}  # fmt: skip
_SOURCE_UNITS: dict[str, PayUnit] = _UNITS | {"ph": "hour", "pa": "year", "bw": "two_weeks"}
# Outside these a figure is of another unit or no pay; it is left alone, never rescaled.
_PLAUSIBLE: dict[PayUnit, tuple[int, int]] = {
    "hour": (7, 250), "day": (50, 3_000), "week": (250, 10_000), "two_weeks": (500, 20_000),
    "half_month": (500, 25_000), "month": (1_000, 60_000), "year": (15_000, 900_000),
    "visit": (5, 1_000),
}  # fmt: skip
_HOURS = re.compile(
    r"\b(\d{2}(?:\.\d)?)(?:\s?-\s?\d{2})?\s*(?:hours|hrs)\s*(?:/|per|a|each|weekly)?\s*(?:week|wk)?\b"
)
_NAMED_PAY = re.compile(r"\b(?:salary|compensation|pay|base|range|hiring|wage|starting)\b")
_NAMED_AFTER = re.compile(r"\s+(?:base )?(?:salary|wage|pay)\b")
_MILLIONS = re.compile(r"\s?(?:m|mm|million|b|bn|billion)\b")
_RETIREMENT = re.compile(r"40[13]\s?\(?[kb]\b")
_FIRST_YEAR_FIGURE = 15_000
_LEAST_HOURLY, _MOST_HOURLY = 10, 90
_AROUND = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPayRule(Rule):
    """Words that make a figure no pay."""

    where: str


@cache
def _not_pay() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((rule.where, re.compile(rule.pattern)) for rule in load_rules("pay", NotPayRule))


def extract(reading: Reading) -> Facts:
    """Read the pay; the text goes before the source's own fields."""
    found = list(_stated(reading))
    pay = _chosen(found) if found else _from_source(reading.raw.pay)
    return {"pay": _with_hours(reading, pay)} if pay is not None else {}


def _stated(reading: Reading) -> Iterator[Pay]:
    folded = reading.folded
    if (
        "$" not in folded
        and "pay" not in folded
        and "salary" not in folded
        and "hour" not in folded
    ):
        return
    for match in _FIGURES.finditer(folded):
        if "$" in match[0] or match["lowk"] or match["high"]:
            pay = _read(reading, match)
            if pay is not None:
                yield pay


def _read(reading: Reading, match: re.Match[str]) -> Pay | None:
    folded = reading.folded
    before = folded[max(0, match.start("low") - _AROUND) : match.start("low")]
    before = before[before.rfind("\n") + 1 :]
    after = folded[match.end() : match.end() + 60].split("\n")[0]
    if any(p.search(before if where == "before" else after) for where, p in _not_pay()):
        return None
    if _MILLIONS.match(after) or _RETIREMENT.match(folded, match.start("low")):
        return None
    unit, end = _unit(match, before, after)
    low, high = (
        _figure(match["low"], match["lowk"] or (match["highk"] if match["high"] else None)),
        None,
    )
    if match["high"]:
        high = _figure(match["high"], match["highk"])
    if low is None:
        return None
    if unit is None:
        unit = _unit_by_words(before, after, low, high)
    has_sign = "$" in match[0] or match["lowk"] or match["highk"]
    if unit is None or not (has_sign or _PAY_WORD.search(before)):
        return None
    bottom, top = _PLAUSIBLE[unit]
    if any(figure is not None and not bottom <= figure <= top for figure in (low, high)):
        return None
    start = match.start("low")
    lead = (match["lead"] or "").strip()
    minimum, maximum = (
        (low, high) if high is not None else _open_range(lead, low, bool(match["plus"]), after)
    )
    return Pay(
        min=minimum, max=maximum, unit=unit, start=start, end=end,
        evidence=reading.text[start:end],
    )  # fmt: skip


def _open_range(
    lead: str, figure: Decimal, plus: bool, after: str
) -> tuple[Decimal | None, Decimal | None]:
    if lead in ("up to", "to", "as high as") or lead.startswith("max"):
        return None, figure
    if (
        plus
        or lead.startswith(("from", "start", "minimum", "at least"))
        or re.match(r"\s*(?:and up|\+|or more)", after)
    ):
        return figure, None
    return figure, figure


def _unit(match: re.Match[str], before: str, after: str) -> tuple[PayUnit | None, int]:
    following = _UNIT_AFTER.match(after)
    if following:
        return _UNITS.get(following["unit"]), match.end() + following.end()
    if match["midunit"]:
        return _UNITS[match["midunit"]], match.end()
    preceding = _UNIT_BEFORE.search(before)
    if preceding:
        return _UNITS[preceding["unit"]], match.end()
    return None, match.end()


def _unit_by_words(before: str, after: str, low: Decimal, high: Decimal | None) -> PayUnit | None:
    """Return the unit of a figure without one, where pay is named and the size leaves no doubt.

    A range of five figures is a salary even where the word is missing.
    """
    named = _NAMED_PAY.search(before) or _NAMED_AFTER.match(after)
    if low >= _FIRST_YEAR_FIGURE and (named or (high is not None and low < high <= 3 * low)):
        return "year"
    if named and _LEAST_HOURLY <= low <= _MOST_HOURLY:
        return "hour"
    return None


def _figure(words: str | None, thousands: str | None) -> Decimal | None:
    if words is None:
        return None
    try:
        figure = Decimal(re.sub(r"[^\d.]", "", words))
    except InvalidOperation:
        return None
    return figure * 1000 if thousands else figure


def _chosen(found: list[Pay]) -> Pay:
    """Return the offer: the first stated; more ranges of its unit widen it (levels, sites)."""
    first = found[0]
    if first.min is None or first.max is None or first.min == first.max:
        ranges = [
            pay
            for pay in found
            if pay.min is not None and pay.max is not None and pay.min < pay.max
        ]
        if ranges and ranges[0].unit == first.unit and first.min == first.max:
            return ranges[0]
    return first


def _from_source(raw: RawPay | None) -> Pay | None:
    if raw is None or raw.unit is None:
        return None
    unit = _SOURCE_UNITS.get(raw.unit.strip().lower().removeprefix("per ").replace("_", " "))
    low, high = _figure(raw.min, None), _figure(raw.max, None)
    low, high = low or None, high or None
    if unit is None or (low is None and high is None):
        return None
    bottom, top = _PLAUSIBLE[unit]
    if any(figure is not None and not bottom <= figure <= top for figure in (low, high)):
        return None
    return Pay(min=low, max=high, unit=unit, currency=raw.currency or "USD")


def _with_hours(reading: Reading, pay: Pay) -> Pay:
    if pay.unit != "hour":
        return pay
    hours = _HOURS.search(reading.folded)
    if hours and 8 <= float(hours[1]) <= 60:  # noqa: PLR2004 -- hours of a week
        return replace(pay, hours_per_week=Decimal(hours[1]))
    return pay
