"""Findings marked in the text where they stand, nested and overlapping ones too.

Each is opened by "[TAG " and closed by "]", which closes what was opened last; one that ends
before what was opened after it is closed by " TAG]".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in a text."""

    start: int
    end: int
    """Half-open, not empty, inside the text."""
    tag: str
    """Told apart by: "7", "7?", "pay"."""
    kind: str
    """Decides the colour."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text, or a bracket put into it."""

    text: str
    marks: tuple[Mark, ...]
    """Those open here, the outermost first."""
    bracket: bool = False


def marked(text: str, marks: Iterable[Mark]) -> Iterator[Piece]:
    """Yield a text in pieces, brackets put in where marks begin and end."""
    ahead = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    cuts = sorted({0, len(text)} | {place for mark in ahead for place in (mark.start, mark.end)})
    opened: list[Mark] = []
    for here, after in zip(cuts, [*cuts[1:], len(text)], strict=True):
        for mark in [item for item in reversed(opened) if item.end == here]:
            last = mark is opened[-1]
            yield Piece("]" if last else f" {mark.tag}]", (mark,), bracket=True)
            opened.remove(mark)
        while ahead and ahead[0].start == here:
            opened.append(ahead.pop(0))
            yield Piece(f"[{opened[-1].tag} ", (opened[-1],), bracket=True)
        if here < after:
            yield Piece(text[here:after], tuple(opened))
