"""What landing lines say of postings, in the order it happened."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from crawler.errors import Unreadable
from crawler.landing import read_landing, torn_tail
from crawler.posting import Json, RawPosting, posting_id, read_instant

_NOT_SAID = frozenset(("fetched_at", "payload", "type", "source", "platform", "detail_url"))
"""Parts of a landing line that change without the source saying anything new."""


@dataclass(frozen=True, slots=True)
class Event:
    """One line about one posting."""

    posting_id: str
    at: datetime
    status: str
    """open, closed or unknown."""
    reason: str
    raw: RawPosting | None = None
    digest: str = ""


@dataclass(slots=True)
class Landed:
    """Everything that new landing lines say."""

    events: dict[str, list[Event]] = field(default_factory=lambda: defaultdict(list))
    runs: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    unreadable: list[dict[str, Any]] = field(default_factory=list)
    torn: list[str] = field(default_factory=list)
    """Files whose last line is unfinished: the next load takes it in."""
    postings: int = 0
    sightings: int = 0


def read_landed(landing: Path, loaded: dict[tuple[str, str], int]) -> Landed:
    """Read what has landed since the last load.

    `loaded` has the bytes already loaded by (run, file). A file directly in the landing folder
    counts as a run of its own.
    """
    landed = Landed()
    for path in sorted(landing.rglob("*.jsonl")):
        run = str(path.parent.relative_to(landing)) if path.parent != landing else path.stem
        start = loaded.get((run, path.name), 0)
        if path.stat().st_size <= start:
            continue
        end = start
        for line in read_landing(path, start):
            end = line.end
            reason = line.error
            if line.value is not None:
                reason = _take(landed, run, line.value)
            if reason is not None:
                landed.unreadable.append(
                    {"run": run, "file": path.name, "line_end": line.end, "reason": reason}
                )
        if end > start:
            landed.files.append({"run": run, "file": path.name, "loaded_bytes": end})
        if torn_tail(path):
            landed.torn.append(str(path))
    return landed


def _take(landed: Landed, run: str, value: dict[str, Json]) -> str | None:
    """Take a line in; return why it could not be."""
    try:
        kind = value.get("type")
        if kind == "posting":
            for event in _posting_event(value):
                landed.postings += 1
                landed.events[event.posting_id].append(event)
        elif kind == "sighting":
            landed.sightings += 1
            event = _sighting_event(value)
            landed.events[event.posting_id].append(event)
        elif kind == "run":
            landed.runs.append(_run_row(run, value))
        else:
            return f"unknown type {kind!r}"
    except Unreadable as error:
        return str(error)
    except (KeyError, TypeError, ValueError) as error:
        return f"{value.get('type')} line: {type(error).__name__}: {error}"
    return None


def _posting_event(value: dict[str, Json]) -> Iterator[Event]:
    raw = RawPosting.from_json(value)
    if raw.partial and not raw.description:
        return
    identity = posting_id(raw.source, raw.key)
    yield Event(identity, raw.fetched_at, "open", "its page was read", raw, digest_of(raw))


def closed_by_source(raw: RawPosting, at: datetime) -> str | None:
    """Return how a posting itself says at an instant that it is closed; None if it does not."""
    if raw.valid_through is not None and raw.valid_through[:10] < at.date().isoformat():
        return f"valid through {raw.valid_through[:10]}, a past day"
    return "the source says that it is closed" if raw.closed else None


def _sighting_event(value: dict[str, Json]) -> Event:
    status = {"seen": "open", "unchanged": "open", "gone": "closed", "unknown": "unknown"}[
        value["status"]
    ]
    identity = posting_id(value["source"], value["key"])
    return Event(identity, read_instant(value["at"]), status, str(value.get("reason") or ""))


def _run_row(run: str, value: dict[str, Json]) -> dict[str, Any]:
    return {
        "run": run,
        "source": str(value["source"]),
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
    return {key: value for key, value in line.items() if key not in _NOT_SAID}
