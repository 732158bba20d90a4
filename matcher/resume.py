"""Read and check a profile in the JSON Resume schema (jsonresume.org), version 1."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from crawler.errors import WrongUse

Json = Any

_TEXT, _TEXTS, _DATE, _NUMBER = "text", "list of texts", "date", "number"
# The parts of the schema, and what each field must be. Fields we do not read are let through.
_SECTIONS: dict[str, dict[str, str]] = {
    "work": {"name": _TEXT, "position": _TEXT, "startDate": _DATE, "endDate": _DATE, "summary": _TEXT, "description": _TEXT, "highlights": _TEXTS, "url": _TEXT, "location": _TEXT},
    "volunteer": {"organization": _TEXT, "position": _TEXT, "startDate": _DATE, "endDate": _DATE, "summary": _TEXT, "highlights": _TEXTS},
    "education": {"institution": _TEXT, "area": _TEXT, "studyType": _TEXT, "startDate": _DATE, "endDate": _DATE, "score": _TEXT, "courses": _TEXTS},
    "certificates": {"name": _TEXT, "date": _DATE, "issuer": _TEXT, "url": _TEXT},
    "skills": {"name": _TEXT, "level": _TEXT, "keywords": _TEXTS},
    "languages": {"language": _TEXT, "fluency": _TEXT},
    "awards": {"title": _TEXT, "date": _DATE, "awarder": _TEXT, "summary": _TEXT},
    "publications": {"name": _TEXT, "summary": _TEXT},
    "projects": {"name": _TEXT, "description": _TEXT, "highlights": _TEXTS, "keywords": _TEXTS},
    "interests": {"name": _TEXT, "keywords": _TEXTS},
    "references": {"name": _TEXT, "reference": _TEXT},
}  # fmt: skip
_BASICS = {
    "name": _TEXT,
    "label": _TEXT,
    "summary": _TEXT,
    "email": _TEXT,
    "phone": _TEXT,
    "url": _TEXT,
    "image": _TEXT,
}
_META = {
    "places": _TEXTS,
    "pay": _NUMBER,
    "remote": "true or false",
    "years": "numbers from 0 to 80 by kind of experience",
    "credits": "numbers from 0 to 400 by field of study",
}
_TELLING = ("work", "education", "certificates", "skills", "languages", "volunteer", "projects")
_MOST = {_META["years"]: 80, _META["credits"]: 400}
"""The largest number of each kind of count: years of a life, credits of several degrees."""
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


@dataclass(frozen=True, slots=True)
class Resume:
    """A checked profile and what was not understood of it."""

    data: dict[str, Json]
    warnings: tuple[str, ...]

    def items(self, section: str) -> Iterator[tuple[str, dict[str, Json]]]:
        """Yield the items of a section with their paths."""
        for number, item in enumerate(self.data.get(section) or ()):
            yield f"{section}[{number}]", item

    @property
    def basics(self) -> dict[str, Json]:
        """Name, label, summary, location."""
        return self.data.get("basics") or {}

    @property
    def wishes(self) -> dict[str, Json]:
        """Our own extra keys, under meta.matcher."""
        return (self.data.get("meta") or {}).get("matcher") or {}


def read_resume(path: Path) -> Resume:
    """Read and check a profile.

    Raises:
        WrongUse: missing, unreadable, not JSON, of wrong types, or empty: with the path to the fault.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise WrongUse(f"cannot read profile {path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise WrongUse(f"{path}: not UTF-8 text at byte {error.start}; save it as UTF-8") from error
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        hint = (
            "it is empty"
            if not text.strip()
            else f"{error.msg} at line {error.lineno} column {error.colno}"
        )
        raise WrongUse(
            f"{path}: not JSON: {hint}; a profile is a JSON Resume, see examples/"
        ) from error
    except RecursionError as error:
        raise WrongUse(f"{path}: nested too deeply to be a JSON Resume") from error
    try:
        return check_resume(data)
    except WrongUse as error:
        raise WrongUse(f"{path}: {error}") from error


def check_resume(data: Json) -> Resume:
    """Return the profile of JSON values, checked.

    Raises:
        WrongUse: wrong types or nothing in it, with the path to the fault.
    """
    if not isinstance(data, dict):
        raise WrongUse(f"a profile is a JSON object, this is {_kind(data)}")
    warnings: list[str] = []
    known = {*_SECTIONS, "basics", "meta", "$schema"}
    warnings += [f"{key}: not a part of JSON Resume; not read" for key in data if key not in known]
    _check_object(data.get("basics"), "basics", _BASICS)
    location = (data.get("basics") or {}).get("location")
    if location is not None and not isinstance(location, dict):
        raise WrongUse(f"basics.location: must be an object, is {_kind(location)}")
    for section, spec in _SECTIONS.items():
        items = data.get(section)
        if items is None:
            continue
        if not isinstance(items, list):
            raise WrongUse(f"{section}: must be a list, is {_kind(items)}")
        for number, item in enumerate(items):
            where = f"{section}[{number}]"
            if not isinstance(item, dict):
                raise WrongUse(f"{where}: must be an object, is {_kind(item)}")
            _check_object(item, where, spec)
            _check_order(item, where, warnings)
    meta = data.get("meta")
    if meta is not None and not isinstance(meta, dict):
        raise WrongUse(f"meta: must be an object, is {_kind(meta)}")
    _check_object((meta or {}).get("matcher"), "meta.matcher", _META)
    wishes = (meta or {}).get("matcher") or {}
    warnings += [f"meta.matcher.{key}: unknown; not read" for key in wishes if key not in _META]
    if not any(data.get(section) for section in _TELLING):
        raise WrongUse(
            f"nothing to match: it has none of {', '.join(_TELLING)}; add at least work or skills"
        )
    return Resume(data, tuple(warnings))


def parse_day(text: Json, *, end: bool = False) -> date | None:
    """Return the day of "2022", "2022-10", "2022-10-03": the first, or with `end` the last."""
    match = _ISO.match(text) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or (12 if end else 1)), match[3]
    if day:
        return date(year, month, int(day))
    if not end:
        return date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def _check_object(item: Json, where: str, spec: dict[str, str]) -> None:
    if item is None:
        return
    if not isinstance(item, dict):
        raise WrongUse(f"{where}: must be an object, is {_kind(item)}")
    for name, kind in spec.items():
        value = item.get(name)
        if value is not None:
            _check_value(value, f"{where}.{name}", kind)


def _check_value(value: Json, where: str, kind: str) -> None:
    if kind == _TEXT:
        right = isinstance(value, str)
    elif kind == _TEXTS:
        right = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif kind == _NUMBER:
        right = isinstance(value, int | float) and not isinstance(value, bool)
    elif kind == _DATE:
        right = isinstance(value, str) and (not value or _is_day(value))
        kind = "a date like 2022-10 or 2022-10-03"
    elif kind == "true or false":
        right = isinstance(value, bool)
    else:
        right = isinstance(value, dict) and all(
            isinstance(item, int | float)
            and not isinstance(item, bool)
            and 0 <= item <= _MOST[kind]
            for item in value.values()
        )
    if not right:
        shown = (
            json.dumps(value)[:40] if isinstance(value, str | int | float | bool) else _kind(value)
        )
        raise WrongUse(f"{where}: must be {kind}, is {shown}")


def _is_day(value: str) -> bool:
    try:
        return parse_day(value) is not None
    except ValueError:
        return False


def _check_order(item: dict[str, Json], where: str, warnings: list[str]) -> None:
    start, end = parse_day(item.get("startDate")), parse_day(item.get("endDate"), end=True)
    if start and end and end < start:
        raise WrongUse(
            f"{where}: endDate {item['endDate']} is before startDate {item['startDate']}"
        )
    if "startDate" not in item and "position" in item:
        warnings.append(f"{where}: no startDate; its years are not counted")


def _kind(value: Json) -> str:
    names = {
        dict: "an object",
        list: "a list",
        str: "text",
        bool: "true or false",
        type(None): "null",
    }
    return names.get(type(value), "a number")
