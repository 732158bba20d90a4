"""What the matcher reads of the published warehouse: the only seam between them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from warehouse.connection import open_reader
from warehouse.sql import statement

__all__ = ["Published", "open_published"]


@dataclass(frozen=True, slots=True)
class Published:
    """The postings that can be ranked, and what they ask for."""

    postings: pa.Table
    """Open or unknown postings sorted by posting_id; columns as in read_postings.sql."""
    requirements: pa.Table
    """Their requirements, sorted by posting_id and requirement_no."""


@contextmanager
def open_published(path: Path) -> Iterator[Published]:
    """Read the published warehouse.

    Raises:
        Failed: it is not there or of a newer version.
    """
    with open_reader(path) as connection:
        yield Published(
            connection.sql(statement("read_postings")).to_arrow_table(),
            connection.sql(statement("read_requirements")).to_arrow_table(),
        )
