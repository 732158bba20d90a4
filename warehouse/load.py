"""Load what has landed: read, stage as Arrow, and apply in one short transaction."""

import json
import secrets
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from crawler.errors import Failed
from crawler.home import Home
from crawler.posting import RawPosting
from pipeline.concepts import load_taxonomy
from pipeline.extract import extractor_version, read_posting
from pipeline.posting import Posting
from warehouse import rows
from warehouse.connection import open_writer, statement
from warehouse.events import Event, Landed, closed_by_source, read_landed, said

_PARALLEL_FROM = 4_000
"""Postings from which a second process pays for its start."""
_CHUNK = 500


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
    torn: tuple[str, ...]
    sources_with_errors: int
    publication: str | None
    """Id of this load; None where nothing changed."""


@dataclass(slots=True)
class _Stored:
    version: int
    digest: str
    raw: str
    status: str
    status_reason: str
    status_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    closed_at: datetime | None


def load(
    home: Home, *, reread: bool = False, step: Callable[[int], None] = lambda _n: None
) -> LoadResult:
    """Load everything that has landed since the last load into the writer's database.

    Raises:
        Failed: another load runs, the disk is full, the database is of a newer version.
    """
    with open_writer(home.warehouse) as connection:
        files = connection.execute("select run, file, loaded_bytes from landing_files").fetchall()
        landed = read_landed(home.landing, {(run, file): size for run, file, size in files})
        outdated = _outdated(connection, reread=reread)
        stored = _stored(connection, [*landed.events, *outdated])
        staged = _stage(landed, outdated, stored, step)
        known = connection.execute("select count(*) from publication").fetchone()
        changed = bool(landed.files or staged.postings or not (known and known[0]))
        publication = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
        if changed:
            _apply(connection, staged, landed, publication)
        return LoadResult(
            postings=landed.postings,
            sightings=landed.sightings,
            new=staged.new,
            changed=staged.changed,
            reread=staged.reread,
            requirements=len(staged.requirements),
            unreadable=len(landed.unreadable),
            torn=tuple(landed.torn),
            sources_with_errors=len({run["source"] for run in landed.runs if run["errors"]}),
            publication=publication if changed else None,
        )


def _outdated(connection: duckdb.DuckDBPyConnection, *, reread: bool) -> list[str]:
    version = "" if reread else extractor_version()
    found = connection.execute(statement("statements/outdated.sql"), [version]).fetchall()
    return [row[0] for row in found]


def _stored(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, _Stored]:
    wanted = pa.table({"posting_id": pa.array(sorted(set(ids)), pa.string())})
    if not wanted.num_rows:
        return {}
    connection.register("wanted_ids", wanted)
    found = connection.execute(statement("statements/current_versions.sql")).fetchall()
    connection.unregister("wanted_ids")
    return {row[0]: _Stored(*row[1:]) for row in found}


@dataclass(slots=True)
class _Staged:
    versions: list[dict[str, Any]]
    postings: list[dict[str, Any]]
    requirements: list[dict[str, Any]]
    statuses: list[dict[str, Any]]
    new: int = 0
    changed: int = 0
    reread: int = 0


def _stage(
    landed: Landed, outdated: list[str], stored: dict[str, _Stored], step: Callable[[int], None]
) -> _Staged:
    staged = _Staged([], [], [], [])
    to_read: list[tuple[RawPosting, dict[str, Any]]] = []
    for posting, events in landed.events.items():
        events.sort(key=lambda event: event.at)
        before = stored.get(posting)
        versions = _new_versions(events, before)
        state = _state(events, before)
        if state is None:
            continue  # a sighting of a posting that was never read: nothing to tell of it
        if versions:
            staged.versions += [row for row, _ in versions]
            staged.new += before is None
            staged.changed += before is not None
            to_read.append((versions[-1][1], state | {"version": versions[-1][0]["version"]}))
        else:
            staged.statuses.append({"posting_id": posting} | state)
    fresh = {f"{raw.source}:{raw.key}" for raw, _ in to_read}
    for posting in outdated:
        if posting not in fresh:
            before = stored[posting]
            raw = RawPosting.from_json(json.loads(before.raw))
            state = _state(landed.events.get(posting, []), before) or {}
            to_read.append((raw, state | {"version": before.version}))
            staged.reread += 1
    states = [state for _, state in to_read]
    for read, state in zip(_read([raw for raw, _ in to_read]), states, strict=True):
        staged.postings.append(rows.posting_row(read, **state))
        staged.requirements += rows.requirement_rows(read, state["version"])
        step(1)
    return staged


def _read(raws: list[RawPosting]) -> Iterator[Posting]:
    if len(raws) < _PARALLEL_FROM:
        yield from map(read_posting, raws)
        return
    with ProcessPoolExecutor() as pool:
        yield from pool.map(read_posting, raws, chunksize=_CHUNK)


def _new_versions(
    events: list[Event], before: _Stored | None
) -> list[tuple[dict[str, Any], RawPosting]]:
    """Return the versions that events add: what was said differs from what was said before."""
    digest = before.digest if before else None
    version = before.version if before else 0
    previous = said(RawPosting.from_json(json.loads(before.raw))) if before else None
    found = []
    for event in events:
        if event.raw is None or event.digest == digest:
            continue
        version += 1
        digest = event.digest
        now = said(event.raw)
        changed = sorted(k for k in now if previous is not None and now[k] != previous.get(k))
        previous = now
        row = {
            "posting_id": event.posting_id, "version": version, "digest": digest,
            "seen_at": event.at, "changed": changed,
            "raw": json.dumps(event.raw.to_json(), ensure_ascii=False, default=str),
        }  # fmt: skip
        found.append((row, event.raw))
    return found


def _state(events: list[Event], before: _Stored | None) -> dict[str, Any] | None:
    """Return status and instants after some events; None if nothing is known of the posting."""
    reads = [event.at for event in events if event.raw is not None]
    if before is None and not reads:
        return None
    raw = RawPosting.from_json(json.loads(before.raw)) if before else None
    first = min([*reads, *([before.first_seen_at] if before else [])])
    last_seen = before.last_seen_at if before else first
    status, reason, at, closed_at = (
        (before.status, before.status_reason, before.status_at, before.closed_at)
        if before
        else ("unknown", "", events[0].at, None)
    )
    for event in events:
        raw = event.raw or raw
        if before and event.at < before.status_at:
            continue
        was_closed = status == "closed"
        status, reason, at = event.status, event.reason, event.at
        if status == "open" and raw is not None and (ended := closed_by_source(raw, event.at)):
            # "Unchanged" of a posting that says it is closed leaves it closed.
            status, reason = "closed", ended
        if status == "open":
            last_seen = max(last_seen, event.at)
        closed_at = (closed_at if was_closed else event.at) if status == "closed" else None
    return {
        "status": status, "status_reason": reason, "status_at": at, "closed_at": closed_at,
        "first_seen_at": first, "last_seen_at": last_seen,
    }  # fmt: skip


def _apply(
    connection: duckdb.DuckDBPyConnection, staged: _Staged, landed: Landed, publication: str
) -> None:
    tables = {
        "staged_versions": rows.table(staged.versions, rows.VERSIONS),
        "staged_postings": rows.table(staged.postings, rows.POSTINGS),
        "staged_requirements": rows.table(staged.requirements, rows.REQUIREMENTS),
        "staged_statuses": rows.table(
            ({name: row.get(name) for name in rows.STATUSES.names} for row in staged.statuses),
            rows.STATUSES,
        ),
        "staged_runs": rows.table(landed.runs, rows.RUNS),
        "staged_files": rows.table(landed.files, rows.FILES),
        "staged_unreadable": rows.table(landed.unreadable, rows.UNREADABLE),
        "staged_concepts": rows.table(rows.concept_rows(load_taxonomy()), rows.CONCEPTS),
    }
    for name, table in tables.items():
        connection.register(name, table)
    try:
        connection.execute("begin")
        connection.execute(statement("statements/apply_load.sql"))
        connection.execute(statement("statements/job_ids.sql"))
        connection.execute("delete from publication")
        connection.execute("insert into publication values (?, now())", [publication])
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
