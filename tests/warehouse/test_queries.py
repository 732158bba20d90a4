"""The worked queries of docs/queries.md run on the demo's warehouse, and say what they claim."""

import re
from pathlib import Path

import pytest

from crawler.home import Home
from warehouse.answers import Answer, ask

PAGE = Path(__file__).parent.parent.parent / "docs" / "queries.md"
QUERIES = {
    int(number): (question, query)
    for number, question, query in re.findall(
        r"^## (\d+)\. (.+?)$.*?^```sql\n(.+?)^```$",
        PAGE.read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    )
}


def answer(home: Home, number: int) -> Answer:
    return ask(home.published, QUERIES[number][1])


def test_there_are_ten() -> None:
    assert list(QUERIES) == list(range(1, 11))


@pytest.mark.parametrize("number", QUERIES)
def test_a_query_runs(demo_home: Home, number: int) -> None:
    found = answer(demo_home, number)
    assert len(found.columns) >= 3
    # The one closed job of the demo says nothing of its setting.
    assert found.rows or number == 9


def test_evidence_stands_where_the_spans_say(demo_home: Home) -> None:
    assert all(row[-1] for row in answer(demo_home, 3).rows)


def test_who_qualifies_lacks_nothing_that_is_asked(demo_home: Home) -> None:
    found = answer(demo_home, 4)
    missing = found.columns.index("missing")
    assert all(row[missing] == [] for row in found.rows)
