"""SIGKILL at any moment of load and publish: nothing acknowledged is lost or doubled."""

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from landed import land, posting, run_line, sighting, tables

from crawler.home import Home
from warehouse.load import load
from warehouse.publish import publish

DYING = """
import os, signal, sys
from pathlib import Path
from crawler.home import Home
from warehouse import load, migrate, publish, sql
from warehouse.jobs import assign

def dying(function, point):
    def called(*arguments, **options):
        if point in map(str, arguments) or point in ("before", "after"):
            if point == "after":
                function(*arguments, **options)
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return called

home, point = Home(Path(sys.argv[1])), sys.argv[2]
if "." in point:
    dies = dying(sql.statement, point.removesuffix(".sql"))
    load.statement = publish.statement = assign.statement = dies
elif point.endswith("views"):
    migrate.make_views = publish.make_views = dying(migrate.make_views, point.split()[0])
elif point.endswith("rename"):
    Path.replace = dying(Path.replace, point.split()[0])
elif point == "between load and publish":
    publish.publish = dying(publish.publish, "before")
load.load(home)
publish.publish(home)
print("it was not killed")
"""

POINTS = (
    "before views",
    "apply_load.sql",
    "apply_links.sql",
    "job_ids.sql",
    "between load and publish",
    "copy_database.sql",
    "before rename",
    "after rename",
)


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one load published and a second landed."""
    home = Home(tmp_path_factory.mktemp("kill"))
    land(home, "r1", *(posting(str(n)) for n in range(20)), run_line())
    load(home)
    publish(home)
    new = [posting(str(n), day=1, title="Practice Manager") for n in range(10, 30)]
    land(home, "r2", *new, sighting("gone", "3", 1), run_line(1))
    return home


@pytest.fixture(scope="module")
def expected(landed: Home, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, list]]:
    """What readers see before the second load, and after it where nobody is killed."""
    home = Home(tmp_path_factory.mktemp("whole") / "home")
    shutil.copytree(landed.path, home.path)
    before = tables(home.published, published=True)
    load(home)
    publish(home)
    after = tables(home.published, published=True)
    assert before != after
    return [before, after]


def check_and_finish(home: Home, expected: list[dict[str, list]]) -> None:
    assert tables(home.published, published=True) in expected, "readers see a whole copy"
    assert tables(home.warehouse) in expected, "a load is there whole or not at all"
    load(home)
    publish(home)
    assert tables(home.warehouse) == expected[1]
    assert tables(home.published, published=True) == expected[1]
    assert [item.name for item in home.published.parent.iterdir()] == ["warehouse.duckdb"]


@pytest.mark.parametrize("point", POINTS)
def test_killed_at_a_point(
    landed: Home, expected: list[dict[str, list]], tmp_path: Path, point: str
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(landed.path, home.path)
    done = subprocess.run(
        [sys.executable, "-c", DYING, str(home.path), point],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stdout + done.stderr
    check_and_finish(home, expected)


@pytest.mark.parametrize("part", [0.3, 0.5, 0.6, 0.7, 0.8, 0.9])
def test_killed_at_any_moment(
    landed: Home, expected: list[dict[str, list]], tmp_path: Path, part: float
) -> None:
    command = [sys.executable, "-m", "warehouse", "load", "--home"]
    whole = Home(tmp_path / "whole")
    shutil.copytree(landed.path, whole.path)
    started = time.monotonic()
    subprocess.run([*command, str(whole.path)], capture_output=True, check=True)
    took = time.monotonic() - started

    home = Home(tmp_path / "home")
    shutil.copytree(landed.path, home.path)
    with subprocess.Popen([*command, str(home.path)], stdout=subprocess.DEVNULL) as process:
        try:
            process.wait(took * part)
        except subprocess.TimeoutExpired:
            process.kill()
    check_and_finish(home, expected)
