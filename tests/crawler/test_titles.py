"""The titles worth a page are wider than the occupation: the crawler must not decide it."""

import json
import tomllib
from pathlib import Path

import pytest

from crawler.titles import is_wanted, title_in_path


def test_every_title_the_pipeline_may_read_as_the_occupations_is_worth_a_page(repo: Path) -> None:
    rules = tomllib.loads((repo / "pipeline" / "rules" / "occupation.toml").read_text("utf-8"))
    titles = [t for r in rules["rule"] if r.get("decides") in ("medical_office_manager", "if_health") for t in r["hits"]]  # fmt: skip
    assert len(titles) >= 10
    assert [title for title in titles if not is_wanted(title)] == []


def test_every_labelled_title_of_the_occupation_is_worth_a_page(repo: Path) -> None:
    lines = (repo / "tests" / "labels" / "develop" / "dev.jsonl").read_text("utf-8").splitlines()
    labelled = [json.loads(line) for line in lines]
    titles = [p["title"] for p in labelled if p["occupation"] == "medical_office_manager"]
    assert len(titles) >= 20
    assert [title for title in titles if not is_wanted(title)] == []


def test_not_everything_is_worth_a_page() -> None:
    for title in ("Registered Nurse", "Phlebotomist", "Physical Therapist", "Cook"):
        assert not is_wanted(title)
    assert is_wanted("Registered Nurse", ("nurse",))
    assert not is_wanted("Office Manager", ("nurse",))


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("practice-manager-kent", "practice manager kent"),
        ("12345/Practice-Manager/job", "Practice Manager"),
        ("R123/Dental_Office%20Manager", "Dental Office Manager"),
        ("4411", None),
        ("benefits", None),
        ("R-8841", None),
        ("", None),
    ],
)
def test_title_of_an_address(path: str, title: str | None) -> None:
    assert title_in_path(path) == title
