"""What a heading's words say of the section beneath: `rules/sections.toml`."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.rulebook import Rule, load_rules

_NUMBERING = re.compile(r"^(?:[\W_]+|(?:\d{1,2}|[ivx]{1,4}|[a-z])[.)]\s+)+")
_TRAILING = re.compile(r"[\s:*_#.\-–—=!?]+$")
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where a space was lost: "EssentialDuties"."""
_ASIDE = re.compile(r"\s*\([^)]{0,60}\)$")
LONGEST_HEADING = 70
"""Characters of the longest words that can be a heading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionRule(Rule):
    """Headings of one kind of section."""

    kind: str
    loose: str
    placed: str = ""
    """Words that tell wherever they stand in a line that opens a list or ends in a colon."""

    def matches(self, text: str) -> bool:
        """Return whether the whole text, as a heading, is of this rule's kind."""
        decided = classify(text, marked=False)
        return decided is not None and decided.id == self.id


@cache
def _rules() -> tuple[SectionRule, ...]:
    return load_rules("sections", SectionRule)


@cache
def _patterns(part: str) -> tuple[tuple[SectionRule, re.Pattern[str]], ...]:
    """Return the rules that have a part (pattern, loose or placed), each with it compiled."""
    found = ((rule, getattr(rule, part)) for rule in _rules())
    return tuple((rule, re.compile(words)) for rule, words in found if words)


def _known(heading: str, marked: bool, placed: bool) -> SectionRule | None:
    for rule, whole in _patterns("pattern"):
        if whole.fullmatch(heading):
            return rule
    for part in ["placed"] * (placed or marked) + ["loose"] * marked:
        for rule, words in _patterns(part):
            if words.search(heading):
                return rule
    return None


@lru_cache(maxsize=8192)
def classify(heading: str, *, marked: bool, placed: bool = False) -> SectionRule | None:
    """Return the rule of a heading's words, None if they are no heading we know.

    `marked`: the markup (or capitals) already says that this is a heading, so a telling word
    in it is enough. `placed`: it stands where a heading would, so that the surest words are.
    """
    words = _GLUED.sub(" ", heading.replace("\u2019", "'"))
    plain = _TRAILING.sub("", _NUMBERING.sub("", words.lower()))
    plain = _ASIDE.sub("", plain)
    if not plain or len(plain) > LONGEST_HEADING:
        return None
    return _known(plain, marked, placed)
