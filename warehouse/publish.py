"""Publish: a whole copy for readers, put in place at once, so that nobody blocks anybody."""

import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from crawler.errors import Failed
from crawler.home import Home
from warehouse.connection import STORAGE_VERSION
from warehouse.migrate import make_views


def publish(home: Home) -> list[str]:
    """Copy the writer's database to the published path; return what there is to say of it.

    Readers that have the old copy open keep it until they close it.

    Raises:
        Failed: no warehouse to publish, or no room for the copy.
    """
    target = home.published
    target.parent.mkdir(parents=True, exist_ok=True)
    for leftover in target.parent.glob(".publishing-*"):
        leftover.unlink()
    temporary = target.parent / f".publishing-{os.getpid()}.duckdb"
    connection = duckdb.connect()
    try:
        connection.execute("set TimeZone = 'UTC'")
        connection.execute(f"attach {_quoted(home.warehouse)} as writer (read_only)")
        connection.execute(
            f"attach {_quoted(temporary)} as warehouse (storage_version '{STORAGE_VERSION}')"
        )
        # Views name their tables without a database: they are made anew instead of copied.
        connection.execute("copy from database writer to warehouse (schema)")
        connection.execute("copy from database writer to warehouse (data)")
        connection.execute("use warehouse")
        make_views(connection)
        connection.execute("use memory")
        connection.execute("detach warehouse")
    except duckdb.Error as error:
        raise Failed(f"cannot publish to {target}: {' '.join(str(error).split())[:300]}") from error
    finally:
        connection.close()
    notes = _set_wal_aside(target)
    with temporary.open("rb") as file:
        os.fsync(file.fileno())
    temporary.replace(target)
    return notes


def published_id(path: Path) -> str | None:
    """Return a mark of a published file that changes with each publishing; None if absent.

    Cheap: the matcher asks at every score and opens no database for it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return f"{found.st_mtime_ns:x}-{found.st_size:x}"


def _set_wal_aside(target: Path) -> list[str]:
    """Move a leftover .wal of the old copy aside: beside the new file it would spoil its opening."""
    wal = target.with_name(target.name + ".wal")
    if not wal.exists():
        return []
    aside = wal.with_name(f"{wal.name}.{datetime.now(UTC):%Y%m%dT%H%M%S}.aside")
    wal.rename(aside)
    return [
        f"a leftover {wal.name} (a reader opened the copy for writing) was moved to {aside.name}"
    ]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
