"""Load what has landed: read, stage as Arrow, and apply in one short transaction."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from crawler.home import Home
from pipeline.extract import extractor_version
from warehouse.connection import open_writer
from warehouse.events import LoadedFile, Place, read_landed
from warehouse.jobs.assign import assign_jobs, staged_signs
from warehouse.lake.address import Lake
from warehouse.lake.dialect import for_database
from warehouse.reading import Readings, read_lines
from warehouse.sql import statement
from warehouse.staging import (
    Staged,
    leave_out_failed,
    stage_landed,
    stage_reread,
    staged_tables,
    stored_states,
)
from warehouse.transaction import retried, transaction


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did."""

    postings: int
    """Posting lines taken in."""
    sightings: int
    new: int
    changed: int
    reread: int
    """Postings read again because rules or taxonomy changed."""
    requirements: int
    unreadable: int
    """Lines left out; `unreadable_lines` has them with the reason."""
    kept_as_read: tuple[str, ...]
    """Postings that the new extractor failed on, with why: their earlier reading stands."""
    torn: tuple[str, ...]
    rewritten: tuple[str, ...]
    """Files written anew since they were loaded."""
    sources_with_errors: int
    publication: str | None
    """Id of this load; None where nothing changed."""
    conflicts: int = 0
    """Times it was begun again, as another loader of the lake had been faster."""


@dataclass(slots=True)
class _Reader:
    """Reads lines once: a load that is begun again finds them read."""

    step: Callable[[int], None]
    lines: list[bytes] = field(default_factory=list)
    readings: Readings | None = None

    def read(self, lines: list[bytes]) -> Readings:
        if self.readings is None or lines != self.lines:
            self.lines, self.readings = lines, read_lines(lines, self.step)
        return self.readings


def load(
    home: Home,
    lake: Lake | None = None,
    *,
    reread: bool = False,
    step: Callable[[int], None] = lambda _n: None,
) -> LoadResult:
    """Load everything that has landed since the last load into the writer's database, or a lake.

    Where another loader of the lake commits first, it is begun again on what that one left.

    Raises:
        Failed: another load runs, the disk is full, the database is of a newer version.
        Conflicted: other loaders were faster time and again.
    """
    reader = _Reader(step)

    def attempt() -> LoadResult:
        with (
            open_writer(lake or home.warehouse) as connection,
            transaction(connection, "load was rolled back, nothing is lost"),
        ):
            return _load(connection, home, reader, reread=reread)

    result, conflicts = retried(attempt)
    return replace(result, conflicts=conflicts)


def _load(
    connection: duckdb.DuckDBPyConnection, home: Home, reader: _Reader, *, reread: bool
) -> LoadResult:
    files = connection.execute(statement("loaded_files")).fetchall()
    loaded = {(run, file): LoadedFile(*size) for run, file, *size in files}
    failed = connection.execute(statement("retried_lines"), [extractor_version()]).fetchall()
    landed = read_landed(home.landing, loaded, [Place(*row) for row in failed])
    staged = Staged()
    stored = stored_states(connection, landed.events)
    stage_landed(connection, staged, landed, stored)
    stage_reread(connection, staged, stored, "" if reread else extractor_version())
    read = reader.read(list(staged.lines.values()))
    leave_out_failed(staged, landed, stored, read)
    publication = None
    if landed.files or landed.superseded or staged.lines or not _was_loaded(connection):
        publication = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        apply(connection, staged_tables(staged, landed, stored, read, publication))
    return LoadResult(
        postings=landed.postings,
        sightings=landed.sightings,
        new=len(staged.new),
        changed=len(staged.changed),
        reread=len(staged.reread),
        requirements=read.requirements.num_rows,
        unreadable=len(landed.unreadable),
        kept_as_read=tuple(staged.kept_as_read),
        torn=tuple(landed.torn),
        rewritten=tuple(landed.rewritten),
        sources_with_errors=len({run["source"] for run in landed.runs if run["errors"]}),
        publication=publication,
    )


def _was_loaded(connection: duckdb.DuckDBPyConnection) -> bool:
    # All rows: DuckDB 2.0 holds the connection while a result has rows left.
    return bool(connection.execute(statement("was_loaded")).fetchall()[0][0])


def apply(connection: duckdb.DuckDBPyConnection, tables: dict[str, pa.Table]) -> None:
    """Put staged tables into the warehouse, within the transaction that is open."""
    for name, table in tables.items():
        connection.register(name, table)
    signs = staged_signs(connection)
    connection.execute(for_database(connection, statement("apply_load")))
    assign_jobs(connection, signs)
    for name in tables:
        connection.unregister(name)
