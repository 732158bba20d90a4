"""The same job once: what is one job seen twice, and what are two."""

from itertools import permutations

import pytest
from landed import Line, land, posting, rows

from crawler.home import Home
from warehouse.load import load


def jobs(home: Home, *lines: Line) -> set[frozenset[str]]:
    """Return the postings of each job, by their keys."""
    land(home, "r1", *lines)
    load(home)
    found = rows(home, "select list(source_key) from postings group by job_id")
    return {frozenset(keys) for (keys,) in found}


AUSTIN = [{"words": "Austin, TX", "city": "Austin", "state": "TX"}]
DALLAS = [{"words": "Dallas, TX", "city": "Dallas", "state": "TX"}]

SAME = {
    "requisition on two boards, worded differently": (
        posting("a", requisition_id="R-1"),
        posting(
            "b", source="board", requisition_id="r-1 ", title="Office Mgr", description="Short."
        ),
    ),
    "employer with its legal form": (
        posting("a", employer="Acme Family Medicine, LLC"),
        posting("b", source="board", employer="ACME FAMILY MEDICINE"),
    ),
    "text under the same title, of two places written alike": (
        posting("a", locations=AUSTIN),
        posting("b", source="board", locations=["Austin, TX"]),
    ),
    "copy without the requisition": (
        posting("a", requisition_id="R-1"),
        posting("b", source="board"),
    ),
}
APART = {
    "two requisitions of one text": (
        posting("a", requisition_id="R-1"),
        posting("b", requisition_id="R-2"),
    ),
    "one text for two clinics": (posting("a", locations=AUSTIN), posting("b", locations=DALLAS)),
    "one requisition number of two employers": (
        posting("a", requisition_id="R-1"),
        posting("b", requisition_id="R-1", employer="Birch Dental"),
    ),
    "employers not stated": (posting("a", employer=None), posting("b", employer=None)),
    "another text": (posting("a"), posting("b", description="Billing and <b>coding</b>.")),
}


@pytest.mark.parametrize("case", SAME)
def test_one_job(home: Home, case: str) -> None:
    assert jobs(home, *SAME[case]) == {frozenset("ab")}, case
    reasons = rows(home, "select distinct job_reason is not null from postings")
    assert reasons == [(True,)], "the reason is shown"


@pytest.mark.parametrize("case", APART)
def test_two_jobs(home: Home, case: str) -> None:
    assert jobs(home, *APART[case]) == {frozenset("a"), frozenset("b")}, case
    assert rows(home, "select distinct job_reason from postings") == [(None,)]


def test_a_copy_that_could_be_of_two_openings_stands_apart(home: Home) -> None:
    openings = (posting("a", requisition_id="R-1"), posting("b", requisition_id="R-2"))
    found = jobs(home, *openings, posting("c", source="board"))
    assert found == {frozenset("a"), frozenset("b"), frozenset("c")}


def test_a_chain_is_one_job_whatever_comes_first(tmp_path_factory: pytest.TempPathFactory) -> None:
    chain = (
        posting("a", requisition_id="R-1", description="The first wording."),
        posting("b", requisition_id="R-1"),
        posting("c", source="board"),
    )
    for order in permutations(range(3)):
        home = Home(tmp_path_factory.mktemp("chain") / "home")
        lines = [chain[n] | {"fetched_at": posting(day=day)["fetched_at"]}
                 for day, n in enumerate(order)]  # fmt: skip
        assert jobs(home, *lines) == {frozenset("abc")}
        first = chain[order[0]]
        if first["source"] == "acme":
            assert rows(home, "select distinct job_id from postings")[0][0].endswith(first["key"])


def test_a_job_stays_listed_while_any_board_has_it_open(home: Home) -> None:
    found = jobs(home, posting("a", requisition_id="R-1", closed=True),
                 posting("b", day=1, source="board", requisition_id="R-1"),
                 posting("c", day=2, source="other", requisition_id="R-1"))  # fmt: skip
    assert len(found) == 1
    query = "select posting_id, job_id from open_medical_office_managers"
    assert rows(home, query) == [("board:b", "acme:a")]
