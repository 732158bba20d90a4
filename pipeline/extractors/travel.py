"""Travel that the job takes: how much of the time, or that there is none."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from pipeline.posting import Asked, Fact
from pipeline.reading import Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings
from pipeline.stated import stated

_WORD = "travel"
_CONCEPT = "condition-travel"
_REACH = 60
"""Characters before and behind the word in which its share of the time stands."""
_SHARE = r"(?P<least>less than|under|up to|at least|more than|over|<|>)?[\s~]{0,2}(?P<low>\d{1,3})\s?%?(?:\s?(?:-|to)\s?(?P<high>\d{1,3}))?\s?(?P<more>\+\s?)?(?:%|percent\b)(?P<plus>\s?(?:\+|or more|or less|max(?:imum)?))?"
_BEFORE = re.compile(
    rf"{_SHARE}(?: of (?:the )?(?:time|work))?\)?[\s,:]{{0,2}}(?:[\w/-]+ ){{0,3}}(?:\($)?$"
)
_AFTER = re.compile(
    rf"travel(?:ing|ling|s)?(?: [\w/-]+){{0,6}}?[\s:(,-]{{0,3}}{_SHARE}(?: of (?:the |your )?time)?"
)
_ALL = 100


@cache
def _sayings() -> Sayings:
    return Sayings(load_rules("travel", SayingRule))


def extract(reading: Reading) -> Facts:
    """Read the travel: one fact, the first that states a share of the time before all others."""
    found = list(_travel(reading))
    if not found:
        return {}
    return {"facts": (min(found, key=lambda fact: fact.low is None and fact.high is None),)}


def _travel(reading: Reading) -> Iterator[Fact]:
    folded, sayings = reading.folded, _sayings()
    at = folded.find(_WORD)
    while at >= 0:
        sentence = reading.context.sentence_at(at)
        begin, end = sentence.start, sentence.end
        begin, end = max(begin, at - _REACH), min(end, at + _REACH)
        if not (
            folded[at - 1 : at].isalnum()
            or sayings.match("others_after", folded, at, end)
            or sayings.search("others_before", folded, begin, at)
        ):
            yield from _stated(reading, at, begin, end)
        at = folded.find(_WORD, at + 1)


def _stated(reading: Reading, at: int, begin: int, end: int) -> Iterator[Fact]:
    folded, sayings = reading.folded, _sayings()
    none = sayings.search("none_before", folded, begin, at) or sayings.match(
        "none_after", folded, at, end
    )
    if none is not None:
        yield _fact(reading, min(none.start(), at), max(none.end(), at + len(_WORD)),
                    sayings.rule(none), (Decimal(0), Decimal(0)), "not_required")  # fmt: skip
        return
    asked: Asked = "possible" if sayings.search("possible", folded, begin, end) else "required"
    share = _BEFORE.search(folded, begin, at) or _AFTER.match(folded, at, end)
    if share is not None and int(share["high"] or share["low"]) <= _ALL:
        until = max(share.end(), at + len(_WORD))
        yield _fact(reading, min(share.start(), at), until, "travel.share", _bounds(share), asked)
        return
    said = sayings.search("asked_before", folded, begin, at) or sayings.match(
        "asked_after", folded, at, end
    )
    if said is not None:
        yield _fact(reading, min(said.start(), at), max(said.end(), at + len(_WORD)),
                    sayings.rule(said), (None, None), asked)  # fmt: skip


def _bounds(share: re.Match[str]) -> tuple[Decimal | None, Decimal | None]:
    """Return the lowest and highest share of the time, in percent."""
    low = Decimal(share["low"])
    if share["high"]:
        return low, Decimal(share["high"])
    said = f"{share['least'] or ''} {share['more'] or ''} {share['plus'] or ''}"
    if re.search(r"less|under|up to|<|max", said):
        return None, low
    if re.search(r"at least|more|over|>|\+", said):
        return low, None
    return low, low


def _fact(
    reading: Reading,
    start: int,
    end: int,
    rule: str,
    bounds: tuple[Decimal | None, Decimal | None],
    asked: Asked,
) -> Fact:
    words = reading.folded[start:end]
    start, end = end - len(words.lstrip(" ~")), start + len(words.rstrip(" ,:("))
    return stated(
        reading, "travel", start, end, rule,
        concept=_CONCEPT, low=bounds[0], high=bounds[1], asked=asked,
    )  # fmt: skip
