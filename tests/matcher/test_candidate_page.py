"""What the candidate's page shows can be typed as it stands."""

import re
import shlex
from pathlib import Path

from support import Run

from crawler.home import Home
from matcher.filter_options import with_filters

_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


def test_every_command_of_the_page_runs(repo: Path, demo_home: Home, command: Run) -> None:
    page = (repo / "docs" / "candidate.md").read_text("utf-8")
    commands = re.findall(r"^\$ \.venv/bin/(.*)$", "".join(_BLOCK.findall(page)), re.MULTILINE)
    assert len(commands) >= 7
    for line in commands:
        done = command(*shlex.split(line), env={"MATCHER_HOME": str(demo_home.path)})
        assert done.returncode == 0, f"{line}: {done.stderr}"


def test_every_filter_is_on_the_page(repo: Path) -> None:
    page = (repo / "docs" / "candidate.md").read_text("utf-8")

    @with_filters
    def options(**_asked: object) -> None:
        """Carry the options."""

    for option in options.__click_params__:  # type: ignore[attr-defined]
        assert option.opts[0] in page, option.opts[0]
