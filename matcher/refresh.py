"""The scheduled line: crawl, load, publish, index, as child processes under one lock."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Any

from crawler.errors import DONE, FAILED, NEEDS_ATTENTION
from crawler.home import Home
from crawler.landing import new_run_id
from crawler.lock import run_lock
from crawler.report import write_report


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage and how it ended."""

    name: str
    command: list[str]
    exit_code: int
    seconds: float
    output: list[str]


@dataclass(frozen=True, slots=True)
class Report:
    """How a refresh went."""

    run: str
    started: str
    ended: str
    exit_code: int
    stages: list[Stage]

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    def subject(self) -> str:
        """Return the whole run in one line."""
        words = {DONE: "all well", NEEDS_ATTENTION: "some sources need attention"}
        return f"run {self.run}: {words.get(self.exit_code, 'FAILED')} (exit code {self.exit_code})"

    def text(self, *, only_troubled: bool = False) -> str:
        """Return the stages for people: all, or those that did not end well."""
        lines = [self.subject()]
        for stage in self.stages:
            if only_troubled and stage.exit_code == DONE:
                continue
            lines.append(f"\n{stage.name}: exit code {stage.exit_code}, {stage.seconds:.1f} s")
            lines += [f"  {line}" for line in stage.output]
        return "\n".join(lines) + "\n"


def refresh(home: Home, *, full: bool, say: Callable[[str], None]) -> Report:
    """Run the stages; what a stage could not do is said, and the others still run.

    A crawl that read nothing closes nothing: the load that follows takes in what it landed
    (each source unreachable), and the last publication stands.

    Raises:
        Failed: another refresh runs on this home.
    """
    started = datetime.now(UTC)
    run = new_run_id(started)
    at_home = ["--home", str(home.path)]
    commands = [
        ("crawl", ["crawler", "run", "--run-id", run, *(["--full"] if full else []), *at_home]),
        ("load", ["warehouse", "load", *at_home]),
        ("index", ["matcher", "index", *at_home]),
    ]
    stages = []
    with run_lock(home.path, "refresh"):
        for name, command in commands:
            stage = _run(name, command)
            stages.append(stage)
            say(f"{name}: exit code {stage.exit_code}, {stage.seconds:.1f} s")
            for line in stage.output:
                say(f"  {line}")
            if stage.exit_code not in (DONE, NEEDS_ATTENTION) and name != "crawl":
                break  # an index of what was not loaded would only repeat the last one
        report = Report(
            run, started.isoformat(), datetime.now(UTC).isoformat(), _exit_code(stages), stages
        )
        _keep(home, report)
    say(f"report: {home.runs / f'{run}.txt'}")
    return report


def _run(name: str, command: list[str]) -> Stage:
    started = datetime.now(UTC)
    done = subprocess.run(  # noqa: S603 -- our own commands
        [sys.executable, "-m", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    seconds = (datetime.now(UTC) - started).total_seconds()
    return Stage(name, command, done.returncode, seconds, done.stdout.splitlines())


def _exit_code(stages: list[Stage]) -> int:
    codes = [stage.exit_code for stage in stages]
    if any(code not in (DONE, NEEDS_ATTENTION) for code in codes):
        return FAILED
    return NEEDS_ATTENTION if NEEDS_ATTENTION in codes else DONE


def _keep(home: Home, report: Report) -> None:
    """Write the report over the crawl's, with all that the crawl's has."""
    path = home.runs / f"{report.run}.json"
    crawl = json.loads(path.read_text("utf-8")) if path.exists() else {"message": ""}
    others = replace(report, stages=[stage for stage in report.stages if stage.name != "crawl"])
    mailed = {
        "subject": report.subject(),
        "message": f"{crawl['message']}\n{others.text(only_troubled=True)}",
    }
    text = path.with_suffix(".txt")
    of_crawl = text.read_text("utf-8") if text.exists() else ""
    write_report(home, report.run, crawl | report.to_json() | mailed, report.text() + of_crawl)
