"""Postings of one job: sets of them joined, never two openings that stood at one time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Literal

from warehouse.jobs.evidence import titles_differ
from warehouse.jobs.signs import Sign

FIRST = "seen here first"


@dataclass(frozen=True, slots=True)
class Seen:
    """A posting of a set, and when and where it stood."""

    kind: Literal["requisition", "requisition and text", "text"]
    """What its set shares; of "requisition", the employer too."""
    set_id: int
    sign: Sign
    source: str
    started: int
    ended: int
    """First and last instant it was seen, in microseconds."""

    @property
    def counts(self) -> list[str]:
        """Return the counts that its requisition is a number of."""
        if self.sign.requisition is None:
            return []
        of_employer = f"{self.sign.employer}\0{self.sign.numbering}" if self.sign.employer else ""
        return [count for count in (f"\0{self.source}", of_employer) if count]


@dataclass(slots=True)
class _Job:
    """Postings joined so far."""

    postings: list[Seen]
    openings: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    """When each requisition of each count stood."""

    def parted_from(self, other: "_Job") -> bool:
        """Tell whether two requisitions of one count stood at one time."""
        return any(
            count == other_count and number != other_number and start <= last and first <= end
            for (count, number), (start, end) in self.openings.items()
            for (other_count, other_number), (first, last) in other.openings.items()
        )

    def take(self, other: "_Job") -> None:
        """Take in what another job holds."""
        self.postings += other.postings
        for opening, (start, end) in other.openings.items():
            first, last = self.openings.get(opening, (start, end))
            self.openings[opening] = min(start, first), max(end, last)


def group(sets: Iterable[Seen], link_reasons: Mapping[int, str]) -> dict[str, tuple[str, str]]:
    """Return job id and reason of each posting that shares its job with another.

    `sets` come surest first, each in the order in which its postings were first seen.
    `link_reasons` tells for each wording like another one what speaks for it.
    """
    jobs: dict[str, _Job] = {}
    reasons: dict[str, str] = {}
    for (kind, _), members in groupby(sets, key=lambda seen: (seen.kind, seen.set_id)):
        earlier: list[Seen] = []
        for seen in members:
            ours = jobs.setdefault(seen.sign.posting_id, _alone(seen))
            for other in earlier:
                theirs = jobs[other.sign.posting_id]
                if theirs is ours:
                    break
                if kind == "requisition" and titles_differ(seen.sign, other.sign):
                    continue  # a number used again for another job
                if ours.parted_from(theirs):
                    continue
                theirs.take(ours)
                jobs |= {one.sign.posting_id: theirs for one in ours.postings}
                reason = _reason(seen, other, link_reasons)
                reasons.setdefault(seen.sign.posting_id, reason)
                reasons.setdefault(other.sign.posting_id, reason)
                break
            else:
                earlier.append(seen)
    found = {}
    for job in {id(job): job for job in jobs.values() if len(job.postings) > 1}.values():
        first = min(job.postings, key=lambda seen: (seen.started, seen.sign.posting_id))
        for seen in job.postings:
            posting = seen.sign.posting_id
            reason = FIRST if seen is first else _again(seen, job) + reasons[posting]
            found[posting] = first.sign.posting_id, reason
    return found


def _alone(seen: Seen) -> _Job:
    span = seen.started, seen.ended
    number = seen.sign.requisition or ""
    return _Job([seen], {(count, number): span for count in seen.counts})


def _reason(seen: Seen, other: Seen, link_reasons: Mapping[int, str]) -> str:
    if seen.kind == "requisition":
        return "same employer and requisition"
    if seen.kind == "requisition and text":
        return "same requisition and text alike"
    if seen.sign.wording == other.sign.wording:
        parts = [
            "employer" if seen.sign.employer else "",
            "title",
            "places" if seen.sign.places else "",
        ]
        return f"same {', '.join(part for part in parts if part)} and text"
    return link_reasons[seen.sign.wording]


def _again(seen: Seen, job: _Job) -> str:
    """Return what to say first of a posting whose board had the job before."""
    ended = any(
        other.source == seen.source and other.ended < seen.started
        for other in job.postings
        if other is not seen
    )
    return "posted again after it had ended: " if ended else ""
