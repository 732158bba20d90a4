"""The installed wheel works outside the repo: taxonomy, rules, SQL and weights ship in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crawler.home import Home

PACKAGES = ("crawler", "pipeline", "warehouse", "matcher")


@pytest.fixture(scope="module")
def installed(repo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the tracked packages and unpacked beside nothing else."""
    source, target = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("installed")
    for name in (*PACKAGES, "pyproject.toml", "README.md", "LICENSE"):
        if (repo / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(repo / name, source / name, ignore=ignore)
        else:
            shutil.copy(repo / name, source / name)
    build = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        source / "dist",
    ]
    subprocess.run([*map(str, build), str(source)], check=True, capture_output=True)
    (wheel,) = (source / "dist").glob("*.whl")
    shutil.unpack_archive(wheel, target, "zip")
    return target


def run(installed: Path, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_wheel_goes_the_whole_way(
    installed: Path, demo_home: Home, repo: Path, tmp_path: Path
) -> None:
    where = subprocess.run(
        [sys.executable, "-c", "import pipeline; print(pipeline.__file__)"],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(installed)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert where.stdout.startswith(str(installed)), "the repo's own code was tested instead"
    home = tmp_path / "home"
    (home / "landing").mkdir(parents=True)
    for path in sorted(demo_home.landing.rglob("*.jsonl"))[:4]:
        shutil.copy(path, home / "landing" / path.name)
    page = shutil.copy(repo / "examples" / "posting.html", tmp_path)
    profile = shutil.copy(repo / "examples" / "profile.json", tmp_path)
    read = run(installed, tmp_path, "pipeline", "extract", page)
    assert json.loads(read.stdout)["occupation"] == "medical_office_manager", read.stderr
    load = run(installed, tmp_path, "warehouse", "load", "--home", home)
    assert load.returncode in (0, 3), load.stderr
    score = run(
        installed, tmp_path, "matcher", "score", profile, "--home", home, "--format", "json"
    )
    assert json.loads(score.stdout)["results"], score.stderr
    report = run(
        installed, tmp_path, "warehouse", "report", "credentials", "--home", home, "--json"
    )
    assert report.returncode == 0, report.stderr
