"""The hours of the week that a posting states for its job."""

import re
from decimal import Decimal

_WEEK = r"\s?(?:/|per|an?|each|-)?\s?(?:week(?:ly)?|wk)\b| over (?:three|four|five|[345]) days"
# A number with neither word behind it is none of ours; the engine skips it.
_HOURS = re.compile(
    rf"([0-9][0-9]?(?:\.\d{{1,2}})?)\)?(?:\s?(?:-|to)\s?\d{{2}}(?:\.\d{{1,2}})?)?\+?"
    rf"(?:(?P<hours>[\s-]?(?:hours?|hrs?|h)\b\.?)(?P<week>{_WEEK})?|(?:{_WEEK}))"
)
_HOURS_OF = re.compile(
    r"(?:\b(?:full|part)[- ]time|\b[pf]t|\bfte|(?P<list>\bhours(?: per week)?:))[\s,:(~|-]{0,3}(?:at |~)?$"
)
_OF_OTHERS = re.compile(
    r"\b(?:open|who|anyone|those|least|than|over|call|eligible|employees|staff)\b"
)
_LEAST_HOURS, _MOST_HOURS = 8, 60


def stated_hours(folded: str) -> Decimal | None:
    """Return the hours a week stated in a folded text; of a range the lower; None if not stated.

    Hours of a day, of notice, of leave, of opening and of other people are none of the job's.
    """
    found = (_hours(folded, match) for match in _HOURS.finditer(folded))
    return next((hours for hours in found if hours is not None), None)


def _hours(folded: str, match: re.Match[str]) -> Decimal | None:
    words = folded[max(0, match.start() - 22) : match.start()]
    stated = match["hours"] and match["week"] and not _OF_OTHERS.search(words)
    if not stated:
        before = _HOURS_OF.search(words)
        stated = before is not None and (match["hours"] or before["list"])
    hours = Decimal(match[1])
    return hours if stated and _LEAST_HOURS <= hours <= _MOST_HOURS else None
