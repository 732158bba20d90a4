"""Transactions: whole or not at all; one that lost to another loader's is told apart."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import duckdb

from crawler.errors import Failed

_TRIES = 20
_LONGEST_WAIT = 10.0
"""Seconds."""
T = TypeVar("T")

_LOST = (
    "transaction conflict",
    "maximum retry count",
    "could not serialize",
    "deadlock detected",
    "duplicate key value violates unique constraint",
)
"""What a lake or its PostgreSQL says where another one was faster; all is as that one left it."""


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
        raise failure(said)(f"{failing}: {said}") from error
    except BaseException:
        _roll_back(connection)
        raise


def failure(said: str) -> type[Failed]:
    """Return the kind of error that a database speaks of."""
    return Conflicted if any(lost in said.lower() for lost in _LOST) else Failed


def retried(work: Callable[[], T]) -> tuple[T, int]:
    """Return what work returns, begun again while others are faster, and how often it was.

    Raises:
        Conflicted: they were each time.
    """
    conflicts = 0
    while True:
        try:
            return work(), conflicts
        except Conflicted:
            conflicts += 1
            if conflicts == _TRIES:
                raise
            # Longer each time, and by chance, so that two do not meet again.
            longest = min(_LONGEST_WAIT, 0.1 * 2**conflicts)
            time.sleep(random.uniform(0, longest))  # noqa: S311 -- chance, no secret


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Roll back, unless the error itself has ended the transaction or the instance."""
    try:
        connection.execute("rollback")
    except duckdb.TransactionException:
        pass  # no transaction is active: the failed commit ended it
    except duckdb.Error as error:
        raise Failed(f"the database stopped ({error}); run again: the last load stands") from error
