"""How a visit to a source went, beside the visits before: what the run report and monitors see."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from typing import Self

from crawler.posting import Json, RawPosting, SourceRun, read_instant

FIELDS = (
    "description", "employer", "locations", "url", "apply_url", "requisition_id",
    "employment_type", "workplace", "pay", "posted_at", "valid_through",
)  # fmt: skip
"""Fields of a posting whose fill is watched; title and key have every posting."""
_SHOWN = ("postings", "seen", "unchanged", "left alone", "gone", "unknown")
_COMPARED_WITH = 5
"""Complete visits whose median is the usual count: one odd night must not become the measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """What a report says of the visit before."""

    run: str
    ended: datetime
    listed: int
    postings: int
    errors: int

    def to_json(self) -> dict[str, Json]:
        """Return plain values."""
        return {
            "run": self.run, "ended": self.ended.isoformat(), "listed": self.listed,
            "postings": self.postings, "errors": self.errors,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One visit to one source."""

    run: str
    source: str
    platform: str
    started: datetime
    ended: datetime
    list_complete: bool
    counts: dict[str, int] = field(default_factory=dict)
    """Of postings: `listed`, and of these what landed (`postings`), `seen`, `unchanged`, `left alone`
    by their title; `gone`; `unknown`; `named`, by the list or its own total. Of requests: `asked`,
    `failed`."""
    filled: dict[str, int] = field(default_factory=dict)
    """How many of the postings that landed have each of `FIELDS`."""
    errors: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    """What the monitors found out of the ordinary."""
    previous: Earlier | None = None

    @property
    def listed(self) -> int:
        """Postings that the source shows as open."""
        return self.counts.get("listed", 0)

    @property
    def landed(self) -> int:
        """Postings that were read anew and landed."""
        return self.counts.get("postings", 0)

    @property
    def needs_attention(self) -> bool:
        """Something went wrong or looks wrong."""
        return bool(self.errors or self.alarms)

    @property
    def was_read(self) -> bool:
        """Anything of the source was read."""
        said = ("postings", "seen", "unchanged", "gone")
        return self.list_complete or any(self.counts.get(name) for name in said)

    def fill(self, name: str) -> float | None:
        """Return the share of landed postings with a field, 0 to 1; None if none landed."""
        return self.filled.get(name, 0) / self.landed if self.landed else None

    def lines(self, most_errors: int) -> list[str]:
        """Return what to tell a person: one line, and one for each error and alarm."""
        said = [f"{self.counts.get(n, 0)} {n}" for n in _SHOWN if self.counts.get(n)]
        before = f" (before: {self.previous.listed})" if self.previous else ""
        seconds = (self.ended - self.started).total_seconds()
        lines = [f"{self.listed} listed{before}: {', '.join(said) or 'nothing'}; {seconds:.0f} s"]
        lines += [f"  ! {error}" for error in self.errors[:most_errors]]
        if len(self.errors) > most_errors:
            lines.append(f"  ! and {len(self.errors) - most_errors} more")
        return lines + [f"  ? {alarm}" for alarm in self.alarms]

    def to_json(self) -> dict[str, Json]:
        """Return the entry of the run report."""
        fill = {name: self.fill(name) for name in FIELDS}
        return {
            "run": self.run, "source": self.source, "platform": self.platform,
            "started": self.started.isoformat(), "ended": self.ended.isoformat(),
            "list_complete": self.list_complete, "counts": self.counts, "filled": self.filled,
            "fill": {name: None if share is None else round(share, 4) for name, share in fill.items()},
            "errors": list(self.errors), "alarms": list(self.alarms),
            "previous": self.previous.to_json() if self.previous else None,
        }  # fmt: skip

    @classmethod
    def from_json(cls, entry: dict[str, Json]) -> Self:
        """Read what `to_json` wrote."""
        before = entry["previous"]
        return cls(
            run=entry["run"], source=entry["source"], platform=entry["platform"],
            started=read_instant(entry["started"]), ended=read_instant(entry["ended"]),
            list_complete=entry["list_complete"], counts=entry["counts"], filled=entry["filled"],
            errors=tuple(entry["errors"]), alarms=tuple(entry["alarms"]),
            previous=Earlier(**before | {"ended": read_instant(before["ended"])}) if before else None,
        )  # fmt: skip


def report_of(
    visit: SourceRun, platform: str, run: str, earlier: Sequence[SourceReport]
) -> SourceReport:
    """Return the report of a visit, beside the last of the `earlier` ones (newest first)."""
    return SourceReport(
        run=run, source=visit.source, platform=platform, started=visit.started, ended=visit.ended,
        list_complete=visit.list_complete, counts=visit.counts, filled=visit.filled,
        errors=visit.errors, previous=_earlier(earlier[0]) if earlier else None,
    )  # fmt: skip


def _earlier(report: SourceReport) -> Earlier:
    return Earlier(
        run=report.run, ended=report.ended, listed=report.listed, postings=report.landed,
        errors=len(report.errors),
    )  # fmt: skip


def has_field(posting: RawPosting, name: str) -> bool:
    """Return whether a posting says anything under a name."""
    value = getattr(posting, name)
    return bool(value.strip() if isinstance(value, str) else value)


def usual_count(earlier: Sequence[SourceReport]) -> float | None:
    """Return how many postings a source usually lists, by its last complete visits."""
    complete = [report.listed for report in earlier if report.list_complete][:_COMPARED_WITH]
    return median(complete) if complete else None


def usual_fill(earlier: Sequence[SourceReport], name: str, fewest: int) -> float | None:
    """Return the share of postings with a field over the earlier visits; None for too few."""
    landed = sum(report.landed for report in earlier)
    if landed < fewest:
        return None
    return sum(report.filled.get(name, 0) for report in earlier) / landed
