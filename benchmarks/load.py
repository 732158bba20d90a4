"""Load 100,000 postings with 2,000,000 requirements in one transaction, beside row by row.

Both put the same rows into the same tables of a fresh warehouse: in bulk as `warehouse load`
does (made into Arrow, one transaction, job ids), and with executemany, as is often done, on a
part of the rows. Reading postings is left out of both. The second load is one night later:
every posting was seen again, 2 % say something else. Run: python benchmarks/load.py [POSTINGS].
"""

import dataclasses
import json
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa

from crawler.home import Home
from crawler.posting import RawPosting
from pipeline.extract import read_posting
from pipeline.posting import Posting, Requirement
from warehouse import rows
from warehouse.answers import ask
from warehouse.connection import open_writer
from warehouse.events import Landed, digest_of
from warehouse.history import State, Version
from warehouse.load import apply
from warehouse.publish import publish
from warehouse.reading import Readings
from warehouse.reports import load_reports
from warehouse.staging import Staged, Stored, staged_tables
from warehouse.transaction import transaction

LABELS = Path(__file__).parent.parent / "tests" / "labels" / "develop" / "dev.jsonl"
FIRST_NIGHT = datetime(2026, 11, 2, tzinfo=UTC)
REQUIREMENTS_EACH, ROW_BY_ROW, PART = 20, 50, 5_000


@contextmanager
def timed(what: str, seconds: dict[str, float]) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[what] = time.perf_counter() - started


def samples() -> list[tuple[RawPosting, Posting]]:
    """Our labelled postings as read, each with twenty requirements."""
    found = []
    for line in LABELS.read_text("utf-8").splitlines():
        label = json.loads(line)
        raw = RawPosting(
            source="made", key=label["id"], title=label["title"], employer=label["employer"],
            description=label["text"], description_format=label["format"], fetched_at=FIRST_NIGHT,
        )  # fmt: skip
        read = read_posting(raw)
        asked: list[Requirement] = []
        while read.requirements and len(asked) < REQUIREMENTS_EACH:
            asked += read.requirements
        if asked:
            exactly = tuple(asked[:REQUIREMENTS_EACH])
            found.append((raw, dataclasses.replace(read, requirements=exactly)))
    return found


def night(count: int, step: int, at: datetime) -> tuple[Staged, dict[str, Stored], Readings]:
    """Stage a night on which every `step`-th of the postings says something new."""
    known, staged, stored = samples(), Staged(), {}
    tables: list[tuple[pa.Table, pa.Table, pa.Table]] = []
    part: list[Posting] = []
    for number in range(count):
        raw, read = known[number % len(known)]
        key = f"{number:07}"
        identity = f"made:{key}"
        state = State("open", "its page was read", at, FIRST_NIGHT, at, None, False, None)
        staged.states[identity] = state
        staged.fetched_at[identity] = at
        if number % step:
            stored[identity] = Stored(1, "", FIRST_NIGHT, FIRST_NIGHT, state)
            continue
        said = dataclasses.replace(raw, key=key, title=f"{raw.title} {at:%d}", requisition_id=key)
        line = json.dumps(said.to_json(), ensure_ascii=False, default=str).encode()
        staged.versions[identity] = [Version(digest_of(said), at, at, line)]
        part.append(
            dataclasses.replace(
                read, posting_id=identity, source_key=key, title=said.title, requisition_id=key
            )
        )
        if len(part) == PART:
            tables.append(tables_of(part))
            part = []
    tables.append(tables_of(part))
    postings, requirements, facts = map(pa.concat_tables, zip(*tables, strict=True))
    return staged, stored, Readings(postings, requirements, facts, ())


def tables_of(part: list[Posting]) -> tuple[pa.Table, pa.Table, pa.Table]:
    return rows.posting_table(part), rows.requirement_table(part), rows.fact_table(part)


def bulk(home: Home, count: int) -> tuple[int, dict[str, float]]:
    """Return rows of the first load, and seconds of each step."""
    seconds: dict[str, float] = {}
    nights = (("first night", 1, FIRST_NIGHT), ("next night", 50, FIRST_NIGHT + timedelta(days=1)))
    loaded = 0
    for name, step, at in nights:
        with timed(f"{name}: make Arrow", seconds):
            staged, stored, read = night(count, step, at)
            tables = staged_tables(staged, Landed(), stored, read, name)
        loaded = loaded or read.postings.num_rows * 2 + read.requirements.num_rows
        with (
            open_writer(home.warehouse) as connection,
            timed(f"{name}: transaction", seconds),
            transaction(connection, name),
        ):
            apply(connection, tables)
        with timed(f"{name}: publish", seconds):
            publish(home)
    return loaded, seconds


def row_by_row(path: Path) -> float:
    """Return rows a second of executemany on a part of the same rows."""
    staged, stored, read = night(ROW_BY_ROW, 1, FIRST_NIGHT)
    tables = staged_tables(staged, Landed(), stored, read, "row by row")
    of_state = {row["posting_id"]: row for row in tables["staged_states"].to_pylist()}
    postings = [row | of_state[row["posting_id"]] for row in tables["staged_postings"].to_pylist()]
    asked = [row | {"version": 1} for row in tables["staged_requirements"].to_pylist()]
    wanted = (
        ("posting_versions", tables["staged_versions"].to_pylist()),
        ("postings", postings),
        ("requirements", asked),
    )
    with open_writer(path) as connection:
        started = time.perf_counter()
        connection.execute("begin")
        for table, found in wanted:
            names = list(found[0])
            marks = ", ".join("?" for _ in names)
            connection.executemany(
                f"insert into {table} ({', '.join(names)}) values ({marks})",
                [list(row.values()) for row in found],
            )
        connection.execute("commit")
        seconds = time.perf_counter() - started
    return sum(len(found) for _, found in wanted) / seconds


def report_seconds(home: Home) -> dict[str, float]:
    """Return the seconds of each report on what was published, opening it included."""
    seconds: dict[str, float] = {}
    for name, report in load_reports().items():
        with timed(name, seconds):
            ask(home.published, report.sql, report.values())
    return seconds


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        slow = row_by_row(Path(folder) / "rows.duckdb")
        home = Home(Path(folder) / "home")
        loaded, seconds = bulk(home, count)
        size = home.published.stat().st_size / 1e6
        reports = report_seconds(home)
    fast = loaded / seconds["first night: transaction"]
    with_arrow = loaded / (seconds["first night: transaction"] + seconds["first night: make Arrow"])
    print(f"{count:,} postings, {count * REQUIREMENTS_EACH:,} requirements: {loaded:,} rows")
    for what, took in seconds.items():
        print(f"  {what:<26}{took:8.2f} s")
    print(f"  published file            {size:8.0f} MB")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
    print(f"  most memory               {peak:8.0f} MB")
    print(f"bulk, transaction           {fast:12,.0f} rows/s")
    print(f"bulk, Arrow made as well    {with_arrow:12,.0f} rows/s")
    print(f"executemany                 {slow:12,.0f} rows/s")
    for name, took in sorted(reports.items(), key=lambda item: -item[1]):
        print(f"  report {name:<19}{took:8.2f} s")
    print(
        f"bulk is {fast / slow:,.0f} x executemany ({with_arrow / slow:,.0f} x with making Arrow)"
    )


if __name__ == "__main__":
    main()
