"""What always holds of a score, whatever the posting and the profile."""

from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from indexed import Row, candidate, index_of, job, posting, row

from matcher.filters import Filters
from matcher.index import Index
from matcher.rank import rank
from matcher.score import Score, score_posting

KINDS = {
    "skill": ("epic", "ehr", "payroll", "hiring", "communication", "denials-management"),
    "degree": ("edu-bachelor", "edu-associate", "edu-master", "edu-hs-ged"),
    "experience": ("exp-practice-management", "exp-supervisory", "exp-specialty", "exp-equivalent"),
    "certification": ("cert-cmm", "cert-cmpe", "cert-bls-cpr"),
    "licence": ("lic-rn", "lic-driver"),
    "language": ("language-spanish",),
}
CONCEPTS = [(kind, concept) for kind, concepts in KINDS.items() for concept in concepts]
EVIDENCE: list[dict[str, Any]] = [
    {"skills": [{"name": "Epic"}]},
    {"skills": [{"name": "Payroll"}, {"name": "Hiring"}]},
    {"skills": [{"name": "Communication", "keywords": ["denials", "payroll", "payroll"]}]},
    {"education": [{"studyType": "Associate degree", "area": "Business"}]},
    {"education": [{"studyType": "Bachelor of Science", "area": "Nursing", "endDate": "2019"}]},
    {"education": [{"studyType": "Master of Health Administration (in progress)"}]},
    {"certificates": [{"name": "Certified Medical Manager (CMM)"}]},
    {"certificates": [{"name": "Pursuing CMPE"}, {"name": "BLS Provider"}]},
    {"certificates": [{"name": "Registered Nurse (RN) license"}]},
    {"languages": [{"language": "English"}]},
    {"languages": [{"language": "Spanish", "fluency": "Fluent"}]},
    {"work": [job("Practice Manager", "Millrace Family Medicine", "2019-01", "2022-01")]},
    {"work": [job("Dental Office Manager", "Fernbank Dental", "2021-01", "2024-01")]},
    {"work": [job("Front Office Manager", "Halden House Hotel", "2015-01", "2018-01")]},
    {"work": [job("Cashier", "Corner Market", "2010-01", "2012-01")]},
]


@st.composite
def requirement_rows(draw: st.DrawFn) -> list[Row]:
    rows = []
    for number in range(draw(st.integers(0, 6))):
        kind, concept = draw(st.sampled_from(CONCEPTS))
        group = draw(st.sampled_from((None, None, 1, 2)))
        rows.append(
            row(
                kind, concept, group_no=group, option_no=None if group is None else number % 3 + 1,
                strength=draw(st.sampled_from(("required", "required", "preferred", "not_required"))),
                asked_as=draw(st.sampled_from(("qualification", "qualification", "duty"))),
                years_min=draw(st.sampled_from((None, 1.0, 2.5, 8.0))) if kind == "experience" else None,
                fields=draw(st.sampled_from(([], ["field-nursing"]))) if kind == "degree" else [],
                within_days_of_hire=draw(st.sampled_from((None, None, 90))),
                evidence=draw(st.sampled_from(("experience", "in a dental office", "hospitality"))),
            )
        )  # fmt: skip
    return rows


TITLES = ("Practice Manager", "Dental Office Manager", "Billing Specialist")
TEXTS = ("We use Epic. Hiring, payroll, denials.", "Hospitality and payroll for our dental clinic.")
postings = st.builds(
    lambda number, rows, title, text, occupation: posting(
        str(number), rows, title=title, text=text, occupation=occupation
    ),
    st.integers(0, 9), requirement_rows(), st.sampled_from(TITLES), st.sampled_from(TEXTS),
    st.sampled_from(("medical_office_manager", "medical_office_manager", "other")),
)  # fmt: skip
boards = st.lists(postings, min_size=1, max_size=5, unique_by=lambda item: item["posting_id"])
evidence = st.lists(st.sampled_from(EVIDENCE), max_size=5)
patient = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def merged(parts: list[dict[str, Any]]) -> dict[str, Any]:
    resume: dict[str, Any] = {"skills": [{"name": "Filing"}]}
    for part in parts:
        for section, items in part.items():
            resume[section] = [*resume.get(section, []), *items]
    return resume


def scores(index: Index, resume: dict[str, Any]) -> list[Score]:
    profile = candidate(index, resume)
    words, judge = index.words(profile), index.judge(profile)
    return [
        score_posting(
            detail, float(words.likeness[number]), float(words.title_fit[number]), profile, judge,
            index.weights, index.idf,
        )
        for number, detail in enumerate(index.details(range(index.manifest.postings)))
    ]  # fmt: skip


@pytest.fixture
def folder(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return lambda: tmp_path_factory.mktemp("index")


@patient
@given(boards, evidence)
def test_parts_and_requirements_sum_exactly(folder: Any, board: Any, parts: Any) -> None:
    index = index_of(folder(), *board)
    for score in scores(index, merged(parts)):
        assert 0 <= score.hundredths <= score.possible <= 100_00
        by_name = {part.name: part.hundredths for part in score.parts}
        for name, asked_as in (("requirements", "qualification"), ("duties", "duty")):
            if name in by_name and not any(j.row["group"] for j in score.requirements):
                rows = [j for j in score.requirements if j.row["asked_as"] == asked_as]
                assert sum(j.hundredths for j in rows) == by_name[name]
        earned = by_name.get("requirements", 0) + by_name.get("duties", 0)
        assert sum(judged.hundredths for judged in score.requirements) == earned
        assert by_name.get("must_haves", 0) <= 0


@patient
@given(boards, evidence, evidence)
def test_more_evidence_never_lowers_and_repeating_never_raises(
    folder: Any,
    board: Any,
    parts: Any,
    more: Any,
) -> None:
    index = index_of(folder(), *board)
    before = [score.hundredths for score in scores(index, merged(parts))]
    repeated = [score.hundredths for score in scores(index, merged(parts * 3))]
    after = [score.hundredths for score in scores(index, merged(parts + more))]
    assert repeated == before
    assert all(new >= old for old, new in zip(before, after, strict=True))


@patient
@given(boards, evidence, st.randoms())
def test_order_of_anything_never_matters(folder: Any, board: Any, parts: Any, chance: Any) -> None:
    index = index_of(folder(), *board)
    shuffled = list(parts)
    chance.shuffle(shuffled)
    first = rank(index, candidate(index, merged(parts)), Filters(all_occupations=True), 10)
    second = rank(index, candidate(index, merged(shuffled)), Filters(all_occupations=True), 10)
    assert [(r.detail["posting_id"], r.score.parts) for r in first] == [
        (r.detail["posting_id"], r.score.parts) for r in second
    ]


@patient
@given(boards, evidence)
def test_estimates_are_the_scores_to_a_rounding(folder: Any, board: Any, parts: Any) -> None:
    """The fast way over arrays and the exact way by logic must not drift apart."""
    index = index_of(folder(), *board)
    profile = candidate(index, merged(parts))
    estimates = index.estimate(profile, index.judge(profile), index.words(profile))
    exact = [score.hundredths / 100 for score in scores(index, merged(parts))]
    assert np.allclose(estimates, exact, atol=0.03, rtol=0)


def test_scores_are_reproducible_figures(tmp_path: Any) -> None:
    """Change a weight and this changes: look at the ranking before you change the figure."""
    asked = [
        row("degree", "edu-bachelor"), row("experience", "exp-practice-management", years_min=3),
        row("skill", "epic"), row("skill", "payroll", strength="preferred"),
    ]  # fmt: skip
    index = index_of(tmp_path, posting("1", asked, text="Epic. Payroll. Hiring."))
    [score] = scores(index, merged([EVIDENCE[0], EVIDENCE[4], EVIDENCE[11]]))
    assert [part.name for part in score.parts] == ["requirements", "text", "occupation"]
    assert score.possible > score.hundredths
