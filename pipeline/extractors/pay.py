"""What this job is paid: exact cents, as the text states it, else as the source's fields do."""

import re
from dataclasses import replace

from crawler.posting import RawPay
from pipeline.money import plausible, to_figure, to_unit
from pipeline.offers import Offer, find_offer, unit_by_size
from pipeline.phrases import fold
from pipeline.posting import Pay, PayUnit
from pipeline.reading import Facts, Reading
from pipeline.week_hours import stated_hours

_SOURCE_CODES: dict[str, PayUnit] = {
    "ph": "hour", "pa": "year", "bw": "two_weeks", "pd": "day", "pm": "month",
    "fortnightly": "two_weeks", "fortnight": "two_weeks",
}  # fmt: skip
"""Period codes of sources that no text uses; the two-letter ones are USAJOBS's."""


def extract(reading: Reading) -> Facts:
    """Read the pay; the text goes before the source's own fields."""
    offer = find_offer(reading.folded)
    if offer is not None:
        return {"pay": _pay(offer, reading.text, reading.folded)}
    pay = _from_source(reading.raw.pay)
    if pay is not None and pay.unit == "hour":
        pay = replace(pay, hours_per_week=stated_hours(reading.folded))
    return {"pay": pay} if pay is not None else {}


def _pay(offer: Offer, text: str, folded: str) -> Pay:
    return Pay(
        min=offer.low, max=offer.high, unit=offer.unit, currency=offer.currency,
        start=offer.start, end=offer.end, evidence=text[offer.start : offer.end],
        hours_per_week=stated_hours(folded) if offer.unit == "hour" else None,
    )  # fmt: skip


def _from_source(raw: RawPay | None) -> Pay | None:
    """Return the pay of the source's fields; where they name no period, of its words, then by size.

    A period that is not understood or does not fit its figures is never put right by their size.
    """
    if raw is None:
        return None
    low, high = to_figure(raw.min), to_figure(raw.max)
    least, most = low or high, high or low
    unit = _source_unit(raw.unit)
    if unit is not None and least and plausible(unit, low, high):
        return Pay(min=low, max=high, unit=unit, currency=raw.currency or "USD")
    if raw.words:
        # Its own field names it pay, as a heading would.
        pay = find_offer(fold(f"pay: {raw.words}"))
        if pay is not None:
            return Pay(
                min=pay.low, max=pay.high, unit=pay.unit, currency=raw.currency or pay.currency
            )
    if raw.unit is None and least and most and raw.currency in (None, "USD"):
        unit = unit_by_size(least, most)
        if unit is not None and plausible(unit, low, high):
            return Pay(min=low, max=high, unit=unit)
    return None


def _source_unit(words: str | None) -> PayUnit | None:
    """Return the unit of "HOUR", "per-hour-wage", "1 YEAR", "Per Year", "PH"; None if unknown."""
    plain = re.sub(r"[-_\s]+", " ", (words or "").lower()).strip()
    if plain.replace(" ", "") in ("biweekly", "semimonthly"):
        return to_unit(plain.replace(" ", ""))
    plain = re.sub(r"^(?:per|1|an?) | (?:salary|wage|rate|pay)$", "", plain).strip()
    plain = re.sub(r"^per ", "", plain)
    return to_unit(plain) or _SOURCE_CODES.get(plain)
