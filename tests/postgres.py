"""A PostgreSQL of the tests' own: installed programs, a folder that goes away, a unix socket."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

PROGRAMS = ("initdb", "pg_ctl", "createdb")
FOLDERS = "/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql*/bin", "/usr/pgsql-*/bin"


@dataclass(frozen=True, slots=True)
class Server:
    """A running PostgreSQL."""

    programs: Path
    folder: Path
    """Where its socket is."""
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def new_database(self) -> str:
        """Return what connects to a new, empty database."""
        name = f"lake{next(self.numbers)}"
        made = [self.programs / "createdb", "-h", self.folder, "-U", "lake", name]
        done = subprocess.run(made, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return f"dbname={name} host={self.folder} user=lake"


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs; None where it is not installed."""
    found = [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    found += sorted((path for each in FOLDERS for path in Path("/").glob(each[1:])), reverse=True)
    whole = (folder for folder in found if all((folder / each).exists() for each in PROGRAMS))
    return next(whole, None)


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """Run a server while the block runs. It refuses to be root, who runs it as nobody."""
    as_whom: dict[str, Any] = {}
    if os.geteuid() == 0:
        as_whom = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    # Not pytest's own folder: the path of a socket may have 107 bytes, and nobody must get there.
    with tempfile.TemporaryDirectory(prefix="lake-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        at = folder / "server"
        at.mkdir()
        if as_whom:
            shutil.chown(at, "nobody", "nogroup")

        def run(program: str, *arguments: str) -> None:
            done = subprocess.run(
                [programs / program, "-D", str(at / "data"), *arguments],
                check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=at,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, **as_whom,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout

        run("initdb", "-U", "lake", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-k {at} -c listen_addresses='' -c fsync=off -c max_connections=50"
        run("pg_ctl", "-w", "-l", str(at / "log"), "-o", options, "start")
        try:
            yield Server(programs, at)
        finally:
            run("pg_ctl", "-m", "immediate", "stop")
