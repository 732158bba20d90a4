"""A profile's ranking with all that is told about it, in whatever format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from matcher.filters import Choice
from matcher.marks import Mark
from matcher.profile import Profile
from matcher.rank import Result


@dataclass(frozen=True, slots=True)
class Ranking:
    """The best postings for one profile."""

    path: Path
    profile: Profile
    results: tuple[Result, ...]
    choice: Choice
    only_new: bool = False
    new_since: datetime | None = None
    """Of `only_new`: the newest posting of the run before; None on the first run."""
    marks: Mapping[str, Mark] | None = None
    """By posting id."""

    @property
    def considered(self) -> int:
        """How many postings were ranked."""
        return int(self.choice.mask.sum())

    @property
    def says_nothing(self) -> bool:
        """Whether nothing of the profile was understood: then the order is no judgement."""
        profile = self.profile
        shown = profile.claims or profile.degrees or profile.experience.kinds
        return not shown

    def mark_of(self, result: Result) -> Mark | None:
        """Return what the person has done with a posting."""
        return (self.marks or {}).get(result.detail["posting_id"])

    def remarks(self, *, kept_unknown: bool) -> Iterator[str]:
        """Yield what to know about the list: one line each, for people."""
        if self.says_nothing:
            yield (
                "nothing in this profile is understood, so the order says nothing about fit; "
                "see `matcher profile check`"
            )
        if self.only_new:
            since = f"{self.new_since:%Y-%m-%d %H:%M} UTC" if self.new_since else None
            yield (
                f"only postings first seen after {since}, the newest of the run before"
                if since
                else "the first run of this profile here: every posting is new"
            )
        yield from choice_remarks(self.choice, kept_unknown=kept_unknown)


def choice_remarks(choice: Choice, *, kept_unknown: bool) -> Iterator[str]:
    """Yield what filters could not tell and what is hidden, a line each, for people."""
    if choice.unknown:
        said = ", ".join(f"{name} {n}" for name, n in choice.unknown.items())
        yield (
            f"kept though they do not state it: {said}"
            if kept_unknown
            else f"left out because they do not state it: {said} (--keep-unknown keeps them)"
        )
    if choice.hidden:
        yield f"hidden, marked as applied to or dismissed: {choice.hidden} (--all shows them)"
