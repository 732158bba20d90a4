"""Medical office manager or not, with the rule and words that decided."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.cues import CueFinder, PhraseRule
from pipeline.phrases import fold
from pipeline.posting import Occupation
from pipeline.reading import Facts, Reading
from pipeline.rulebook import Rule, load_rules

_READ = 6_000
"""Characters of the text that are enough to tell a trade."""
_NAME_WEIGHT = 3
"""A word in the title or the employer's name tells as much as so many in the text."""
_SURE = 3
"""So many words that only another trade uses of itself; one may be a client or a neighbour."""
_ANY_TRADE = frozenset(("offer", "boilerplate"))
_WORDS_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class OccupationRule(Rule):
    """Titles that decide, or leave it to the setting."""

    decides: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingRule(PhraseRule):
    """Words of one trade."""

    trade: str


@cache
def _titles() -> tuple[tuple[OccupationRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(rule.pattern)) for rule in load_rules("occupation", OccupationRule)
    )


@cache
def _settings() -> CueFinder[SettingRule]:
    return CueFinder(load_rules("settings", SettingRule))


def extract(reading: Reading) -> Facts:
    """Decide the occupation from the title, and from the setting where any trade may use it."""
    title = " ".join(fold(reading.raw.title).split())
    rule, words = _by_title(title)
    if rule is None:
        return _facts("other", "no title rule fits")
    if rule.decides == "if_health":
        return _by_setting(reading, title, rule, words)
    return _facts(rule.decides, f"{rule.id}: {words}")


@lru_cache(maxsize=4096)
def _by_title(title: str) -> tuple[OccupationRule | None, str]:
    """Return the first rule that fits a folded title, and the words it found; titles recur."""
    for rule, pattern in _titles():
        match = pattern.search(title)
        if match is not None:
            return rule, (match.groupdict().get("head") or match[0]).strip(" ,-(/")
    return None, ""


def _by_setting(reading: Reading, title: str, rule: OccupationRule, words: str) -> Facts:
    name = f"{title}\n{fold(reading.raw.employer or '')}"
    said: dict[str, Counter[str]] = {trade: Counter() for trade in ("health", "other")}
    sure = 0
    for text, weight in ((name, _NAME_WEIGHT), (_telling_text(reading), 1)):
        for cue in _settings().find(text):
            trade = cue.rule.trade
            if trade == "sure_other":
                sure += weight
                trade = "other"
            if trade in said:
                said[trade][text[cue.start : cue.end]] += weight
    health, other = (said[trade].total() for trade in ("health", "other"))
    is_health = sure < _SURE and health > 2 * other
    shown = said["health" if is_health else "other"].most_common(_WORDS_SHOWN)
    return _facts(
        "medical_office_manager" if is_health else "other",
        f"{rule.id}: {words}; health {health}, other trades {other}"
        f" ({', '.join(word for word, _ in shown) or 'no telling word'})",
    )


def _telling_text(reading: Reading) -> str:
    """Return the text without what is offered: any trade has dental insurance."""
    parts = [
        reading.folded[section.start : min(section.end, section.start + _READ)]
        for section in reading.sections
        if section.kind not in _ANY_TRADE
    ]
    return "\n".join(parts)[:_READ]


def _facts(occupation: str, reason: str) -> Facts:
    decided: Occupation = (
        "medical_office_manager" if occupation == "medical_office_manager" else "other"
    )
    return {"occupation": decided, "occupation_reason": reason}
