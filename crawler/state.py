"""What the crawler remembers between runs: validators of requests, and the keys it knows.

A posting is landed first and the state is committed after, in one transaction at the end of
a source: a kill loses nothing, at worst a page is fetched again. What a killed visit landed is
known to the next one from its landing file, so that it can still be found gone.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import Failed
from crawler.health import SourceReport
from crawler.landing import read_landing

_SCHEMA = """
create table if not exists pages (
    source text not null, request text not null, etag text, modified text, keys text not null,
    entries text not null, fetches text not null, outside text not null,
    primary key (source, request)) without rowid;
create table if not exists known (
    source text not null, key text not null, fingerprint text not null, missing integer not null,
    primary key (source, key)) without rowid;
create table if not exists begun (
    source text not null, path text not null, primary key (source, path)) without rowid;
create table if not exists visits (
    source text not null, run text not null, ended text not null, report text not null,
    primary key (source, run));
create index if not exists visits_run on visits (run);
"""
_VISITS_KEPT = 30
"""Reports of a source: a month of nights."""


@dataclass(frozen=True, slots=True)
class Validator:
    """What a later request can be conditional on, and what its page named."""

    etag: str | None
    modified: str | None
    keys: tuple[str, ...] = ()
    """Postings that the page held: a 304 says that they are unchanged."""
    entries: tuple[str, ...] = ()
    """Postings that it only listed, and whose own pages were read: a 304 says so of them, too."""
    fetches: tuple[Mapping[str, object], ...] = ()
    """Requests that the page led to, made again when it answers 304."""
    outside: tuple[Mapping[str, object], ...] = ()
    """Requests for what it listed under a title outside what is read, should that be widened."""


@dataclass(frozen=True, slots=True)
class Known:
    """A posting seen before."""

    fingerprint: str
    """Digest of what the list said of it: unchanged, its detail is not fetched again."""
    missing: int = 0
    """Visits in a row on which its page showed no posting."""


@dataclass(slots=True)
class Memory:
    """What is known of one source."""

    validators: dict[str, Validator]
    known: dict[str, Known]


class State:
    """The state file of a home.

    Raises:
        Failed: the file is no state file or cannot be opened.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / "crawler.sqlite"
        with self._open() as connection:
            connection.executescript(_SCHEMA)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=30, isolation_level=None)) as found:
                found.execute("pragma journal_mode = wal")
                yield found
        except (sqlite3.Error, OSError) as error:
            raise Failed(
                f"cannot use {self.path}: {error}; move it away (a full crawl follows) or free"
                " space, and run again"
            ) from error

    def begin(self, source: str, landing: Path) -> Memory:
        """Return what is known of a source whose visit begins; it will land in a file."""
        memory = self.read(source)
        with self._open() as connection:
            rows = connection.execute("select path from begun where source = ?", (source,))
            for key in (key for (path,) in rows.fetchall() for key in _landed(Path(path))):
                memory.known.setdefault(key, Known(""))
            connection.execute(
                "insert or ignore into begun values (?, ?)", (source, str(landing.resolve()))
            )
        return memory

    def read(self, source: str) -> Memory:
        """Return what is known of a source."""
        with self._open() as connection:
            validators = {
                request: Validator(etag, modified, *(tuple(json.loads(text)) for text in lists))
                for request, etag, modified, *lists in connection.execute(
                    "select request, etag, modified, keys, entries, fetches, outside from pages"
                    " where source = ?",
                    (source,),
                )
            }
            known = {
                key: Known(fingerprint, missing)
                for key, fingerprint, missing in connection.execute(
                    "select key, fingerprint, missing from known where source = ?", (source,)
                )
            }
        return Memory(validators, known)

    def write(self, source: str, memory: Memory, forgotten: Iterable[str]) -> None:
        """Replace what is known of a source whose visit ends, in one transaction."""
        with self._open() as connection:
            connection.execute("begin immediate")
            connection.execute("delete from begun where source = ?", (source,))
            connection.executemany(
                "delete from known where source = ? and key = ?",
                [(source, key) for key in forgotten],
            )
            connection.executemany(
                "insert or replace into known values (?, ?, ?, ?)",
                [
                    (source, k, known.fingerprint, known.missing)
                    for k, known in memory.known.items()
                ],
            )
            connection.executemany(
                "insert or replace into pages values (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (source, request, v.etag, v.modified, *map(json.dumps, _lists_of(v)))
                    for request, v in memory.validators.items()
                ),
            )
            connection.execute("commit")

    def remember(self, report: SourceReport) -> None:
        """Keep the report of a visit, and forget the source's oldest."""
        with self._open() as connection:
            connection.execute(
                "insert or replace into visits values (?, ?, ?, ?)",
                (report.source, report.run, report.ended.isoformat(), json.dumps(report.to_json())),
            )
            connection.execute(
                "delete from visits where source = ?1 and run not in"
                " (select run from visits where source = ?1 order by ended desc limit ?2)",
                (report.source, _VISITS_KEPT),
            )

    def visits(self, source: str) -> list[SourceReport]:
        """Return the reports of a source, newest first."""
        return self._reports("where source = ? order by ended desc", source)

    def visits_of(self, run: str) -> list[SourceReport]:
        """Return the reports of a run so far, by source."""
        return self._reports("where run = ? order by source", run)

    def _reports(self, which: str, value: str) -> list[SourceReport]:
        with self._open() as connection:
            rows = connection.execute(f"select report from visits {which}", (value,)).fetchall()  # noqa: S608 -- our own words
        return [SourceReport.from_json(json.loads(text)) for (text,) in rows]


def _lists_of(page: Validator) -> tuple[object, ...]:
    return page.keys, page.entries, page.fetches, page.outside


def _landed(path: Path) -> set[str]:
    """Return the keys of the postings in a landing file; it may have been moved away since."""
    if not path.exists():
        return set()
    values = (line.value for line in read_landing(path))
    return {str(value["key"]) for value in values if value and value.get("type") == "posting"}
