"""Days and spans of time as résumés write them."""

import re
from dataclasses import dataclass
from datetime import date

from pipeline.phrases import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"winter": 1, "spring": 3, "summer": 6, "fall": 9, "autumn": 9}
_MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
_YEAR = r"(?:19[5-9]\d|20[0-6]\d)"
_DAY = (
    rf"(?:{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?,?)?,?\s*(?:of\s+)?(?:{_YEAR}|'\d\d)"
    rf"|(?:winter|spring|summer|fall|autumn),?\s+(?:of\s+)?{_YEAR}"
    rf"|\d{{1,2}}\s*/\s*(?:\d{{1,2}}\s*/\s*)?(?:{_YEAR}|\d\d)(?!\d)"
    rf"|{_YEAR}[-/.](?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?!\d)"
    rf"|(?:0?[1-9]|1[0-2])[-.]{_YEAR}"
    rf"|{_YEAR})"
)
_NOW = r"(?:present|current(?:ly)?|now|today|ongoing|to date|date|actualidad)"
_SPAN = re.compile(
    rf"(?<![\w/.,$-])(?P<start>{_DAY})\s*(?:-+|to|until|till|through|thru|/)\s*(?P<end>{_DAY}|{_NOW})(?![\w%])"
    rf"|\b(?:since|from)\s+(?P<since>{_DAY})(?![\w%])"
)
_SINGLE = re.compile(rf"(?<![\w/.,$-])(?P<day>{_DAY})(?![\w%])")
_OPEN_END = re.compile(rf"(?<![\w/.,$-])(?P<start>{_DAY})\s*-\s*$")


@dataclass(frozen=True, slots=True)
class Span:
    """When something began and ended, and where in its line that stands."""

    start: str
    """A day as JSON Resume writes it: "2019", "2019-03" or "2019-03-15"."""
    end: str | None
    """None while it goes on."""
    begins: int
    ends: int

    @property
    def is_backwards(self) -> bool:
        """Whether it ends before it begins."""
        return self.end is not None and self.end < self.start[: len(self.end)]


def find_span(text: str) -> Span | None:
    """Return the first span of time in a line: "03/2019 - 01/2022", "May 2020 to present"."""
    folded = fold(text)
    match = _SPAN.search(folded)
    if match is None:
        match = _OPEN_END.search(folded)
        start = _day(match["start"]) if match else None
        return Span(start, None, *match.span()) if match and start else None
    start = _day(match["start"] or match["since"])
    end = _day(match["end"]) if match["end"] else None
    return Span(start, end, *match.span()) if start else None


def find_day(text: str, *, last: bool = False) -> tuple[str, int, int] | None:
    """Return the first (or last) day in a line, as JSON Resume writes it, and where it stands."""
    found = [
        (day, *match.span())
        for match in _SINGLE.finditer(fold(text))
        if (day := _day(match["day"])) is not None
    ]
    if not found:
        return None
    return found[-1 if last else 0]


def _day(words: str) -> str | None:
    """Return "2019-03" of "Mar. 2019", "3/2019" or "3/15/19"; None where it is no day."""
    plain = words.strip(" .")
    if re.fullmatch(_YEAR, plain):
        return plain
    iso = re.fullmatch(rf"({_YEAR})[-/.](\d\d)(?:-(\d\d))?", plain)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]) if iso[3] else None)
    named = re.match(r"[a-z]+", plain)
    numbers = [int(number) for number in re.findall(r"\d+", plain)]
    if named:
        year = numbers[-1] if numbers else 0
        month = _SEASONS.get(named[0])
        if month is None and named[0][:3] in _MONTHS:
            month = _MONTHS.index(named[0][:3]) + 1
        return _checked(_whole(year), month, None) if month else None
    if len(numbers) == 2:  # noqa: PLR2004 -- month and year
        return _checked(_whole(numbers[1]), numbers[0], None)
    if len(numbers) == 3:  # noqa: PLR2004 -- month, day and year, as the USA writes them
        return _checked(_whole(numbers[2]), numbers[0], None)
    return None


def _whole(year: int) -> int:
    """Return the year that two digits mean: of a working life, not of the next one."""
    if year >= 100:  # noqa: PLR2004 -- written whole
        return year
    return year + (2000 if year < 60 else 1900)  # noqa: PLR2004 -- '59 is a graduation to come, '60 one past


def _checked(year: int, month: int, day: int | None) -> str | None:
    try:
        date(year, month, day or 1)
    except ValueError:
        return None
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
