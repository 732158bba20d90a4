"""Text of strangers on a terminal: nothing in it may move the cursor or hide what is there."""

import os
import unicodedata
from functools import cache

_HIDDEN = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Unicode categories that steer instead of show: controls, formats, halves, separators."""


class _Shown(dict[int, str]):
    """What to show for each character, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _shown(code)
        return shown


def _shown(code: int) -> str:
    character = chr(code)
    if character == "\n" or unicodedata.category(character) not in _HIDDEN:
        return character
    if character == "\t":
        return " "
    if code < ord(" "):
        return chr(0x2400 + code)  # ␛ for escape: a reader of rules wants to see it
    return "\ufffd"


@cache
def _table() -> _Shown:
    return _Shown()


def printable(text: str) -> str:
    """Return a text of the same length that is safe to print; line ends stay."""
    return text.translate(_table())


def wants_color(chosen: bool | None) -> bool | None:
    """Return what `click.echo` is to do: what was chosen, no colour by NO_COLOR, else as it sees fit."""
    return False if chosen is None and os.environ.get("NO_COLOR") else chosen
