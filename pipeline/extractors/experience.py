"""Experience: how long, of which kind, with or without a number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.claims import Claim
from pipeline.durations import Years, find_years, read_number
from pipeline.posting import Requirement
from pipeline.reading import QUALIFICATIONS, Facts, Reading
from pipeline.rulebook import Rule, load_rules

_DEFAULT = "exp-health-care"
_EQUIVALENT = "exp-equivalent"

_NOT_EXPERIENCE = re.compile(
    r"\s*(?:of age|old|ago|in business|and older|or older|warranty|contract|lease|term\b|"
    r"after|from|of service with|in the community|anniversar)"
)
_NOT_EXPERIENCE_BEFORE = re.compile(
    r"(?:within|every|each|past|last|next|per|after|for over|for more than|since|once|twice|"
    r"serving|served|business for|with us for|retiring after|been .{0,25}for|aged?|during the|first|expires? in)"
    r"(?:\s+(?:the|a|an|our|your))?\s*$"
)
_EXPERIENCE_WORD = re.compile(r"\bexp(?:erience|\.)?\b|\bexperienced\b|\bworked\b|\bin charge\b")
# "three of them in a leadership role", "2 of those supervising", "one year of which …"
_NESTED = re.compile(
    r"\b(?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten)"
    r"(?: years?)? (?:of (?:them|those|these|which)(?: years?)?|(?=(?:as|in) an? (?:lead|super|manag|direct)))"
)
# "… or three with a bachelor's": a number whose unit was said before.
_OR_WITH = re.compile(
    r"\bor (?P<number>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten) with\b"
)
_EQUIVALENT_WORDS = re.compile(
    r"\bequivalent (?:\w+ ){0,3}?experience\b"
    r"|\bequivalent combination\b|\bcombination of (?:relevant |related )?(?:education|experience|training)"
    r"|\bexperience (?:may|can|will) (?:be )?(?:substitut|accept|consider|count)\w*"
    r"|\bequivalent (?:of|in) experience\b|\bor (?:relevant|related|commensurate) experience\b"
    r"|\bexperience in lieu of\b|\bin lieu of (?:a |the )?degree\b"
)
_BARE = re.compile(
    r"\bexperience\b|\bbackground\b|\bhas (?:run|managed|led)\b|\balready managed\b|\bmust have managed\b"
)
_BARE_REACH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceRule(Rule):
    """Words that tell a kind of experience."""

    concept: str
    bare: bool


@cache
def _kinds() -> tuple[tuple[ExperienceRule, re.Pattern[str]], ...]:
    rules = load_rules("experience", ExperienceRule)
    return tuple((rule, re.compile(rule.pattern)) for rule in rules)


def extract(reading: Reading) -> Facts:
    """Read experience requirements."""
    lengths = list(_with_nested(reading))
    found = [*_stated(reading, lengths), *_bare(reading, lengths), *_equivalent(reading, lengths)]
    return {"requirements": tuple(sorted(found, key=lambda row: row.start))}


def _with_nested(reading: Reading) -> Iterator[Years]:
    folded = reading.folded
    stated = find_years(folded)
    for position, years in enumerate(stated):
        if _NOT_EXPERIENCE.match(folded, years.end) or _NOT_EXPERIENCE_BEFORE.search(
            folded, max(0, years.start - 40), years.start
        ):
            continue
        yield years
        sentence = reading.context.sentence_at(years.start)
        limit = stated[position + 1].start if position + 1 < len(stated) else sentence.end
        for pattern in (_NESTED, _OR_WITH):
            nested = pattern.search(folded, years.end, min(limit, sentence.end))
            if nested:
                number = read_number(nested["number"])
                yield Years(nested.start("number"), nested.end(), number, None)


def _stated(reading: Reading, lengths: list[Years]) -> Iterator[Requirement]:
    folded = reading.folded
    for position, years in enumerate(lengths):
        sentence = reading.context.sentence_at(years.start)
        after_end = sentence.end
        if position + 1 < len(lengths) and lengths[position + 1].start < after_end:
            after_end = lengths[position + 1].start
        before_start = sentence.start
        if position and lengths[position - 1].end > before_start:
            before_start = lengths[position - 1].end
        after = folded[years.end : after_end]
        before = folded[before_start : years.start]
        rule = _kind_of(after) or _kind_of(before)
        stance = reading.context.stance(years.start, years.end)
        asking = stance.section in QUALIFICATIONS
        if stance.strength is None and _EXPERIENCE_WORD.search(after + before):
            continue
        if not asking and not stance.marked and not _EXPERIENCE_WORD.search(after + before):
            continue
        if stance.subject not in ("candidate", "staff") or stance.strength is None:
            continue
        end = _evidence_end(folded, years.end, after_end)
        claim = Claim(years.start, end, rule.concept if rule else _DEFAULT, stance)
        yield claim.requirement(
            reading, "experience", years_min=years.low, years_max=years.high,
            confidence=None if rule else 0.6,
        )  # fmt: skip


def _bare(reading: Reading, lengths: list[Years]) -> Iterator[Requirement]:
    """Read "supervisory experience required", "dermatology background": no number is said."""
    folded = reading.folded
    for match in _BARE.finditer(folded):
        sentence = reading.context.sentence_at(match.start())
        if any(sentence.start <= years.start < sentence.end for years in lengths):
            continue
        before = folded[max(sentence.start, match.start() - _BARE_REACH) : match.start()]
        after = folded[match.end() : min(sentence.end, match.end() + _BARE_REACH)]
        rule = _bare_kind(before, after)
        if rule is None:
            continue
        stance = reading.context.stance(match.start(), match.end())
        claim = Claim(match.start(), match.end(), rule.concept, stance)
        if claim.asked_of_candidate():
            yield claim.requirement(reading, "experience", confidence=0.7)


def _bare_kind(before: str, after: str) -> ExperienceRule | None:
    clause = re.split(r"[,:(]|\b(?:with|and|of|has|have|prior|previous)\b", before)[-1].strip()
    if clause and not re.match(r"\s+(?:with|using|on)\b", after):
        rule = _kind_of(clause)
        if rule is not None and rule.bare:
            return rule
    if re.match(r"\s+(?:in|as|working|managing|leading|supervising|running|at)\b|\s+an?\b", after):
        rule = _kind_of(re.split(r"[,.;(]", after)[0])
        if rule is not None and rule.bare:
            return rule
    return None


def _equivalent(reading: Reading, lengths: list[Years]) -> Iterator[Requirement]:
    """Read "or equivalent experience" without a number."""
    for match in _EQUIVALENT_WORDS.finditer(reading.folded):
        sentence = reading.context.sentence_at(match.start())
        near = (years for years in lengths if sentence.start <= years.start < sentence.end)
        if any(abs(years.end - match.start()) < _BARE_REACH for years in near):
            continue
        stance = reading.context.stance(match.start(), match.end())
        claim = Claim(match.start(), match.end(), _EQUIVALENT, stance)
        if claim.asked_of_candidate():
            yield claim.requirement(reading, "experience")


def _kind_of(words: str) -> ExperienceRule | None:
    for rule, pattern in _kinds():
        if pattern.search(words):
            return rule
    return None


def _evidence_end(folded: str, start: int, limit: int) -> int:
    """Return the end of the phrase that begins with the years: up to a comma or a bracket."""
    end = start
    for end in range(start, limit):
        if folded[end] in ",;(\n" or (folded[end] == "." and end + 1 >= limit - 1):
            break
    else:
        end = limit
    return start + len(folded[start:end].rstrip()) if end > start else start
