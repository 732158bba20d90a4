"""Landing files for tests of the warehouse, and its tables as plain values to compare."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from crawler.home import Home
from warehouse import migrate
from warehouse.connection import open_reader, open_writer
from warehouse.lake.address import Lake

DAY_ONE = datetime(2026, 11, 2, 6, tzinfo=UTC)
TEXT = (
    "<h2>What you bring</h2><ul><li>Bachelor's degree in healthcare administration or 5 years of "
    "medical office experience</li><li>CMPE preferred</li><li>Epic required</li></ul>"
    "<p>Pay: $28.50 - $34.00 per hour. Full-time.</p>"
)
Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Said:
    """Exit code and output of a command."""

    code: object
    out: str
    err: str


Say = Callable[..., Said]
"""Runs a command of the warehouse: `say("report", "pay")`."""


def at(day: float) -> str:
    """Return the instant so many days after the first one."""
    return (DAY_ONE + timedelta(days=day)).isoformat()


def posting(key: str = "1", day: float = 0, **said: Any) -> Line:
    line = {
        "type": "posting", "source": "acme", "key": key, "title": "Medical Office Manager",
        "employer": "Acme Family Medicine", "description": TEXT, "description_format": "html",
        "fetched_at": at(day),
    }  # fmt: skip
    return line | said


def sighting(status: str, key: str = "1", day: float = 0, reason: str = "a visit") -> Line:
    return {
        "type": "sighting", "source": "acme", "key": key, "status": status, "reason": reason,
        "at": at(day),
    }  # fmt: skip


def run_line(day: float = 0, *errors: str) -> Line:
    return {
        "type": "run", "source": "acme", "started": at(day), "ended": at(day + 0.01),
        "list_complete": not errors, "errors": list(errors), "counts": {"postings": 1},
    }  # fmt: skip


def text_of(lines: Iterable[Line]) -> str:
    return "".join(json.dumps(line) + "\n" for line in lines)


def land(home: Home, run: str, *lines: Line, source: str = "acme") -> Path:
    """Append lines to a landing file, as a crawl does."""
    path = home.landing / run / f"{source}.jsonl"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(text_of(lines))
    return path


OF_LOADS = {
    "publication": "*",
    "landing_files": "*",
    "unreadable_lines": "*",
    "schema_migrations": "*",
    "crawl_runs": "run",
    "past_requirements": "*",
}
"""Tables (or columns) that tell of loads and files, not of the job market."""


def tables(path: Path | Lake, *, published: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """Return what a warehouse holds of the job market, in an order of its own."""
    with (open_reader if published else open_writer)(path) as connection:
        names = connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database() "
            "order by table_name"
        ).fetchall()
        found = {}
        for (name,) in names:
            left_out = OF_LOADS.get(name)
            if left_out == "*":
                continue
            relation = connection.table(name)
            # A digest of the program's files, which are being edited while its makers run this.
            kept_out = {left_out, "extractor_version"}
            columns = [column for column in relation.columns if column not in kept_out]
            rows = relation.select(*columns).fetchall()
            found[name] = sorted(rows, key=repr)
        return found


def rows(home: Home, query: str) -> list[tuple[Any, ...]]:
    """Return the answer of the writer's database."""
    with open_writer(home.warehouse) as connection:
        return connection.execute(query).fetchall()


@contextmanager
def older_program(monkeypatch: pytest.MonkeyPatch, before: str) -> Iterator[None]:
    """Know only the migrations named before so, and no views, as an older program did."""
    known = {name: sql for name, sql in migrate.folder_texts("migrations").items() if name < before}
    with monkeypatch.context() as patch:
        patch.setattr(migrate, "folder_texts", {"migrations": known, "models": {}}.__getitem__)
        yield
