"""Show what two readings say differently, to people and to programs, and count it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import click

from crawler.errors import DONE, NEEDS_ATTENTION
from pipeline.diff import Change, Compared, OnlyIn
from pipeline.terminal import printable

_SIGNS = {"lost": "-", "gained": "+", "changed": "~"}
_COLOURS = {"lost": "red", "gained": "green", "changed": "yellow"}
_COUNTED = ("kind", "concept", "rule")
"""Parts of a requirement by which changes are counted, beside the field."""
_PLACES = frozenset(("start", "end"))
_SAID_APART = frozenset(("kind", "concept", "evidence", "rule")) | _PLACES


@dataclass(slots=True)
class Totals:
    """How much differs."""

    postings: int = 0
    """In both."""
    differing: int = 0
    only_in_old: int = 0
    only_in_new: int = 0
    uncompared: set[str] = field(default_factory=set)
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By (what is counted, its value, sign): ("concept", "cert-cmm", "lost")."""

    def add(self, found: Compared | OnlyIn) -> None:
        """Count one posting."""
        if isinstance(found, OnlyIn):
            if found.side == "old":
                self.only_in_old += 1
            else:
                self.only_in_new += 1
            return
        self.postings += 1
        self.differing += bool(found.changes)
        self.uncompared.update(found.uncompared)
        for change in found.changes:
            self.counts["field", change.field, change.sign] += 1
            row = change.old if change.new is None else change.new
            for name in _COUNTED if isinstance(row, Mapping) else ():
                if isinstance(row.get(name), str):
                    self.counts[name, row[name], change.sign] += 1

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield the counts, most frequent first within what is counted."""
        keys = {key[:2]: None for key in self.counts}
        rows: list[dict[str, Any]] = [
            {"by": by, "value": value} | {sign: self.counts[by, value, sign] for sign in _SIGNS}
            for by, value in keys
        ]
        order = ("field", *_COUNTED)
        rows.sort(
            key=lambda row: (
                order.index(row["by"]), -sum(row[sign] for sign in _SIGNS), row["value"]
            )
        )  # fmt: skip
        yield from rows

    @property
    def exit_code(self) -> int:
        """Return 0 where nothing differs, else 3: done, and there is something to look at."""
        differs = self.differing or self.only_in_old or self.only_in_new
        return NEEDS_ATTENTION if differs else DONE


def show_differences(
    found: Iterable[Compared | OnlyIn],
    form: str,
    color: bool | None,
    step: Callable[[int], None] = lambda _: None,
) -> int:
    """Print what differs as it is found, then the totals; return the exit code.

    `step` is told of each posting, for a progress bar.
    """
    totals = Totals()
    for item in found:
        totals.add(item)
        step(1)
        if isinstance(item, OnlyIn) or item.changes:
            if form == "json":
                click.echo(_json("difference", item))
            else:
                for line in _lines(item):
                    click.echo(line, color=color)
    if form == "json":
        said = asdict(totals) | {
            "uncompared": sorted(totals.uncompared), "counts": list(totals.rows()),
        }  # fmt: skip
        click.echo(json.dumps({"type": "totals"} | said, ensure_ascii=False))
    else:
        for line in _total_lines(totals):
            click.echo(line, color=color)
    return totals.exit_code


def _json(kind: str, item: Compared | OnlyIn) -> str:
    said = asdict(item)
    said.pop("uncompared", None)  # the same of every posting: told once, in the totals
    name = "only_in" if isinstance(item, OnlyIn) else kind
    return json.dumps({"type": name} | said, ensure_ascii=False)


def _lines(item: Compared | OnlyIn) -> Iterator[str]:
    head = f"{printable(item.posting_id)}  {_flat(item.title)}"
    if isinstance(item, OnlyIn):
        sign = "lost" if item.side == "old" else "gained"
        yield click.style(f"only in {item.side.upper()}: {head}", fg=_COLOURS[sign])
        return
    yield click.style(head, bold=True)
    for change in item.changes:
        yield click.style(f"  {_SIGNS[change.sign]} {_words(change)}", fg=_COLOURS[change.sign])
    yield ""


def _words(change: Change) -> str:
    row = change.old if change.new is None else change.new
    if change.field == "text":
        return "text: another one; places were not compared"
    if not isinstance(row, Mapping):
        if change.sign == "changed":
            return f"{change.field}: {_value(change.old)} -> {_value(change.new)}"
        return f"{change.field}: {_value(row)}"
    thing = [str(row[name]) for name in ("kind", "concept") if row.get(name)] or [change.field]
    if change.sign == "changed" and isinstance(change.old, Mapping):
        parts = [
            f"{name} {_value(change.old.get(name))} -> {_value(change.new.get(name))}"
            for name in change.parts
            if name not in _PLACES or "evidence" not in change.parts
        ]
    else:
        parts = [
            f"{name} {_value(value)}"
            for name, value in row.items()
            if name not in _SAID_APART and value is not None and value != []
        ]
    said = [f"{_flat(' '.join(thing))}: {', '.join(parts)}"]
    if row.get("evidence") and "evidence" not in change.parts:
        said.append(_value(row["evidence"], quoted=True))
    if row.get("rule") and "rule" not in change.parts:
        said.append(f"({_flat(str(row['rule']))})")
    return "  ".join(said)


def _value(value: Any, *, quoted: bool = False) -> str:  # noqa: ANN401 -- any value of JSON
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return f'"{_flat(value)}"' if quoted or " " in value else _flat(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, list):
        return "; ".join(map(_value, value))
    if isinstance(value, Mapping):
        return ", ".join(
            f"{name} {_value(item)}"
            for name, item in value.items()
            if item is not None and name not in _PLACES
        )
    return str(value)


def _total_lines(totals: Totals) -> Iterator[str]:
    yield (
        f"{totals.postings} postings in both, {totals.differing} differ; "
        f"{totals.only_in_old} only in OLD, {totals.only_in_new} only in NEW"
    )
    if totals.uncompared:
        yield f"not compared, since one reading does not know it: {', '.join(sorted(totals.uncompared))}"
    rows = list(totals.rows())
    if not rows:
        return
    width = max(len(row["value"]) for row in rows)
    yield ""
    yield click.style(
        f"{'':7}  {'':{width}}  {'lost':>6}  {'gained':>6}  {'changed':>7}", bold=True
    )
    for row in rows:
        yield (
            f"{row['by']:7}  {_flat(row['value']):{width}}  "
            f"{row['lost']:>6}  {row['gained']:>6}  {row['changed']:>7}"
        )


def _flat(words: str) -> str:
    return " ".join(printable(words).split())
