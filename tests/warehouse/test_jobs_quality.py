"""Grouping is held to floors that only rise, and does not depend on how postings come in."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from landed import rows, tables

from crawler.home import Home
from warehouse.evaluation import Label, evaluate, jobs_of, land, main, read_families
from warehouse.load import load

HALVES = ("develop", "held")


def labels_of(repo: Path, half: str) -> list[list[Label]]:
    return read_families(repo / "tests" / "labels" / "jobs" / half)


@pytest.mark.parametrize("half", HALVES)
def test_the_grouping_of_labelled_postings_keeps_its_floors(repo: Path, half: str) -> None:
    floors = tomllib.loads((repo / "tests/labels/floors.toml").read_text("utf-8"))["jobs"][half]
    count = evaluate(labels_of(repo, half))
    found = {"precision": count.precision, "recall": count.recall}
    assert found.keys() == floors.keys()
    assert {name: share for name, share in found.items() if share < floors[name]} == {}


def test_labels_are_many_and_well_formed(repo: Path) -> None:
    families = [family for half in HALVES for family in labels_of(repo, half)]
    labels = [label for family in families for label in family]
    pairs = sum(len(family) * (len(family) - 1) // 2 for family in families)
    assert pairs >= 220
    assert len({label.id for label in labels}) == len(labels) >= 150
    for label in labels:
        assert label.why
        assert label.raw(0).description.strip()
    jobs: dict[str, set[int]] = defaultdict(set)
    for number, family in enumerate(families):
        for label in family:
            jobs[label.job].add(number)
    assert all(len(found) == 1 for found in jobs.values()), "no job is of two families"


def test_the_misses_of_the_held_half_are_not_shown(repo: Path) -> None:
    shown = CliRunner().invoke(main, [str(repo / "tests/labels/jobs")])
    assert shown.exit_code == 0
    _, held = shown.output.split("jobs, held")
    assert "misses not shown" in held
    assert not re.search(r"^ +[+-] ", held, re.MULTILINE)


def grouped(home: Home, labels: list[Label], loads: int) -> None:
    for number in range(loads):
        land(home, labels[number::loads], f"r{number}")
        load(home)


def test_jobs_are_the_same_whatever_is_loaded_first(repo: Path, tmp_path: Path) -> None:
    """All at once, or in many loads in any order: same groups, links and reasons."""
    labels = [label for family in labels_of(repo, "develop") for label in family]
    at_once = Home(tmp_path / "at_once")
    grouped(at_once, labels, 1)
    for seed, loads in ((1, 3), (2, 7)):
        anyhow = Home(tmp_path / f"anyhow{seed}")
        grouped(anyhow, Random(seed).sample(labels, len(labels)), loads)
        assert jobs_of(anyhow) == jobs_of(at_once)
        assert tables(anyhow.warehouse)["job_links"] == tables(at_once.warehouse)["job_links"]


def test_a_posting_that_says_something_else_leaves_its_job(repo: Path, home: Home) -> None:
    family = next(f for f in labels_of(repo, "develop") if f[0].id == "sand-board")
    land(home, family)
    load(home)
    before = jobs_of(home)
    assert before["sand-saint"][0] == before["sand-board"][0]
    moved = Label(**{n: getattr(family[1], n) for n in Label.__slots__} | {"places": ("Miami, FL",), "days": (40, 41)})  # fmt: skip
    land(home, [moved], "later")
    load(home)
    after = jobs_of(home)
    assert after["sand-saint"][0] == after["sand-saint"][0]
    assert after["sand-saint"][0] != after["sand-board"][0]
    assert after["sand-saint"][1] is None
    orphans = """
        select count(*) from job_links
        where wording not in (select wording from job_signs)
            or other not in (select wording from job_signs)
    """
    assert rows(home, orphans) == [(0,)]


def test_other_rules_sign_and_compare_everything_anew(
    repo: Path, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = labels_of(repo, "develop")[0]
    land(home, family)
    load(home)
    before, links = jobs_of(home), rows(home, "select count(*) from job_links")
    monkeypatch.setattr("warehouse.jobs.assign.signs_version", lambda: "another")
    land(home, labels_of(repo, "develop")[1], "later")
    load(home)
    assert rows(home, "select distinct signs_version from job_signs") == [("another",)]
    after = jobs_of(home)
    assert {key: after[key] for key in before} == before
    assert rows(home, "select count(*) from job_links")[0] >= links[0]
