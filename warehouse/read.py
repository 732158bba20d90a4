"""What the matcher reads of the published warehouse: the only seam between them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse.connection import open_reader
from warehouse.sql import statement

__all__ = ["Published", "open_published"]

_TEXTS_AT_ONCE = 10_000


class Published:
    """The postings that can be ranked, and what they ask for; a million fit into little memory."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    @cached_property
    def postings(self) -> pa.Table:
        """Postings sorted by posting_id; columns as in read_postings.sql."""
        return self._connection.sql(statement("read_postings")).to_arrow_table()

    @cached_property
    def concept_counts(self) -> dict[str, int]:
        """By concept: how many of the postings ask for it, in whatever strength."""
        return dict(self._connection.execute(statement("read_concept_counts")).fetchall())

    def requirements(self, first: str, last: str) -> pa.Table:
        """Return what the postings from one id to another ask, by posting_id and requirement_no."""
        between = duckdb.ColumnExpression("posting_id").between(
            duckdb.ConstantExpression(first), duckdb.ConstantExpression(last)
        )
        rows = self._connection.sql(statement("read_requirements")).filter(between)
        return rows.order("posting_id, requirement_no").to_arrow_table()

    def texts(self, posting_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Yield posting_id and words of some postings, so many at once, in any order."""
        found = self._connection.execute(statement("read_texts"), {"posting_ids": posting_ids})
        yield from found.to_arrow_reader(_TEXTS_AT_ONCE)


@contextmanager
def open_published(path: Path) -> Iterator[Published]:
    """Read the published warehouse.

    Raises:
        Failed: it is not there or of a newer version.
    """
    with open_reader(path) as connection:
        yield Published(connection)
