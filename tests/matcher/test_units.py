"""Requirements are logic: groups, options, substitutes, levels, branches."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from indexed import Row, candidate, index_of, job, posting, row

from crawler.posting import Json
from matcher.index import Index
from matcher.score import Score, score_posting

NURSE = job("Registered Nurse", "Larch Hospital", "2015-01")
MANAGER = job("Practice Manager", "Millrace Family Medicine", "2020-11-25")
SKIN = job("Practice Manager", "Sandpiper Dermatology", "2020-11-25")
DENTAL = job("Dental Office Manager", "Fernbank Dental", "2020-11-25")
HOTEL = job(
    "Front Office Manager", "Halden House Hotel", "2016-11-25", summary="Led 16 desk staff."
)
BACHELOR = {"studyType": "Bachelor of Science", "area": "Nursing", "endDate": "2019"}
BEGUN = {"studyType": "Bachelor of Science", "area": "Health Administration", "endDate": "2029"}
ASSOCIATE = {"studyType": "Associate degree", "area": "Business", "endDate": "2019"}


def scored(folder: Path, resume: Mapping[str, Json], *rows: Row, **values: Json) -> Score:
    index = index_of(folder, posting("1", rows, **values))
    return score_one(index, {"skills": [{"name": "Filing"}]} | dict(resume), "test:1")


def score_one(index: Index, resume: Mapping[str, Json], posting_id: str) -> Score:
    profile = candidate(index, resume)
    number = index.find(posting_id)
    assert number is not None
    words = index.words(profile)
    return score_posting(
        index.details([number])[0], float(words.likeness[number]),
        float(words.title_fit[number]), profile, index.judge(profile), index.weights, index.idf,
    )  # fmt: skip


def outcomes(score: Score) -> list[str]:
    return [judged.credit.outcome for judged in score.requirements]


def lost(score: Score) -> int:
    return -sum(part.hundredths for part in score.parts if part.name == "must_haves")


BACHELOR_OR_YEARS = (
    row("degree", "edu-bachelor", group_no=1, option_no=1),
    row("experience", "exp-health-care", group_no=1, option_no=2, years_min=5),
)


@pytest.mark.parametrize(
    ("resume", "met"),
    [
        ({"education": [BACHELOR]}, True),
        ({"work": [MANAGER]}, True),
        ({"work": [HOTEL]}, False),
        ({"education": [ASSOCIATE]}, False),
    ],
)
def test_one_option_of_a_group_is_enough(
    tmp_path: Path, resume: Mapping[str, Json], met: bool
) -> None:
    score = scored(tmp_path, resume, *BACHELOR_OR_YEARS)
    assert ("met" in outcomes(score)) == met
    assert (lost(score) == 0) == met


def test_an_option_needs_all_its_rows(tmp_path: Path) -> None:
    rows = (
        row("degree", "edu-associate", group_no=1, option_no=1),
        row("experience", "exp-health-care", group_no=1, option_no=1, years_min=5),
        row("degree", "edu-master", group_no=1, option_no=2),
    )
    half = scored(tmp_path / "half", {"education": [ASSOCIATE]}, *rows)
    whole = scored(tmp_path / "whole", {"education": [ASSOCIATE], "work": [MANAGER]}, *rows)
    assert lost(half) > lost(whole) == 0
    earned = [sum(j.hundredths for j in score.requirements) for score in (half, whole)]
    assert 0 < 2 * earned[0] < earned[1], "half of what is needed is less than half of the way"


@pytest.mark.parametrize(
    ("education", "outcome"),
    [
        ([BACHELOR], "met"),
        ([{"studyType": "MBA"}], "met"),
        ([BEGUN], "partly"),
        ([ASSOCIATE], "unmet"),
        ([], "unknown"),
    ],
)
def test_a_degree_is_met_by_its_level_or_a_higher_one(
    tmp_path: Path, education: Json, outcome: str
) -> None:
    score = scored(tmp_path, {"education": education}, row("degree", "edu-bachelor"))
    assert outcomes(score) == [outcome]


def test_another_field_of_study_meets_a_degree_in_part(tmp_path: Path) -> None:
    asked = row("degree", "edu-bachelor", fields=["field-healthcare-administration"])
    related = row("degree", "edu-bachelor", fields=["field-nursing", "field-any-related"])
    score = scored(tmp_path, {"education": [BACHELOR]}, asked, related)
    assert outcomes(score) == ["partly", "met"]


@pytest.mark.parametrize(
    ("work", "asked", "outcome"),
    [
        (MANAGER, {"years_min": 5}, "met"),
        (MANAGER, {"years_min": 12}, "partly"),
        (NURSE, {"years_min": 5}, "unmet"),
        (SKIN, {"years_min": 5, "evidence": "5 years managing a dermatology practice"}, "met"),
        (MANAGER, {"years_min": 5, "evidence": "5 years managing a dermatology practice"}, "partly"),
        (DENTAL, {"years_min": 5}, "partly"),
    ],
)  # fmt: skip
def test_years_are_of_a_kind_and_branch(
    tmp_path: Path, work: Json, asked: Json, outcome: str
) -> None:
    score = scored(
        tmp_path, {"work": [work]}, row("experience", "exp-practice-management", **asked)
    )
    assert outcomes(score) == [outcome]


def test_supervising_in_a_clinic_is_not_met_in_a_hotel(tmp_path: Path) -> None:
    anywhere = row("experience", "exp-supervisory", years_min=3, evidence="3 years supervising")
    clinic = row(
        "experience", "exp-supervisory", years_min=3, evidence="3 years in a medical office"
    )
    assert outcomes(scored(tmp_path, {"work": [HOTEL]}, anywhere, clinic)) == ["met", "partly"]


def test_the_title_says_which_specialty_is_meant(tmp_path: Path) -> None:
    asked = row("experience", "exp-specialty", years_min=2, evidence="specialty background")
    for title, outcome in (
        ("Dermatology Practice Manager", "met"),
        ("Cardiology Manager", "partly"),
    ):
        score = scored(tmp_path / title, {"work": [SKIN]}, asked, title=title)
        assert outcomes(score) == [outcome]


def test_the_narrower_system_shows_the_broader_one(tmp_path: Path) -> None:
    rows = (row("skill", "ehr"), row("skill", "epic"))
    assert outcomes(scored(tmp_path / "a", {"skills": [{"name": "Epic"}]}, *rows)) == ["met", "met"]
    assert outcomes(scored(tmp_path / "b", {"skills": [{"name": "EHR"}]}, *rows)) == ["met", "unknown"]  # fmt: skip


def test_what_is_denied_is_unmet_and_what_is_not_said_unknown(tmp_path: Path) -> None:
    resume = {"basics": {"summary": "No experience with Epic."}}
    rows = (row("skill", "epic"), row("skill", "payroll"))
    assert outcomes(scored(tmp_path, resume, *rows)) == ["unmet", "unknown"]


def test_an_expired_certificate_is_unmet(tmp_path: Path) -> None:
    rows = (row("certification", "cert-bls-cpr"),)
    for name, outcome in (("BLS Provider", "met"), ("BLS (expired 2024)", "unmet")):
        score = scored(tmp_path / outcome, {"certificates": [{"name": name}]}, *rows)
        assert outcomes(score) == [outcome]
    assert outcomes(scored(tmp_path / "silent", {}, *rows)) == ["unknown"]


def test_not_required_asks_for_nothing(tmp_path: Path) -> None:
    rows = (row("degree", "edu-bachelor"), row("skill", "payroll"))
    waived = row("licence", "lic-rn", strength="not_required")
    plain = scored(tmp_path / "plain", {"education": [BACHELOR]}, *rows)
    more = scored(tmp_path / "more", {"education": [BACHELOR]}, *rows, waived)
    holder = {"education": [BACHELOR], "certificates": [{"name": "Registered Nurse (RN) license"}]}
    assert plain.parts == more.parts
    assert plain.possible == more.possible
    held = scored(tmp_path / "held", holder, *rows, waived)
    assert [part for part in held.parts if part.name != "text"] == [
        part for part in more.parts if part.name != "text"
    ]


def test_a_missing_must_have_costs_by_how_hard_it_is_to_get(tmp_path: Path) -> None:
    def cost(kind: str, concept: str, **asked: Json) -> float:
        resume = {"work": [HOTEL], "education": [ASSOCIATE], "languages": [{"language": "English"}]}
        score = scored(tmp_path / concept / str(len(asked)), resume, row(kind, concept, **asked))
        return lost(score) / (lost(score) + score.hundredths)

    licence, language = cost("licence", "lic-rn"), cost("language", "language-spanish")
    degree, certificate = cost("degree", "edu-bachelor"), cost("certification", "cert-cmm")
    assert licence > language > degree > certificate > 0
    assert cost("licence", "lic-rn", strength="preferred") == 0
    assert cost("certification", "cert-cmm", within_days_of_hire=90) == 0


def test_over_qualification_is_a_note(tmp_path: Path) -> None:
    asked = row("experience", "exp-practice-management", years_min=1)
    long = scored(tmp_path / "long", {"work": [job("Practice Manager", "Clinic", "2010")]}, asked)
    right = scored(
        tmp_path / "right", {"work": [job("Practice Manager", "Clinic", "2024-06")]}, asked
    )
    assert any("far more than asked" in note for note in long.notes)
    assert long.hundredths >= right.hundredths
