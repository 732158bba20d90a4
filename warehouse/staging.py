"""What a load will write: versions, states and lines to read, made of events and what is stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.concepts import load_taxonomy
from pipeline.extract import extractor_version
from pipeline.source_documents import load_salary_statements
from warehouse import rows
from warehouse.events import Event, Landed, unreadable_row
from warehouse.history import (
    State,
    Version,
    changed_fields,
    order,
    state_after,
    status_changes,
    versions_after,
)
from warehouse.migrate import views_digest
from warehouse.reading import Readings
from warehouse.sql import statement


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored of a posting: its current version and how it stands."""

    version: int
    digest: str
    seen_at: datetime
    fetched_at: datetime
    state: State


@dataclass(slots=True)
class Staged:
    """What a load will write."""

    versions: dict[str, list[Version]] = field(default_factory=dict)
    """All versions of the postings of which something new was said."""
    states: dict[str, State] = field(default_factory=dict)
    changes: dict[str, list[State]] = field(default_factory=dict)
    """The states in which a posting's status became another one."""
    fetched_at: dict[str, datetime] = field(default_factory=dict)
    lines: dict[str, bytes] = field(default_factory=dict)
    """The lines to read, by posting."""
    new: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)
    reread: set[str] = field(default_factory=set)
    kept_as_read: list[str] = field(default_factory=list)


def _with_wanted(
    connection: duckdb.DuckDBPyConnection, ids: Iterable[str], query: str
) -> list[tuple[Any, ...]]:
    """Return the rows of a query for some postings."""
    wanted = pa.table({"posting_id": pa.array(sorted(set(ids)), pa.string())})
    if not wanted.num_rows:
        return []
    connection.register("wanted_ids", wanted)
    found = connection.execute(statement(query)).fetchall()
    connection.unregister("wanted_ids")
    return found


def stored_states(connection: duckdb.DuckDBPyConnection, ids: Iterable[str]) -> dict[str, Stored]:
    """Return what is stored of some postings, by posting."""
    found = _with_wanted(connection, ids, "current_states")
    return {row[0]: Stored(row[1], row[2], row[3], row[4], State(*row[5:])) for row in found}


def _histories(
    connection: duckdb.DuckDBPyConnection, ids: Iterable[str]
) -> dict[str, list[Version]]:
    histories: dict[str, list[Version]] = {}
    for posting, *version in _with_wanted(connection, ids, "stored_versions"):
        histories.setdefault(posting, []).append(Version(*version))
    return histories


def stage_landed(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    landed: Landed,
    stored: dict[str, Stored],
) -> None:
    """Stage what landed lines say, each posting's in the order it happened."""
    for events in landed.events.values():
        events.sort(key=order)
    news = {
        posting
        for posting, events in landed.events.items()
        if _is_news(stored.get(posting), events)
    }
    histories = _histories(connection, news & stored.keys())
    for posting, events in landed.events.items():
        before = stored.get(posting)
        state = state_after(before.state if before else None, events)
        if state is None:
            continue  # a sighting of a posting that was never read: nothing to tell of it
        staged.states[posting] = state
        staged.changes[posting] = status_changes(before.state if before else None, events)
        if posting not in news:
            assert before is not None
            said_at = [event.at for event in events if event.raw or event.unchanged]
            staged.fetched_at[posting] = max([before.fetched_at, *said_at])
            continue
        versions = versions_after(histories.get(posting, ()), events)
        staged.versions[posting] = versions
        staged.fetched_at[posting] = versions[-1].last_said_at
        staged.lines[posting] = versions[-1].raw
        (staged.changed if before else staged.new).add(posting)


def _is_news(before: Stored | None, events: list[Event]) -> bool:
    """Tell whether events say anything that is not the current version said again."""
    reads = [event for event in events if event.raw is not None]
    if before is None:
        return bool(reads)
    return any(event.digest != before.digest or event.at < before.seen_at for event in reads)


def stage_reread(
    connection: duckdb.DuckDBPyConnection,
    staged: Staged,
    stored: dict[str, Stored],
    version: str,
) -> None:
    """Stage what another extractor read, to be read again from the stored line."""
    found = connection.execute(statement("outdated"), [version]).fetchall()
    outdated = {row[0] for row in found} - staged.lines.keys()
    stored |= stored_states(connection, outdated - stored.keys())
    for posting, versions in _histories(connection, outdated).items():
        staged.states.setdefault(posting, stored[posting].state)
        staged.fetched_at.setdefault(posting, stored[posting].fetched_at)
        staged.lines[posting] = versions[-1].raw
        staged.reread.add(posting)


def leave_out_failed(
    staged: Staged, landed: Landed, stored: dict[str, Stored], read: Readings
) -> None:
    """Take what the extractor failed on out of the load; a newer extractor tries it again."""
    for posting, why in read.failed:
        events = landed.events.get(posting, [])
        if posting in staged.reread:
            staged.reread.discard(posting)
            staged.kept_as_read.append(f"{posting}: {why}")
            continue
        landed.unreadable += [
            unreadable_row(event.place, f"{posting}: {why}", extractor_version())
            for event in events
            if event.raw is not None
        ]
        staged.new.discard(posting)
        staged.changed.discard(posting)
        del staged.versions[posting]
        before = stored.get(posting)
        if before is None:
            del staged.states[posting], staged.changes[posting]
            continue
        seen = [replace(event, raw=None, digest="") for event in events]
        after = state_after(before.state, seen)
        assert after is not None
        staged.states[posting] = after
        staged.changes[posting] = status_changes(before.state, seen)
        staged.fetched_at[posting] = before.fetched_at


def staged_tables(
    staged: Staged,
    landed: Landed,
    stored: dict[str, Stored],
    read: Readings,
    publication: str,
) -> dict[str, pa.Table]:
    """Return the staged tables of `statements/apply_load.sql`."""
    versions = [
        {
            "posting_id": posting, "version": number, "digest": version.digest,
            "seen_at": version.seen_at,
            "last_said_at": version.last_said_at if number < len(history) else None,
            "changed": changed_fields(history[number - 2].raw if number > 1 else None, version.raw),
            "raw": version.raw,
        }
        for posting, history in staged.versions.items()
        for number, version in enumerate(history, 1)
    ]  # fmt: skip
    states = [
        {
            "posting_id": posting, "fetched_at": staged.fetched_at[posting],
            "version": len(staged.versions.get(posting, ())) or stored[posting].version,
        }
        | {name: getattr(state, name) for name in rows.STATES.names if hasattr(state, name)}
        for posting, state in staged.states.items()
    ]  # fmt: skip
    changes = [
        {
            "posting_id": posting, "from_at": state.status_at, "status": state.status,
            "reason": state.status_reason,
        }
        for posting, found in staged.changes.items()
        for state in found
    ]  # fmt: skip
    superseded = [
        {"run": place.run, "file": place.file, "line": place.line} for place in landed.superseded
    ]
    loaded = {"id": publication, "loaded_at": datetime.now(UTC), "views": views_digest()}
    return {
        "staged_versions": rows.table(versions, rows.VERSIONS),
        "staged_postings": read.postings,
        "staged_requirements": read.requirements,
        "staged_facts": read.facts,
        "staged_states": rows.table(states, rows.STATES),
        "staged_changes": rows.table(changes, rows.CHANGES),
        "staged_runs": rows.table(landed.runs, rows.RUNS),
        "staged_files": rows.table(landed.files, rows.FILES),
        "staged_superseded": rows.table(superseded, rows.SUPERSEDED),
        "staged_unreadable": rows.table(landed.unreadable, rows.UNREADABLE),
        "staged_concepts": rows.table(rows.concept_rows(load_taxonomy()), rows.CONCEPTS),
        "staged_salary_statements": rows.table(
            rows.salary_rows(load_salary_statements()), rows.SALARY_STATEMENTS
        ),
        "staged_publication": rows.table([loaded], rows.PUBLICATION),
    }
