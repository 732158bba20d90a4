"""Misspelt degrees and credentials are known again, marked, and never found where none is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import read

from pipeline.misspelling import edits, find_misspelt, load_misspellings
from pipeline.phrases import fold

R = "Requirements\n- "

MEANT = [
    ("assoicates degree preferred", "edu-associate", "preferred"),
    ("Associats degree", "edu-associate", "required"),
    ("Bachelers degree in nursing", "edu-bachelor", "required"),
    ("Bacheolr's degree", "edu-bachelor", "required"),
    ("High school diplma or GED", "edu-hs-ged", "required"),
    ("Certifed Medical Manager", "cert-cmm", "required"),
    ("Certified medical assistant certificaton", "cert-cma-aama", "required"),
    ("Medical assistant certificaton", "cert-cma-aama", "required"),
    ("Registred Nurse", "lic-rn", "required"),
    ("Valid drivers liscense", "lic-driver", "required"),
    ("Bilingaul in Spanish a plus", "language-spanish", "preferred"),
    ("Must speak Spansh", "language-spanish", "required"),
    ("HIPPA certification", "cert-hipaa-osha-training", "required"),
]


@pytest.mark.parametrize(
    ("words", "concept", "strength"), MEANT, ids=[words for words, _, _ in MEANT]
)
def test_known_again(words: str, concept: str, strength: str) -> None:
    rows = [row for row in read(R + words).requirements if row.kind != "skill"]
    assert [(row.concept, row.strength) for row in rows] == [(concept, strength)]
    assert rows[0].evidence in words


def test_marked_with_a_lower_confidence() -> None:
    (row,) = read(R + "Assoicates degree").requirements
    assert (row.rule, row.confidence) == ("misspelt.degree", 0.6)
    (row,) = read(R + "Associates degree").requirements
    assert row.confidence > 0.6


@pytest.mark.parametrize(
    "text",
    [
        "Train new assoicates on the phones",
        "Diplomate of the American Board",
        "Associated with three hospitals",
        "A decree of the court",
        "Plan the bachelor party",
        "Certifies payroll each month",
        "Rotary phones",
        "CPD or CMN",
    ],
)
def test_near_misses(text: str) -> None:
    kinds = ("degree", "certification", "licence", "language")
    assert not [row for row in read(R + text).requirements if row.kind in kinds]


@given(st.data())
def test_every_edit_of_a_word_is_found_and_the_word_itself_never(data: st.DataObject) -> None:
    word = data.draw(st.sampled_from([w for rule in load_misspellings() for w in rule.words]))
    real = {w for rule in load_misspellings() for w in (*rule.words, *rule.never)}
    wrong = data.draw(st.sampled_from(sorted(set(edits(word)) - real)))
    assert [fold(wrong)[found.start : found.end] for found in find_misspelt(wrong)] == [wrong]
    assert find_misspelt(f"a {word} here") == ()
