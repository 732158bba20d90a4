"""Reading is held to floors that only rise."""

import tomllib
from pathlib import Path

from pipeline.evaluation import evaluate, read_labels


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


def test_reading_of_the_project_s_own_postings_keeps_its_floors(repo: Path) -> None:
    check(repo / "tests/labels/dev.jsonl", floors_of(repo, "dev"))


def test_reading_of_real_postings_keeps_its_floors(repo: Path, shared: Path) -> None:
    check(shared / "labels/real_dev.jsonl", floors_of(repo, "real_dev"))
