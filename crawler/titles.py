"""Which titles are worth a page of their own: data, wide on purpose."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

EVERY = "*"
_LETTERS = re.compile(r"[A-Za-z]{3,}")
_LONGEST_TITLE = 100
_NAME = re.compile(r"[A-Z][a-z]+ (?:[A-Z]\. )?[A-Z][A-Za-z'-]+")
_FEWEST_WORDS = 2
"""A slug with fewer words ("benefits", "R-8841") tells no title."""


@cache
def _data() -> dict[str, list[str]]:
    return tomllib.loads(files("crawler").joinpath("titles.toml").read_text("utf-8"))


@cache
def title_words() -> tuple[str, ...]:
    """Return the words of titles worth a detail page."""
    return tuple(_data()["words"])


def is_wanted(title: str, chosen: Sequence[str] = ()) -> bool:
    """Return whether a title holds one of the chosen words, by default one of titles.toml.

    "*" is in every title.
    """
    folded = title.lower()
    return any(word == EVERY or word.lower() in folded for word in chosen or title_words())


def is_job_title(text: str) -> bool:
    """Return whether a short text names a job, and neither a person who has it nor a sentence."""
    said = re.findall(r"[A-Za-z]+", text.lower())
    if not said or len(text) > _LONGEST_TITLE or re.search(r"[.!?]\s*$|[.!?]\s+[A-Z]", text):
        return False
    return _names_job(text) and said[0] not in _data()["not_titles"] and not _names_person(text)


def _names_job(text: str) -> bool:
    return not set(_data()["nouns"]).isdisjoint(re.findall(r"[a-z]+", text.lower()))


def _names_person(text: str) -> bool:
    """Return whether "Renata Solis, Office Manager" says who works there."""
    before, comma, _ = text.partition(",")
    return bool(comma and _NAME.fullmatch(before.strip())) and not _names_job(before)


def title_in_path(path: str) -> str | None:
    """Return the part of a url's path that reads like a title; None where none does."""
    said = [" ".join(_LETTERS.findall(part)) for part in path.split("/")]
    told = [words for words in said if len(words.split()) >= _FEWEST_WORDS]
    return max(told, key=len, default=None)
