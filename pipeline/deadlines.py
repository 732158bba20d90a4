"""When a thing must be had: "within 90 days of hire", "by your first anniversary"."""

import re

from pipeline.durations import NUMBER, STATED, read_number

_WITHIN = re.compile(
    rf"\bwithin\s+(?:the\s+)?(?:first\s+|your\s+)*(?P<number>{NUMBER}|an?){STATED}\s*"
    r"(?:calendar\s+|business\s+)?(?P<unit>days?|weeks?|months?|years?|yrs?)\b"
    rf"|\b(?P<number2>{NUMBER}){STATED}[- ](?P<unit2>day|week|month|year)s?\s+(?:of|after|from)\s+"
    r"(?:hire|start|employment|date of hire|your start)"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "yr": 365}


def days_after_hire(folded: str, start: int, end: int) -> int | None:
    """Return the days of "within N days of hire"; a month is 30, a year 365 (LABELS)."""
    if folded.find("within", start, end) < 0 and folded.find(" of hire", start, end) < 0:
        return None
    match = _WITHIN.search(folded, start, end)
    if match is None:
        return None
    number = read_number(match["number"] or match["number2"])
    unit = (match["unit"] or match["unit2"]).rstrip("s")
    return round(number * _DAYS[unit])
