"""What the person has done with postings: applied to, or dismissed. A small file in the home's state."""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args

from crawler.errors import Failed
from crawler.home import Home
from matcher.index import Index

Kind = Literal["applied", "dismissed"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Mark:
    """What was done with a posting, and when."""

    kind: Kind
    day: date

    @property
    def words(self) -> str:
        """The mark for people."""
        return f"{self.kind} on {self.day}"


def read_marks(home: Home) -> dict[str, Mark]:
    """Return the marks by posting id.

    Raises:
        Failed: the file is damaged.
    """
    path = _path(home)
    try:
        values = json.loads(path.read_text("utf-8"))
        return {
            posting_id: Mark(_kind(value["mark"]), date.fromisoformat(value["day"]))
            for posting_id, value in values.items()
        }
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Failed(f"{path} cannot be read ({error}); mend or remove it") from error


def set_marks(home: Home, posting_ids: Iterable[str], kind: Kind | None, day: date) -> None:
    """Mark postings, or with None take their marks away.

    Raises:
        Failed: the file is damaged or cannot be written.
    """
    marks = read_marks(home)
    for posting_id in posting_ids:
        marks.pop(posting_id, None)
        if kind is not None:
            marks[posting_id] = Mark(kind, day)
    values = {
        posting_id: {"mark": mark.kind, "day": mark.day.isoformat()}
        for posting_id, mark in sorted(marks.items())
    }
    write_state(_path(home), values)


def hidden_numbers(index: Index, marks: Iterable[str]) -> tuple[int, ...]:
    """Return the postings of an index that are marked, and the copy of each that stands for its job."""
    numbers = set()
    for posting_id in marks:
        number = index.find(posting_id)
        if number is not None:
            [detail] = index.details([number])
            first = index.find(detail["job_id"] or posting_id)
            numbers |= {number} if first is None else {number, first}
    return tuple(sorted(numbers))


def write_state(path: Path, values: Any) -> None:  # noqa: ANN401 -- JSON
    """Write a small JSON file whole or not at all.

    Raises:
        Failed: it cannot be written.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(values, indent=2) + "\n", "utf-8")
        temporary.replace(path)
    except OSError as error:
        raise Failed(f"cannot write {path}: {error.strerror}") from error


def _path(home: Home) -> Path:
    return home.state / "marks.json"


def _kind(said: str) -> Kind:
    for kind in KINDS:
        if said == kind:
            return kind
    raise ValueError(f"unknown mark {said!r}")
