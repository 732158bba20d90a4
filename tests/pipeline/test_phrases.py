"""Phrases are found where they stand alone, longest first, and their spans are right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.concepts import Concept, Taxonomy, load_taxonomy
from pipeline.phrases import PhraseMatcher
from pipeline.spelling import compared, fold, spellings

TAXONOMY = load_taxonomy()
MATCHER = PhraseMatcher(TAXONOMY)


def found(text: str, kind: str = "skill") -> list[tuple[str, str]]:
    return [
        (text[mention.start : mention.end], concept.id)
        for mention in MATCHER.find(text)
        for concept in mention.concepts
        if concept.kind == kind
    ]


FOUND = [
    ("Epic EHR and eClinicalWorks", [("Epic EHR", "epic"), ("eClinicalWorks", "eclinicalworks")]),
    ("prior-authorizations", [("prior-authorizations", "prior-authorization")]),
    ("prior authorisation", [("prior authorisation", "prior-authorization")]),
    ("day to day operations", [("day to day operations", "medical-office-operations")]),
    ("policies & procedures", [("policies & procedures", "policies-procedures")]),
    ("denial management, not denial", [("denial management", "denial-management")]),
    ("A/R, A/P", [("A/R", "accounts-receivable"), ("A/P", "accounts-payable")]),
    ("P&L", [("P&L", "profit-loss")]),
    ("ICD\u201110", [("ICD\u201110", "icd-10")]),
    ("Microsoft\xa0Office", [("Microsoft\xa0Office", "ms-office")]),
    ("EHRs", [("EHRs", "ehr")]),
    ("HIPAA/OSHA.", [("HIPAA", "hipaa"), ("OSHA", "osha")]),
    ("(QuickBooks)", [("QuickBooks", "quickbooks")]),
    ("QuickBooks's reports", [("QuickBooks", "quickbooks")]),
    ("HIPAA AND OSHA REQUIRED", [("HIPAA", "hipaa"), ("OSHA", "osha")]),
    ("Manage billing software", [("billing software", "billing-software")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[text for text, _ in FOUND])
def test_a_phrase_is_found_as_people_write_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "subpayroll",
        "careers@paychex.com",
        "www.quickbooks.com",
        "adp.com",
        "QuickBooks++",
        "prior\nauthorization",
        "non-clinical operations",
        "hipaa",
        "Manage the Ehrlich account",
    ],
)
def test_a_part_of_something_else_is_no_phrase(text: str) -> None:
    assert found(text) == []


def test_acronyms_of_two_letters_are_not_words_in_capitals() -> None:
    assert found("APPLY AS SOON AS POSSIBLE OR DO NOT", "degree") == []
    assert found("AS degree", "degree") == [("AS", "edu-associate"), ("degree", "edu-college-unspecified")]  # fmt: skip
    assert found("Apply as soon as you can", "degree") == []


def test_a_plural_of_capitals_stands_as_written() -> None:
    assert found("VistA/CPRS", "certification") == []
    assert found("CPRs", "certification") == [("CPRs", "cert-bls-cpr")]


@pytest.mark.parametrize("text", ["837-5555", "$835.20", "1,837", "(837) 555-0142"])
def test_numbers_inside_numbers_are_nothing(text: str) -> None:
    assert found(text) == []


def test_the_longest_form_of_a_kind_wins_and_kinds_do_not_hide_each_other() -> None:
    text = "Master of Health Administration (MHA)"
    assert found(text, "degree") == [
        ("Master of Health Administration", "edu-master"),
        ("MHA", "edu-master"),
    ]
    assert found(text, "field") == [
        ("Master of Health Administration", "field-healthcare-administration"),
        ("MHA", "field-healthcare-administration"),
    ]


def test_a_form_that_needs_context_is_given_open() -> None:
    (mention,) = [item for item in MATCHER.find("scheduling") if item.open]
    assert [concept.id for concept in mention.open] == ["appointment-scheduling"]
    assert mention.concepts == ()


def test_only_the_wanted_kinds_are_looked_up() -> None:
    matcher = PhraseMatcher(TAXONOMY, ("licence",))
    kinds = {c.kind for m in matcher.find("RN, CPC, Epic, bachelor's") for c in m.concepts}
    assert kinds == {"licence"}


def test_every_form_is_found_in_every_spelling() -> None:
    for concept in TAXONOMY:
        for form in concept.forms:
            for spelling in spellings(form):
                text = f"x {spelling} x"
                spans = {
                    (mention.start, mention.end)
                    for mention in PhraseMatcher(Taxonomy({concept.id: concept}, "")).find(text)
                }
                assert spans, f"{concept.id}: {spelling}"
                assert max(end for _, end in spans) >= 2 + len(spelling) - 1, spelling


def test_overlaps_are_decided_from_the_left() -> None:
    forms = ("front desk", "desk manager", "front")
    taxonomy = Taxonomy({form: Concept(id=form, kind="skill", label=form, forms=(form,)) for form in forms}, "")  # fmt: skip
    ids = [m.concepts[0].id for m in PhraseMatcher(taxonomy).find("front desk manager")]
    assert ids == ["front desk"]


def test_spellings_are_words_people_write() -> None:
    assert set(spellings("pharmacy license")) == {
        "pharmacy license",
        "pharmacy licence",
        "pharmacy licenses",
        "pharmacy licences",
    }
    assert "policies" in spellings("policy")
    assert "policys" not in spellings("policy")
    assert "business processes" in spellings("business process")
    assert "communications" in spellings("communications")
    assert "communicationss" not in spellings("communications")
    assert spellings("R.N.") == ("R.N.",)


@given(st.text())
def test_folding_keeps_length_and_is_done_once(text: str) -> None:
    folded = fold(text)
    assert len(folded) == len(text)
    assert len(compared(folded)) == len(text)
    assert fold(folded) == folded


SOME = st.sampled_from(
    [
        "Epic",
        "EHR",
        "front-desk",
        "RN",
        "MHA",
        " ",
        "\n",
        "/",
        "-",
        ",",
        ".com",
        "İ",
        "ß",
        "’s",
        "x",
        "\xa0",
        "Bachelor",
        "’s degree",
        "AS",
        "837",
        "$",
        "billing",
        "non-",
    ]
)


@given(st.lists(SOME, max_size=30).map("".join))
def test_mentions_are_in_order_apart_and_say_a_form_of_their_concept(text: str) -> None:
    mentions = MATCHER.find(text)
    assert list(mentions) == sorted(mentions, key=lambda item: (item.start, -item.end))
    reached: dict[str, int] = {}
    for mention in mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert "\n" not in text[mention.start : mention.end]
        words = compared(fold(text[mention.start : mention.end]))
        for concept in (*mention.concepts, *mention.open):
            known = {compared(fold(s)) for form in concept.forms for s in spellings(form)}
            assert words in known
        for kind in {concept.kind for concept in mention.concepts}:
            assert mention.start >= reached.get(kind, 0)
            reached[kind] = mention.end
