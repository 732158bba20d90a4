"""The one folder that holds all state, and the paths in it."""

import os
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from crawler.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Home:
    """Paths of the home folder: `--home DIR`, else `$MATCHER_HOME`, else `./data`."""

    path: Path

    @classmethod
    def choose(cls, given: Path | None = None) -> "Home":
        """Return the home that `given`, the environment or the default names.

        Raises:
            WrongUse: the path exists and is not a folder.
        """
        path = given or Path(os.environ.get("MATCHER_HOME") or "data")
        if path.exists() and not path.is_dir():
            raise WrongUse(f"home {path} is a file; give a folder with --home DIR")
        return cls(path)

    @property
    def sources(self) -> Path:
        """The operator's list of employers."""
        return self.path / "sources.toml"

    @property
    def landing(self) -> Path:
        """`RUN/SOURCE.jsonl`: what sources said, as it came."""
        return self.path / "landing"

    @property
    def state(self) -> Path:
        """Validators of conditional requests, and what the user marked."""
        return self.path / "state"

    @property
    def warehouse(self) -> Path:
        """The writer's database. Readers open `published`."""
        return self.path / "warehouse.duckdb"

    @property
    def published(self) -> Path:
        """The copy that readers open, replaced whole by each publishing."""
        return self.path / "published" / "warehouse.duckdb"

    @property
    def scores(self) -> Path:
        """What `matcher score --write-table` wrote, for `warehouse sql`; else not there."""
        return self.path / "scores.duckdb"

    @property
    def index(self) -> Path:
        """The matcher's index."""
        return self.path / "index"

    @property
    def runs(self) -> Path:
        """Reports of runs, for people and programs."""
        return self.path / "runs"

    def ensure_sources(self) -> Path:
        """Return the source list, copying the starter list there on first use."""
        if not self.sources.exists():
            self.path.mkdir(parents=True, exist_ok=True)
            starter = files("crawler").joinpath("sources.toml").read_bytes()
            # 'x': of two first runs at once, one copies and the other uses the copy.
            temporary = self.path / f".sources.{os.getpid()}.toml"
            temporary.write_bytes(starter)
            try:
                os.link(temporary, self.sources)
            except FileExistsError:
                pass
            finally:
                temporary.unlink()
        return self.sources
