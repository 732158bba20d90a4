"""Which titles are worth a page of their own: data, wide on purpose."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_LETTERS = re.compile(r"[A-Za-z]{3,}")
_FEWEST_WORDS = 2
"""A slug with fewer words ("benefits", "R-8841") tells no title."""


@cache
def title_words() -> tuple[str, ...]:
    """Return the words of titles worth a detail page."""
    data = tomllib.loads(files("crawler").joinpath("titles.toml").read_text("utf-8"))
    return tuple(data["words"])


def is_wanted(title: str, chosen: Sequence[str] = ()) -> bool:
    """Return whether a title holds one of the chosen words, by default one of titles.toml."""
    folded = title.lower()
    return any(word.lower() in folded for word in chosen or title_words())


def title_in_path(path: str) -> str | None:
    """Return the part of a url's path that reads like a title; None where none does."""
    said = [" ".join(_LETTERS.findall(part)) for part in path.split("/")]
    told = [words for words in said if len(words.split()) >= _FEWEST_WORDS]
    return max(told, key=len, default=None)
