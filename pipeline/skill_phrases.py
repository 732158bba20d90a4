"""Skills said in verbs and objects: the wordings of `pipeline/rules/skills/*.toml`."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.reading import ASKING, Reading
from pipeline.rulebook import load_rules
from pipeline.wordings import Found, WordingFinder, WordingRule

_FOLDER = "skills"
_WORDS = "words"


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillPhrase(WordingRule):
    """The ways to say one skill."""

    @property
    def concept(self) -> str:
        """Return the skill: a rule is named after it."""
        return self.id.removeprefix("say.")


@cache
def skill_words() -> dict[str, tuple[str, ...]]:
    """Return the words that {name} stands for: `rules/skills/words.toml`."""
    path = files("pipeline").joinpath("rules", _FOLDER, f"{_WORDS}.toml")
    tables = tomllib.loads(path.read_text("utf-8"))
    return {name: tuple(words) for name, words in tables.items()}


@cache
def load_skill_phrases() -> tuple[SkillPhrase, ...]:
    """Return the rules of every file, one a skill."""
    names = sorted(
        entry.name.removesuffix(".toml")
        for entry in files("pipeline").joinpath("rules", _FOLDER).iterdir()
        if entry.name != f"{_WORDS}.toml"
    )
    return tuple(rule for name in names for rule in load_rules(f"{_FOLDER}/{name}", SkillPhrase))


@cache
def skill_finder() -> WordingFinder:
    """Return the finder of all skills."""
    return WordingFinder(load_skill_phrases(), skill_words())


def find_skill_phrases(reading: Reading) -> Iterator[tuple[SkillPhrase, Found]]:
    """Yield the skills a posting says, each at most once in a sentence.

    What an employer says of itself or offers is not searched: nothing there is asked for,
    unless a marker beside it says so.
    """
    rules = load_skill_phrases()
    for found in skill_finder().find(reading.folded, lambda place: _sentence(reading, place)):
        yield rules[found.rule], found


def _sentence(reading: Reading, place: int) -> tuple[int, int, bool]:
    sentence = reading.context.sentence_at(place)
    section = sentence.section
    asks = section in ASKING or (section != "heading" and bool(sentence.cues))
    return sentence.start, sentence.end, asks
