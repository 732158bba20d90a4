"""Let go of raw payloads that nothing reads any more."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import duckdb

from crawler.errors import Failed
from crawler.home import Home
from warehouse.connection import open_writer
from warehouse.lake.address import Lake
from warehouse.lake.upkeep import tidy
from warehouse.sql import statement
from warehouse.transaction import retried, transaction


@dataclass(frozen=True, slots=True)
class Pruned:
    """What was let go."""

    payloads: int
    """Earlier versions of postings whose payload was taken out; what they said stays."""
    runs: tuple[Path, ...]
    """Landing folders removed: every line of theirs is in the warehouse."""
    bytes: int
    """Of those folders."""
    lake_files: int = 0
    """Removed of a lake."""


def prune(home: Home, days: int, lake: Lake | None = None, *, landing: bool) -> Pruned:
    """Take payloads out of versions replaced more than `days` ago; with `landing`, such runs too.

    A payload is kept of every current version: it is what a new extractor reads. A run is kept
    while a line of it is unreadable or not yet loaded. The files of a lake are merged, and what
    was replaced in it that long ago is removed.

    Raises:
        Failed: another load runs, or a folder cannot be removed.
    """
    before = datetime.now(UTC) - timedelta(days=days)
    with open_writer(lake or home.warehouse) as connection:
        payloads, _ = retried(partial(_prune_payloads, connection, before))
        files = tidy(connection, before) if lake else 0
        loaded = {
            (run, file): size for run, file, size in connection.execute(
                statement("whole_files")
            ).fetchall()
        }  # fmt: skip
    removed, freed = [], 0
    for run in sorted(home.landing.iterdir()) if landing and home.landing.is_dir() else ():
        found = [path for path in run.rglob("*") if path.is_file()]
        sizes = {path: path.stat() for path in found}
        done = bool(found) and all(
            loaded.get((run.name, path.name)) == size.st_size and size.st_mtime < before.timestamp()
            for path, size in sizes.items()
        )
        if not done:
            continue
        try:
            shutil.rmtree(run)
        except OSError as error:
            raise Failed(f"cannot remove {run}: {error.strerror}") from error
        removed.append(run)
        freed += sum(size.st_size for size in sizes.values())
    return Pruned(payloads, tuple(removed), freed, files)


def _prune_payloads(connection: duckdb.DuckDBPyConnection, before: datetime) -> int:
    with transaction(connection, "pruning was rolled back"):
        found = connection.execute(statement("prune_payloads"), [before]).fetchall()
    count: int = found[0][0]
    return count
