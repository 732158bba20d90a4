"""What a source said: a raw posting, as it came, with the payload it was read from.

The JSON of these types is the landing format and what `crawler parse` prints. What we
believe of it is `pipeline.posting.Posting`.
"""

import re
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from typing import Any, Literal, Self

from crawler.errors import Unreadable

Json = Any
"""A value as `json.loads` returns it."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

DateBasis = Literal["stated", "derived", "feed"]
"""How a date is known: the source states it; it is derived from words such as "3 days ago"
and the time of fetching; or it is only the time of the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RawLocation:
    """A place of work as said; parts only where the source gives them apart."""

    words: str
    """The place as the source words it: "Austin, TX", "2 Locations", a facility's name."""
    city: str | None = None
    state: str | None = None
    postal_code: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPay:
    """Pay as said, in fields of the source's own; None where it says 0, N/A or nothing."""

    words: str | None = None
    """The whole statement, where it comes as text: "$28 - $34 an hour"."""
    min: str | None = None
    """Lower figure as the source spells it ("23.98"): a string, so that no cent is lost."""
    max: str | None = None
    unit: str | None = None
    """Period as the source names it: HOUR, YEAR, Annual …"""
    currency: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawPosting:
    """One posting as a source gave it."""

    source: str
    """Name of the line in sources.toml."""
    key: str
    """The source's own id of the posting; `source:key` is the posting's id everywhere."""
    title: str
    fetched_at: datetime
    """Instant of the response, aware UTC."""
    description: str = ""
    """All its parts, joined in reading order. Empty in a `partial` list entry."""
    description_format: Literal["html", "text"] = "html"
    platform: str | None = None
    requisition_id: str | None = None
    url: str | None = None
    apply_url: str | None = None
    employer: str | None = None
    locations: tuple[RawLocation, ...] = ()
    workplace: str | None = None
    employment_type: str | None = None
    """As said; several are joined by ", "."""
    pay: RawPay | None = None
    posted_at: str | None = None
    """ISO 8601 day, or instant with its offset where the source gives a time."""
    posted_at_basis: DateBasis | None = None
    valid_through: str | None = None
    valid_through_basis: DateBasis | None = None
    closed: bool = False
    """The source itself says that it no longer hires for this."""
    partial: bool = False
    """A list entry without its description; `detail_url` has the rest."""
    detail_url: str | None = None
    guessed: bool = False
    """Low confidence: a plain page states no fields, so where the posting begins, its title and
    its place were told by headings and words."""
    archived: bool = False
    """Found in an archive, which saw it at `fetched_at`: history, open only if a visit says so."""
    payload: Json = None
    """What it was read from, for reading again with better rules."""

    def to_json(self) -> dict[str, Json]:
        """Return the landing line of this posting."""
        # Not asdict of the whole: it would copy the payload to its depth, for every line twice.
        line = {"type": "posting"} | {name: getattr(self, name) for name in _FIELDS}
        line["locations"] = tuple(asdict(place) for place in self.locations)
        line["pay"] = asdict(self.pay) if self.pay is not None else None
        line["fetched_at"] = self.fetched_at.isoformat()
        return line

    @classmethod
    def from_json(cls, line: dict[str, Json]) -> Self:
        """Read a landing line. Only source, key, title, description, fetched_at must be there.

        Raises:
            Unreadable: a needed field is missing or of another type.
        """
        missing = [name for name in _NEEDED if not isinstance(line.get(name), str)]
        if missing:
            raise Unreadable(f"posting line without {', '.join(missing)}")
        if not line["key"].strip() or not line["source"].strip():
            raise Unreadable("posting line with an empty source or key")
        values = {name: line[name] for name in _FIELDS if line.get(name) is not None}
        try:
            values["fetched_at"] = read_instant(line["fetched_at"])
            values["locations"] = tuple(_location(item) for item in line.get("locations") or ())
            if line.get("pay") is not None:
                values["pay"] = _pay(line["pay"])
            return cls(**values)
        except (TypeError, ValueError, AttributeError) as error:
            where = f"{line['source']}:{line['key']}"
            raise Unreadable(f"posting line {where}: {error}") from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """What a visit learned of a posting without reading it anew."""

    source: str
    key: str
    status: Literal["seen", "unchanged", "gone", "unknown"]
    reason: str
    """The evidence: "304", "in the list", "absent from a complete list", "HTTP 410" …"""
    at: datetime

    def to_json(self) -> dict[str, Json]:
        """Return the landing line of this sighting."""
        return {"type": "sighting"} | asdict(self) | {"at": self.at.isoformat()}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRun:
    """How the crawl of one source went; the last line of its landing file."""

    source: str
    started: datetime
    ended: datetime
    list_complete: bool
    """Every page of the source's list was read: absence from it is evidence."""
    errors: tuple[str, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
    """postings, seen, unchanged, gone, unknown, listed, asked, failed …"""
    filled: dict[str, int] = field(default_factory=dict)
    """How many of the postings that landed have each field."""

    def to_json(self) -> dict[str, Json]:
        """Return the landing line of this run."""
        instants = {"started": self.started.isoformat(), "ended": self.ended.isoformat()}
        return {"type": "run"} | asdict(self) | instants


def read_instant(text: str) -> datetime:
    """Return an aware UTC instant from ISO 8601; without an offset it is taken as UTC.

    Raises:
        ValueError: not ISO 8601.
    """
    instant = datetime.fromisoformat(text)
    return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


def whole_characters(value: Json) -> Json:
    """Return a JSON value with U+FFFD for halves of characters, which no file or table can hold."""
    if isinstance(value, str):
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {whole_characters(key): whole_characters(item) for key, item in value.items()}
    if isinstance(value, list):
        return [whole_characters(item) for item in value]
    return value


def completed(posting: RawPosting, entry: RawPosting | None) -> RawPosting:
    """Return a posting with what its page leaves unsaid and only its entry in the list states.

    An employer that the list names stands: it is the facility, where the page names the parent.
    """
    if entry is None:
        return posting
    said = {"employer": entry.employer or posting.employer} | {
        name: getattr(entry, name)
        for names in _STATED_TOGETHER
        if not getattr(posting, names[0])
        for name in names
    }
    return replace(posting, **said)


def posting_id(source: str, key: str) -> str:
    """Return the id by which every later stage knows a posting."""
    return f"{source}:{key}"


_STATED_TOGETHER = (
    ("requisition_id",), ("url",), ("apply_url",), ("locations",), ("workplace",),
    ("employment_type",), ("pay",), ("posted_at", "posted_at_basis"),
    ("valid_through", "valid_through_basis"),
)  # fmt: skip
_NEEDED = ("source", "key", "title", "description", "fetched_at")
_FIELDS = tuple(item.name for item in fields(RawPosting))


def _location(item: Json) -> RawLocation:
    if isinstance(item, str):
        return RawLocation(words=item)
    parts = {f.name: item[f.name] for f in fields(RawLocation) if item.get(f.name) is not None}
    parts.setdefault("words", ", ".join(str(value) for value in parts.values()))
    return RawLocation(**{name: str(value) for name, value in parts.items()})


def _pay(item: Json) -> RawPay:
    if isinstance(item, str):
        return RawPay(words=item)
    parts = {f.name: item[f.name] for f in fields(RawPay) if item.get(f.name) is not None}
    return RawPay(**{name: str(value) for name, value in parts.items()})
