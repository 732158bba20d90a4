"""Reading is held to floors that only rise."""

import re
import tomllib
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner

from pipeline.concepts import load_taxonomy
from pipeline.evaluation import evaluate, main, raw_posting, read_labels
from pipeline.posting import Strength
from pipeline.text import to_document


def check(labels: Path, floors: dict[str, float]) -> None:
    counts = evaluate(read_labels(labels))
    fallen = {
        measure: f"{counts[measure].f1:.3f} < {floor}"
        for measure, floor in floors.items()
        if counts[measure].f1 < floor
    }
    assert not fallen, fallen


def floors_of(repo: Path, name: str) -> dict[str, float]:
    floors = tomllib.loads((repo / "tests/labels/floors.toml").read_text("utf-8"))[name]
    assert floors
    return floors


@pytest.mark.parametrize("half", ["develop", "held"])
def test_reading_of_the_project_s_own_postings_keeps_its_floors(repo: Path, half: str) -> None:
    check(repo / "tests" / "labels" / half, floors_of(repo, half))


def test_reading_of_real_postings_keeps_its_floors(repo: Path, shared: Path) -> None:
    check(shared / "labels" / "real_dev.jsonl", floors_of(repo, "real_dev"))


def test_every_label_is_well_formed(repo: Path) -> None:
    """Labels of a fault measure the fault: ids, kinds, words and groups are checked."""
    taxonomy = load_taxonomy()
    ids = []
    for label in read_labels(repo / "tests/labels/develop") + read_labels(
        repo / "tests/labels/held"
    ):
        ids.append(label["id"])
        source = raw_posting(label)
        text = " ".join(to_document(source.description, source.description_format).text.split())
        options: dict[str, set[int]] = {}
        for row in label["requirements"]:
            kind = taxonomy[row["concept"]].kind
            assert kind == row["kind"], (label["id"], row)
            assert row["strength"] in get_args(Strength), (label["id"], row)
            assert " ".join(row["evidence"].split()) in text, (label["id"], row)
            if row.get("group") is not None:
                options.setdefault(row["group"], set()).add(row["option"])
        assert all(len(found) > 1 for found in options.values()), (label["id"], options)
    assert len(ids) == len(set(ids))


def test_the_halves_share_no_posting(repo: Path) -> None:
    held = {label["text"] for label in read_labels(repo / "tests/labels/held")}
    assert held.isdisjoint(label["text"] for label in read_labels(repo / "tests/labels/develop"))


def test_the_misses_of_the_held_half_are_not_shown(repo: Path) -> None:
    shown = CliRunner().invoke(main, [str(repo / "tests/labels/held")])
    assert "misses not shown" in shown.output
    assert not re.search(r"^ +\w+ [+-] ", shown.output, re.MULTILINE)
