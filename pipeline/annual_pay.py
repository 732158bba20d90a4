"""Bring stated pay to a year, and say how."""

from decimal import ROUND_HALF_UP, Decimal

from pipeline.posting import Pay

FULL_TIME_HOURS = Decimal(2080)
"""52 weeks of 40 hours: the customary year of US pay tables."""
_WEEKS = Decimal(52)
_PERIODS = {
    "year": Decimal(1),
    "month": Decimal(12),
    "half_month": Decimal(24),
    "two_weeks": Decimal(26),
    "week": _WEEKS,
    "day": Decimal(260),
}
_CENT = Decimal("0.01")


def annual_pay(pay: Pay) -> tuple[Decimal | None, Decimal | None, str | None]:
    """Return the lowest and highest pay a year, and how they were brought to a year.

    The basis is "stated", "stated hours", "2,080 hours", or "52 weeks" for other periods. Pay by
    the visit has no year.
    """
    if pay.unit == "hour":
        hours = pay.hours_per_week * _WEEKS if pay.hours_per_week else FULL_TIME_HOURS
        factor, basis = hours, "stated hours" if pay.hours_per_week else "2,080 hours"
    elif pay.unit in _PERIODS:
        factor, basis = _PERIODS[pay.unit], "stated" if pay.unit == "year" else "52 weeks"
    else:
        return None, None, None
    return _times(pay.min, factor), _times(pay.max, factor), basis


def _times(figure: Decimal | None, factor: Decimal) -> Decimal | None:
    return None if figure is None else (figure * factor).quantize(_CENT, ROUND_HALF_UP)
