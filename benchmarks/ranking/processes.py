"""Whole processes with what the system says they took."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Took:
    """What a process took."""

    cpu: float
    """Seconds of user and system time: a busy machine does not change them."""
    wall: float
    megabytes: float
    """Most memory, pages of mapped files included, and of a caller that has more."""
    said: str


def run(*words: str | Path) -> Took:
    """Run Python with some words."""
    begin = time.perf_counter()
    # Installed packages have their bytecode; a checkout is to keep it, too.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, text=True, env=env
    ) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, words))} failed")
    wall = time.perf_counter() - begin
    return Took(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1000, said)


def taking_turns(rounds: int, commands: dict[str, Sequence[str | Path]]) -> dict[str, Took]:
    """Return the medians of each command's processes, which take turns."""
    runs: dict[str, list[Took]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, words in commands.items():
            runs[name].append(run(*words))
    return {
        name: Took(
            statistics.median(one.cpu for one in each),
            statistics.median(one.wall for one in each),
            max(one.megabytes for one in each),
            each[-1].said,
        )
        for name, each in runs.items()
    }
