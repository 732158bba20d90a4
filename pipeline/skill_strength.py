"""What a posting says of a skill over the markers beside it: taught here, liked, another's.

"We chart in Elation, but will train" asks nobody to know it. The words stand in
`rules/skill_strength.toml`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.claims import Claim
from pipeline.concepts import load_taxonomy
from pipeline.context import Sentence
from pipeline.posting import Strength
from pipeline.reading import QUALIFICATIONS, Reading
from pipeline.rulebook import load_rules

_NEAR = 32
_AROUND = 70
"""Characters between words and the skill they speak of."""
_SPACES = 3
"""Between a sentence and the next."""
_BEHIND = 16
_WORDS = 2
"""And spaces, at most: "coding is all done by"."""
_STRENGTHS: dict[str, Strength] = {
    "not_required": "not_required",
    "preferred": "preferred",
    "taught": "not_required",
    "asked": "required",
}
_NOT_ASKED = frozenset(("others", "credential"))
_GOES_BACK = frozenset(("around", "next"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillStrengthRule(AnchoredRule):
    """Words that speak of a skill near them."""

    says: str
    reaches: str


class _Said(NamedTuple):
    start: int
    end: int
    rule: SkillStrengthRule


@cache
def _finder() -> AnchoredFinder[SkillStrengthRule]:
    return AnchoredFinder(load_rules("skill_strength", SkillStrengthRule))


class SkillStrengths:
    """What one posting says of its skills, ready to be asked."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._said: Sequence[_Said] = sorted(
            (
                _Said(match.start(), match.end(), rule)
                for rule, match in _finder().find(reading.folded)
            ),
            key=lambda said: said.start,
        )
        self._starts = [said.start for said in self._said]

    def heard(self, claim: Claim) -> Claim:
        """Return a claim as the words around it mean it; markers that like or ask stand.

        What is liked in a person is asked for: "we'd like you to be calm".
        """
        sentence = self._reading.context.sentence_at(claim.start)
        first = bisect_left(self._starts, sentence.start)
        last = bisect_right(self._starts, sentence.end + _SPACES)
        if first == last:
            return claim
        of_person = load_taxonomy()[claim.concept].subtype == "soft_skill"
        for said in self._said[first:last]:
            if (said.rule.says == "asked") == of_person and self._speaks_of(said, claim, sentence):
                if said.rule.says == "credential" and not self._may_name_one(claim):
                    continue
                return _as_said(claim, said.rule)
        return claim

    def _may_name_one(self, claim: Claim) -> bool:
        words = self._reading.text[claim.start : claim.end]
        asked = claim.stance.section in QUALIFICATIONS or claim.stance.marked
        return asked and not words.isupper() and not _is_product(claim)

    def _speaks_of(self, said: _Said, claim: Claim, sentence: Sentence) -> bool:
        behind, before = said.start - claim.end, claim.start - said.end
        reaches = said.rule.reaches
        if said.start >= sentence.end:
            return reaches in _GOES_BACK and self._opens_the_next(said, sentence.end, claim)
        if reaches == "behind":
            between = self._reading.folded[claim.end : said.start]
            return 0 <= behind <= _BEHIND and between.count(" ") <= _WORDS and "," not in between
        if reaches == "forward":
            return 0 <= before <= _NEAR
        if reaches == "onward":
            return claim.start >= said.start
        if reaches == "around":
            return 0 <= before <= _AROUND or (0 <= behind <= _AROUND and _is_product(claim))
        return False

    def _opens_the_next(self, said: _Said, end: int, claim: Claim) -> bool:
        """Return whether words open the sentence behind a product's, in the same block."""
        between = self._reading.folded[end - 1 : said.start]
        return "\n" not in between and not between[1:].strip() and _is_product(claim)


def _is_product(claim: Claim) -> bool:
    return load_taxonomy()[claim.concept].subtype == "technology"


def _as_said(claim: Claim, rule: SkillStrengthRule) -> Claim:
    stance = claim.stance
    if rule.says in _NOT_ASKED:
        return replace(claim, stance=stance._replace(strength=None, subject="employer"))
    if (
        rule.says != "asked"
        and stance.marked
        and (rule.says == "taught" or stance.strength == "preferred")
    ):
        return claim
    told = stance._replace(
        strength=_STRENGTHS[rule.says], marked=True, subject="candidate", rule=rule.id
    )
    return replace(claim, stance=told)
