"""What the cells of a table are told by: the head of their column, or the last cell of their row."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.columns import column_heads, rows_of_cells
from pipeline.document import Document
from pipeline.headings import SectionRule, classify
from pipeline.reading import QUALIFICATIONS


class CellHeading(NamedTuple):
    """What a cell stands under; of no length where its own words are asked for."""

    start: int
    end: int
    rule: SectionRule
    column: str | None = None
    """The head of its column."""


def headings_of_cells(document: Document) -> dict[int, CellHeading | None]:
    """Return what tells cells that ask for something, by where they begin.

    None: a head of a column, which heads nothing that follows it.
    """
    if all(block.cell is None for block in document.blocks):
        return {}
    return dict((*_verdicts(document), *_of_columns(document)))


def _of_columns(document: Document) -> Iterator[tuple[int, CellHeading | None]]:
    """Yield the cells of tables that ask for something in a column: "Required", "Preferred"."""
    heads = {
        place: (words := document.text[block.start : block.end], classify(words, marked=True))
        for place, block in column_heads(document.blocks).items()
    }
    asking = {place[0] for place, (_, rule) in heads.items() if _asks(rule)}
    for block in document.blocks if asking else ():
        if block.cell is None or block.cell[0] not in asking:
            continue
        words, rule = heads.get((block.cell[0], block.cell[2]), ("", None))
        if block.cell[1] == 1:
            yield block.start, None
        elif rule is not None and _asks(rule):
            own = document.text[block.start : block.end]
            if classify(own, marked=block.kind == "heading") is None:
                yield block.start, CellHeading(block.start, block.start, rule, words)


def _verdicts(document: Document) -> Iterator[tuple[int, CellHeading | None]]:
    """Yield the cells of rows whose last tells of the others: "RN license | Not required"."""
    for cells in rows_of_cells(document.blocks).values():
        *others, told = [
            classify(document.text[cell.start : cell.end], marked=False) for cell in cells
        ]
        if told is None or not _asks(told) or not others or any(map(_asks, others)):
            continue
        for cell in cells[:-1]:
            yield cell.start, CellHeading(cell.start, cell.start, told)
        yield cells[-1].start, CellHeading(cells[-1].start, cells[-1].end, told)


def _asks(rule: SectionRule | None) -> bool:
    return rule is not None and rule.kind in QUALIFICATIONS
