"""Branches of care and lines of work, told from words: of a requirement, a title or a job."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

from pipeline.phrases import fold
from pipeline.rulebook import Rule, load_rules

ANY_HEALTH = "health"
"""The branch that stands for health care as a whole; a named branch says more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialtyRule(Rule):
    """Words of one branch."""

    apart: bool = False
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch of care, or a line of work beside it."""

    id: str
    pattern: str
    apart: bool
    """Its years count only in part as years in other offices, both ways."""
    outside: bool
    """No health care."""

    def to_json(self) -> dict[str, Any]:
        """Return plain values, for an index to keep."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read plain values."""
        return cls(**values)

    def is_named(self, folded: str) -> bool:
        """Return whether a folded text names it. Python keeps compiled patterns."""
        return re.search(self.pattern, folded) is not None


def load_branches() -> tuple[Branch, ...]:
    """Return the branches of `rules/specialties.toml`."""
    return tuple(
        Branch(rule.id.removeprefix("specialty."), rule.pattern, rule.apart, rule.outside)
        for rule in load_rules("specialties", SpecialtyRule)
    )


def named_in(text: str, branches: Sequence[Branch]) -> frozenset[str]:
    """Return the ids of the branches that a text names."""
    folded = fold(text)
    return frozenset(branch.id for branch in branches if branch.is_named(folded))
