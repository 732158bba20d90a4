"""Score the grouping of postings into jobs against labelled postings: `make eval`.

The postings of a family file are invented: one text, and for each posting what its board made of
it and which job it is of. All pairs of a family are judged; postings of two families are never of
one job. They go the whole way: landed, loaded, grouped.
Run as `python -m warehouse.evaluation FOLDER`, with a folder `develop` and a folder `held` in it.
"""

import tempfile
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import click

from crawler.errors import Failed
from crawler.home import Home
from crawler.landing import LandingWriter, landing_file
from crawler.posting import RawLocation, RawPosting, Sighting
from warehouse.connection import open_writer
from warehouse.load import load
from warehouse.sql import statement

_HELD = "held"
_DAY_ZERO = datetime(2025, 1, 6, 5, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A labelled posting: what its board made of the family's text, and which job it is of."""

    id: str
    job: str
    why: str
    """Why it is of that job, or of none of the others."""
    source: str
    employer: str
    """"" where the board names none."""
    title: str
    places: tuple[str, ...] = ()
    requisition: str | None = None
    text: str
    """Name of one of the family's texts, then the text itself."""
    swap: tuple[tuple[str, str], ...] = ()
    cut: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    days: tuple[int, int] = (0, 30)
    """First and last day it was seen."""
    gone: bool = False
    """Found taken down the day after."""

    def raw(self, day: int) -> RawPosting:
        """Return the posting as its board gave it on a day."""
        text = self.text
        for old, new in (*self.swap, *((words, "") for words in self.cut)):
            if old not in text:
                raise Failed(f"{self.id}: its text does not say {old!r}")
            text = text.replace(old, new)
        return RawPosting(
            source=self.source, key=self.id, title=self.title, employer=self.employer or None,
            requisition_id=self.requisition, description_format="text",
            description=f"{self.before}{text}{self.after}",
            locations=tuple(RawLocation(words=place) for place in self.places),
            fetched_at=_DAY_ZERO + timedelta(days=day),
        )  # fmt: skip

    def taken_down(self) -> Sighting:
        """Return what the visit after the last day learned."""
        at = _DAY_ZERO + timedelta(days=self.days[1] + 1)
        return Sighting(
            source=self.source, key=self.id, status="gone", reason="absent from a complete list", at=at
        )  # fmt: skip


@dataclass(slots=True)
class Count:
    """How pairs of postings were judged."""

    joined_right: int = 0
    joined_wrong: int = 0
    missed: int = 0
    apart_right: int = 0
    misses: list[str] = field(default_factory=list)
    """What went wrong, for the person who mends it."""

    @property
    def precision(self) -> float:
        """Share of the joined pairs that are of one job."""
        joined = self.joined_right + self.joined_wrong
        return self.joined_right / joined if joined else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one job that were joined."""
        same = self.joined_right + self.missed
        return self.joined_right / same if same else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.joined_right + self.joined_wrong + self.missed
        return 2 * self.joined_right / total if total else 1.0


def read_families(folder: Path) -> list[list[Label]]:
    """Return the labelled postings of a folder, family by family.

    Raises:
        Failed: a posting has an unknown key or lacks one.
    """
    return [_family(path) for path in sorted(folder.glob("*.toml"))]


def _family(path: Path) -> list[Label]:
    data = tomllib.loads(path.read_text("utf-8"))
    known = {item.name for item in fields(Label)}
    labels = []
    for table in data["posting"]:
        said: dict[str, Any] = data["every"] | table
        if not said.keys() <= known:
            unknown = ", ".join(sorted(said.keys() - known))
            raise Failed(f"{path.name}: {table['id']}: unknown {unknown}")
        lists = {name: tuple(value) for name, value in said.items() if isinstance(value, list)}
        labels.append(Label(**said | lists | {"text": data["texts"][said["text"]]}))
    return labels


def land(home: Home, labels: Iterable[Label], run: str = "labels") -> None:
    """Land labelled postings as crawls would have, each on its first and its last day."""
    with LandingWriter(landing_file(home.landing, run, "labels")) as landing:
        for label in labels:
            for day in label.days:
                landing.write(label.raw(day))
            if label.gone:
                landing.write(label.taken_down())


def jobs_of(home: Home) -> dict[str, tuple[str, str | None]]:
    """Return the job and the reason for it of each labelled posting, by the label's id."""
    with open_writer(home.warehouse) as connection:
        rows = connection.execute(statement("jobs_of_postings")).fetchall()
    return {key: (job, reason) for key, job, reason in rows}


def evaluate(families: Sequence[Sequence[Label]]) -> Count:
    """Return how the pairs of labelled postings are judged, loaded together."""
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        land(home, (label for family in families for label in family))
        load(home)
        jobs = jobs_of(home)
    count = Count()
    for family in families:
        for one, other in combinations(family, 2):
            _judge(count, one, other, jobs)
    for ours, theirs in combinations(families, 2):
        for one in ours:
            for other in theirs:
                if jobs[one.id][0] == jobs[other.id][0]:
                    _judge(count, one, other, jobs)
    return count


def _judge(count: Count, one: Label, other: Label, jobs: dict[str, tuple[str, str | None]]) -> None:
    joined = jobs[one.id][0] == jobs[other.id][0]
    match joined, one.job == other.job:
        case True, True:
            count.joined_right += 1
        case False, False:
            count.apart_right += 1
        case True, False:
            count.joined_wrong += 1
            said = " | ".join(str(jobs[label.id][1]) for label in (one, other))
            count.misses.append(f"+ {one.id} {other.id}: joined ({said}), yet {other.why}")
        case False, True:
            count.missed += 1
            count.misses.append(f"- {one.id} {other.id}: apart, yet {other.why}")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--look", is_flag=True, help="List the misses of the held half too.")
def main(folder: Path, look: bool) -> None:
    """Print pairwise precision, recall and F1 of each half, and every miss of the develop half.

    A miss is "+ two postings joined that are of two jobs" or "- two apart that are of one".
    The held half was not looked at when the rules were made: its misses are counted, not shown.

    Example: python -m warehouse.evaluation tests/labels/jobs
    """
    for half in ("develop", _HELD):
        families = read_families(folder / half)
        count = evaluate(families)
        postings = sum(map(len, families))
        hidden = half == _HELD and not look
        same = count.joined_right + count.missed
        click.echo(
            f"jobs, {half}: {postings} postings, {same} pairs of one job, "
            f"{count.apart_right + count.joined_wrong} of two{', misses not shown' * hidden}"
        )
        click.echo(
            f"  precision {count.precision:.3f} ({count.joined_wrong} wrong)  "
            f"recall {count.recall:.3f} ({count.missed} missed)  F1 {count.f1:.3f}"
        )
        for miss in () if hidden else count.misses:
            click.echo(f"      {miss}")


if __name__ == "__main__":
    main()
