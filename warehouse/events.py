"""What landing lines say of postings, in the order it happened."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from crawler.errors import Unreadable
from crawler.landing import LandedLine, read_landing, torn_tail
from crawler.posting import Json, RawPosting, posting_id, read_instant, whole_characters

_NOT_SAID = frozenset(
    ("fetched_at", "payload", "type", "source", "platform", "detail_url", "guessed", "archived")
)
"""Parts of a landing line that change without the source saying anything new."""
_DATES = ("posted_at", "valid_through")
_STATUS = {"seen": "open", "unchanged": "open", "gone": "closed", "unknown": "unknown"}
_HISTORIC = "seen in an archive, no visit since"
"""`read_postings.sql` leaves these out: nobody knows whether they are still open."""
_MARKED = 4096


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands, so that it can be found again."""

    run: str
    file: str
    line: int
    line_start: int


@dataclass(frozen=True, slots=True)
class Event:
    """One line about one posting."""

    posting_id: str
    at: datetime
    status: str
    """open, closed or unknown."""
    reason: str
    place: Place
    unchanged: bool = False
    """The source says that nothing is said differently (304)."""
    raw: bytes | None = None
    """The landing line of a posting, kept as bytes: a str takes up to four times the memory."""
    digest: str = ""
    closed: bool = False
    valid_through: date | None = None


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """How much of a landing file has been loaded."""

    bytes: int
    lines: int
    mark: str


@dataclass(slots=True)
class Landed:
    """Everything that new landing lines say."""

    events: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    runs: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[dict[str, Any]] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    """Files whose last line is unfinished: the next load takes it in."""
    rewritten: list[str] = field(default_factory=list)
    """Files that no longer begin with what was loaded of them: loaded anew from their start."""
    superseded: list[Place] = field(default_factory=list)
    """Places whose earlier reports no longer hold: tried again, or (line 0) of a rewritten file."""
    postings: int = 0
    sightings: int = 0


def read_landed(
    landing: Path, loaded: Mapping[tuple[str, str], LoadedFile], retried: Iterable[Place] = ()
) -> Landed:
    """Read what has landed since the last load, and lines to be tried again.

    `loaded` has what was loaded of each (run, file). A file directly in the landing folder
    counts as a run of its own.

    Raises:
        Failed: a landing file cannot be opened.
    """
    landed = Landed()
    for path in sorted(landing.rglob("*.jsonl")):
        run = str(path.parent.relative_to(landing)) if path.parent != landing else path.stem
        before = loaded.get((run, path.name), LoadedFile(0, 0, ""))
        if before.bytes and mark_of(path, before.bytes) != before.mark:
            landed.rewritten.append(str(path))
            landed.superseded.append(Place(run, path.name, 0, 0))
            before = LoadedFile(0, 0, "")
        if path.stat().st_size > before.bytes:
            _read_file(landed, path, run, before)
        for place in retried:
            if (place.run, place.file) == (run, path.name) and place.line_start < before.bytes:
                for line in read_landing(path, place.line_start):
                    landed.superseded.append(place)
                    _take(landed, place, line)
                    break
    return landed


def _read_file(landed: Landed, path: Path, run: str, before: LoadedFile) -> None:
    end, number = before.bytes, before.lines
    for line in read_landing(path, before.bytes):
        number = before.lines + line.number
        _take(landed, Place(run, path.name, number, end), line)
        end = line.end
    if end > before.bytes or not before.mark:
        landed.files.append(
            {
                "run": run, "file": path.name, "loaded_bytes": end, "loaded_lines": number,
                "mark": mark_of(path, end),
            }
        )  # fmt: skip
    if torn_tail(path):
        landed.torn.append(str(path))


def mark_of(path: Path, size: int) -> str:
    """Return a digest of the first and last of some bytes of a file; "" if it has fewer."""
    with path.open("rb") as file:
        head = file.read(min(_MARKED, size))
        file.seek(max(0, size - _MARKED))
        tail = file.read(min(_MARKED, size))
        if file.tell() < size:
            return ""
    return hashlib.sha256(head + b"\0" + tail).hexdigest()[:32]


def _take(landed: Landed, place: Place, line: LandedLine) -> None:
    """Take a line in, or say why it could not be."""
    reason = line.error
    if line.value is not None:
        try:
            _sort_in(landed, place, whole_characters(line.value))
        except Unreadable as error:
            reason = str(error)
        except (KeyError, TypeError, ValueError, RecursionError) as error:
            reason = f"{line.value.get('type')} line: {type(error).__name__}: {error}"
    if reason is not None:
        landed.unreadable.append(unreadable_row(place, reason))


def unreadable_row(place: Place, reason: str, extractor: str | None = None) -> dict[str, Any]:
    """Return the row of a line that could not be read."""
    return {
        "run": place.run, "file": place.file, "line": place.line, "line_start": place.line_start,
        "reason": whole_characters(reason), "extractor_version": extractor,
    }  # fmt: skip


def _sort_in(landed: Landed, place: Place, value: dict[str, Json]) -> None:
    match value.get("type"):
        case "posting":
            event = _posting_event(place, value)
            landed.postings += 1
        case "sighting":
            event = _sighting_event(place, value)
            landed.sightings += 1
        case "run":
            landed.runs.append(_run_row(place.run, value))
            return
        case other:
            raise Unreadable(f"unknown type {other!r}; a line is a posting, a sighting or a run")
    landed.events[event.posting_id].append(event)


def _posting_event(place: Place, value: dict[str, Json]) -> Event:
    raw = RawPosting.from_json(value)
    identity = posting_id(raw.source, raw.key)
    if raw.partial and not raw.description:
        return Event(identity, raw.fetched_at, "open", "in the list", place)
    line = json.dumps(raw.to_json(), ensure_ascii=False, default=str).encode()
    historic = raw.archived and not raw.closed
    status, reason = ("unknown", _HISTORIC) if historic else ("open", "its page was read")
    return Event(
        identity, raw.fetched_at, status, reason, place,
        raw=line, digest=digest_of(raw), closed=raw.closed, valid_through=_day(raw.valid_through),
    )  # fmt: skip


def _day(stated: str | None) -> date | None:
    try:
        return date.fromisoformat(stated[:10]) if stated else None
    except ValueError:
        return None  # kept as said in the raw line; no evidence of closing


def _sighting_event(place: Place, value: dict[str, Json]) -> Event:
    identity = posting_id(_text(value, "source"), _text(value, "key"))
    said_status = value["status"]
    if said_status not in _STATUS:
        raise Unreadable(f"sighting of {identity} with unknown status {said_status!r}")
    return Event(
        identity, read_instant(value["at"]), _STATUS[said_status], str(value.get("reason") or ""),
        place, unchanged=said_status == "unchanged",
    )  # fmt: skip


def _text(value: dict[str, Json], name: str) -> str:
    found = value[name]
    if not isinstance(found, str) or not found.strip():
        raise Unreadable(f"{value['type']} line without {name}")
    return found


def _run_row(run: str, value: dict[str, Json]) -> dict[str, Any]:
    return {
        "run": run,
        "source": _text(value, "source"),
        "started_at": read_instant(value["started"]),
        "ended_at": read_instant(value["ended"]),
        "list_complete": bool(value["list_complete"]),
        "errors": [str(error) for error in value.get("errors") or ()],
        "counts": json.dumps(value.get("counts") or {}),
    }


def digest_of(raw: RawPosting) -> str:
    """Return a digest of what was said, without the time of fetching."""
    return hashlib.sha256(json.dumps(said(raw), sort_keys=True).encode()).hexdigest()[:32]


def said(raw: RawPosting) -> dict[str, Json]:
    """Return what a source says of a posting, as plain JSON."""
    line = raw.to_json()
    found = {key: value for key, value in line.items() if key not in _NOT_SAID}
    for name in _DATES:
        if found[f"{name}_basis"] in ("derived", "feed"):
            # "Posted 30+ days ago" is another day at every fetch, yet says the same.
            found[name] = None
    return found
