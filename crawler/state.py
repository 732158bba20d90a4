"""What the crawler remembers between runs: validators of requests, and the keys it knows.

A posting is landed first and the state is committed after, in one transaction at the end of
a source, and of long visits in between: a kill loses nothing, at worst a page is fetched again.
What a killed visit landed is known to the next one from its landing file, so that it can still be
found gone.
"""

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from crawler.errors import Failed
from crawler.health import SourceReport
from crawler.landing import read_landing

_SCHEMA = """
create table if not exists pages (
    source text not null, request text not null, etag text, modified text, keys text not null,
    entries text not null, fetches text not null, outside text not null, visit text not null,
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
        with _told(self.path), closing(_connected(self.path)) as connection:
            yield connection

    def begin(self, source: str, landing: Path) -> "SourceState":
        """Return the state of a source whose visit begins; it will land in a file."""
        return SourceState(self.path, source, str(landing.resolve()))

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


class SourceState:
    """What is known of one source, while it is visited.

    Raises:
        Failed: the file cannot be read or written.
    """

    def __init__(self, path: Path, source: str, landing: str) -> None:
        self.path = path
        self.source = source
        self._landing = landing
        with _told(path):
            self._connection = _connected(path)
            self.known = self._read_known()
            self._connection.execute("insert or ignore into begun values (?, ?)", (source, landing))

    def _read_known(self) -> dict[str, Known]:
        rows = self._connection.execute(
            "select key, fingerprint, missing from known where source = ?", (self.source,)
        )
        known = {key: Known(fingerprint, missing) for key, fingerprint, missing in rows}
        begun = self._connection.execute("select path from begun where source = ?", (self.source,))
        for key in (key for (path,) in begun.fetchall() for key in _landed(Path(path))):
            known.setdefault(key, Known(""))
        return known

    def page(self, request: str) -> Validator | None:
        """Return what a request can be conditional on."""
        with _told(self.path):
            row = self._connection.execute(
                "select etag, modified, keys, entries, fetches, outside from pages"
                " where source = ? and request = ?",
                (self.source, request),
            ).fetchone()
        if row is None:
            return None
        etag, modified, *lists = row
        return Validator(etag, modified, *(tuple(json.loads(text)) for text in lists))

    def keep(self, pages: Mapping[str, Validator], known: Mapping[str, Known]) -> None:
        """Keep a part of what a visit has learnt, once it has landed: a kill then costs no more."""
        with _told(self.path), self._transaction():
            self._write(pages, known)

    def finish(
        self,
        pages: Mapping[str, Validator],
        known: Mapping[str, Known],
        forgotten: Iterable[str],
        asked: Collection[str] | None,
    ) -> None:
        """Keep what a visit has learnt; pages not among the `asked` of a whole one are forgotten."""
        with _told(self.path), closing(self._connection), self._transaction():
            self._connection.executemany(
                "delete from known where source = ? and key = ?",
                ((self.source, key) for key in forgotten),
            )
            self._write(pages, known)
            if asked is not None:
                self._forget_pages(asked)
            self._connection.execute("delete from begun where source = ?", (self.source,))

    def _forget_pages(self, asked: Collection[str]) -> None:
        rows = self._connection.execute(
            "select request from pages where source = ? and visit <> ?",
            (self.source, self._landing),
        ).fetchall()
        self._connection.executemany(
            "delete from pages where source = ? and request = ?",
            ((self.source, request) for (request,) in rows if request not in asked),
        )

    def _write(self, pages: Mapping[str, Validator], known: Mapping[str, Known]) -> None:
        self._connection.executemany(
            "insert or replace into known values (?, ?, ?, ?)",
            ((self.source, key, item.fingerprint, item.missing) for key, item in known.items()),
        )
        self._connection.executemany(
            "insert or replace into pages values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    self.source,
                    request,
                    v.etag,
                    v.modified,
                    *map(json.dumps, _lists_of(v)),
                    self._landing,
                )
                for request, v in pages.items()
            ),
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")


def _connected(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, timeout=30, isolation_level=None)
    connection.execute("pragma journal_mode = wal")
    return connection


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say into one line."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise Failed(
            f"cannot use {path}: {error}; move it away (a full crawl follows) or free space, and run"
            " again"
        ) from error


def _lists_of(page: Validator) -> tuple[object, ...]:
    return page.keys, page.entries, page.fetches, page.outside


def _landed(path: Path) -> set[str]:
    """Return the keys of the postings in a landing file; it may have been moved away since."""
    if not path.exists():
        return set()
    values = (line.value for line in read_landing(path))
    return {str(value["key"]) for value in values if value and value.get("type") == "posting"}
