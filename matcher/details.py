"""What an index stores of each posting to show and to score it, written as lines of JSON."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import pyarrow as pa

from pipeline.concepts import Taxonomy
from pipeline.specialties import ANY_HEALTH, Branch, named_in

_AT_ONCE = 10_000
_WORDINGS = 100_000
"""Wordings of requirements and titles whose branches are remembered: many postings share them."""
_OR_MEDICAL = re.compile(
    r"\bor (?:an?y? |other |another )*(?:medical|related|similar|health)|\bmedical or\b"
)
"""Where another branch will do: "optical or medical front office"."""
_OF_ANY_TRADE = ("exp-supervisory", "exp-administrative-assistant")
"""Kinds that say nothing of health care by themselves."""
_ROW = (
    "kind",
    "concept",
    "strength",
    "years_min",
    "years_max",
    "fields",
    "within_days_of_hire",
    "asked_as",
    "evidence",
)
_NOT_SHOWN = ("text_digest", "locations", "settings")


class Asked(Protocol):
    """Postings, and what they ask for."""

    @property
    def postings(self) -> pa.Table:
        """Sorted by posting_id."""

    def requirements(self, first: str, last: str) -> pa.Table:
        """Return the rows of the postings from one id to another, sorted by posting_id."""


def details(
    asked: Asked, taxonomy: Taxonomy, branches: tuple[Branch, ...]
) -> Iterator[dict[str, Any]]:
    """Yield each posting with its requirement rows; few are in memory at once."""
    apart = frozenset(branch.id for branch in branches if branch.apart)

    @lru_cache(_WORDINGS)
    def named(text: str) -> frozenset[str]:
        return named_in(text, branches)

    postings = asked.postings.drop_columns(list(_NOT_SHOWN))
    for start in range(0, postings.num_rows, _AT_ONCE):
        chunk = postings.slice(start, _AT_ONCE).to_pylist()
        rows = iter(asked.requirements(chunk[0]["posting_id"], chunk[-1]["posting_id"]).to_pylist())
        row = next(rows, None)
        for posting in chunk:
            found = []
            while row is not None and row["posting_id"] == posting["posting_id"]:
                wanted = _branches_asked(row, posting["title"], named, apart)
                found.append(_asked(row, wanted, taxonomy))
                row = next(rows, None)
            shown = {k: v.isoformat() if isinstance(v, date) else v for k, v in posting.items()}
            yield shown | {"requirements": found}


def _rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Yield rows as dicts; column by column takes half the time of `to_pylist`."""
    names = table.column_names
    for values in zip(*(column.to_pylist() for column in table.columns), strict=True):
        yield dict(zip(names, values, strict=True))


def _asked(row: Mapping[str, Any], branches: list[str], taxonomy: Taxonomy) -> dict[str, Any]:
    return {name: row[name] for name in _ROW} | {
        "group": row["group_no"],
        "option": row["option_no"],
        "branches": branches,
        "weighs_as": _weighs_as(row, taxonomy),
    }


def _weighs_as(row: Mapping[str, Any], taxonomy: Taxonomy) -> str:
    """Return the kind by which a row weighs: a skill by its sort, where it has one."""
    concept = taxonomy.concepts.get(row["concept"])
    return (
        concept.subtype if row["kind"] == "skill" and concept and concept.subtype else row["kind"]
    )


def _branches_asked(
    row: Mapping[str, Any],
    title: str,
    named: Callable[[str], frozenset[str]],
    apart: frozenset[str],
) -> list[str]:
    """Return the branches that experience must be in, one of them; none where any will do.

    "Nephrology practice manager … specialty experience": the title says which. A dental office
    that asks for "office experience" means a dental one.
    """
    if row["kind"] != "experience":
        return []
    said = named(row["evidence"])
    if row["concept"] not in _OF_ANY_TRADE or said > {ANY_HEALTH}:
        said -= {ANY_HEALTH}
    if said and _OR_MEDICAL.search(row["evidence"].lower()):
        return []
    if not said:
        told = named(title) - {ANY_HEALTH}
        said = told if row["concept"] == "exp-specialty" else told & apart
    return sorted(said)


class DetailFile:
    """A JSON line a posting, found by its offset."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._offsets = [0]
        self._file = (target / "details.jsonl").open("wb")

    def add(self, detail: Mapping[str, Any]) -> None:
        """Write the next posting."""
        text = json.dumps(detail, ensure_ascii=False)
        self._file.write(text.encode("utf-8", "surrogatepass") + b"\n")
        self._offsets.append(self._file.tell())

    def close(self) -> None:
        """End the file and write the offsets."""
        self._file.close()
        np.save(self._target / "detail_offsets.npy", np.array(self._offsets, np.int64))
