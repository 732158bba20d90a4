"""Headings in people's own words: they tell whether what stands beneath is asked for or wished for."""

import pytest
from reading import read

WISHES = [
    "Would sweeten the pot", "What would make us jump", "Great if you've got it", "Handy but optional",
    "Not essential, just lovely", "You'll stand out with", "Ways to stand out", "Added bonus", "Plusses",
    "On our wish list", "In a perfect world", "You might also have", "Ideally, you also bring", "Advantageous",
    "Would be helpful", "Love to have", "Gold stars for", "Recommended but not required", "We also value",
    "Preferred but we'll teach you", "We give preference to", "Works in your favor", "Gravy", "Not musts but pluses",
    "We're hoping for", "Bonus round", "Above and beyond", "Tiebreakers", "Credentials we like", "How to impress us",
    "Special consideration given for", "Strong candidates will also have", "What will help you shine", "Also nice",
]  # fmt: skip
NEEDLESS = [
    "You can skip", "Not needed here", "What you can do without", "Don't bother with", "You won't need",
    "We won't ask for", "What we're not looking for", "Not on our list", "No one will ask for", "Unnecessary",
    "Fine without", "Never required", "Save your breath about", "Not called for", "We aren't asking for",
    "We can live without", "This job does not require", "Leave at the door",
]  # fmt: skip
DEMANDS = [
    "Can't do without", "We can't budge on", "You'll need these", "Bring these", "Come with", "Deal breakers",
    "To be considered", "To get in the door", "Prerequisites", "Essentials", "Mandatory", "The basics",
    "Credentials we require", "A good match has", "What you must have", "We ask that you have", "Applicants must have",
]  # fmt: skip
OF_OTHERS = [
    "Who you'll supervise", "Who works here", "Meet the team", "Reports to you", "We'll help you earn",
    "We'll reimburse you for", "Company-paid training", "What you'll get", "Perks and pay",
]  # fmt: skip
HEADINGS = [
    *[(words, "preferred") for words in WISHES],
    *[(words, "not_required") for words in NEEDLESS],
    *[(words, "required") for words in DEMANDS],
    *[(words, None) for words in OF_OTHERS],
]
SHAPES = ("{}:\n- CMM\n- CPC", "{}\n• CMM\n• CPC", "{}:\nCMM\nCPC")


@pytest.mark.parametrize(("words", "strength"), HEADINGS, ids=[words for words, _ in HEADINGS])
@pytest.mark.parametrize("shape", SHAPES)
def test_a_heading_tells_what_its_list_is(words: str, strength: str | None, shape: str) -> None:
    before = "About us\nA family practice.\n" if strength == "required" else "Requirements\n- BLS\n"
    rows = read(before + shape.format(words)).requirements
    found = {(row.concept, row.strength) for row in rows if row.concept in ("cert-cmm", "cert-cpc")}
    assert found == ({("cert-cmm", strength), ("cert-cpc", strength)} if strength else set())


@pytest.mark.parametrize("label", ["Also welcome", "Would help", "Bonus points if you bring"])
@pytest.mark.parametrize("mark", [":", " -"])
def test_a_label_in_a_line_tells_of_that_line_only(label: str, mark: str) -> None:
    text = f"Requirements\nBLS card\n{label}{mark} CMM; CPC.\nNotary"
    rows = [row for row in read(text).requirements if row.kind == "certification"]
    assert [(row.concept, row.strength) for row in rows] == [
        ("cert-bls-cpr", "required"),
        ("cert-cmm", "preferred"),
        ("cert-cpc", "preferred"),
        ("cert-notary", "required"),
    ]


@pytest.mark.parametrize("line", ["Travel Required: No", "Overtime: may be required", "Why you'll love it here:"])  # fmt: skip
def test_a_field_or_an_offer_is_no_such_heading(line: str) -> None:
    text = f"Requirements\n- BLS\nAbout the office\nWe are a family practice.\n{line}\nCMM"
    assert {
        row.concept for row in read(text).requirements if row.kind == "certification"
    } == {"cert-bls-cpr"}  # fmt: skip


COLUMNS = """
<h3>Duties</h3><p>Runs the office.</p>
<table><tr><th>{first}</th><th>Required</th><th>Preferred</th></tr>
<tr><td>Education</td><td>High school diploma</td><td>Bachelor's degree</td></tr>
<tr><td>Systems</td><td><ul><li>Excel</li><li>Word</li></ul></td><td>Epic</td></tr></table>
<p>Outlook and Teams are what we write in.</p>
"""


@pytest.mark.parametrize("first", ["", "Qualification"])
def test_the_head_of_its_column_tells_what_a_cell_of_a_table_asks_for(first: str) -> None:
    rows = read(COLUMNS.format(first=first)).requirements
    assert {(row.concept, row.strength) for row in rows if row.source == "qualification"} == {
        ("edu-hs-ged", "required"),
        ("edu-bachelor", "preferred"),
        ("ms-excel", "required"),
        ("ms-word", "required"),
        ("epic", "preferred"),
    }


def test_heads_that_ask_for_nothing_leave_a_table_as_it_is() -> None:
    table = "<table><tr><th>Site</th><th>Open</th></tr><tr><td>Epic</td><td>Daily</td></tr></table>"
    assert not read(table).requirements
