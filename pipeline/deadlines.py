"""When a thing must be had: "within 90 days of hire", "by your first anniversary"."""

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from pipeline.concepts import ConceptKind
from pipeline.context import Sentence
from pipeline.durations import NUMBER, STATED, read_number
from pipeline.reading import Reading


def _period(number: int) -> str:
    """Return a pattern of a length of time, its groups numbered: "six (6) months"."""
    return (
        rf"(?<!-)(?P<number{number}>{_TENS}|{NUMBER}|an?|half an?){STATED}(?:st|nd|rd|th)?[\s-]*"
        rf"(?:calendar\s+|business\s+|full\s+|working\s+)?(?P<unit{number}>days?|weeks?|months?|mos?\b|years?|yrs?)\b"
    )


_MONTHS_A_YEAR = 12
_PERIODS = 12
_TENS = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365, "yr": 365, "mo": 30}
_TENS_WORDS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_NTH = {
    "first": 1, "1st": 1, "one-year": 1, "one year": 1, "1-year": 1, "1 year": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3,
    "fourth": 4, "4th": 4, "fifth": 5, "5th": 5, "sixth": 6, "6th": 6, "ninth": 9,
}  # fmt: skip
_HIRE = (
    r"(?:hire|hiring|start(?:ing|ed)?|employment|date of hire|hire date|your start|joining|your hire|beginning|being hired|onboarding|"
    r"your first day|you start|you begin|you join|you are hired|you're hired|we hire you|coming on board|the start|accepting|appointment|taking the)"
)
# Each alternative opens with one of the anchors below.
_DEADLINE = re.compile(
    rf"(?:within|w/in|inside of|inside)\s+(?:the\s+|your\s+|their\s+|first\s+|a\s+period\s+of\s+)*(?:{_period(1)}|(?:the\s+|your\s+|their\s+)?(?P<one1>year|month|week)\b)"
    rf"|(?:in|during|by the end of|before the end of|over|throughout)\s+(?:the\s+|your\s+|their\s+)*first\s+(?:{_period(2)}|(?P<one>year|month|week)\b)"
    rf"|(?:before|until|till|by the time|once|when)\s+(?:you(?:'ve|\s+have)\s+(?:been|worked|put in)\s+(?:\w+\s+){{0,3}}?{_period(8)}"
    rf"|(?:your|the|their)?\s*(?:first\s+)?(?:{_period(9)}|(?P<one2>year|month|week)\b)\s+(?:(?:is|are)\s+(?:up|out|over|done|through|past)|ends?\b|runs? out))"
    rf"|(?:by|before|until|come|during|in)\s+(?:the\s+|your\s+)?(?:end\s+of\s+)?(?:the\s+|your\s+)?(?:probation\w*|introductory|orientation|trial)(?:\s+period)?(?:\s+(?:ends?|is over|is up))?,?\s*\(?(?:{_period(10)})"
    rf"|(?:during|in|within)\s+(?:the\s+|your\s+|an?\s+|our\s+)?{_period(11)}[- ](?:probation\w*|introductory|orientation|trial)"
    rf"|(?:by|before|in|within)\s+(?:the\s+end\s+of\s+)?(?P<unit12>year|month|week)\s+(?P<number12>\d{{1,2}}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\b(?! (?:of experience|in))"
    rf"|(?:by|before|at)\s+(?:the\s+)?(?P<mark>\d{{1,3}})[- ](?P<markunit>day|week|month|year)[- ](?:mark|point|review)\b"
    rf"|(?:by|before|until|prior to|no later than|not later than|on or before|come)\s+(?:the\s+|your\s+|their\s+|an?\s+)*(?:(?:end|completion|close) of\s+(?:the\s+|your\s+|an?\s+)?)?"
    rf"(?:(?P<anniversary>first[- ]year\b|anniversary)|(?P<nth>{'|'.join(_NTH)}) (?P<of>anniversary|month|week|year)\b"
    rf"|{_period(7)}[- ](?:probation\w*|introductory|orientation|trial|training)"
    rf"|{_period(3)}\s+(?:of|after|from|following|post)[\s-]+{_HIRE}|day\s+(?P<day>\d{{1,3}})\b|(?P<ordinal>\d{{1,3}})(?:st|nd|rd|th) day\b)"
    rf"|{_period(4)}\s+(?:of|after|from|following|post)[\s-]+(?:the\s+|your\s+|their\s+)?{_HIRE}"
    rf"|(?:have|has|get|give you|gives you|given|allow|allowed|allows)\s+(?:you\s+)?(?:up to\s+)?{_period(5)}\s+(?:after\s+\w+\s+)?(?:to\s+(?:get|obtain|earn|complete|become|pass|finish|acquire|achieve|sit|secure)|for that)"
    rf"|(?:obtain|obtained|complete|completed|earned|earn|certified|certification|get it|done)\s+(?:in|by)\s+{_period(6)}"
)
_ANCHORS = (
    "within", "till ", "come ", "once ", "when ", "in probation", "in your probation", "in the probation", "in year ", "in month ",
    "at the ", "w/in", "inside", "in the first", "in your first", "in their first", "during", "by the end of", "before the end of",
    "by ", "before ", "until ", "prior to", "no later than", "not later than", "on or before", "over your first", "over the first",
    "throughout", "have ", "has ", "get ", "give you", "gives you", "given ", "allow", "obtain", "complete", "earn",
    "certified in", "certification in", "certified by", "done in",
)  # fmt: skip
_AFTER_HIRE = (" of hire", " of start", " of employment", " after hire", " after start", " from hire", " from start", " of date of hire",
               " after employment", " of your start", " from your start", " after your start", " following hire", " post-hire", " post hire",
               " of joining", " after joining", " of hiring", " of beginning", " of being hired", " from date of hire", " after date of hire",
               " from the date of hire", " of the date of hire", " after being hired", " after you start", " after you begin",
               " after you join", " after you're hired", " after you are hired", " from your first day", " of your first day", " after your first day")  # fmt: skip
_HIRE_REACH = 34
# No deadline, though it says "within": the past, distance, how fast the work is done.
_NOT_AFTER = re.compile(
    r"\s*(?:of (?:graduat|application|receipt|discharge|service|surgery|request|visit|submission|the visit|notice|expiration))"
)
_NOT_BETWEEN = re.compile(r"\b(?:last|past|previous|preceding)\b")
_HELD_NOW = re.compile(
    r"\b(?:up)?on hire|at hire|at (?:the )?time of hire|on day one|at start|when you start|on your first day\b"
)


_SAYS_IT = re.compile(
    r"\b(?:it|them|that|both|these|yours|the (?:exam|course|class|card|test|certificat\w+|licen[sc]e|credential)|(?:earn|get|obtain|have|hold|pass) (?:one|this))\b"
)
"""Words that go back to what the sentence before asks for."""
_HAD: tuple[ConceptKind, ...] = ("certification", "licence", "degree")


class Deadline(NamedTuple):
    """A time after hire, and where it is said."""

    start: int
    end: int
    days: int


_automaton = AhoCorasick(
    [*_ANCHORS, *_AFTER_HIRE], matchkind=MatchKind.Standard, implementation=Implementation.DFA
)


def find_deadlines(folded: str) -> tuple[Deadline, ...]:
    """Return the times after hire that a folded text names; a month is 30 days, a year 365."""
    found: list[Deadline] = []
    for number, start, _ in _automaton.find_matches_as_indexes(folded, overlapping=True):
        if number < len(_ANCHORS):
            if start and folded[start - 1].isalnum():
                continue
            match = _DEADLINE.match(folded, start)
        else:
            match = _last_period(folded, start)
        if match is None or _NOT_AFTER.match(folded, match.end()):
            continue
        if _NOT_BETWEEN.search(match[0]):
            continue
        days = _days(match)
        if days and not (found and found[-1].end > match.start()):
            found.append(Deadline(match.start(), match.end(), days))
    return tuple(found)


class Deadlines:
    """The deadlines of one posting, looked for where they are asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._found: dict[int, tuple[Deadline, ...]] = {}
        self._next: dict[int, int | None] = {}

    def of(self, start: int, end: int) -> int | None:
        """Return the days after hire by which a thing is to be had.

        A deadline governs what stands before it in the sentence, up to words that say it is had
        on hire ("BLS on hire, ACLS within 6 months"), and all behind it that has none of its own.
        Where the sentence names none, the next one may: "You have a year to get it".
        """
        sentence = self._reading.context.sentence_at(start)
        found = self._in(sentence)
        if not found:
            if sentence.start not in self._next:
                self._next[sentence.start] = self._in_next(sentence)
            return self._next[sentence.start]
        for deadline in found:
            if deadline.start >= end:
                between = self._reading.folded[end : deadline.start]
                return None if _HELD_NOW.search(between) else deadline.days
        return found[-1].days

    def _in(self, sentence: Sentence) -> tuple[Deadline, ...]:
        found = self._found.get(sentence.start)
        if found is None:
            said = find_deadlines(self._reading.folded[sentence.start : sentence.end])
            found = tuple(
                Deadline(sentence.start + low, sentence.start + high, days)
                for low, high, days in said
            )
            self._found[sentence.start] = found
        return found

    def _in_next(self, sentence: Sentence) -> int | None:
        """Return the days that the next sentence of a paragraph names for what is said before."""
        folded = self._reading.folded
        if sentence.end >= len(folded) or "\n" in folded[sentence.end - 1 : sentence.end + 1]:
            return None
        following = self._reading.context.sentence_at(sentence.end)
        if _SAYS_IT.search(folded, following.start, following.end) is None or any(
            following.start <= mention.start < following.end
            for kind in _HAD
            for mention in self._reading.mentions_of(kind)
        ):
            return None
        found = self._in(following)
        return found[0].days if found else None


def _last_period(folded: str, end: int) -> re.Match[str] | None:
    """Return the period that ends where "of hire" begins: "ninety days of hire"."""
    low = max(0, end - _HIRE_REACH)
    for begin in range(low, end):
        if begin and folded[begin - 1].isalnum():
            continue
        match = _DEADLINE.match(folded, begin)
        if match is not None and match.end() > end:
            return match
    return None


def _days(match: re.Match[str]) -> int:
    """Return the days a match says."""
    groups = match.groupdict()
    if groups["anniversary"]:
        return _DAYS["year"]
    one = groups["one"] or groups["one1"] or groups["one2"]
    if one:
        return _DAYS[one]
    if groups["mark"]:
        return _in_days(int(groups["mark"]), groups["markunit"])
    if groups["day"] or groups["ordinal"]:
        return int(groups["day"] or groups["ordinal"])
    if groups["nth"]:
        of = "year" if groups["of"] == "anniversary" else groups["of"]
        return _NTH[groups["nth"]] * _DAYS[of]
    for n in map(str, range(1, _PERIODS + 1)):
        words = groups[f"number{n}"]
        if words:
            unit = groups[f"unit{n}"].rstrip("s")
            return _in_days(0.5 if words.startswith("half") else _read(words), unit)
    return 0


def _read(words: str) -> float:
    """Return the value of a number: "45", "six", "forty-five"."""
    tens, _, ones = words.partition("-")
    if tens in _TENS_WORDS:
        return _TENS_WORDS[tens] + (read_number(ones) if ones else 0)
    return read_number(words)


def _in_days(number: float, unit: str) -> int:
    """Return a length in days; twelve months are a year."""
    if unit in ("month", "mo") and number % _MONTHS_A_YEAR == 0:
        number, unit = number / _MONTHS_A_YEAR, "year"
    return round(number * _DAYS[unit])
