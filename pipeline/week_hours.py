"""The hours of the week that a posting states for its job."""

import re
from decimal import Decimal

_HOURS = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})?)\)?(?:\s?(?:-|to)\s?\d{2}(?:\.\d{1,2})?)?\+?"
    r"(?P<hours>[\s-]?(?:hours?|hrs?|h)\b\.?)?(?P<week>\s?(?:/|per|an?|each|-)?\s?(?:week(?:ly)?|wk)\b| over (?:three|four|five|[345]) days)?"
)
_HOURS_OF = re.compile(
    r"(?:\b(?:full|part)[- ]time|\b[pf]t|\bfte|(?P<list>\bhours(?: per week)?:))[\s,:(~|-]{0,3}(?:at |~)?$"
)
_OPENING = re.compile(r"\bopen\b")
_LEAST_HOURS, _MOST_HOURS = 8, 60


def stated_hours(folded: str) -> Decimal | None:
    """Return the hours a week stated in a folded text; of a range the lower; None if not stated.

    Hours of a day, of notice, of leave and of opening are none of the week's.
    """
    for match in _HOURS.finditer(folded):
        if not (match["hours"] or match["week"]):
            continue
        words = folded[max(0, match.start() - 22) : match.start()]
        stated = match["hours"] and match["week"] and not _OPENING.search(words)
        if not stated:
            before = _HOURS_OF.search(words)
            stated = before is not None and (match["hours"] or before["list"])
        hours = Decimal(match[1])
        if stated and _LEAST_HOURS <= hours <= _MOST_HOURS:
            return hours
    return None
