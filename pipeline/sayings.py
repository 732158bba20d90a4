"""Rules that judge the words around a thing: all that say the same are tried as one pattern."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.rulebook import Rule, load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class SayingRule(Rule):
    """Words, and what they say of the thing they stand by."""

    says: str
    """What ends in `_after` stands right behind the thing, in `_between` is all between two, in
    `_whole` is all of it."""
    anchors: tuple[str, ...] = ()
    """Literals, one of which stands where the words begin, so that only there they are tried."""

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first match in a folded text, the one it opens with, or the whole of it."""
        pattern = re.compile(self.pattern)
        if self.says.endswith(("_between", "_whole")):
            return pattern.fullmatch(folded)
        return pattern.match(folded) if self.says.endswith("_after") else pattern.search(folded)


_TO_THE_END = 1 << 60


class Sayings:
    """The rules of one file, joined by what they say."""

    def __init__(self, rules: Sequence[SayingRule]) -> None:
        self._ids = [rule.id for rule in rules]
        self._anchors: dict[str, tuple[str, ...]] = {}
        for rule in rules:
            known = self._anchors.get(rule.says, ())
            self._anchors[rule.says] = tuple(dict.fromkeys((*known, *rule.anchors)))
        parts: dict[str, list[str]] = {}
        for number, rule in enumerate(rules):
            parts.setdefault(rule.says, []).append(f"(?P<r{number}>{rule.pattern})")
        self._patterns = {says: re.compile("|".join(found)) for says, found in parts.items()}

    def search(
        self, says: str, folded: str, start: int = 0, end: int = _TO_THE_END
    ) -> re.Match[str] | None:
        """Return the first words in a span of a folded text that say it; `$` is the span's end."""
        return self._patterns[says].search(folded, start, end)

    def match(
        self, says: str, folded: str, start: int = 0, end: int = _TO_THE_END
    ) -> re.Match[str] | None:
        """Return the words at the start of a span that say it."""
        return self._patterns[says].match(folded, start, end)

    def fullmatch(
        self, says: str, folded: str, start: int = 0, end: int = _TO_THE_END
    ) -> re.Match[str] | None:
        """Return the words that are all of a span and say it."""
        return self._patterns[says].fullmatch(folded, start, end)

    def each(
        self, says: str, folded: str, start: int = 0, end: int = _TO_THE_END
    ) -> Iterator[re.Match[str]]:
        """Yield all words in a span that say it, in text order, none overlapping."""
        return self._patterns[says].finditer(folded, start, end)

    def anchors(self, says: str) -> tuple[str, ...]:
        """Return the literals that open what says a thing, in file order."""
        return self._anchors[says]

    def rule(self, match: re.Match[str]) -> str:
        """Return the id of the rule that matched."""
        assert match.lastgroup is not None
        return self._ids[int(match.lastgroup[1:])]


@cache
def load_sayings(name: str) -> Sayings:
    """Return the rules of `rules/NAME.toml`, joined by what they say."""
    return Sayings(load_rules(name, SayingRule))
