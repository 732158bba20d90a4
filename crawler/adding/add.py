"""Add a source by any address of it: find the board, try it, write its line."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from crawler.adding.detection import Board, board_at
from crawler.adding.enlist import append_source, check_table, free_name, listed_as, source_table
from crawler.adding.trial import Trial, find_board
from crawler.adding.visitor import Visitor
from crawler.errors import WrongUse
from crawler.home import Home
from crawler.platforms import find_platform
from crawler.platforms.base import absolute_url, host_of
from crawler.posting import Json
from crawler.sources import SourceList, load_sources

_EVIDENCE = {
    "itself": "its own address",
    "frame": "shown in a frame of the page",
    "widget": "shown by a widget of the page",
    "script": "loaded by a script of the page",
    "form": "a form of the page sends to it",
    "data": "named in the page's data",
    "link": "linked from the page",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """A source that was tried, and its table in the list."""

    trial: Trial
    name: str
    table: str
    path: Path
    written: bool

    def to_json(self) -> dict[str, Json]:
        """Return plain values."""
        told = {"name": self.name, "source": self.table, "written": self.written}
        return self.trial.to_json() | told

    def lines(self) -> list[str]:
        """Return what to tell a person."""
        said = self.trial.to_json()
        board = self.trial.board
        lines = [
            f"found      {board.platform.name} at {board.url} ({_EVIDENCE[board.evidence]})",
            f"employer   {said['employer'] or 'not said, or several'}",
            f"postings   {self.trial.count}"
            + (f', as "{said["sample_title"]}"' if self.trial.sample else ""),
            f"filled     {', '.join(said['filled']) or 'nothing'}",
            f"not said   {', '.join(said['missing']) or 'nothing'}",
        ]
        if said["guessed"]:
            lines.append("! a plain page: titles, places and texts are guesses, look at them")
        if not board.platform.verified:
            lines.append(
                f"! {board.platform.name} was written from documents, look at what it reads"
            )
        lines += [f"! {problem}" for problem in self.trial.problems]
        done = f"added {self.name} to" if self.written else f"would add {self.name} to"
        return [*lines, f"{done} {self.path}:", "", self.table.rstrip()]


def add_source(
    home: Home,
    url: str,
    *,
    name: str = "",
    employer: str = "",
    delay: float | None = None,
    dry_run: bool = False,
    on_asked: Callable[[int], None] | None = None,
) -> Added:
    """Find the board of an address, try it and write its line, unless it is a dry run.

    Raises:
        WrongUse: a bad address or name, or the board is in the list.
        Failed: no board was found, or it may not be read.
    """
    if (
        absolute_url(url, "") is None
        or not url.startswith(("http://", "https://"))
        or not host_of(url)
    ):
        raise WrongUse(f"bad url {url!r}; give it as https://host/path")
    path = home.sources
    listed = load_sources(_starter() if dry_run and not path.exists() else home.ensure_sources())
    known = board_at(url)
    _refuse_double(listed, known)
    trial = find_board(url, Visitor(listed.contact, frozenset((host_of(url),)), delay, on_asked))
    _refuse_double(listed, trial.board)
    if name and name != free_name(listed, name):
        raise WrongUse(f"the name {name!r} is used in {path}; give another --name")
    chosen = name or free_name(listed, _default_name(trial))
    by_url = find_platform(trial.board.url).name == trial.board.platform.name
    table = source_table(
        {
            "name": chosen,
            "url": trial.board.url,
            "platform": None if by_url else trial.board.platform.name,
            "employer": employer or trial.employer,
            "delay": delay,
            "verified": trial.works,
        }
    )
    check_table(table)
    if not dry_run:
        append_source(path, table)
    return Added(trial=trial, name=chosen, table=table, path=path, written=not dry_run)


def _starter() -> Path:
    return Path(str(files("crawler").joinpath("sources.toml")))


def _refuse_double(listed: SourceList, board: Board | None) -> None:
    known = listed_as(listed, board.platform, board.url) if board else None
    if known is not None:
        raise WrongUse(
            f"{known.url} is in the list already, as {known.name!r}; nothing was changed"
        )


def _default_name(trial: Trial) -> str:
    """Return a name for a source: of its employer, else of its board's address."""
    said = trial.employer
    if not said:
        parts = urlsplit(trial.board.url)
        last = [step for step in parts.path.split("/") if step]
        said = last[-1] if last else (parts.hostname or "source").removeprefix("www.").split(".")[0]
    kept = "".join(
        letter if letter.isascii() and letter.isalnum() else "-" for letter in said.lower()
    )
    return "-".join(filter(None, kept.split("-")))[:60] or "source"
