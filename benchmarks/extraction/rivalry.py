"""Rivals of the extraction: each a script with its requirements, run in an environment of its own."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "rivals"


@dataclass(frozen=True)
class Run:
    """What one run did."""

    count: int
    seconds: float
    """Of CPU, without starting up."""
    found: int

    @property
    def rate(self) -> float:
        return self.count / self.seconds


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.txt"))


def environment(name: str, folder_of: Path = FOLDER) -> Path:
    """Return the Python of a rival's environment, made on first use and kept.

    pip uses the index it is set up with.
    """
    wanted = folder_of / f"{name}.txt"
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    digest = hashlib.sha256(wanted.read_bytes() + sys.version.encode()).hexdigest()[:8]
    folder = cache / "medical-office-manager-jobs" / f"{name}-{digest}"
    python = folder / "bin" / "python"
    ready = folder / ".ready"
    if not ready.exists():
        print(f"installing {wanted.read_text().split()[0]} in {folder} (once)", flush=True)
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", wanted],
            check=True, stderr=subprocess.PIPE,
        )  # fmt: skip
        ready.touch()
    return python


def run(name: str, arguments: Sequence[str | Path]) -> Run:
    done = subprocess.run(
        [environment(name), FOLDER / f"{name}.py", *arguments],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return Run(**json.loads(done.stdout))
