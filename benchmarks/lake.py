"""The same load into a lake (DuckLake, PostgreSQL) and into one file; then two loaders at once.

Starts a PostgreSQL of its own, as the tests do. 1. The first night of benchmarks/load.py, its one
transaction into each, then the slowest reports on each. 2. Two processes load small runs into one
lake as fast as they can: commits, conflicts that were begun again, and what one loader alone does.
Run: python benchmarks/lake.py [POSTINGS] [COMMITS].
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from load import FIRST_NIGHT, night, timed

from crawler.home import Home
from warehouse.answers import ask
from warehouse.connection import open_writer
from warehouse.events import Landed
from warehouse.lake.address import Lake
from warehouse.load import apply
from warehouse.publish import publish
from warehouse.reports import load_reports
from warehouse.staging import staged_tables
from warehouse.transaction import transaction

TESTS = Path(__file__).parent.parent / "tests"
sys.path.append(str(TESTS))
from postgres import Server, find_programs, running  # noqa: E402 -- found by the line above

LOADER = TESTS / "warehouse" / "lake_loader.py"


def one_load(home: Home, lake: Lake, count: int) -> dict[str, float]:
    """Return seconds of the same transaction, and of all reports, on each."""
    seconds: dict[str, float] = {}
    staged, stored, read = night(count, 1, FIRST_NIGHT)
    tables = staged_tables(staged, Landed(), stored, read, "first night")
    for name, at in (("file", home.warehouse), ("lake", lake)):
        with timed(f"{name}: open, the first time", seconds), open_writer(at):
            pass
        with timed(f"{name}: open again", seconds), open_writer(at):
            pass
        with (
            open_writer(at) as connection,
            timed(f"{name}: transaction", seconds),
            transaction(connection, name),
        ):
            apply(connection, tables)
    with timed("file: publish", seconds):
        publish(home)
    for name, at in (("file", home.published), ("lake", lake)):
        with timed(f"{name}: all {len(load_reports())} reports", seconds):
            for report in load_reports().values():
                ask(at, report.sql, report.values())
    return seconds


def loaders(folder: Path, lake: Lake, names: str, commits: int) -> tuple[float, int, int]:
    """Return seconds, acknowledged commits and conflicts of some loaders at once."""
    assert lake.data_path is not None
    started = [
        subprocess.Popen(
            [sys.executable, LOADER, folder / name, name, f"ducklake:{lake.catalogue}",
             lake.data_path, str(commits)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
            env={"PYTHONPATH": f"{TESTS.parent}:{TESTS}"},
        )
        for name in names
    ]  # fmt: skip
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    begun = time.perf_counter()
    for process in started:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [line.split() for process in started for line in process.communicate()[0].splitlines()]
    return time.perf_counter() - begun, len(told), sum(int(words[2]) for words in told)


def main(server: Server, folder: Path) -> None:
    count, commits = (
        int(sys.argv[n]) if len(sys.argv) > n else default for n, default in ((1, 100_000), (2, 20))
    )
    lake = Lake(f"postgres:{server.new_database()}", str(folder / "files"))
    seconds = one_load(Home(folder / "home"), lake, count)
    print(f"{count:,} postings, {count * 20:,} requirements, one transaction")
    for what, took in seconds.items():
        print(f"  {what:<28}{took:8.2f} s")
    size = sum(path.stat().st_size for path in (folder / "files").rglob("*.parquet")) / 1e6
    print(f"  Parquet files               {size:8.0f} MB")
    print(f"lake is {seconds['lake: transaction'] / seconds['file: transaction']:.1f} x the file")
    for names in ("a", "bc"):
        small = Lake(f"postgres:{server.new_database()}", str(folder / f"files-{names}"))
        with open_writer(small):
            pass
        took, done, conflicts = loaders(folder, small, names, commits)
        ((rows, ids),) = ask(
            small, "select count(*), count(distinct posting_id) from postings"
        ).rows
        print(
            f"{len(names)} loaders x {commits} loads: {done} commits, {conflicts} conflicts begun "
            f"again, {done / took:.2f} commits/s; {rows} postings, {ids} ids"
        )


if __name__ == "__main__":
    programs = find_programs()
    if programs is None:
        print("SKIPPED: PostgreSQL is not installed (apt install postgresql)")
    else:
        with running(programs) as server, tempfile.TemporaryDirectory() as name:
            main(server, Path(name))
