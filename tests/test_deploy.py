"""What `deploy/` runs: the units are sound, and the very command that they run works."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from local_site import Reply, serving
from support import run_command

from crawler.home import Home

BIN = "/opt/medical-office-jobs/.venv/bin"
STATE = "/var/lib/medical-office-jobs"
JOB = {"id": 1, "title": "Practice Manager", "content": "<p>Run the practice. CMPE required.</p>"}
BOARD = "/v1/boards/clinic/jobs?content=true&pay_transparency=true"


def commands(repo: Path) -> dict[str, list[str]]:
    """Return the nightly command of each way to deploy, in words."""
    unit = (repo / "deploy/systemd/medical-office-jobs.service").read_text("utf-8")
    cron = (repo / "deploy/crontab").read_text("utf-8")
    container = (repo / "deploy/Containerfile").read_text("utf-8")
    (started,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    (line,) = re.findall(r"^\d+ \d+ \* \* \* (.*?) > /dev/null", cron, re.MULTILINE)
    (words,) = re.findall(r"^CMD (\[.*\])$", container, re.MULTILINE)
    return {
        "systemd": shlex.split(started),
        "cron": shlex.split(line),
        "container": json.loads(words),
    }


def test_all_ways_run_the_same_command_and_it_works(repo: Path, home: Home) -> None:
    systemd, cron, container = commands(repo).values()
    assert systemd == cron == container
    program, *arguments = [word.replace(STATE, str(home.path)) for word in systemd]
    assert program.startswith(f"{BIN}/")
    home.path.mkdir()
    with serving(1) as (site,):
        site.routes[BOARD] = Reply(json.dumps({"jobs": [JOB]}))
        line = f'[[source]]\nname = "clinic"\nurl = "{site.origin}/v1/boards/clinic"\ndelay = 0\n'
        home.sources.write_text(line, "utf-8")
        done = run_command(Path(program).name, *arguments)
        assert done.returncode == 0, done.stderr + done.stdout
        site.routes[BOARD] = Reply(status=403)
        again = run_command(Path(program).name, *arguments)
    assert again.returncode != 0, "cron and systemd mail the report of a night like this"
    (first, second) = sorted(home.runs.glob("*.json"))
    assert json.loads(first.read_text("utf-8"))["sources"][0]["counts"]["postings"] == 1
    mailed = run_command("crawler", "report", "--mail", "--home", home.path)
    assert mailed.stdout.startswith(f"Subject: run {second.stem}: ")
    assert "HTTP 403" in mailed.stdout


def test_the_mail_of_a_bad_night_is_the_one_that_is_documented(repo: Path) -> None:
    wanted = f"{BIN}/crawler report --mail --home {STATE} | /usr/sbin/sendmail jobs@example.org"
    for name in ("systemd/medical-office-jobs-mail.service", "crontab"):
        assert wanted in (repo / "deploy" / name).read_text("utf-8")


def test_systemd_finds_no_fault_in_the_units(repo: Path, tmp_path: Path) -> None:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("SKIPPED LOUDLY: no systemd-analyze here, so the units were not verified")
    units = []
    for unit in (repo / "deploy/systemd").iterdir():
        text = unit.read_text("utf-8").replace(BIN, str(Path(sys.executable).parent))
        units.append(tmp_path / unit.name)
        units[-1].write_text(text, "utf-8")
    assert len(units) == 3
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units)],
        capture_output=True, text=True, check=False, env={"SYSTEMD_UNIT_PATH": f"{tmp_path}:"},
    )  # fmt: skip
    ours = [line for line in done.stderr.splitlines() if "medical-office-jobs" in line]
    assert (done.returncode, ours) == (0, [])


def test_an_egg_for_scrapyd_has_the_spiders_and_their_data(repo: Path, tmp_path: Path) -> None:
    for name in ("crawler", "setup.py", "pyproject.toml", "README.md", "LICENSE"):
        source = repo / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    build = [sys.executable, "setup.py", "-q", "bdist_egg", "--dist-dir", "egg"]
    done = subprocess.run(build, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (egg,) = (tmp_path / "egg").iterdir()
    with ZipFile(egg) as file:
        assert "[scrapy]\nsettings = crawler.settings" in file.read("EGG-INFO/entry_points.txt").decode()  # fmt: skip
    # As a node has it: nothing of the project but the egg.
    script = f"import sys; sys.path.insert(0, {str(egg)!r}); from scrapy.cmdline import execute; execute(['scrapy', 'list'])"
    listed = subprocess.run(
        [sys.executable, "-I", "-c", script], cwd=tmp_path / "egg", capture_output=True, text=True,
        check=False, env={"SCRAPY_SETTINGS_MODULE": "crawler.settings"},
    )  # fmt: skip
    assert {"greenhouse", "jsonld", "workday"} <= set(listed.stdout.split()), listed.stderr
