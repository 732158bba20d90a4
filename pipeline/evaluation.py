"""Score readings against labelled postings by the rules of the labels: `make eval`.

Per posting, sets are compared; counts are summed over postings (micro precision, recall, F1).
Run as `python -m pipeline.evaluation FILE_OR_FOLDER…`.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any, get_args

import click

from crawler.posting import RawLocation, RawPosting
from pipeline.concepts import Taxonomy, load_taxonomy
from pipeline.extract import read_posting
from pipeline.posting import Posting, Strength

_HTML_FORMATS = frozenset(("html", "messy_html", "double_escaped"))
_HELD = "held"
_WITH_STRENGTH = frozenset(
    ("degree", "certification", "licence", "language", "experience", "skill")
)
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
        measured = _facts(posting, label, taxonomy).items()
        split = [_split(measure, *facts).items() for measure, facts in measured]
        for measure, (read, there) in chain.from_iterable(split):
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


def _split(measure: str, read: Facts, there: Facts) -> dict[str, tuple[Facts, Facts]]:
    """Return a measure with its facts of each strength apart, where facts have one."""
    if measure not in _WITH_STRENGTH:
        return {measure: (read, there)}
    split = {measure: (read, there)}
    for strength in get_args(Strength):
        split[f"{measure} {strength}"] = (
            frozenset(item for item in read if strength in item),
            frozenset(item for item in there if strength in item),
        )
    return split


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
    """Return the labelled postings of a JSON-lines file, or of all such files of a folder."""
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    return [
        json.loads(line)
        for file in files
        for line in file.read_text("utf-8").splitlines()
        if line.strip()
    ]


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option(
    "--misses", multiple=True, help="List the misses of this measure only; 'none' for none."
)
@click.option(
    "--look", is_flag=True, help="List the misses of the held half too: then it is held no more."
)
def main(paths: tuple[Path, ...], misses: tuple[str, ...], look: bool) -> None:
    """Print precision, recall and F1 of each measure, and every miss by posting id.

    A miss is "+ what was read and is not labelled" or "- what is labelled and was not read".
    Postings in a folder named "held" were never looked at by those who write the rules: their
    misses are counted, not shown.

    Example: python -m pipeline.evaluation tests/labels/develop --misses degree
    """
    for path in paths:
        labels = read_labels(path)
        counts = evaluate(labels)
        held = _HELD in path.parts and not look
        click.echo(f"{path.stem}: {len(labels)} postings{', misses not shown' if held else ''}")
        click.echo(f"  {'measure':<28}{'precision':>10}{'recall':>8}{'F1':>7}{'n':>7}")
        for measure, count in counts.items():
            click.echo(
                f"  {measure:<28}{count.precision:>10.3f}{count.recall:>8.3f}{count.f1:>7.3f}"
                f"{count.right + count.missed:>7}"
            )
            if held or (misses and measure not in misses) or (_repeats(measure) and not misses):
                continue
            for miss in count.misses:
                click.echo(f"      {miss}")


def _repeats(measure: str) -> bool:
    """Return whether a measure's misses stand under another already."""
    return " " in measure or measure in ("degree+fields", "experience+kind")


if __name__ == "__main__":
    main()
