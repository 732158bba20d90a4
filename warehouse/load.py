"""Load what has landed: read, stage as Arrow, and apply in one short transaction."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import duckdb
import pyarrow as pa

from crawler.errors import Failed
from crawler.home import Home
from pipeline.extract import extractor_version
from warehouse.connection import open_writer
from warehouse.events import LoadedFile, Place, read_landed
from warehouse.reading import read_lines
from warehouse.sql import statement
from warehouse.staging import (
    Staged,
    leave_out_failed,
    stage_landed,
    stage_reread,
    staged_tables,
    stored_states,
)


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


def load(
    home: Home, *, reread: bool = False, step: Callable[[int], None] = lambda _n: None
) -> LoadResult:
    """Load everything that has landed since the last load into the writer's database.

    Raises:
        Failed: another load runs, the disk is full, the database is of a newer version.
    """
    with open_writer(home.warehouse) as connection:
        files = connection.execute(statement("loaded_files")).fetchall()
        loaded = {(run, file): LoadedFile(*size) for run, file, *size in files}
        retried = connection.execute(statement("retried_lines"), [extractor_version()]).fetchall()
        landed = read_landed(home.landing, loaded, [Place(*row) for row in retried])
        staged = Staged()
        stored = stored_states(connection, landed.events)
        stage_landed(connection, staged, landed, stored)
        stage_reread(connection, staged, stored, "" if reread else extractor_version())
        read = read_lines(list(staged.lines.values()), step)
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
    """Put staged tables into the warehouse in one transaction.

    Raises:
        Failed: it was rolled back.
    """
    for name, table in tables.items():
        connection.register(name, table)
    try:
        connection.execute("begin")
        connection.execute(statement("apply_load"))
        connection.execute(statement("job_ids"))
        connection.execute("commit")
    except duckdb.Error as error:
        _roll_back(connection)
        said_why = " ".join(str(error).split())[:300]
        raise Failed(f"load was rolled back, nothing is lost: {said_why}") from error
    finally:
        for name in tables:
            connection.unregister(name)


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    """Roll back; a fatal error (disk full) has already ended the transaction and the instance."""
    try:
        connection.execute("rollback")
    except duckdb.Error as error:
        raise Failed(f"the database stopped ({error}); run again: the last load stands") from error
