"""Load the demo postings: a folder an employer, a file a posting."""

import tomllib
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar

from crawler.errors import Failed

PageKind = Literal["plain", "broken_jsonld", "closed", "gone"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPosting:
    """One invented posting."""

    title: str
    occupation: Literal["medical_office_manager", "other"]
    """What it is meant to be: a check on the demo, never served."""
    description: str
    locations: tuple[dict[str, str], ...] = ()
    """words, city, state, postal_code."""
    posted_days_ago: int = 7
    key: str = ""
    requisition_id: str = ""
    employer: str = ""
    """Where it is another than the board's: a group's own practices."""
    closes_in_days: int | None = None
    employment_type: str = ""
    workplace: str = ""
    pay: dict[str, str] | None = None
    """min, max, unit: only own sites give pay apart."""
    page: PageKind = "plain"
    same_as: str = ""
    """BOARD/KEY of the same job on another board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBoard:
    """One employer's board."""

    slug: str
    employer: str
    platform: Literal["greenhouse", "workday", "jsonld"]
    setting: str
    about: str = ""
    crawl_delay: float | None = None
    postings: tuple[DemoPosting, ...] = ()


T = TypeVar("T", DemoBoard, DemoPosting)


@cache
def load_boards() -> tuple[DemoBoard, ...]:
    """Return all demo boards, sorted by slug, each with its postings sorted by key."""
    folder = files("crawler").joinpath("demo", "boards")
    boards = {}
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.is_dir():
            boards[entry.name] = _board(entry)
    by_id = {f"{slug}/{p.key}": p for slug, board in boards.items() for p in board.postings}
    return tuple(
        replace(board, postings=tuple(_same(posting, by_id) for posting in board.postings))
        for board in boards.values()
    )


def _board(folder: Traversable) -> DemoBoard:
    board = _read(folder.joinpath("board.toml"), DemoBoard, slug=folder.name)
    names = sorted(
        entry.name
        for entry in folder.iterdir()
        if entry.name.endswith(".toml") and entry.name != "board.toml"
    )
    postings = tuple(
        _read(folder.joinpath(name), DemoPosting, key=name.removesuffix(".toml")) for name in names
    )
    return replace(board, postings=postings)


def _same(posting: DemoPosting, by_id: dict[str, DemoPosting]) -> DemoPosting:
    if not posting.same_as:
        return posting
    if posting.same_as not in by_id:
        raise Failed(f"demo posting {posting.key}: same_as {posting.same_as!r} is not there")
    other = by_id[posting.same_as]
    return replace(
        other,
        key=posting.key,
        employer=posting.employer or other.employer,
        posted_days_ago=posting.posted_days_ago,
        page=posting.page,
        same_as=posting.same_as,
    )


def _read(path: Traversable, cls: type[T], **given: str) -> T:
    where = f"demo {path}"
    try:
        table: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise Failed(f"{where}: {error}") from error
    allowed = {item.name: item for item in fields(cls)}
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise Failed(f"{where}: unknown key {', '.join(unknown)}; known: {', '.join(allowed)}")
    if table.get("same_as"):
        table = {"title": "", "occupation": "other", "description": ""} | table
    values = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()} | given
    missing = [n for n, item in allowed.items() if item.default is MISSING and n not in values]
    if missing:
        raise Failed(f"{where}: missing {', '.join(missing)}")
    return cls(**values)
