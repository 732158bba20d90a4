"""Medical office manager or not, with the rule and words that decided."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.phrases import fold
from pipeline.posting import Occupation
from pipeline.reading import Facts, Reading
from pipeline.rulebook import Rule, load_rules

_READ = 6_000
"""Characters of the text that are enough to tell a trade."""
_ANY_TRADE = frozenset(("offer", "boilerplate"))


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationRule(Rule):
    """Titles that decide, or leave it to the setting."""

    decides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRule(Rule):
    """Words of one trade."""

    trade: str


@cache
def _titles() -> tuple[tuple[OccupationRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(rule.pattern)) for rule in load_rules("occupation", OccupationRule)
    )


@cache
def _settings() -> dict[str, re.Pattern[str]]:
    return {rule.trade: re.compile(rule.pattern) for rule in load_rules("settings", SettingRule)}


def extract(reading: Reading) -> Facts:
    """Decide the occupation from the title, and from the setting where the title may be any trade's."""
    title = fold(reading.raw.title)
    for rule, pattern in _titles():
        match = pattern.search(title)
        if match is None:
            continue
        if rule.decides != "if_health":
            return _facts(rule.decides, f"{rule.id}: {match[0].strip()}")
        return _by_setting(reading, rule, match[0])
    return _facts("other", "no title rule fits")


def _by_setting(reading: Reading, rule: OccupationRule, words: str) -> Facts:
    text = _telling_text(reading)
    health = _settings()["health"].findall(text)
    other = _settings()["other"].findall(text)
    is_health = len(health) > 2 * len(other)
    said = ", ".join(dict.fromkeys((health if is_health else other)[:4])) or "none"
    return _facts(
        "medical_office_manager" if is_health else "other",
        f"{rule.id}: {words.strip()}; "
        f"{len(health)} health words, {len(other)} of other trades ({said})",
    )


def _telling_text(reading: Reading) -> str:
    """Return title, employer and text without what is offered: any trade has dental insurance."""
    parts = [fold(f"{reading.raw.title}\n{reading.raw.employer or ''}")]
    parts += [
        reading.folded[section.start : section.end]
        for section in reading.sections
        if section.kind not in _ANY_TRADE
    ]
    return "\n".join(parts)[:_READ]


def _facts(occupation: str, reason: str) -> Facts:
    decided: Occupation = (
        "medical_office_manager" if occupation == "medical_office_manager" else "other"
    )
    return {"occupation": decided, "occupation_reason": reason}
