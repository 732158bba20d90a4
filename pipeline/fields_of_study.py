"""Fields of study: what stands behind a degree ("in business or a related field") or before it."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from pipeline.phrases import Mention
from pipeline.reading import Reading
from pipeline.rulebook import Rule, load_rules

_REACH = 220
"""Characters behind a degree in which its fields may stand."""
_SAME = "same"
_JOINER = re.compile(r"\s*(?:,?\s*(?:and/or|or|and|&)|[,/;])\s*$")
# What may stand between a degree and its first field. The first group tells that a field comes.
_OPENING = re.compile(
    r"(?:'s|s'|s)?\)?(?:\s*\((?:[bam]\.?[as]\.?n?|aas|bba|[/ ]|or)+\)|[\s,]+(?:degree|diploma|level|program|(?:is |are )?(?:strongly |highly )?(?:required|preferred)|minimum|"
    r"prepared|or (?:higher|above|better|equivalent)|from an? (?:\w+[ -]){1,4}(?:university|college|institution|school|program)|"
    r"at an? (?:\w+[ -]){1,3}(?:university|college)))*"
    r"(?:(?P<sure>\s*,?\s*\(?\s*(?:preferably\s+|ideally\s+)?(?:in|of|with (?:an? )?(?:major|concentration|emphasis|focus|specialization|"
    r"degree|minor|coursework)(?: (?:course ?work|study|studies))?(?: in| on)?|majoring in|major in|emphasis in))\s+"
    r"|(?P<bare>\s*[(:,]\s*|\s+[–-]\s+|\s+(?=[a-z])))"
)
_FILLER = re.compile(
    r"(?:(?:an?|the|in|one of|either|any of|the following|areas?|fields?|disciplines?|studies|such as|of|as|"
    r"e\.g\.|i\.e\.|like|preferably|other|another|closely|major(?:ing)?|concentration|emphasis|degree)\b[\s,:(]*)+"
)
_BETWEEN = re.compile(
    r"(?:\s+(?:or similar|fields?|disciplines?|area|areas|major|majors|program|programs|management|studies)\b(?: of study)?)*"
    r"\s*(?:,?\s*\(?(?:and/or|or|and|&)\b|[,/)]|…)[\s,]*(?:or\s+|and\s+)?"
)
# A thing said in one breath with a degree, though no field of it: "Bachelor's, billing experience".
_NO_FIELD = re.compile(
    r"\s*(?:\w+\s+)?(?:experience|skills?|knowledge|background|software|certifi|licen|role|positions?|system|training|years)"
)
_BEFORE_ENDS = ("care ", "ted ", "ant ", "ble ", "ate ", "min ", "tration ")
"""How the words of rules for a field right before a degree end."""
_UNKNOWN = re.compile(
    r"(?!(?:required|preferred|experience|years?|plus|with|minimum|is|or|and|must|equivalent|at least|relevant|\d))"
    r"[a-z][a-z-]+(?: (?!or\b|and\b|is\b|with\b|required\b|preferred\b|experience\b)[a-z][a-z-]+){0,2}"
    r"(?=\s*(?:,|/|\)|…|\bor\b|\band\b))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule(Rule):
    """Words that name a field of study only where one is spoken of."""

    field: str
    """Concept; "" for a field the taxonomy has no name for, "same" for those named before."""
    where: Literal["list", "programme", "before"]
    """Behind a degree, in the name of a programme, or right before "degree"."""


class Fields(NamedTuple):
    """The fields named for a degree, and where their list begins and ends."""

    ids: tuple[str, ...]
    start: int
    end: int
    same: bool = False
    """Those of the degree named before are meant: "in one of those fields"."""


class _Loose:
    """The rules of one place, as one pattern."""

    def __init__(self, where: str) -> None:
        rules = [rule for rule in load_rules("fields_of_study", FieldRule) if rule.where == where]
        self._fields = [rule.field for rule in rules]
        joined = "|".join(f"(?P<f{n}>{rule.pattern})" for n, rule in enumerate(rules))
        end = "$" if where == "before" else r"(?![a-z])"
        self.pattern = re.compile(f"(?:{joined}){end}")

    def field(self, match: re.Match[str]) -> str:
        """Return the field that a match of the pattern names."""
        assert match.lastgroup is not None
        return self._fields[int(match.lastgroup[1:])]


@cache
def _loose(where: str) -> _Loose:
    return _Loose(where)


def fields_behind(reading: Reading, start: int) -> Fields:
    """Return the fields listed behind a degree that ends at `start`."""
    folded = reading.folded
    limit = min(reading.context.sentence_at(start - 1).end, start + _REACH)
    opening = _OPENING.match(folded, start, limit)
    if opening is None:
        return Fields((), start, start)
    named = _named(reading.mentions_of("field"), start, limit)
    sure = opening["sure"] is not None
    position = _behind(_FILLER, folded, opening.end(), limit)
    ids: list[str] = []
    reached, same = start, False
    while position < limit:
        found = _field_at(folded, named, position, limit, sure=sure)
        if found is None:
            break
        field, end = found
        if not sure and (field == "" or _NO_FIELD.match(folded, end, limit)):
            break
        same = same or field == _SAME
        if field and field != _SAME and field not in ids:
            ids.append(field)
        reached = end
        between = _BETWEEN.match(folded, end, limit)
        if between is None:
            break
        position = _behind(_FILLER, folded, between.end(), limit)
    return Fields(tuple(ids), start, reached, same)


def fields_before(reading: Reading, start: int) -> Fields:
    """Return the fields right before a degree: "accounting degree", "nursing or business degree"."""
    mentions = reading.mentions_of("field")
    number = bisect_left(mentions, start, key=_start)
    folded = reading.folded
    ids: list[str] = []
    reached = start
    opens = reading.context.sentence_at(start).start
    for previous in reversed(mentions[max(0, number - 6) : number]):
        field = _field_of(previous)
        if previous.start < opens:
            break
        if field is None or previous.end > reached:
            continue
        between = folded[previous.end : reached]
        if between != " " and not (ids and _JOINER.fullmatch(between)):
            break
        ids.insert(0, field)
        reached = previous.start
    if not ids:
        if not folded[max(0, start - 12) : start].endswith(_BEFORE_ENDS):
            return Fields((), start, start)
        match = _loose("before").pattern.search(
            folded, max(opens, start - 30), max(opens, start - 1)
        )
        if match is not None:
            return Fields((_loose("before").field(match),), match.start(), start)
    return Fields(tuple(dict.fromkeys(ids)), reached, start)


def field_of_programme(words: str) -> str | None:
    """Return the field that a programme's name tells: "registered nursing"; None if unknown."""
    match = _loose("programme").pattern.search(words)
    return _loose("programme").field(match) if match is not None else None


def _start(mention: Mention) -> int:
    return mention.start


def _behind(pattern: re.Pattern[str], folded: str, start: int, limit: int) -> int:
    match = pattern.match(folded, start, limit)
    return match.end() if match is not None else start


def _named(mentions: Sequence[Mention], start: int, limit: int) -> dict[int, tuple[str, int]]:
    named: dict[int, tuple[str, int]] = {}
    for position in range(bisect_left(mentions, start, key=_start), len(mentions)):
        mention = mentions[position]
        if mention.start >= limit:
            break
        field = _field_of(mention)
        if field is not None and mention.start not in named:
            named[mention.start] = (field, mention.end)
    return named


def _field_of(mention: Mention) -> str | None:
    """Return the field a mention names; None where it names a degree as well: MHA."""
    field = None
    for concept in mention.concepts:
        if concept.kind == "field":
            field = concept.id
        elif concept.kind == "degree" and concept.id != "edu-field-related":
            return None
    return field


def _field_at(
    folded: str, named: dict[int, tuple[str, int]], position: int, limit: int, *, sure: bool
) -> tuple[str, int] | None:
    loose = _loose("list").pattern.match(folded, position, limit)
    known = named.get(position)
    if known is not None and (loose is None or known[1] >= loose.end()):
        return known
    if loose is not None:
        return _loose("list").field(loose), loose.end()
    unknown = _UNKNOWN.match(folded, position, limit) if sure else None
    return ("", unknown.end()) if unknown is not None else None
