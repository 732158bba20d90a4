"""A posting's visible text with its blocks: what extractors read and spans point into."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

BlockKind = Literal["heading", "item", "paragraph"]


class Block(NamedTuple):
    """A run of text that stands apart: a heading, a list item, a table cell or a paragraph."""

    start: int
    end: int
    """Half-open span in `Document.text`, without list marks and outer white space."""
    kind: BlockKind
    """`heading` only where the markup says so (h1-h6, th, a wholly bold line, `# ` …)."""
    lead: int = 0
    """Length of the bold run that opens the block: "<b>Pluses:</b> CPC" has 7."""
    level: int = 0
    """How many list items it stands in: 2 in a list inside a list's item."""
    cell: tuple[int, int, int] | None = None
    """Number of its table, row and column, each from 1 on; None outside tables."""


@dataclass(frozen=True, slots=True)
class Document:
    """The stored text and its blocks, in reading order, not overlapping."""

    text: str
    blocks: tuple[Block, ...]
