"""The hours of the week that a posting states for its job."""

import re
from decimal import Decimal

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

_HOURS = re.compile(
    r"(\d{1,2}(?:\.\d{1,2})?)\)?(?:\s?(?:-|to)\s?\d{2}(?:\.\d{1,2})?)?\+?"
    r"(?P<hours>[\s-]?(?:hours?|hrs?|h)\b\.?)?(?P<week>\s?(?:/|per|an?|each|-)?\s?(?:week(?:ly)?|wk)\b| over (?:three|four|five|[345]) days)?"
)
_HOURS_OF = re.compile(
    r"(?:\b(?:full|part)[- ]time|\b[pf]t|\bfte|(?P<list>\bhours(?: per week)?:))[\s,:(~|-]{0,3}(?:at |~)?$"
)
_OF_OTHERS = re.compile(
    r"\b(?:open|who|anyone|those|least|than|over|call|eligible|employees|staff)\b"
)
_ANCHORS = AhoCorasick(
    ["hour", "hr", "week", "wk", "time", "fte", "0h"],
    matchkind=MatchKind.Standard, implementation=Implementation.DFA,
)  # fmt: skip
_AROUND = 30
_LEAST_HOURS, _MOST_HOURS = 8, 60


def stated_hours(folded: str) -> Decimal | None:
    """Return the hours a week stated in a folded text; of a range the lower; None if not stated.

    Hours of a day, of notice, of leave, of opening and of other people are none of the job's.
    """
    reached = 0
    for _, start, end in _ANCHORS.find_matches_as_indexes(folded):
        if end <= reached:
            continue
        for match in _HOURS.finditer(folded, max(reached, start - _AROUND)):
            if match.start() > end + _LEAST_HOURS:
                break
            reached = match.end()
            hours = _hours(folded, match)
            if hours is not None:
                return hours
    return None


def _hours(folded: str, match: re.Match[str]) -> Decimal | None:
    if not (match["hours"] or match["week"]):
        return None
    words = folded[max(0, match.start() - 22) : match.start()]
    stated = match["hours"] and match["week"] and not _OF_OTHERS.search(words)
    if not stated:
        before = _HOURS_OF.search(words)
        stated = before is not None and (match["hours"] or before["list"])
    hours = Decimal(match[1])
    return hours if stated and _LEAST_HOURS <= hours <= _MOST_HOURS else None
