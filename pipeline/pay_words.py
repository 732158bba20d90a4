"""Words beside a figure that tell whose and what money it is: `rules/pay.toml`."""

import re
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.rulebook import Rule, load_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class PayRule(Rule):
    """Words beside a figure that tell whose and what money it is."""

    where: str
    """`before` or `after` the figure; `between` two statements."""
    says: str
    """`pay`, `other` (loses to a pay word nearer the figure), `never`, `last` or `levels`."""


class PayWords(NamedTuple):
    """The patterns of the rules, by what they say and where."""

    named: re.Pattern[str]
    other: re.Pattern[str]
    never: re.Pattern[str]
    last: re.Pattern[str]
    other_after: re.Pattern[str]
    pay_after: re.Pattern[str]
    levels: re.Pattern[str]


@cache
def pay_words() -> PayWords:
    """Return the words of `rules/pay.toml`."""
    rules = load_rules("pay", PayRule)

    def any_of(where: str, says: str) -> re.Pattern[str]:
        return re.compile(
            "|".join(rule.pattern for rule in rules if (rule.where, rule.says) == (where, says))
        )

    return PayWords(
        any_of("before", "pay"), any_of("before", "other"), any_of("before", "never"),
        any_of("before", "last"), any_of("after", "other"), any_of("after", "pay"),
        any_of("between", "levels"),
    )  # fmt: skip
