"""A profile under each source's own rule: met, missing, unknown, and from when."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from indexed import TODAY, job
from support import Run

from matcher.eligibility import Credential, Verdict, eligibility
from matcher.profile import Profile, Reader, read_profile
from matcher.resume import check_resume
from matcher.understood import reader
from pipeline.source_documents import load_contradictions, load_eligibility

CLINIC = "Millrace Family Medicine"
HEALTH = "field-healthcare-administration"
BUSINESS = "field-business-management"
FIRST, SECOND = "000_370dadd1d493c1b0.txt", "002_d1ad36f885a832ce.txt"


@pytest.fixture(scope="module")
def packaged() -> Reader:
    return reader()


def read(packaged: Reader, today: date = TODAY, **parts: Any) -> Profile:
    return read_profile(check_resume({"skills": [{"name": "Filing"}]} | parts), packaged, today)


def judged(packaged: Reader, today: date = TODAY, **parts: Any) -> dict[str, Credential]:
    profile = read(packaged, today, **parts)
    found = eligibility(
        profile, packaged.taxonomy, load_eligibility(), load_contradictions(), today
    )
    return {credential.concept: credential for credential in found}


def by_source(credential: Credential) -> dict[str, Verdict]:
    return {verdict.rule.source: verdict for verdict in credential.verdicts}


def states(verdict: Verdict) -> dict[str, str]:
    return {condition.name: condition.state for condition in verdict.conditions}


@pytest.mark.parametrize(
    ("years", "field", "number", "first", "second"),
    [
        (2.5, HEALTH, 12, False, True),  # years: base 3 in one document, 2 in the other
        (3.0, HEALTH, 12, True, True),
        (3.0, HEALTH, 11, False, True),  # at 3 years one asks 12 credits, the other 11
        (5.0, HEALTH, 9, False, True),  # 10 or 9
        (5.0, HEALTH, 10, True, True),
        (5.0, BUSINESS, 12, True, False),  # business counts in one document only
        (1.0, HEALTH, 120, False, False),  # no number of credits makes up for years
        (5.0, "field-finance", 60, False, False),
        (15.0, HEALTH, 0, True, True),
    ],
)
def test_cmm_is_judged_by_each_document_apart(
    packaged: Reader, years: float, field: str, number: float, first: bool, second: bool
) -> None:
    stated = {
        "years": {"exp-health-care": years, "exp-administration": years},
        "credits": {field: number},
    }
    found = by_source(judged(packaged, meta={"matcher": stated})["cert-cmm"])
    assert (found[FIRST].eligible, found[SECOND].eligible) == (first, second)


def test_credits_that_are_not_stated_are_unknown_whatever_the_degree(packaged: Reader) -> None:
    cmm = judged(
        packaged,
        work=[job("Practice Manager", CLINIC, "2018-01")],
        education=[{"studyType": "Bachelor of Science", "area": "Healthcare Administration", "endDate": "2017"}],
    )["cert-cmm"]  # fmt: skip
    for verdict in cmm.verdicts:
        assert verdict.eligible is None
        assert verdict.eligible_from is None
        (unknown,) = [c for c in verdict.conditions if c.state == "unknown"]
        assert unknown.name == "credits"
        assert "Bachelor of Science in Healthcare Administration" in unknown.shows


@pytest.mark.parametrize(
    ("parts", "number"),
    [
        ({"education": [{"studyType": "24 credits", "area": "Healthcare Administration"}]}, 24),
        ({"education": [{"studyType": "Some college, 6 semester hours", "area": "Healthcare Administration"}]}, 6),
        ({"education": [{"area": "Healthcare Administration", "courses": ["Healthcare Finance (3 credits)", "Ethics (3 credit hours)"]}]}, 6),
        ({"education": [{"studyType": "24 quarter credits", "area": "Healthcare Administration"}]}, None),
        ({"education": [{"studyType": "24 credits", "area": "Philosophy"}]}, 0),
        ({"meta": {"matcher": {"credits": {"Healthcare Administration": 7}}}, "education": [{"studyType": "24 credits", "area": "Healthcare Administration"}]}, 7),
        ({"meta": {"matcher": {"credits": {"healthcare management": 4, HEALTH: 5}}}}, 9),
    ],
)  # fmt: skip
def test_credits_are_read_where_they_are_stated(
    packaged: Reader, parts: dict[str, Any], number: float | None
) -> None:
    verdict = by_source(judged(packaged, **parts)["cert-cmm"])[SECOND]
    (condition,) = [c for c in verdict.conditions if c.name == "credits"]
    if number is None:
        assert condition.state == "unknown"
    else:
        assert condition.state == ("met" if number >= 12 else "missing")
        assert condition.shows.startswith(f"{number} credits in a field that counts")


def test_letters_and_hours_are_never_taken_for_granted(packaged: Reader) -> None:
    cmpe = by_source(judged(packaged, work=[job("Practice Manager", CLINIC, "2020")])["cert-cmpe"])
    ours, theirs = cmpe[FIRST], cmpe["stored MGMA-affiliate pages"]
    assert [c.state for c in ours.conditions] == ["met", "unknown", "unknown"]
    assert [c.asks for c in ours.conditions if c.name == "letter"] == [
        "a letter from a current CMPE",
        "a letter from a chief medical officer or other person of leadership",
    ]
    assert states(theirs) == {
        "experience": "met", "supervising": "met", "education_hours": "unknown",
    }  # fmt: skip
    assert ours.eligible is None
    assert theirs.eligible is None


@pytest.mark.parametrize(
    ("education", "state", "day"),
    [
        ([], "unknown", None),
        ([{"studyType": "Associate degree"}], "missing", None),
        ([{"studyType": "Bachelor of Arts", "endDate": "2028-05"}], "missing", date(2028, 5, 31)),
        ([{"studyType": "Master of Science", "endDate": "2012"}], "met", TODAY),
    ],
)
def test_a_degree_is_met_missing_or_under_way(
    packaged: Reader, education: list[Any], state: str, day: date | None
) -> None:
    (verdict,) = judged(packaged, education=education)["lic-lnha"].verdicts
    assert states(verdict)["degree"] == state
    assert verdict.not_before == (TODAY if state == "unknown" else day)
    assert verdict.eligible_from is None  # an exam and a training are never shown


@given(st.dates(date(2021, 1, 1), date(2026, 11, 1)), st.integers(0, 14))
def test_the_day_told_is_the_first_on_which_the_profile_is_eligible(
    start: date, number: int
) -> None:
    packaged = _reader()
    parts = {
        "work": [job("Practice Manager", CLINIC, start.isoformat())],
        "meta": {"matcher": {"credits": {HEALTH: number}}},
    }
    for source, verdict in by_source(judged(packaged, **parts)["cert-cmm"]).items():
        day = verdict.eligible_from
        assert day is not None
        on_the_day = by_source(judged(packaged, day, **parts)["cert-cmm"])[source]
        assert on_the_day.eligible
        if day > TODAY:
            assert not verdict.eligible
            before = judged(packaged, day - timedelta(days=1), **parts)["cert-cmm"]
            assert not by_source(before)[source].eligible


_readers: list[Reader] = []


def _reader() -> Reader:
    if not _readers:
        _readers.append(reader())
    return _readers[0]


def test_no_day_is_told_without_a_present_job(packaged: Reader) -> None:
    past = [job("Practice Manager", CLINIC, "2024-01-01", "2025-06-30")]
    verdict = by_source(judged(packaged, work=past)["cert-cmpe"])[FIRST]
    assert states(verdict)["experience"] == "missing"
    assert verdict.conditions[0].to_go == pytest.approx(0.5, abs=0.02)
    assert verdict.not_before is None


def test_sources_are_named_and_contradictions_told(packaged: Reader) -> None:
    found = judged(packaged)
    assert set(found) == {rule.credential for rule in load_eligibility()}
    cmm = found["cert-cmm"].to_json()
    assert [rule["source"] for rule in cmm["rules"]] == [FIRST, SECOND]
    ids = {item["id"] for item in cmm["contradictions"]}
    assert {"cmm-experience", "cmm-credit-baseline", "cmm-credit-field"} <= ids
    assert [item["id"] for item in found["cert-cmpe"].to_json()["contradictions"]] == ["cmpe"]
    for credential in found.values():
        for rule in credential.to_json()["rules"]:
            assert {"source", "eligible", "met", "missing", "eligible_from"} <= set(rule)


@pytest.mark.parametrize(
    ("name", "held"),
    [("CMM", "met"), ("CMM, expired 2024", "expired"), ("Pursuing CMM", "in_progress")],
)
def test_what_the_profile_says_of_the_credential_itself(
    packaged: Reader, name: str, held: str
) -> None:
    assert judged(packaged, certificates=[{"name": name}])["cert-cmm"].held == held
    assert judged(packaged)["cert-cmm"].held is None


def test_the_command_shows_sources_side_by_side(command: Run) -> None:
    done = command("matcher", "eligibility", "examples/profile.json")
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert any(FIRST in line and SECOND in line for line in lines)
    assert any("Example 5 years" in line or "10 credits (000) or 9 (002)" in line for line in lines)
    answer = json.loads(
        command("matcher", "eligibility", "examples/profile.json", "--format", "json").stdout
    )
    assert [item["concept"] for item in answer["credentials"]] == ["cert-cmm", "cert-cmpe", "lic-lnha"]  # fmt: skip


@pytest.mark.parametrize(
    ("credits_said", "code", "said"),
    [
        ("many", 2, "meta.matcher.credits: must be numbers from 0 to 400 by field of study"),
        ({HEALTH: 500}, 2, "meta.matcher.credits: must be numbers from 0 to 400"),
        ({HEALTH: -1}, 2, "meta.matcher.credits: must be numbers from 0 to 400"),
        ({"basket weaving": 3}, 0, "meta.matcher.credits.basket weaving: unknown field of study"),
    ],
)
def test_wrong_credits_are_told_in_one_line(
    tmp_path: Path, command: Run, credits_said: Any, code: int, said: str
) -> None:
    path = tmp_path / "profile.json"
    resume = {"skills": [{"name": "Filing"}], "meta": {"matcher": {"credits": credits_said}}}
    path.write_text(json.dumps(resume), "utf-8")
    done = command("matcher", "eligibility", path)
    assert done.returncode == code
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
