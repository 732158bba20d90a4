"""Cut a line that names a job or a school into its parts, and tell what each part is."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from matcher.resume_text.dates import Span
from matcher.resume_text.lines import Line, find_place, says

_CUT = re.compile(r"\s*[|•·\t]\s*|\s{3,}|\s+[-–—/]+\s+|\s+@\s+|\s+at\s+(?=[A-Z])|[,;]\s+|\n")
_KEPT = re.compile(
    r",\s+(?=(?:Inc|LLC|L\.L\.C|P\.?C|P\.?A|PLLC|LLP|MD|M\.D|DDS|D\.O|DO|Ltd|Jr|Sr|Operations|Finance|Revenue Cycle|Patient Access|Human Resources)\b)"
)
_BRACKETED = re.compile(r"(?<=\w )\([^()]*\)")
_HELD = "\ue000"
_HOLD = str.maketrans({",": _HELD, "/": "\ue001", "-": "\ue002", "|": "\ue003"})
"""What cuts a line, but not within brackets: "Assistant (per diem, weekends)" is one title."""
_RELEASE = {ord(held): chr(cut) for cut, held in _HOLD.items()}
_EDGE = " \t,;|·•-–—/[]"
_LASTED = re.compile(
    r"\(?\s*\d+\+?\s*(?:years?|yrs?|months?|mos?)(?:,?\s*\d+\s*(?:months?|mos?))?\s*\)?",
    re.IGNORECASE,
)
_ARRANGED = re.compile(
    r"^(?:full|part)[- ]time$|^(?:remote|hybrid|on-?site|contract|temporary|per diem|prn)$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parts:
    """What the lines at the head of an entry name."""

    titles: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    """Employers: what has a word of theirs, and what is nothing else."""
    place: str = ""
    unsure: bool = False
    """No word told the title from the employer: the order did."""

    @property
    def title(self) -> str:
        """The title, None of several lost."""
        return " / ".join(dict.fromkeys(self.titles))

    @property
    def name(self) -> str:
        """The employer with what belongs to its name."""
        return ", ".join(dict.fromkeys(self.names))


def fragments(text: str) -> list[str]:
    """Return the parts of a line between commas, bars, dashes, tabs and wide gaps."""
    held = _KEPT.sub(lambda match: _HELD + match[0][1:], text)
    held = _BRACKETED.sub(lambda match: match[0].translate(_HOLD), held)
    cut = (_stripped(part.translate(_RELEASE)) for part in _CUT.split(held))
    return [" ".join(part.split()) for part in cut if part]


def _stripped(part: str) -> str:
    """Return a part without the marks at its edges, and without half a pair of brackets."""
    plain = part.strip(_EDGE)
    return plain if plain.count("(") == plain.count(")") else plain.strip(_EDGE + "()")


def without(text: str, span: Span) -> str:
    """Return a line without its dates, and without what they left: brackets, "(3 years)"."""
    rest = f"{text[: span.begins]}\t{text[span.ends :]}"
    rest = _LASTED.sub("\t", rest)
    return _stripped(re.sub(r"\(\s*\)|\[\s*\]", "", rest))


def is_length(line: Line) -> bool:
    """Return whether a line only says how long something lasted: "5 years 3 months"."""
    return _LASTED.fullmatch(line.words) is not None


def read_parts(texts: Iterable[str]) -> Parts:
    """Return what the lines at the head of a job name, in their order."""
    parts = Parts()
    plain: list[str] = []
    lines: list[list[str]] = []
    for text in texts:
        place = find_place(text)
        bare = text
        if place is not None and not parts.place:
            parts.place = place.words
            bare = f"{text[: place.start]}\t{text[place.end :]}"
        lines.append([part for part in fragments(bare) if not _ARRANGED.match(part)])
    named = [line for line in lines if any(says("title", part) for part in line)]
    others = [part for line in lines if line not in named for part in line]
    if len(named) == 1 and any(says("employer", part) for part in others):
        # The employer has a line of its own: "Manager, Imaging Services" is all title.
        return Parts([", ".join(named[0])], others, parts.place)
    for part in (part for line in lines for part in line):
        if says("title", part) and not (parts.titles and says("employer", part)):
            parts.titles.append(part)
        elif says("employer", part):
            parts.names.append(part)
        else:
            plain.append(part)
    _place_plain(parts, plain)
    return parts


def _place_plain(parts: Parts, plain: list[str]) -> None:
    """Give what no word told apart to the part that is missing; to the employer otherwise."""
    if parts.titles:
        parts.names += plain
    elif parts.names:
        parts.titles += plain[:1]
        parts.names += plain[1:]
        parts.unsure = bool(plain)
    elif plain:
        parts.titles, parts.names = plain[:1], plain[1:]
        parts.unsure = True
