"""One posting explained to people: its text with the findings marked, then what was found.

It works over `Posting.to_json`, so that a new kind of fact shows up without a change here.
"""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from pipeline.concepts import Taxonomy
from pipeline.labels import concept_label, group_words, label_of, years_words
from pipeline.marks import Mark, marked
from pipeline.rule_places import rule_places
from pipeline.terminal import printable

_STYLES = {
    "degree": "blue", "experience": "magenta", "certification": "green",
    "licence": "green underline", "language": "yellow", "skill": "cyan", "pay": "bold",
}  # fmt: skip
_OTHER_STYLE = "underline"
_SIGNS = {"required": "!", "preferred": "?", "not_required": "-"}
_LEGEND = "[1! required]  [2? preferred]  [3- not required]"
_IN_HEAD = frozenset(("posting_id", "title", "text", "source", "source_key", "fetched_at"))
_PLACES = frozenset(("start", "end"))
_TABLE_FROM = 96
"""Columns of a terminal from which a table can be read; narrower ones get a list."""

_PADDING = re.compile(r" +((?:\x1b\[[\d;]*m)*)$", re.MULTILINE)
_NARROW = 60
"""Characters of a cell (of two lines) up to which a column is not wrapped."""


def explanation(posting: Mapping[str, Any], taxonomy: Taxonomy, width: int) -> str:
    """Return a posting (as `to_json` gives it) explained, with ANSI colours, ending in a newline."""
    out = io.StringIO()
    # Everything is stated: where this ends up is for click.echo to find out, not for rich.
    console = Console(
        file=out, width=width, height=25, force_terminal=True, color_system="standard",
        no_color=False, highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for part in _parts(posting, taxonomy, width):
        console.print(part, overflow="fold")
    return _PADDING.sub(r"\1", out.getvalue())


def _parts(posting: Mapping[str, Any], taxonomy: Taxonomy, width: int) -> Iterator[RenderableType]:
    yield Text(printable(f"{posting['title']}  ({posting['posting_id']})"), "bold")
    yield Text(_LEGEND, "dim")
    yield ""
    yield _marked_text(posting)
    number = 1
    for name, rows in posting.items():
        if not _is_findings(rows):
            continue
        yield ""
        cells = [
            {"no": str(at)}
            | (_requirement(row, taxonomy) if "strength" in row else _any(row, taxonomy))
            for at, row in enumerate(rows, number)
        ]
        number += len(rows)
        yield Text(f"{_title(name)} ({len(rows)})", "bold")
        yield from _table(cells) if width >= _TABLE_FROM else _list(cells)
        yield from _alternatives(rows, taxonomy)
    yield ""
    facts = Table.grid(padding=(0, 2))
    for name, value in posting.items():
        if name not in _IN_HEAD and not _is_findings(value):
            facts.add_row(Text(_title(name), "bold"), Text(printable(_fact(value))))
    yield facts


def _marked_text(posting: Mapping[str, Any]) -> Text:
    shown = Text()
    for piece in marked(printable(posting["text"]), _marks(posting)):
        style = _style(piece.marks[-1].kind) if piece.marks else ""
        shown.append(piece.text, f"bold {style}" if piece.bracket else style)
    return shown


def _marks(posting: Mapping[str, Any]) -> Iterator[Mark]:
    number = 0
    for name, value in posting.items():
        if _is_findings(value):
            for row in value:
                number += 1
                tag = f"{number}{_SIGNS.get(row.get('strength'), '')}"
                yield from _mark(row, tag, row.get("kind") or name)
        elif isinstance(value, Mapping):
            yield from _mark(value, name, name)


def _mark(row: Mapping[str, Any], tag: str, kind: str) -> Iterator[Mark]:
    start, end = row.get("start"), row.get("end")
    if start is not None and end is not None and start < end:
        yield Mark(start, end, tag, kind)


def _is_findings(value: Any) -> bool:  # noqa: ANN401 -- any value of JSON
    """Return whether a value is a list of what was found in the text, each with its words."""
    return isinstance(value, Sequence) and bool(value) and all(
        isinstance(item, Mapping) and "evidence" in item for item in value
    )  # fmt: skip


def _requirement(row: Mapping[str, Any], taxonomy: Taxonomy) -> dict[str, str]:
    details = [years_words(row)]
    if row["fields"]:
        details.append("in " + ", ".join(concept_label(item, taxonomy) for item in row["fields"]))
    if row["within_days_of_hire"] is not None:
        details.append(f"within {row['within_days_of_hire']} days of hire")
    if row["group"] is not None:
        details.append(f"group {row['group']}, option {row['option']}")
    return {
        "kind": row["kind"],
        "asks": "\n".join([concept_label(row["concept"], taxonomy), *filter(None, details)]),
        "strength": f"{row['strength'].replace('_', ' ')}\n{row['source']}",
        "section": f"{row['section'] or 'no section'}\n{row['confidence']:g} sure",
        "rule": _rule(row["rule"]),
    }


def _alternatives(rows: Sequence[Mapping[str, Any]], taxonomy: Taxonomy) -> Iterator[Text]:
    """Yield each group of requirements as logic."""
    for group in dict.fromkeys(row.get("group") for row in rows):
        if group is not None:
            logic = group_words(rows, group, lambda row: label_of(row, taxonomy))
            yield Text(printable(f"group {group}, one of: {logic}"))


def _any(row: Mapping[str, Any], taxonomy: Taxonomy) -> dict[str, str]:
    """Return the cells of a finding of whatever kind; what it does not state stays empty."""
    cells = {}
    for name, value in row.items():
        if name not in _PLACES:
            cells[_title(name)] = "" if value is None else _fact(value)
    if row.get("concept"):
        cells["concept"] = concept_label(row["concept"], taxonomy)
    if row.get("rule"):
        cells["rule"] = _rule(row["rule"])
    return cells


def _rule(rule: str) -> str:
    place = rule_places().get(rule)
    return f"{rule}\n{place}" if place else rule


def _table(cells: Sequence[Mapping[str, str]]) -> Iterator[RenderableType]:
    table = Table(box=None, pad_edge=False, padding=(0, 1))
    for name in cells[0]:
        wide = name == "asks" or max(len(row.get(name, "")) for row in cells) > _NARROW
        table.add_column(name, overflow="fold", no_wrap=not wide)
    for row in cells:
        style = _style(row.get("kind", ""))
        table.add_row(
            *(Text(printable(row.get(name, "")), style if name in ("no", "kind") else "")
              for name in cells[0])
        )  # fmt: skip
    yield table


def _list(cells: Sequence[Mapping[str, str]]) -> Iterator[RenderableType]:
    for row in cells:
        words = "; ".join(
            cell.replace("\n", ", ") for name, cell in row.items() if cell and name != "no"
        )
        yield Text(printable(f"{row['no']}. {words}"), _style(row.get("kind", "")))


def _fact(value: Any) -> str:  # noqa: ANN401 -- any value of JSON
    if value is None or value in ([], ()):
        return "not stated"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        said = [
            f'"{item}"' if name == "evidence" else f"{_title(name)} {item}"
            for name, item in value.items()
            if item is not None and name not in _PLACES
        ]
        return ", ".join(said)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(_fact(item) for item in value)
    rule = str(value).split(":", 1)[0]
    place = rule_places().get(rule)
    return f"{value} ({place})" if place else str(value)


def _title(name: str) -> str:
    return name.replace("_", " ")


def _style(kind: str) -> str:
    return _STYLES.get(kind, _OTHER_STYLE)
