"""Transactions: whole or not at all; one that lost to another loader's is told apart."""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

from crawler.errors import Failed

_LOST = ("transaction conflict", "maximum retry count", "could not serialize", "deadlock detected")
"""What a lake says where another transaction was faster; all is as that one left it."""


class Conflicted(Failed):
    """Another loader wrote first: nothing of ours was written, and trying again may do."""


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection, failing: str) -> Iterator[None]:
    """Commit what the block does, or nothing of it.

    Raises:
        Conflicted: another loader changed the same tables meanwhile.
        Failed: the database refused, and the line that says so begins with `failing`.
    """
    try:
        connection.execute("begin")
        yield
        connection.execute("commit")
    except duckdb.Error as error:
        _roll_back(connection)
        said = " ".join(str(error).split())[:300]
        kind = Conflicted if any(lost in said.lower() for lost in _LOST) else Failed
        raise kind(f"{failing}: {said}") from error
    except BaseException:
        _roll_back(connection)
        raise


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Roll back, unless the error itself has ended the transaction or the instance."""
    try:
        connection.execute("rollback")
    except duckdb.TransactionException:
        pass  # no transaction is active: the failed commit ended it
    except duckdb.Error as error:
        raise Failed(f"the database stopped ({error}); run again: the last load stands") from error
