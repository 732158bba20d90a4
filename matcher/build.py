"""Build the index: fitted with scikit-learn, stored so that scoring needs neither it nor scipy."""

import json
import os
import secrets
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import numpy as np

from crawler.errors import Failed
from matcher.details import Asked, DetailFile, details
from matcher.experience import JobRule
from matcher.filter_columns import write_filter_columns
from matcher.index import FORMAT, Manifest, current_version, made_of
from matcher.text_columns import Worded, write_texts, write_titles
from matcher.unit_columns import UnitColumns
from matcher.weights import Weights
from pipeline.ambiguity import load_evidence
from pipeline.concepts import Taxonomy
from pipeline.rulebook import load_rules
from pipeline.specialties import load_branches


class Stock(Asked, Worded, Protocol):
    """The postings an index is built from: `warehouse.read.Published`, or tables in memory."""

    @property
    def concept_counts(self) -> Mapping[str, int]:
        """By concept: how many postings ask for it."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What an index is built from."""

    stock: Stock
    taxonomy: Taxonomy
    weights: Weights
    publication: str | None
    """Mark of the published warehouse it was read from."""


def build_index(
    folder: Path, sources: Sources, step: Callable[[int], None] = lambda _done: None
) -> str:
    """Build a version of the index and switch to it at once; return its name.

    A kill before the switch leaves the index before it in use. `step` is told of postings done.

    Raises:
        Failed: the folder cannot be written.
    """
    version = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{secrets.token_hex(3)}"
    target = folder / version
    before = current_version(folder)
    try:
        target.mkdir(parents=True)
        _write(target, sources, folder / before if before else None, step)
        current = folder / f".current-{os.getpid()}"
        current.write_text(version, "utf-8")
        current.replace(folder / "CURRENT")
    except OSError as error:
        shutil.rmtree(target, ignore_errors=True)
        raise Failed(f"cannot write the index in {folder}: {error.strerror}") from error
    _remove_old(folder, version)
    return version


def _write(
    target: Path, sources: Sources, before: Path | None, step: Callable[[int], None]
) -> None:
    stock = sources.stock
    total = stock.postings.num_rows
    branches = load_branches()
    idf = _concept_idf(stock.concept_counts, total)
    write_texts(target, stock, before)
    write_titles(target, stock.postings.column("title").to_pylist())
    write_filter_columns(target, stock.postings)
    lines, units = DetailFile(target), UnitColumns(sources.weights, idf)
    try:
        for detail in details(stock, sources.taxonomy, branches):
            lines.add(detail)
            units.add(detail)
            step(1)
    finally:
        lines.close()
    units.write(target)
    rules = load_rules("jobs", JobRule)
    compiled = {
        "weights": sources.weights.to_json(),
        "idf": idf,
        "experience": [[rule.concept, rule.pattern] for rule in rules],
        "branches": [branch.to_json() for branch in branches],
        "evidence": load_evidence().words,
    }
    (target / "compiled.json").write_text(json.dumps(compiled), "utf-8")
    (target / "taxonomy.json").write_text(sources.taxonomy.to_json(), "utf-8")
    manifest = Manifest(FORMAT, sources.publication, total, made_of())
    (target / "manifest.json").write_text(json.dumps(manifest.to_json()), "utf-8")


def _concept_idf(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """Return how telling each concept is: 1 for one that all ask for, up to 2 for a rare one.

    The smooth IDF of scikit-learn, ln((1 + n) / (1 + df)) + 1, brought to 1..2 so that a rare
    skill weighs double a common one, not ten times.
    """
    most = np.log(1 + total) + 1.0
    scale = max(most - 1.0, 1e-9)
    return {
        concept: round(float(1.0 + np.log((1 + total) / (1 + count)) / scale), 4)
        for concept, count in sorted(counts.items())
    }


def _remove_old(folder: Path, current: str) -> None:
    """Remove versions that nobody will open any more, and what kills left behind."""
    for path in folder.iterdir():
        if path.is_dir() and path.name != current:
            shutil.rmtree(path, ignore_errors=True)
