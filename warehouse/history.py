"""What was said of a posting and how it stood, over time: pure functions of events.

Any order of arrival gives the same current state: what is older than what is stored becomes
history and never replaces it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from crawler.posting import RawPosting
from warehouse.events import Event, said


@dataclass(frozen=True, slots=True)
class Version:
    """What a source said of a posting for a while."""

    digest: str
    seen_at: datetime
    """Instant of the response that said it first."""
    last_said_at: datetime
    """Instant of the last one that did."""
    raw: bytes
    """The landing line."""


@dataclass(frozen=True, slots=True)
class State:
    """How a posting stands."""

    status: str
    status_reason: str
    status_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    closed_at: datetime | None
    closed: bool
    """The source itself says so in what it said last."""
    valid_through: date | None


def order(event: Event) -> tuple[datetime, int, str, str]:
    """Return the key by which events happened; at one instant evidence of closing comes last."""
    return (event.at, _RANK[event.status], event.digest, event.reason)


_RANK = {"unknown": 0, "open": 1, "closed": 2}


def versions_after(stored: Sequence[Version], events: Sequence[Event]) -> list[Version]:
    """Return all versions of a posting, in time order, after some events.

    A saying that arrives late is put where it belongs, splitting a version if need be.
    """
    points = [
        Version(item.digest, at, at, item.raw)
        for item in stored
        for at in {item.seen_at, item.last_said_at}
    ]
    points += [
        Version(event.digest, event.at, event.at, event.raw or b"")
        for event in events
        if event.raw is not None or event.unchanged
    ]
    points.sort(key=lambda item: (item.seen_at, item.digest))
    found: list[Version] = []
    for point in points:
        if not point.raw and not found:
            continue  # "unchanged" of what was never read
        if found and (found[-1].digest == point.digest or not point.raw):
            found[-1] = replace(found[-1], last_said_at=point.seen_at)
        else:
            found.append(point)
    return found


def changed_fields(before: bytes | None, now: bytes) -> list[str]:
    """Return the names of what is said differently; none for a first version."""
    if before is None:
        return []
    old, new = (said(RawPosting.from_json(json.loads(raw))) for raw in (before, now))
    return sorted(name for name in new if new[name] != old.get(name))


def states_over(stored: State | None, events: Sequence[Event]) -> Iterator[State]:
    """Yield how a posting stands after each of some events in `order`; none if it was never read."""
    reads = [number for number, event in enumerate(events) if event.raw is not None]
    if stored is None and not reads:
        return
    if stored is None:
        # What was seen before the first reading is as if the posting had landed only then.
        events = events[reads[0] :]
    first = events[0].at if events else datetime.min.replace(tzinfo=UTC)
    state = stored or State("unknown", "", first, first, first, None, False, None)
    started = stored is not None
    for event in events:
        state = _after(state, event, started=started)
        started = True
        yield state


def state_after(stored: State | None, events: Sequence[Event]) -> State | None:
    """Return how a posting stands after events in `order`; None if it was never read."""
    state = stored
    for state in states_over(stored, events):  # noqa: B007 -- the last one counts
        pass
    return state


def status_changes(stored: State | None, events: Sequence[Event]) -> list[State]:
    """Return the states in which a posting's status became another one, in the order of events.

    What lands late changes nothing that is stored: it adds no change either.
    """
    changes = []
    status = stored.status if stored else None
    for state in states_over(stored, events):
        if state.status != status:
            status = state.status
            changes.append(state)
    return changes


def _after(state: State, event: Event, *, started: bool) -> State:
    late = started and (event.at, _RANK[event.status]) < (state.status_at, _RANK[state.status])
    if event.raw is not None:
        state = replace(state, first_seen_at=min(state.first_seen_at, event.at))
        if not late:
            state = replace(state, closed=event.closed, valid_through=event.valid_through)
    ended = event.reason if event.status == "closed" else None
    if event.status == "open":
        state = replace(state, last_seen_at=max(state.last_seen_at, event.at))
        # "Unchanged" of a posting that says it is closed leaves it closed.
        ended = _ended(event if event.raw is not None else state, event.at)
    if late:
        return state
    status = "closed" if ended is not None else event.status
    closed_at = None
    if status == "closed":
        closed_at = (state.closed_at if state.status == "closed" else None) or event.at
    return replace(
        state,
        status=status,
        status_reason=event.reason if ended is None else ended,
        status_at=event.at,
        closed_at=closed_at,
    )


def _ended(stated: Event | State, at: datetime) -> str | None:
    """Return how a posting itself says at an instant that it is closed; None if it does not."""
    if stated.valid_through is not None and stated.valid_through < at.date():
        return f"valid through {stated.valid_through.isoformat()}, a past day"
    return "the source says that it is closed" if stated.closed else None
