"""A form of several meanings means what the words around say, or nothing."""

import pytest

from pipeline.ambiguity import count_undecided, decide
from pipeline.concepts import load_taxonomy
from pipeline.phrases import PhraseMatcher
from pipeline.spelling import fold

MATCHER = PhraseMatcher(load_taxonomy())


def meanings(text: str, form: str) -> dict[str, str]:
    """What the form means in the text, for each concept that claims it with context."""
    folded = fold(text)
    return {
        concept.id: decide(text, folded, mention, concept)
        for mention in MATCHER.find(text)
        if text[mention.start : mention.end] == form
        for concept in mention.open
    }


CASES = [
    ("Word and Excel skills", "Word", {"ms-word": "meant"}),
    ("Word and Excel skills", "Excel", {"ms-excel": "meant"}),
    ("Spread the Word!", "Word", {"ms-word": "undecided"}),
    ("Ability to excel under pressure", "excel", {"ms-excel": "other"}),
    ("Excel at what you do", "Excel", {"ms-excel": "other"}),
    ("An epic career move!", "epic", {"epic": "other"}),
    ("EPIC experience", "EPIC", {"epic": "meant"}),
    ("Two years with Epic", "Epic", {"epic": "meant"}),
    ("Word, Excel, Access", "Access", {"ms-access": "meant"}),
    ("Patient Access Supervisor", "Access", {"ms-access": "undecided"}),
    ("Outlook and Teams", "Teams", {"ms-teams": "meant"}),
    ("Clinical Teams of ten", "Teams", {"ms-teams": "undecided"}),
    ("Order and track PAs for imaging", "PAs", {"prior-authorization": "meant"}),
    ("Schedule our two PAs", "PAs", {"prior-authorization": "undecided"}),
    ("Offices in Erie, PA 16501", "PA", {"prior-authorization": "undecided"}),
    ("Little Rock, AR 72201", "AR", {"accounts-receivable": "undecided"}),
    ("AR aging and denials", "AR", {"accounts-receivable": "meant"}),
    ("NHA license", "NHA", {"lic-lnha": "meant", "assoc-nha": "undecided"}),
    ("CMAA, certified by NHA", "NHA", {"assoc-nha": "meant", "lic-lnha": "undecided"}),
    ("PMI certification (CMOM)", "PMI", {"assoc-pmi-practice": "meant", "assoc-pmi-project": "undecided"}),
    ("PMP from PMI", "PMI", {"assoc-pmi-practice": "undecided", "assoc-pmi-project": "meant"}),
    ("Reasonable accommodation under the ADA", "ADA", {"employment-law": "other"}),
    ("$24/HR", "HR", {"human-resources": "other"}),
    ("Follow us on LinkedIn", "LinkedIn", {"linkedin": "other"}),
    ("Works with gusto", "gusto", {"gusto": "other"}),
    ("Payroll in Gusto", "Gusto", {"gusto": "meant"}),
    ("45 net words per minute", "words", {"ms-word": "other"}),
    ("RDA license", "RDA", {"lic-dental": "meant"}),
    ("RDA registration", "RDA", {"lic-dental": "undecided"}),
    ("place employees on a PIP", "PIP", {"workers-comp-auto-billing": "undecided"}),
    ("billing of patients", "billing", {"medical-billing": "meant"}),
    ("the billing department", "billing", {"medical-billing": "other"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "form", "expected"), CASES, ids=[f"{form}: {text}" for text, form, _ in CASES]
)
def test_the_words_around_decide(text: str, form: str, expected: dict[str, str]) -> None:
    assert meanings(text, form) == expected


def test_what_is_undecided_can_be_counted() -> None:
    text = (
        "Spread the Word about our clinic to everyone you meet in town.\n"
        "Clinical Teams of ten; our Teams matter to us more than anything else."
    )
    counted = count_undecided(text, fold(text), MATCHER.find(text))
    assert counted == {"word": 1, "teams": 2}
