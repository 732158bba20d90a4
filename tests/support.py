"""What several tests use."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

REPO = Path(__file__).parent.parent
Run = Callable[..., subprocess.CompletedProcess[str]]


def run_command(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Run one of our command lines as a person would, in a process of its own."""
    environment = {k: v for k, v in os.environ.items() if k != "MATCHER_HOME"}
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=REPO,
        env=environment | options.pop("env", {}),  # type: ignore[operator]
        check=False,
        **options,  # type: ignore[call-overload]
    )
