"""What two readings of postings say differently: the JSON of `pipeline extract`, old against new.

Every field is compared, so that a new kind of fact needs no change here. Postings are paired
as they come, and only those whose partner has not come yet are held, packed: two readings in
the same order need next to no memory.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import IO, Any, Literal

from crawler.errors import Failed, Unreadable
from crawler.posting import RawPosting
from pipeline.extract import read_posting
from pipeline.labels import group_words

Extracted = dict[str, Any]
"""A posting as `Posting.to_json` gives it."""
Sign = Literal["lost", "gained", "changed"]
Side = Literal["old", "new"]

_NOT_READ = frozenset(("extractor_version", "fetched_at"))
"""Fields that tell of the reading, not of the posting: they differ with every rule."""
_PLACES = frozenset(("start", "end"))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that only one reading says, or that they say differently."""

    field: str
    """Name of the field of the posting: requirements, pay, occupation …"""
    sign: Sign
    old: Any
    new: Any
    """A requirement's `group` is said as logic over concept ids, whatever its number."""
    parts: tuple[str, ...] = ()
    """What differs in a changed requirement, or in a field of several parts."""


@dataclass(frozen=True, slots=True)
class Compared:
    """A posting of both readings."""

    posting_id: str
    title: str
    changes: tuple[Change, ...]
    """Field by field, requirements in text order; empty where the readings agree."""
    uncompared: tuple[str, ...]
    """Fields that one of the readings does not know at all."""


@dataclass(frozen=True, slots=True)
class OnlyIn:
    """A posting of one reading only."""

    side: Side
    posting_id: str
    title: str


def compare_readings(
    old: Iterable[Extracted], new: Iterable[Extracted], ignored: frozenset[str] = frozenset()
) -> Iterator[Compared | OnlyIn]:
    """Yield each pair as soon as both have come, then, sorted, the postings of one side only.

    A posting that stands several times in both is paired in that order. `ignored` are names of
    fields, or of parts of requirements, that may differ.
    """
    waiting: dict[Side, dict[str, list[bytes]]] = {"old": {}, "new": {}}
    for left, right in zip_longest(old, new):
        if left and right and left["posting_id"] == right["posting_id"]:
            identity = left["posting_id"]
            if identity not in waiting["old"] and identity not in waiting["new"]:
                yield compare(left, right, ignored)
                continue
        if left and (pair := _paired(waiting, "old", left)):
            yield compare(*pair, ignored)
        if right and (pair := _paired(waiting, "new", right)):
            yield compare(*pair, ignored)
    for side, left in waiting.items():
        for identity in sorted(left):
            for packed in left[identity]:
                yield OnlyIn(side, identity, _title(_unpacked(packed)))


def compare(old: Extracted, new: Extracted, ignored: frozenset[str] = frozenset()) -> Compared:
    """Return what two readings of one posting say differently."""
    same_text = old.get("text") == new.get("text")
    left_out = ignored if same_text else ignored | _PLACES  # in another text all places differ
    changes: list[Change] = []
    uncompared = []
    for name in dict.fromkeys((*new, *old)):
        if name in _NOT_READ or name in ignored:
            continue
        if name not in old or name not in new:
            uncompared.append(name)
        elif old[name] != new[name]:
            changes += _changes(name, old[name], new[name], left_out)
    return Compared(new["posting_id"], _title(new), tuple(changes), tuple(uncompared))


def read_side(stream: IO[bytes], name: str) -> Iterator[Extracted]:
    """Yield the postings of JSON lines: extracted ones as they are, landing lines as read now.

    Raises:
        Failed: no line at all, or one that is neither; half a comparison would mislead.
    """
    empty = True
    for number, line in enumerate(stream, 1):
        if not line.strip():
            continue
        empty = False
        posting = _posting(line, f"{name}:{number}")
        if posting is not None:
            yield without_text(posting)
    if empty:
        raise Failed(f"{name}: empty input; give JSON lines as `pipeline extract` prints them")


def without_text(posting: Extracted) -> Extracted:
    """Return a posting with a digest for its text: enough to compare, and little to hold."""
    text = str(posting.get("text")).encode("utf-8", "surrogatepass")
    return posting | {"text": hashlib.sha256(text).hexdigest()[:16]}


def read_now(raw: RawPosting) -> Extracted:
    """Return a posting read with the rules as they are.

    Raises:
        Failed: the extractor failed on it.
    """
    try:
        return read_posting(raw).to_json()
    except Exception as error:
        where = f"{raw.source}:{raw.key}"
        raise Failed(f"{where}: the extractor failed: {type(error).__name__}: {error}") from error


def _posting(line: bytes, where: str) -> Extracted | None:
    try:
        value = json.loads(line.decode("utf-8-sig", "surrogatepass"))
    except (ValueError, RecursionError) as error:
        raise Failed(f"{where}: torn, or not a JSON line ({error}); write the file anew") from error
    if isinstance(value, dict):
        if isinstance(value.get("posting_id"), str):
            return value
        kind = value.get("type")
        if kind in ("sighting", "run") or (value.get("partial") and not value.get("description")):
            return None
        if kind == "posting":
            try:
                raw = RawPosting.from_json(value)
            except Unreadable as error:
                raise Failed(f"{where}: {error}") from error
            return read_now(raw)
    raise Failed(f"{where}: neither an extracted posting nor a landing line")


def _paired(
    waiting: dict[Side, dict[str, list[bytes]]], side: Side, posting: Extracted
) -> tuple[Extracted, Extracted] | None:
    """Return a posting with the one that waits for it, old first; None if it must wait itself."""
    identity = posting["posting_id"]
    other: Side = "new" if side == "old" else "old"
    partners = waiting[other].get(identity)
    if not partners:
        waiting[side].setdefault(identity, []).append(_packed(posting))
        return None
    partner = _unpacked(partners.pop(0))
    if not partners:
        del waiting[other][identity]
    return (posting, partner) if side == "old" else (partner, posting)


def _packed(posting: Extracted) -> bytes:
    return zlib.compress(json.dumps(posting).encode(), 1)


def _unpacked(packed: bytes) -> Extracted:
    posting: Extracted = json.loads(zlib.decompress(packed))
    return posting


def _title(posting: Extracted) -> str:
    return str(posting.get("title") or "")


def _changes(field: str, old: Any, new: Any, left_out: frozenset[str]) -> list[Change]:  # noqa: ANN401 -- any value of JSON
    if _has_findings(old) or _has_findings(new):
        return _of_rows(field, _rows(old, left_out), _rows(new, left_out))
    before, after = _without(old, left_out), _without(new, left_out)
    if before == after:
        return []
    if _is_nothing(before):
        return [Change(field, "gained", None, after)]
    if _is_nothing(after):
        return [Change(field, "lost", before, None)]
    return [Change(field, "changed", before, after, _parts(before, after))]


def _has_findings(value: Any) -> bool:  # noqa: ANN401 -- any value of JSON
    return isinstance(value, list) and any(
        isinstance(item, dict) and "evidence" in item for item in value
    )


def _is_nothing(value: Any) -> bool:  # noqa: ANN401 -- any value of JSON
    return value is None or value == []


def _without(value: Any, left_out: frozenset[str]) -> Any:  # noqa: ANN401 -- any value of JSON
    if isinstance(value, dict):
        return {name: item for name, item in value.items() if name not in left_out}
    return value


def _rows(value: Any, left_out: frozenset[str]) -> list[Mapping[str, Any]]:  # noqa: ANN401 -- any value of JSON
    """Return rows to compare: a group said as logic, since its number tells only of the others."""
    rows: list[Mapping[str, Any]] = [item for item in value or () if isinstance(item, dict)]
    found = []
    for row in rows:
        said = dict(row)
        if said.get("group") is not None:
            said["group"] = group_words(rows, said["group"], lambda item: str(item.get("concept")))
        said.pop("option", None)
        found.append(_without(said, left_out))
    return found


def _of_rows(
    field: str, old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]
) -> list[Change]:
    """Return the changes of rows: of those left, what asks the same thing is paired as changed."""
    if old == new:
        return []
    lost, left = list(old), []
    for row in new:
        if row in lost:
            lost.remove(row)
        else:
            left.append(row)
    changes = []
    for row in left:
        same = [item for item in lost if _thing(item) == _thing(row)]
        if same:
            before = max(same, key=lambda item: -len(_parts(item, row)))
            lost.remove(before)
            changes.append(Change(field, "changed", before, row, _parts(before, row)))
        else:
            changes.append(Change(field, "gained", None, row))
    changes += [Change(field, "lost", row, None) for row in lost]
    return sorted(changes, key=_place)


def _thing(row: Mapping[str, Any]) -> tuple[Any, Any]:
    return row.get("kind"), row.get("concept")


def _parts(old: Any, new: Any) -> tuple[str, ...]:  # noqa: ANN401 -- any value of JSON
    if not (isinstance(old, Mapping) and isinstance(new, Mapping)):
        return ()
    return tuple(name for name in dict.fromkeys((*new, *old)) if old.get(name) != new.get(name))


def _place(change: Change) -> tuple[int, str]:
    start = (change.new or change.old).get("start")
    return start if isinstance(start, int) else 0, {"lost": "0", "changed": "1"}.get(
        change.sign, "2"
    )
