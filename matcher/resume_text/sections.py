"""Cut the lines of a résumé at its headings: `matcher/rules/resume_sections.toml`."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache

from matcher.resume_text.dates import find_span
from matcher.resume_text.lines import NAME, Line, find_place
from pipeline.phrases import fold
from pipeline.rulebook import Rule, load_rules

_LONGEST = 60
_ABOVE_PLACE = 3
"""Lines of name and headline above the place."""
_INLINE = re.compile(r"(?P<heading>[^:]{3,40}):\s*(?P<rest>\S.*)")
_FRAME = re.compile(r"^[\W_]+|[\W_]+$")
_SPACED = re.compile(r"(?:\b\w ){3,}\w\b")
_NO_SKILL = re.compile(
    "languages?|certifications?|certificates?|licenses?|credentials|skills|summary|references|volunteering"
)
"""Headings that nobody lists as a skill."""
_LISTS = frozenset(("skills", "languages", "certificates"))
"""Sections that one line may hold whole: "Languages: English, Spanish"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule(Rule):
    """Headings that open one kind of section."""

    kind: str

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the match of a whole heading."""
        return re.compile(self.pattern).fullmatch(_plain(folded))


@dataclass(slots=True)
class Section:
    """The lines under one heading."""

    kind: str
    """A kind of the rules; "head" before the first heading."""
    lines: list[Line] = field(default_factory=list)


@cache
def _rules() -> tuple[HeadingRule, ...]:
    return load_rules("resume_sections", HeadingRule, "matcher")


def kind_of(heading: str) -> str | None:
    """Return the kind of section that a heading opens; None where it is none."""
    if len(heading) > _LONGEST:
        return None
    folded = fold(heading)
    return next((rule.kind for rule in _rules() if rule.search(folded)), None)


def find_sections(lines: Iterable[Line]) -> list[Section]:
    """Return the sections of a résumé, in order."""
    sections = [Section("head")]
    for line in lines:
        kind = None if line.item or find_span(line.text) else kind_of(line.words)
        if kind is not None and _stands_alone(line, kind, sections[-1]):
            sections.append(Section(kind))
            continue
        inline = None if line.item else _INLINE.fullmatch(line.words)
        kind = kind_of(inline["heading"]) if inline else None
        if inline and kind in _LISTS | {"summary"}:
            rest = replace(line, text=inline["rest"])
            if sections[-1].kind in _LISTS and kind == "skills":
                sections[-1].lines.append(line)  # a label within the list
            else:
                outer = sections[-1].kind
                sections.append(Section(str(kind), [rest]))
                sections.append(Section(outer if outer != "head" else str(kind)))
            continue
        sections[-1].lines.append(line)
    return [section for section in sections if section.lines]


def with_head(sections: list[Section]) -> list[Section]:
    """Return the sections with the name's lines on top, where a side column was read before them.

    LinkedIn's printed profile puts contact and skills first, then name, headline and place.
    """
    if sections[0].kind == "head":
        return sections
    for section in sections:
        lines = section.lines
        placed = [n for n, line in enumerate(lines) if find_place(line.words)]
        if section.kind in ("work", "summary"):
            break
        if section.kind in _LISTS and placed and placed[-1] >= len(lines) - 2:
            first = max(0, placed[-1] - _ABOVE_PLACE)
            names = [n for n in range(first, placed[-1]) if NAME.match(lines[n].words)]
            if names:
                head = Section("head", lines[names[0] :])
                del lines[names[0] :]
                return [head, *sections]
    return sections


def _stands_alone(line: Line, kind: str, section: Section) -> bool:
    """Return whether a line that reads like a heading is one.

    Within a list of skills, "Training" or "Software" in plain letters is a skill.
    """
    shows = line.heading or line.gap or line.words.isupper() or line.words.endswith(":")
    sure = kind in ("work", "education") or _NO_SKILL.fullmatch(fold(line.words)) is not None
    return shows or sure or section.kind not in _LISTS


def _plain(folded: str) -> str:
    """Return a heading without its frame: "-- S K I L L S --" is skills."""
    plain = _FRAME.sub("", " ".join(folded.split()))
    if _SPACED.fullmatch(plain):
        plain = plain.replace(" ", "")
    return plain


def labelled(line: Line) -> tuple[str | None, str]:
    """Return label and entries of a line of a list: "Systems: Epic, Excel"."""
    match = _INLINE.fullmatch(line.text)
    return (match["heading"], match["rest"]) if match else (None, line.text)
