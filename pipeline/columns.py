"""Tables whose columns have heads: "Required" over one, "Preferred" over the other."""

from collections import defaultdict
from collections.abc import Sequence

from pipeline.document import Block

Cell = tuple[int, int, int]
TABLE_TAGS = frozenset(("table", "tr", "td", "th"))


class Tables:
    """Counts the cells while the tags of tables go by."""

    def __init__(self) -> None:
        self._tables = 0
        self._outer: list[Cell] = []
        """Where the tables we are in stand at, outermost first."""

    def tag(self, name: str, *, closing: bool) -> None:
        """Take a tag of a table, whose tags are well-formed."""
        if name == "table":
            if closing:
                self._outer.pop()
            else:
                self._tables += 1
                self._outer.append((self._tables, 0, 0))
        elif self._outer and not closing:
            table, row, column = self._outer[-1]
            self._outer[-1] = (table, row + 1, 0) if name == "tr" else (table, row, column + 1)

    @property
    def cell(self) -> Cell | None:
        """Return where we stand: table, row and column, each from 1 on; None outside cells."""
        return self._outer[-1] if self._outer and self._outer[-1][2] else None


def column_heads(blocks: Sequence[Block]) -> dict[tuple[int, int], Block]:
    """Return the heads of columns by table and column.

    The first row is a row of heads where it has several cells, each wholly a heading.
    """
    first: dict[int, list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None and block.cell[1] == 1:
            first[block.cell[0]].append(block)
    return {
        (block.cell[0], block.cell[2]): block
        for row in first.values()
        if len(row) > 1 and all(block.kind == "heading" for block in row)
        for block in row
        if block.cell is not None
    }


def rows_of_cells(blocks: Sequence[Block]) -> dict[tuple[int, int], list[Block]]:
    """Return the cells of each table's rows, by table and row."""
    rows: dict[tuple[int, int], list[Block]] = defaultdict(list)
    for block in blocks:
        if block.cell is not None:
            rows[block.cell[0], block.cell[1]].append(block)
    return rows
