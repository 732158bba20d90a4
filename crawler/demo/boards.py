"""Load the demo postings: a folder an employer, a file a posting."""

import tomllib
from dataclasses import MISSING, dataclass, fields, replace
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

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
    """How an own site serves it; other systems only know plain."""
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
    """Seconds that an own site's robots.txt asks for between requests."""
    postings: tuple[DemoPosting, ...] = ()


T = TypeVar("T", DemoBoard, DemoPosting)
_LOCATION_KEYS = frozenset(("words", "city", "state", "postal_code"))
_PAY_KEYS = frozenset(("min", "max", "unit"))


@cache
def load_boards() -> tuple[DemoBoard, ...]:
    """Return all demo boards, sorted by slug, each with its postings sorted by key.

    Raises:
        Failed: a file cannot be read, has an unknown key or value, or lacks one.
    """
    return read_boards(files("crawler").joinpath("demo", "boards"))


def read_boards(folder: Traversable) -> tuple[DemoBoard, ...]:
    """Return the boards below a folder; `load_boards` tells the rest."""
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
    postings = []
    for name in names:
        path = folder.joinpath(name)
        posting = _read(path, DemoPosting, key=name.removesuffix(".toml"))
        if board.platform != "jsonld" and (posting.page != "plain" or posting.pay):
            raise Failed(
                f"demo {path}: page and pay are for jsonld boards; this is {board.platform}"
            )
        _only(path, "locations", _LOCATION_KEYS, *posting.locations)
        _only(path, "pay", _PAY_KEYS, posting.pay or {})
        postings.append(posting)
    return replace(board, postings=tuple(postings))


def _only(path: Traversable, name: str, allowed: frozenset[str], *tables: dict[str, str]) -> None:
    for table in tables:
        if unknown := sorted(set(table) - allowed):
            raise Failed(
                f"demo {path}: unknown key {', '.join(unknown)} in {name}; "
                f"known: {', '.join(sorted(allowed))}"
            )


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
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    values |= given
    missing = [n for n, item in allowed.items() if item.default is MISSING and n not in values]
    if missing:
        raise Failed(f"{where}: missing {', '.join(missing)}")
    for name, hint in get_type_hints(cls).items():
        choices = get_args(hint) if get_origin(hint) is Literal else ()
        if choices and name in values and values[name] not in choices:
            raise Failed(f"{where}: {name} {values[name]!r}; choose from {', '.join(choices)}")
    return cls(**values)
