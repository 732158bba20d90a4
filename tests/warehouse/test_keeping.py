"""Backups, restoring and letting go: what is acknowledged is never lost by them."""

import os
from pathlib import Path

from landed import Say, land, posting, rows, run_line, tables

from crawler.home import Home


def test_a_backup_restores_what_stood_and_the_next_load_catches_up(
    home: Home, say: Say, tmp_path: Path
) -> None:
    backup = tmp_path / "backups" / "day.duckdb"
    land(home, "r1", posting("1"), run_line())
    assert say("load").code == 0
    assert say("backup", str(backup)).code == 0
    before = tables(home.warehouse)
    land(home, "r2", posting("2", day=1))
    assert say("load").code == 0
    after = tables(home.warehouse)
    done = say("restore", str(backup))
    assert done.code == 0
    assert "what was there is" in done.out
    assert tables(home.warehouse) == before == tables(home.published, published=True)
    assert say("load").code == 0
    assert tables(home.warehouse) == after
    (aside,) = home.path.glob("*.aside")
    assert tables(aside) == after


def test_a_backup_never_overwrites_and_a_bad_one_never_restores(
    home: Home, say: Say, tmp_path: Path
) -> None:
    assert "nothing to back up" in say("backup", str(tmp_path / "none")).err
    land(home, "r1", posting("1"))
    say("load")
    before = tables(home.warehouse)
    bad = tmp_path / "bad.duckdb"
    bad.write_bytes(b"no database")
    assert say("backup", str(bad)).code == 2
    assert bad.read_bytes() == b"no database"
    assert say("restore", str(bad)).code == 1
    assert "no published warehouse" in say("restore", str(tmp_path / "missing")).err
    assert tables(home.warehouse) == before


def test_pruning_takes_payloads_of_earlier_versions_only(home: Home, say: Say) -> None:
    payload = {"id": 1, "html": "x" * 100}
    land(home, "r1", posting("1", payload=payload))
    land(home, "r2", posting("1", day=1, title="Practice Manager", payload=payload))
    say("load")
    held = "select version, raw ->> '$.payload.id' from posting_versions order by version"
    assert rows(home, held) == [(1, "1"), (2, "1")]
    assert "1 payloads taken out" in say("prune", "--older-than", "1").out
    assert rows(home, held) == [(1, None), (2, "1")]
    assert rows(home, "select raw ->> 'title' from posting_versions where version = 1") == [
        ("Medical Office Manager",)
    ]
    assert "0 payloads" in say("prune", "--older-than", "1").out
    assert say("load", "--reread").code == 0


def test_pruning_keeps_runs_that_are_young_or_not_whole_in_the_warehouse(
    home: Home, say: Say
) -> None:
    done = land(home, "r1", posting("1"))
    torn = land(home, "r2", posting("2"))
    with torn.open("a") as file:
        file.write('{"type": "posting", "sour')
    broken = land(home, "r3", posting("3"))
    with broken.open("a") as file:
        file.write("no json\n")
    young = land(home, "r4", posting("4"))
    say("load")
    for path in (done, torn, broken):
        os.utime(path, (0, 0))
    assert "1 landing folders removed" in say("prune", "--older-than", "30", "--landing").out
    assert [path.parent.exists() for path in (done, torn, broken, young)] == [
        False, True, True, True,
    ]  # fmt: skip
    before = tables(home.warehouse)
    assert say("load").code in (0, 3)
    assert tables(home.warehouse) == before
