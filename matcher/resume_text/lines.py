"""Lines of a résumé, whatever document they come from, and what single words in them tell."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from pipeline.phrases import fold
from pipeline.rulebook import Rule, load_rules
from pipeline.states import state_code

_MARK = re.compile(r"^\s*(?:[•●▪■◦‣⁃·○►▸➢➤✓✔★❖\uf0b7\uf0a7\x7f]+\s*|[*+\-–—»>]\s+|o\s+(?=[A-Z]))")
_SPACE = re.compile(r"[^\S\t\n]+")
_WIDE = re.compile(r"[^\S\t\n]{3,}")
"""A gap that sets a column apart: dates at the right edge."""
_STATE = re.compile(
    r",\s*(?P<state>[A-Z]{2}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)\b\.?"
    r"(?:,?\s+(?P<zip>\d{5})(?:-\d{4})?)?(?:,?\s*(?:USA|US|United States(?: of America)?)\b)?"
)
_CITY = re.compile(
    r"(?:^|[,|•·\t(–—]\s*|\s-\s+|\s{2,})(?P<city>[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,2})$"
)
_LAST_WORD = re.compile(r"(?P<city>[A-Z][\w.'’-]*)$")
NAME = re.compile(r"^[A-Z][\w.'’-]*(?:\s+[A-Z(\"][\w.'’)\"-]*){1,4}$")
"""Two to five capitalised words: a person's name looks so."""
_LONGEST_HEAD = 110
"""Characters: a line that names a job is shorter than a sentence about it."""
_BRACKETS = re.compile(r"\([^()]*\)")
_MOSTLY = 0.6
_NARROWEST = 25
"""Characters of a line that a column may break."""
_SENTENCE_END = (".", ";", ":")
_ABBREVIATED = re.compile(
    r"\b(?:inc|co|corp|ltd|p\.?\s?c|p\.?\s?a|l\.l\.c|st|dr|m\.d|jr|sr|univ|dept|[a-z])\.$"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document."""

    text: str
    number: int
    """As the document counts, from 1."""
    heading: bool = False
    """The document marks it as a heading."""
    item: bool = False
    """It stands behind a bullet."""
    gap: bool = False
    """An empty line stands before it."""

    @property
    def words(self) -> str:
        """The text on one line, one space for white space."""
        return " ".join(self.text.split())

    @property
    def is_head(self) -> bool:
        """Whether it may name a job or a school: short, no item, no sentence, capitals in it."""
        words = self.words
        if self.item or len(words) > _LONGEST_HEAD or not words:
            return False
        if words.endswith(_SENTENCE_END) and not _ABBREVIATED.search(words.lower()):
            return False
        bare = _BRACKETS.sub("", words)
        said = [word for word in re.findall(r"[A-Za-z][\w'’.&-]*", bare) if len(word) > 3]  # noqa: PLR2004 -- "of", "and" are never capitalised
        return not said or sum(word[0].isupper() for word in said) >= _MOSTLY * len(said)


@dataclass(frozen=True, slots=True)
class Place:
    """A city and state that a line names."""

    city: str
    state: str
    postal_code: str | None
    start: int
    end: int

    @property
    def words(self) -> str:
        """City and state as people write them."""
        return f"{self.city}, {self.state}"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRule(Rule):
    """Words that tell what a part of a line is."""

    says: str


@dataclass(slots=True)
class Unread:
    """What was not understood: the person corrects it."""

    said: list[str] = field(default_factory=list)

    def add(self, line: Line, why: str) -> None:
        """Keep a line with the reason."""
        self.said.append(f'line {line.number}: "{shortened(line.words)}": {why}')


@cache
def _words() -> dict[str, re.Pattern[str]]:
    rules = load_rules("resume_words", WordRule, "matcher")
    return {rule.says: re.compile(rule.pattern) for rule in rules}


def says(kind: str, text: str) -> bool:
    """Return whether words tell a title, an employer, a school or that a degree is pending."""
    return _words()[kind].search(fold(text)) is not None


def shortened(words: str) -> str:
    """Return words short enough for a line of the account."""
    return words if len(words) <= 70 else words[:69] + "…"  # noqa: PLR2004 -- fits a terminal


def find_place(text: str) -> Place | None:
    """Return the first city with a US state in a line."""
    for match in _STATE.finditer(text):
        state = state_code(match["state"])
        before = text[: match.start()].rstrip()
        city = _CITY.search(before) or _LAST_WORD.search(before)
        if state is not None and city is not None:
            return Place(city["city"], state, match["zip"], city.start("city"), match.end())
    return None


def lines_of(text: str) -> tuple[Line, ...]:
    """Return the lines of plain text: bullets taken off, wrapped lines joined."""
    lines: list[Line] = []
    gap = marked = False
    for number, raw in enumerate(text.splitlines(), 1):
        mark = _MARK.match(raw)
        words = _spaced(raw[mark.end() if mark else 0 :])
        if not words:
            gap = gap or (bool(lines) and mark is None)
            marked = marked or mark is not None  # in PDF files a bullet may be a line of its own
            continue
        lines.append(Line(words, number, item=marked or mark is not None, gap=gap))
        gap = marked = False
    return joined(lines)


def _spaced(text: str) -> str:
    return _SPACE.sub(" ", _WIDE.sub("\t", text.strip())).strip()


def joined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Return lines with those joined that only the page's width broke."""
    found: list[Line] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {line.text}")
        else:
            found.append(line)
    return tuple(found)


def _goes_on(before: Line, line: Line) -> bool:
    if line.item or line.gap or line.heading or before.heading or before.words.isupper():
        return False
    if len(before.words) < _NARROWEST:
        return False
    open_end = not before.words.endswith((".", "!", "?"))
    if line.words[0].islower() and open_end:
        return True
    return before.words.endswith((",", " and", " of", " the", " for", " with", " to", "&")) and (
        before.item or not before.is_head
    )


def numbered(texts: Sequence[tuple[str, bool, bool]]) -> tuple[Line, ...]:
    """Return lines of (text, is a heading, is an item), as documents with markup give them."""
    lines = []
    for number, (text, heading, item) in enumerate(texts, 1):
        mark = _MARK.match(text)
        words = _spaced(text[mark.end() if mark else 0 :])
        if words:
            lines.append(Line(words, number, heading=heading, item=item or mark is not None))
    return tuple(lines)
