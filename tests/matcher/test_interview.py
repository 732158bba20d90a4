"""`matcher profile new` asks little, and what is answered becomes a valid profile."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from indexed import TODAY
from support import Run

from crawler.errors import WrongUse
from matcher.interview import Ask, interview
from matcher.profile import Reader, read_profile
from matcher.resume import check_resume
from matcher.understood import reader as packaged_reader

ANSWERS = [
    "Ana Lindh", "85201",
    "Office Manager", "Alder Creek Clinic", "March 2019", "", "Balanced the daily deposit", "",
    "Receptionist", "Fernbank Dental", "2015", "2019-02", "", "",
    "Bachelor of Science", "Healthcare Administration", "Mesa University", "May 2028", "",
    "Pursuing CMM", "BLS, expires 2025", "",
    "Epic, QuickBooks", "payroll", "Spanish (fluent)",
]  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> Reader:
    return packaged_reader()


def answering(answers: list[str]) -> Ask:
    """Answer the questions one by one; a refused answer is followed by the next."""
    left: Iterator[str] = iter(answers)

    def ask(_question: str, check: object = str) -> str:
        assert callable(check)
        while True:
            try:
                return str(check(next(left, "")))
            except WrongUse:
                continue

    return ask


def test_the_answers_become_a_profile(reader: Reader) -> None:
    resume = interview(answering(ANSWERS), reader, TODAY).resume
    profile = read_profile(check_resume(resume), reader, TODAY)
    status = {concept: claim.status for concept, claim in profile.claims.items()}
    assert status["cert-cmm"] == "in_progress"
    assert status["cert-bls-cpr"] == "expired"
    assert status["epic"] == status["payroll"] == status["language-spanish"] == "met"
    assert status["cash-handling"] == "met", "what was done is read as duties are"
    assert profile.experience.years("exp-practice-management")[0] == pytest.approx(7.7, abs=0.1)
    assert profile.degrees[0].status == "in_progress"
    assert resume["basics"]["location"]["postalCode"] == "85201"


@pytest.mark.parametrize(
    ("answers", "start", "end"),
    [
        (["", "", "Clerk", "A", "soon", "2019", "2018", "2020"], "2019", "2020"),
        (["", "123", "", "Clerk", "A", "3/2019", "present"], "2019-03", None),
    ],
)
def test_an_answer_that_is_no_date_is_asked_again(
    reader: Reader, answers: list[str], start: str, end: str | None
) -> None:
    [job] = interview(answering(answers), reader, date(2026, 11, 25)).resume["work"]
    assert (job["startDate"], job.get("endDate")) == (start, end)


def test_it_works_in_a_pipe(tmp_path: Path, command: Run) -> None:
    target = tmp_path / "profile.json"
    done = command("matcher", "profile", "new", "--output", target, input="\n".join(ANSWERS))
    assert done.returncode == 0, done.stderr
    assert json.loads(target.read_text("utf-8"))["basics"]["name"] == "Ana Lindh"
    checked = command("matcher", "profile", "check", target)
    assert "Certified Medical Manager (CMM) (in progress)" in checked.stdout
    for answers, said in (("", "no jobs, education"), ("A\n123\n", "no ZIP code")):
        done = command("matcher", "profile", "new", input=answers)
        assert done.returncode == 2
        assert said in done.stderr
