"""Score readings against labelled postings by the rules of the labels: `make eval`.

Per posting, sets are compared; counts are summed over postings (micro precision, recall, F1).
Run as `python -m pipeline.evaluation FILE… [--misses KIND]`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from crawler.posting import RawLocation, RawPosting
from pipeline.concepts import Taxonomy, load_taxonomy
from pipeline.extract import read_posting
from pipeline.posting import Posting

_HTML_FORMATS = frozenset(("html", "messy_html", "double_escaped"))
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)
Row = Mapping[str, Any]
Facts = frozenset[tuple[Any, ...]]


@dataclass(slots=True)
class Count:
    """How often a measure was right, over postings."""

    right: int = 0
    extra: int = 0
    missed: int = 0
    misses: list[str] = field(default_factory=list)
    """What went wrong, by posting id, for the person who mends it."""

    @property
    def precision(self) -> float:
        """Share of what was read that is right."""
        read = self.right + self.extra
        return self.right / read if read else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was read."""
        there = self.right + self.missed
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.right + self.extra + self.missed
        return 2 * self.right / total if total else 1.0


def raw_posting(label: Row) -> RawPosting:
    """Return a labelled posting as a source would give it."""
    place = (label.get("given") or {}).get("location")
    return RawPosting(
        source="labels",
        key=label["id"],
        title=label["title"],
        employer=label.get("employer"),
        description=label["text"],
        description_format="html" if label["format"] in _HTML_FORMATS else "text",
        locations=(RawLocation(words=place),) if place else (),
        fetched_at=_LONG_AGO,
    )


def evaluate(labels: Iterable[Row]) -> dict[str, Count]:
    """Return the counts of every measure over labelled postings."""
    taxonomy = load_taxonomy()
    counts: dict[str, Count] = {}
    for label in labels:
        posting = read_posting(raw_posting(label))
        for measure, (read, there) in _facts(posting, label, taxonomy).items():
            count = counts.setdefault(measure, Count())
            count.right += len(read & there)
            count.extra += len(read - there)
            count.missed += len(there - read)
            count.misses += [
                f"{label['id']} + {_words(item)}" for item in sorted(read - there, key=str)
            ]
            count.misses += [
                f"{label['id']} - {_words(item)}" for item in sorted(there - read, key=str)
            ]
    return counts


def _facts(posting: Posting, label: Row, taxonomy: Taxonomy) -> dict[str, tuple[Facts, Facts]]:
    read = posting.to_json()
    rows, wanted = read["requirements"], label["requirements"]

    def both(kind: str, *names: str) -> tuple[Facts, Facts]:
        return _rows(rows, kind, names), _rows(wanted, kind, names)

    skills, wanted_skills = both("skill", "concept", "strength")
    bare, wanted_bare = both("skill", "concept")
    return {
        "occupation": (_one(read["occupation"]), _one(label["occupation"])),
        "employment_types": (_many(read["employment_types"]), _many(label["employment_types"])),
        "workplace": (_one(read["workplace"]), _one(label["workplace"])),
        "locations": (_places(read["locations"]), _places(label["locations"])),
        "pay": (_pay(read["pay"]), _pay(label["pay"])),
        "degree": both("degree", "concept", "strength"),
        "degree+fields": both("degree", "concept", "strength", "fields"),
        "certification": both("certification", "concept", "strength"),
        "licence": both("licence", "concept", "strength"),
        "language": both("language", "concept", "strength"),
        "deadline": (_deadlines(rows), _deadlines(wanted)),
        "experience": both("experience", "years_min", "strength"),
        "experience+kind": both("experience", "concept", "years_min", "strength"),
        "skill": (_without_broader(skills, wanted_skills, taxonomy), wanted_skills),
        "skill bare": (_without_broader(bare, wanted_bare, taxonomy), wanted_bare),
        "group": (_groups(rows), _groups(wanted)),
        "evidence": _evidence(posting),
    }


def _rows(rows: Iterable[Row], kind: str, names: tuple[str, ...]) -> Facts:
    return frozenset(
        tuple(_comparable(row.get(name)) for name in names) for row in rows if row["kind"] == kind
    )


def _comparable(value: object) -> object:
    if isinstance(value, list | tuple):
        return frozenset(value)
    return float(value) if isinstance(value, int | float) else value


def _without_broader(read: Facts, there: Facts, taxonomy: Taxonomy) -> Facts:
    """Leave out an extra broader concept (EHR beside Epic): the labels do not count it."""
    broader = {ancestor for item in there for ancestor in taxonomy.ancestors(item[0])}
    return frozenset(item for item in read if item in there or item[0] not in broader)


def _deadlines(rows: Iterable[Row]) -> Facts:
    return frozenset(
        (row["concept"], row["within_days_of_hire"])
        for row in rows
        if row.get("within_days_of_hire")
    )


def _groups(rows: Iterable[Row]) -> Facts:
    groups: dict[object, dict[object, set[tuple[object, ...]]]] = {}
    for row in rows:
        if row.get("group") is not None:
            what = (
                _comparable(row.get("years_min")) if row["kind"] == "experience" else row["concept"]
            )
            groups.setdefault(row["group"], {}).setdefault(row["option"], set()).add(
                (row["kind"], what)
            )
    return frozenset(
        (frozenset(frozenset(option) for option in group.values()),) for group in groups.values()
    )


def _evidence(posting: Posting) -> tuple[Facts, Facts]:
    read = frozenset((row.start, row.end, row.evidence) for row in posting.requirements)
    there = frozenset(
        (start, end, words) for start, end, words in read if posting.text[start:end] == words
    )
    return read, there


def _one(value: object) -> Facts:
    return frozenset([(value,)] if value is not None else [])


def _many(values: Iterable[object]) -> Facts:
    return frozenset((value,) for value in values)


def _places(places: Iterable[Row]) -> Facts:
    return frozenset((place.get("city"), place.get("state")) for place in places)


def _pay(pay: Row | None) -> Facts:
    if pay is None:
        return frozenset()
    return frozenset([(_comparable(pay["min"]), _comparable(pay["max"]), pay["unit"])])


def _words(item: tuple[Any, ...]) -> str:
    return " ".join(
        "{" + " | ".join(sorted(str(sorted(option, key=str)) for option in part)) + "}"
        if part and isinstance(part, frozenset) and all(isinstance(p, frozenset) for p in part)
        else ",".join(sorted(map(str, part)))
        if isinstance(part, frozenset)
        else str(part)
        for part in item
    )


def read_labels(path: Path) -> list[Row]:
    """Return the labelled postings of a JSON-lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--misses", multiple=True, help="Also list every miss of this measure.")
def main(paths: tuple[Path, ...], misses: tuple[str, ...]) -> None:
    """Print precision, recall and F1 of each measure for each labelled file.

    Example: python -m pipeline.evaluation tests/labels/dev.jsonl --misses degree
    """
    for path in paths:
        labels = read_labels(path)
        counts = evaluate(labels)
        click.echo(f"{path.name}: {len(labels)} postings")
        click.echo(f"  {'measure':<18}{'precision':>10}{'recall':>8}{'F1':>7}{'n':>7}")
        for measure, count in counts.items():
            click.echo(
                f"  {measure:<18}{count.precision:>10.3f}{count.recall:>8.3f}{count.f1:>7.3f}"
                f"{count.right + count.missed:>7}"
            )
            for miss in count.misses if measure in misses else ():
                click.echo(f"      {miss}")


if __name__ == "__main__":
    main()
