"""Whether words speak of the practice this job is in, not of another, nor of experience."""

from functools import cache, lru_cache

from pipeline.concepts import load_taxonomy
from pipeline.phrases import PhraseMatcher, fold
from pipeline.posting import Fact, FactKind
from pipeline.reading import Reading
from pipeline.rulebook import load_rules
from pipeline.sayings import SayingRule, Sayings
from pipeline.stated import said, section_kind, stated

_SPEAKING = frozenset(("employer", "duty", "unknown", "heading"))
"""Sections that speak of the practice; qualifications speak of where a candidate has been."""
_REACH = 60


@cache
def sayings() -> Sayings:
    """Return the rules of `rules/practice.toml`."""
    return Sayings(load_rules("practice", SayingRule))


@cache
def _matcher() -> PhraseMatcher:
    return PhraseMatcher(load_taxonomy(), ("setting", "specialty"))


def named(reading: Reading, kind: FactKind) -> dict[str, Fact]:
    """Return what the title and the employer's name say of the practice, by concept."""
    facts = (*_named(reading.raw.title, "title"), *_named(reading.raw.employer or "", "name"))
    found: dict[str, Fact] = {}
    for fact in facts:
        if fact.kind == kind and fact.concept is not None:
            found.setdefault(fact.concept, fact)
    return found


@lru_cache(maxsize=1024)
def _named(words: str, where: str) -> tuple[Fact, ...]:
    """Return the settings and specialties that a title or name says; both come again and again."""
    folded = fold(words)
    return tuple(
        Fact(
            kind=concept.kind,  # type: ignore[arg-type] # the matcher finds these two alone
            concept=concept.id,
            evidence=words[mention.start : mention.end],
            start=None,
            end=None,
            section=where,
            rule=f"practice.{where}",
            confidence=1.0 if where == "title" else 0.8,
        )
        for mention in _matcher().find(words, folded)
        if not sayings().match(f"nothing_in_{where}", folded, mention.start, mention.end)
        for concept in mention.concepts
    )


def described(reading: Reading, kind: FactKind, behind: str) -> dict[str, Fact]:
    """Return what the text says of the practice, by concept.

    `behind`: what the rules must find right behind the words; "" asks for nothing.
    """
    found: dict[str, Fact] = {}
    for start, end, concept in said(reading, kind):  # type: ignore[arg-type] # both are kinds of concepts
        if concept in found or section_kind(reading, start) not in _SPEAKING:
            continue
        sentence = reading.context.sentence_at(start)
        begin, finish = sentence.start, sentence.end
        begin, finish = max(begin, start - _REACH), min(finish, end + _REACH)
        folded = reading.folded
        rules = sayings()
        if behind and not (
            rules.match(behind, folded, end, finish)
            or rules.match(behind, folded, folded.rfind(" ", start, end), finish)
        ):
            continue
        ours = rules.search("ours", folded, begin, start)
        if (
            ours is None
            or rules.match("nothing", folded, start, end)
            or rules.search("others_before", folded, begin, start)
            or rules.match("others_after", folded, end, finish)
        ):
            continue
        found[concept] = stated(reading, kind, start, end, rules.rule(ours), concept=concept)
    return found
