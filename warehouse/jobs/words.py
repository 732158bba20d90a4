"""Titles, employers, places and hours as they are compared: `rules/same_job.toml` applied."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pipeline.rulebook import Rule, load_rules

Role = Literal["drop", "alias", "level", "hours", "agency", "site"]
_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRule(Rule):
    """Words that tell whether two postings are of one job."""

    role: Role
    read_in: Literal["title", "employer", "place", "text", "site"]
    value: str = ""
    """What an alias is written as; which level or hours are meant."""


@cache
def job_rules() -> tuple[JobRule, ...]:
    """Return the rules, in the order in which they apply."""
    return load_rules("same_job", JobRule, "warehouse")


@cache
def _compiled(read_in: str, *roles: Role) -> tuple[tuple[JobRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(rule.pattern))
        for rule in job_rules()
        if rule.read_in == read_in and rule.role in roles
    )


def plain(words: str) -> str:
    """Return words in lower case without accents and apostrophes."""
    lower = _APOSTROPHE.sub("", words).lower()
    if lower.isascii():
        return lower
    # Accents decompose into a letter and a mark, which is no ASCII.
    return unicodedata.normalize("NFKD", lower).encode("ascii", "ignore").decode()


def words_of(plain_words: str) -> list[str]:
    """Return the words of a plain text."""
    return _WORD.findall(plain_words)


def _rewritten(plain_words: str, read_in: str) -> str:
    for rule, pattern in _compiled(read_in, "drop", "alias"):
        plain_words = pattern.sub(f" {rule.value} ", plain_words)
    return " ".join(words_of(plain_words))


@lru_cache(maxsize=10_000)
def employer_words(employer: str | None) -> str:
    """Return an employer's name as compared; "" where none is stated."""
    return _rewritten(" ".join(words_of(plain(employer or ""))), "employer")


def is_agency(employer: str | None, plain_text: str) -> bool:
    """Tell whether whoever posts hires for somebody else."""
    name = plain(employer or "")
    return any(pattern.search(name) for _, pattern in _compiled("employer", "agency")) or any(
        pattern.search(plain_text) for _, pattern in _compiled("text", "agency")
    )


@lru_cache(maxsize=10_000)
def city_words(city: str) -> str:
    """Return a city's name as compared: "St. Louis" is "saint louis"."""
    return _rewritten(" ".join(words_of(plain(city))), "place")


def title_levels(title: str) -> list[str]:
    """Return the rungs of the ladder that a title names."""
    named = plain(title)
    return [rule.value for rule, pattern in _compiled("title", "level") if pattern.search(named)]


@lru_cache(maxsize=10_000)
def title_words(title: str) -> str:
    """Return what a title says of which job it is: its words without advertising."""
    return _rewritten(plain(title), "title")


def stated_hours(plain_text: str) -> list[str]:
    """Return when the work is done, as a title and text say it."""
    return [
        rule.value for rule, pattern in _compiled("text", "hours") if pattern.search(plain_text)
    ]


def named_sites(text: str) -> list[str]:
    """Return the addresses and names of sites that a text has, as compared."""
    found = [
        _rewritten(plain(match[1]), "site")
        for _, pattern in _compiled("text", "site")
        for match in pattern.finditer(text)
    ]
    return [site for site in found if site]
