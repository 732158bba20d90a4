"""Keep a lake small: few large files, no snapshots nobody asks for any more."""

from datetime import datetime
from functools import partial

import duckdb

from warehouse.sql import statement
from warehouse.transaction import retried, transaction

_MERGING = ("rewrite_data_files", "merge_adjacent_files")
_LETTING_GO = ("expire_snapshots", "cleanup_old_files", "delete_orphaned_files")


def tidy(connection: duckdb.DuckDBPyConnection, before: datetime) -> int:
    """Merge files, and remove those that only snapshots older than an instant show; count these.

    Loads may go on meanwhile. Files that a killed loader left behind go as well, once that old.

    Raises:
        Conflicted: loaders were faster time and again.
    """
    for step in _MERGING:
        retried(partial(_run, connection, step, None))
    dated = {"before": before}
    rows = [retried(partial(_run, connection, step, dated))[0] for step in _LETTING_GO]
    return sum(rows[1:])


def _run(
    connection: duckdb.DuckDBPyConnection, step: str, values: dict[str, datetime] | None
) -> int:
    """Return how many rows a step tells of."""
    with transaction(connection, f"{step} of the lake was rolled back"):
        return len(connection.execute(statement(f"lake_{step}"), values).fetchall())
