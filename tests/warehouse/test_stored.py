"""Stored postings as JSON lines, and what the next load would change."""

import json

import pytest
from click.testing import CliRunner, Result
from landed import land, posting, run_line

from crawler.home import Home
from crawler.posting import RawPosting
from pipeline.cli import pipeline
from pipeline.extract import read_posting
from warehouse.cli import warehouse
from warehouse.connection import open_reader, open_writer
from warehouse.load import load
from warehouse.publish import publish
from warehouse.stored import read_again, read_before, said_lines, stored_ids


def ask(home: Home, *words: str) -> Result:
    return CliRunner().invoke(warehouse, [*words, "--home", str(home.path)], standalone_mode=False)


@pytest.fixture
def loaded(home: Home) -> Home:
    land(
        home, "r1",
        posting("1", locations=["Austin, TX"], valid_through="2026-12-24", valid_through_basis="stated"),
        posting("2", day=1, description="<p>Clinic. CMPE preferred. Hybrid.</p>", employer="Ünlü"),
        posting("2", day=2, description="<p>Clinic. CPC preferred. Hybrid.</p>", employer="Ünlü"),
        run_line(3),
    )  # fmt: skip
    load(home)
    publish(home)
    return home


def test_what_was_read_comes_back_as_extract_prints_it(demo_home: Home) -> None:
    with open_reader(demo_home.published) as connection:
        ids = stored_ids(connection)
        lines = list(said_lines(connection, ids))
        before = list(read_before(connection, ids))
    assert len(ids) == len(lines) == len(before) > 80
    for line, stored in zip(lines, before, strict=True):
        read = read_posting(RawPosting.from_json(json.loads(line))).to_json()
        assert {"pay", "requirements", "locations", "text"} <= stored.keys() <= read.keys()
        for name in stored.keys() - {"fetched_at", "extractor_version"}:
            assert stored[name] == read[name], (stored["posting_id"], name)


def test_lines_are_what_was_said_last_and_what_was_read(loaded: Home) -> None:
    said = [json.loads(line) for line in ask(loaded, "lines").output.splitlines()]
    assert [line["key"] for line in said] == ["1", "2"]
    assert "CPC" in said[1]["description"]
    read = ask(loaded, "lines", "acme:2", "--as-read").output
    assert [row["evidence"] for row in json.loads(read)["requirements"]] == ["CPC"]
    shown = CliRunner().invoke(pipeline, ["explain"], input=ask(loaded, "lines", "acme:2").output)
    assert "[1? CPC] preferred" in shown.output
    wrong = ask(loaded, "lines", "acme:1", "no:such")
    assert wrong.exception.exit_code == 2  # type: ignore[union-attr]
    assert "no posting no:such in" in str(wrong.exception)


def test_diff_tells_what_the_next_load_would_change(loaded: Home) -> None:
    same = ask(loaded, "diff")
    assert same.return_value == 0
    assert same.output.startswith("2 postings in both, 0 differ; 0 only in OLD, 0 only in NEW\n")
    with open_writer(loaded.warehouse) as connection:
        connection.execute(
            "update requirements set strength = 'required' where posting_id = 'acme:2'"
        )
        connection.execute("update postings set workplace = null where posting_id = 'acme:2'")
        connection.execute("update publication set id = 'other'")
    publish(loaded)
    told = ask(loaded, "diff")
    assert told.return_value == 3
    assert "acme:2" in told.output
    assert "acme:1" not in told.output
    assert "~ certification cert-cpc: strength required -> preferred" in told.output
    assert "+ workplace: hybrid" in told.output
    with open_reader(loaded.published) as connection:
        by_turns = zip(
            read_before(connection, ["acme:2", "acme:1"]),
            read_again(connection, ["acme:2", "acme:1"]),
            strict=True,
        )
        assert [a["posting_id"] == b["posting_id"] for a, b in by_turns] == [True, True]
