"""The only place that opens DuckDB."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from crawler.errors import Failed, WrongUse
from warehouse.lake.address import Lake
from warehouse.lake.attach import attach_lake
from warehouse.migrate import check_version, migrate

STORAGE_VERSION = "v1.2.0"
"""Storage that DuckDB 1.5 and 2.0 both open."""

_NAME = "warehouse"


@contextmanager
def open_writer(at: Path | Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the writer's database or a lake, made and migrated as needed.

    Raises:
        Failed: another writer holds the file, it is of a newer version, or is no database.
        Conflicted: another loader makes or migrates the same lake.
    """
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        if isinstance(at, Lake):
            attach_lake(connection, at, _NAME, read_only=False)
        else:
            at.parent.mkdir(parents=True, exist_ok=True)
            _attach(connection, at, f"storage_version '{STORAGE_VERSION}'")
        connection.execute(f"use {_NAME}")
        migrate(connection, at)
        yield connection
    finally:
        connection.close()


@contextmanager
def open_reader(at: Path | Lake, scores: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a published database or a lake read-only, and as `matcher` the scores beside it, if any.

    Raises:
        Failed: it is not there, is no database, or is of a newer version.
    """
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        if isinstance(at, Lake):
            attach_lake(connection, at, _NAME, read_only=True)
        elif at.exists():
            _attach(connection, at, "read_only")
        else:
            raise Failed(
                f"no published warehouse at {at}; run `matcher refresh` (or `warehouse load`) first"
            )
        connection.execute(f"use {_NAME}")
        check_version(connection, at)
        if scores is not None and scores.exists():
            _attach(connection, scores, "read_only", "matcher")
        yield connection
    finally:
        connection.close()


@contextmanager
def open_copy(source: Path | Lake | None, copy: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database or a lake, if any, read-only as `writer`, and a new file to copy it into.

    Raises:
        Failed: a writer holds the source.
    """
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        if isinstance(source, Lake):
            attach_lake(connection, source, "writer", read_only=True)
        elif source is not None:
            _attach(connection, source, "read_only", "writer")
        _attach(connection, copy, f"storage_version '{STORAGE_VERSION}'")
        yield connection
        # Detaching writes everything into the one file; closing alone might leave a .wal.
        connection.execute("use memory")
        connection.execute(f"detach {_NAME}")
    finally:
        connection.close()


def attach_beside(connection: duckdb.DuckDBPyConnection, path: Path, name: str) -> None:
    """Attach a file read-only, under a name, beside what is open.

    Raises:
        Failed: it is in use or no database.
    """
    _attach(connection, path, "read_only", name)


def _attach(
    connection: duckdb.DuckDBPyConnection, path: Path, options: str, name: str = _NAME
) -> None:
    # ATTACH takes no bound values: the path is quoted as SQL quotes strings.
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"attach '{quoted}' as {name} ({options})")
    except duckdb.IOException as error:
        said = " ".join(str(error).split())
        if "lock" in said.lower():
            raise Failed(f"{path} is in use by another load; wait for it and run again") from error
        if "newer" in said.lower() or "version" in said.lower():
            raise Failed(
                f"{path} was written by a newer DuckDB; upgrade duckdb to read it"
            ) from error
        raise Failed(f"cannot open {path}: {said[:200]}") from error
    except duckdb.Error as error:
        raise Failed(f"cannot open {path}: {' '.join(str(error).split())[:200]}") from error


def check_query(error: duckdb.Error) -> WrongUse:
    """Return the one-line error of a query a person wrote."""
    said = " ".join(str(error).split("LINE 1:")[0].split())
    return WrongUse(f"SQL: {said}")
