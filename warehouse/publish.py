"""Publish: a whole copy for readers, put in place at once, so that nobody blocks anybody."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from crawler.errors import Failed
from crawler.home import Home
from warehouse.connection import open_copy, open_reader, open_writer
from warehouse.lake.address import Lake
from warehouse.lake.copying import copy_rows
from warehouse.migrate import make_views, migrate
from warehouse.sql import statement


@dataclass(frozen=True, slots=True)
class Publishing:
    """What publishing did."""

    published: bool
    """False where the published copy was as new as the writer's database."""
    notes: tuple[str, ...] = ()


def publish(home: Home, lake: Lake | None = None) -> Publishing:
    """Copy the writer's database, or a lake, to the published path, unless it is there already.

    Readers that have the old copy open keep it until they close it.

    Raises:
        Failed: no warehouse to publish, or no room for the copy.
    """
    target = home.published
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for leftover in target.parent.glob(".publishing-*"):
            leftover.unlink()
    except OSError as error:
        raise Failed(f"cannot write {target.parent}: {error.strerror}") from error
    if lake is None and not home.warehouse.exists():
        raise Failed(f"no warehouse at {home.warehouse}; run `warehouse load` first")
    with open_reader(lake) if lake else open_writer(home.warehouse) as source:
        newest = _contents(source)
    if newest == _published_contents(target):
        return Publishing(published=False)
    temporary = target.parent / f".publishing-{os.getpid()}.duckdb"
    copy_whole(lake or home.warehouse, temporary)
    notes = _set_wal_aside(target)
    try:
        sync(temporary)
        temporary.replace(target)
        sync(target.parent)
    except OSError as error:
        raise Failed(f"cannot publish to {target}: {error.strerror}") from error
    return Publishing(published=True, notes=notes)


def copy_whole(source: Path | Lake, temporary: Path) -> None:
    """Copy a database or a lake into a new file, with nothing left in a .wal beside it.

    Raises:
        Failed: a writer holds it, or no room.
    """
    try:
        with open_copy(source, temporary) as connection:
            if isinstance(source, Lake):
                connection.execute("use warehouse")
                migrate(connection, temporary)
                copy_rows(connection, "writer")
            else:
                # Views name their tables without a database: made anew instead of copied.
                connection.execute(statement("copy_database"))
                make_views(connection)
    except (duckdb.Error, Failed) as error:
        temporary.unlink(missing_ok=True)
        said = " ".join(str(error).split())[:300]
        raise Failed(f"cannot copy {source}: {said}; what was there before stands") from error


def _contents(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Return what tells two databases apart: the load they hold, their migrations and views."""
    return connection.execute(statement("contents")).fetchall()


def _published_contents(target: Path) -> list[tuple[str, ...]] | None:
    if not target.exists():
        return None
    try:
        with open_reader(target) as connection:
            return _contents(connection)
    except (Failed, duckdb.Error):
        return None  # torn or of another version: what is published next takes its place


def sync(path: Path) -> None:
    """Have the system write a file or folder to disk before going on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _set_wal_aside(target: Path) -> tuple[str, ...]:
    """Move a leftover .wal of the old copy aside: beside the new file it would spoil its opening."""
    wal = target.with_name(target.name + ".wal")
    if not wal.exists():
        return ()
    aside = wal.with_name(f"{wal.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}.aside")
    wal.rename(aside)
    return (
        f"a leftover {wal.name} (a reader opened the copy for writing) was moved to {aside.name}",
    )
