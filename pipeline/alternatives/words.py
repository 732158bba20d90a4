"""The words that join requirements: `rules/joins.toml`."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings

Meaning = Literal["or", "and", "slash", "reduces"]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRule(SayingRule):
    """Words that make two neighbours alternatives, or both asked for."""

    means: Meaning | None = None
    """What a connector makes of the two it stands between."""


@cache
def join_rules() -> tuple[JoinRule, ...]:
    """Return the rules of `rules/joins.toml`."""
    return load_rules("joins", JoinRule)


@cache
def join_words() -> Sayings:
    """Return the words that join, by what they say."""
    return Sayings(join_rules())


@cache
def meanings() -> dict[str, Meaning]:
    """Return what each connector means, by the id of its rule."""
    return {rule.id: rule.means for rule in join_rules() if rule.means is not None}
