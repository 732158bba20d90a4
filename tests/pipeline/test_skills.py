"""Skills: how strongly they are asked for, and how they are said in many words."""

import pytest
from reading import read

ASKED = "Qualifications\n- "
REQ, PREF, NO = "required", "preferred", "not_required"


def skills(text: str) -> set[tuple[str, str]]:
    return {(row.concept, row.strength) for row in read(text).requirements if row.kind == "skill"}


STRENGTHS: list[tuple[str, set[tuple[str, str]]]] = [
    ("Athena experience would be great, but we will train.", {("athenahealth", PREF)}),
    ("NextGen required; training provided on the rest.", {("nextgen", REQ)}),
    ("Open Dental, but we will train.", {("open-dental", NO)}),
    ("Willing to train on Open Dental.", {("open-dental", NO)}),
    ("You will train staff on Epic.", {("epic", REQ), ("staff-training", REQ)}),
    ("We'll teach you eClinicalWorks.", {("eclinicalworks", NO)}),
    ("Don't worry if you have never used ModMed.", {("modmed", NO)}),
    ("NextGen? Never used it? No problem, we'll show you.", {("nextgen", NO)}),
    ("We do not expect you to know QuickBooks.", {("quickbooks", NO)}),
    ("Charting is in Greenway. Knowing it would be lovely.", {("greenway", PREF)}),
    ("We'd like you to know TherapyNotes or SimplePractice.", {("behavioral-ehr", PREF)}),
    ("We'd like you to be patient and organized.", {("patience", REQ), ("organization", REQ)}),
    ("You will never have to draw blood.", {("clinical-basics", NO)}),
    ("The incumbent does not provide patient care or draw blood.", {("clinical-basics", NO)}),
    ("This isn't a billing job.", {("medical-billing", NO)}),
    ("A coding certification is a plus.", set()),
    ("Knowledge of coding, certified or not.", {("medical-coding", REQ)}),
    ("Lean Six Sigma green belt.", set()),
    ("Epic certification.", {("epic", REQ)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), STRENGTHS, ids=[text for text, _ in STRENGTHS])
def test_a_skill_is_asked_for_as_the_words_around_it_say(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert skills(ASKED + text) == expected


OTHERS = [
    "You'd lead nine people. Payroll is handled by our accountant.",
    "Duties\n- Coding is done off-site.",
    "Requirements\n- Calm\nAll employees complete HIPAA training.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_work_that_another_does_asks_for_no_skill(text: str) -> None:
    assert not {"payroll", "medical-coding", "hipaa", "mandatory-training-tracking"} & {
        concept for concept, _ in skills(text)
    }
