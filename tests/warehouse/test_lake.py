"""The same warehouse on DuckLake: several loaders and readers at once, nothing lost or doubled."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from landed import Say, land, posting, run_line, sighting, tables
from postgres import Server, find_programs, running
from support import REPO

from crawler.errors import Failed
from crawler.home import Home
from warehouse.answers import ask
from warehouse.backup import restore_to_lake
from warehouse.connection import open_reader, open_writer
from warehouse.lake.address import Lake
from warehouse.load import load
from warehouse.reports import load_reports

HOSTILE = '\'; drop table postings; --\0<b>=1+1\u202e\\x41{"a"}'


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    for package in ("duckdb_extension_ducklake", "duckdb_extension_postgres_scanner"):
        pytest.importorskip(
            package, reason="SKIPPED LOUDLY: no lake was tried; pip install '.[lake]' brings it"
        )
    programs = find_programs()
    if programs is None:
        pytest.skip(
            "SKIPPED LOUDLY: no lake was tried, as PostgreSQL is not installed "
            "(Debian and Ubuntu: apt install postgresql; macOS: brew install postgresql)"
        )
    with running(programs) as one:
        yield one


@pytest.fixture
def address(server: Server) -> str:
    """The address of a lake that nobody has made yet."""
    return f"ducklake:postgres:{server.new_database()}"


@pytest.fixture
def lake(address: str, tmp_path: Path) -> Lake:
    return Lake.read(address, str(tmp_path / "files"))


@pytest.fixture(scope="module")
def of_demo(server: Server, demo_home: Home, tmp_path_factory: pytest.TempPathFactory) -> Lake:
    """A lake with what the demo's file holds: a backup of one goes into the other."""
    lake = Lake(f"postgres:{server.new_database()}", str(tmp_path_factory.mktemp("lake") / "files"))
    restore_to_lake(lake, demo_home.published)
    return lake


def test_a_lake_holds_what_a_file_holds(home: Home, lake: Lake) -> None:
    land(home, "r1", *(posting(str(n)) for n in range(5)), run_line())
    land(home, "r1", posting(f"k{HOSTILE}", title=HOSTILE, employer=HOSTILE, url=HOSTILE))
    load(home)
    assert load(home, lake).new == 6
    later = [posting(str(n), day=1, title="Practice Manager") for n in range(3, 8)]
    land(home, "r2", *later, sighting("gone", "1", 1), run_line(1, HOSTILE), {"type": "odd"})
    load(home)
    result = load(home, lake)
    assert (result.new, result.changed, result.unreadable) == (3, 2, 1)
    assert load(home, lake).publication is None
    load(home, reread=True)
    load(home, lake, reread=True)
    assert tables(lake) == tables(home.warehouse)


def test_every_view_and_report_answers_alike(demo_home: Home, of_demo: Lake) -> None:
    assert tables(of_demo) == tables(demo_home.published, published=True)
    queries = {report.sql: report.values() for report in load_reports().values()}
    with open_reader(demo_home.published) as file, open_reader(of_demo) as lake:
        views = "select view_name from duckdb_views() where database_name = 'warehouse'"
        queries |= {f"from {view}": {} for (view,) in file.execute(views).fetchall()}
        queries["from qualifying_jobs(['edu-bachelor', 'cert-cmpe'], 6)"] = {}
        queries["from postings_as_of('2999-01-01')"] = {}
        assert len(queries) >= 30
        for query, values in queries.items():
            answers = [one.execute(query, values or None).fetchall() for one in (file, lake)]
            assert sorted(answers[0], key=repr) == sorted(answers[1], key=repr), query


def test_a_backup_goes_into_an_empty_lake_only(demo_home: Home, of_demo: Lake) -> None:
    with pytest.raises(Failed, match="in use: a backup goes into an empty lake only"):
        restore_to_lake(of_demo, demo_home.published)


LOADER = [sys.executable, str(Path(__file__).with_name("lake_loader.py"))]


def start(home: Home, name: str, lake: Lake, runs: int) -> subprocess.Popen[str]:
    assert lake.data_path is not None
    words = [str(home.path), name, f"ducklake:{lake.catalogue}", lake.data_path, str(runs)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([str(REPO), str(REPO / "tests")])}
    process = subprocess.Popen(
        [*LOADER, *words], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def go(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("go\n")
    process.stdin.flush()


WHOLE = """
select
    (select count(*) from postings) as postings,
    (select count(distinct posting_id) from postings) as ids,
    (select count(*) from publication) as publications,
    (select count(*) from postings anti join requirements using (posting_id, version)) as unread,
    (select count(*) from postings anti join posting_versions using (posting_id, version)) as unsaid
"""


def test_two_loaders_and_a_reader_and_one_is_killed(tmp_path: Path, lake: Lake) -> None:
    homes = {name: Home(tmp_path / name) for name in "ab"}
    # Both begin where there is no lake yet.
    loaders = {name: start(home, name, lake, 3) for name, home in homes.items()}
    for loader in loaders.values():
        go(loader)
    doomed = loaders["b"]
    assert doomed.stdout is not None
    assert doomed.stdout.readline().startswith("loaded b0")
    time.sleep(0.7)
    doomed.kill()
    assert doomed.wait() == -signal.SIGKILL
    acknowledged = {"b0", *(line.split()[1] for line in doomed.stdout)}
    # What was cut off is taken up again; what had been loaded lands once more.
    loaders["b"] = again = start(homes["b"], "b", lake, 3)
    go(again)
    seen = 0
    while any(loader.poll() is None for loader in loaders.values()):
        ((postings, ids, publications, unread, unsaid),) = ask(Lake(lake.catalogue), WHOLE).rows
        assert (ids, publications, unread, unsaid) == (postings, 1, 0, 0)
        assert (postings - 1) % 3 == 0, "a reader sees whole loads"
        assert postings >= seen, "what was there stays"
        seen = postings
    for name, loader in loaders.items():
        out, _ = loader.communicate()
        assert loader.returncode == 0
        told = {line.split()[1] for line in out.splitlines()}
        assert told == {f"{name}{n}" for n in range(3)}
    assert acknowledged <= {f"b{n}" for n in range(3)}
    # Nothing lost or doubled: all that landed anywhere, loaded by one into a file, is the same.
    whole = Home(tmp_path / "whole")
    for home in homes.values():
        shutil.copytree(home.landing, whole.landing, dirs_exist_ok=True)
    load(whole)
    of_lake, of_file = tables(lake), tables(whole.warehouse)
    for found in (of_lake, of_file):
        del found["posting_states"]  # tells in which order it was learnt
    assert of_lake == of_file
    assert len(of_lake["postings"]) == 19


def test_a_load_that_loses_is_begun_again_on_what_the_other_left(home: Home, lake: Lake) -> None:
    land(home, "r1", posting("1"))
    load(home, lake)
    land(home, "r2", posting("2"))
    other = Home(home.path.with_name("other"))
    land(other, "o1", posting("3"))
    done: list[int] = []

    def meanwhile(_read: int) -> None:
        if not done:
            done.append(load(other, lake).new)

    result = load(home, lake, step=meanwhile)
    assert (done, result.new, result.conflicts) == ([1], 1, 1)
    assert [row[0] for row in tables(lake)["postings"]] == ["acme:1", "acme:2", "acme:3"]


def test_commands_work_on_a_lake_as_on_a_file(
    home: Home, say: Say, address: str, tmp_path: Path
) -> None:
    on_lake = ("--warehouse", address)
    missing = say("sql", "select 1", *on_lake)
    assert (missing.code, "makes it with --data-path FOLDER" in missing.err) == (1, True)
    assert say("load", "--data-path", "x").code == 2
    land(home, "r1", posting("1"), run_line())
    loaded = say("load", *on_lake, "--data-path", str(tmp_path / "files"))
    assert loaded.code == 0
    assert f"published {address}" in loaded.out
    assert not home.warehouse.exists()
    assert "nothing new" in say("load", *on_lake).out
    (row,) = json.loads(say("sql", "from postings", *on_lake, "--json").out)
    assert row["posting_id"] == "acme:1"
    assert "CMPE" in say("report", "credentials", *on_lake).out
    assert len(say("export", str(tmp_path / "out"), *on_lake).out.splitlines()) >= 20
    assert json.loads(say("lines", *on_lake).out)["key"] == "1"
    assert say("diff", *on_lake).code == 0
    # A file of it: for the matcher, any DuckDB client, and to keep.
    assert "published" in say("publish", *on_lake).out
    assert "nothing new" in say("publish", *on_lake).out
    assert tables(home.published, published=True) == tables(Lake.read(address))
    assert say("backup", str(tmp_path / "b.duckdb"), *on_lake).code == 0
    assert tables(tmp_path / "b.duckdb") == tables(Lake.read(address))


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("delete from postings", "read-only"),
        ("copy postings to 'FILES/out.parquet'", "disabled"),
        ("from read_csv('/etc/passwd')", "disabled"),
        ("call ducklake_expire_snapshots('warehouse', older_than => now())", "read-only"),
        ("set enable_external_access = true", "locked"),
    ],
)
def test_nobody_writes_through_a_query(say: Say, of_demo: Lake, query: str, words: str) -> None:
    address = f"ducklake:{of_demo.catalogue}"
    done = say("sql", query.replace("FILES", str(of_demo.data_path)), "--warehouse", address)
    assert done.code == 2
    assert words in done.err
    assert done.err.count("\n") == 1


def test_pruning_merges_files_and_lets_snapshots_go(home: Home, say: Say, lake: Lake) -> None:
    for number in range(3):
        land(home, f"r{number}", posting(str(number), payload={"id": number}), run_line(number))
        load(home, lake)
    before = tables(lake)
    files = "select count(*) from ducklake_list_files('warehouse', 'crawl_runs')"
    with open_writer(lake) as connection:
        assert connection.execute(files).fetchall() == [(3,)]
    pruned = say("prune", "--older-than", "1", "--warehouse", f"ducklake:{lake.catalogue}")
    assert pruned.code == 0
    with open_writer(lake) as connection:
        assert connection.execute(files).fetchall() == [(1,)]
    assert tables(lake) == before


def test_a_server_that_is_not_there_is_said_in_a_line(say: Say, tmp_path: Path) -> None:
    address = f"ducklake:postgres:dbname=jobs host={tmp_path} password=geheim"
    done = say("sql", "select 1", "--warehouse", address)
    assert done.code == 1
    assert "cannot reach PostgreSQL of ducklake:postgres:dbname=jobs" in done.err
    assert "geheim" not in done.err
    assert done.err.count("\n") == 1
