"""Facts are stored beside requirements, also in a warehouse made before there were any."""

import json
from pathlib import Path

import pytest
from landed import land, older_program, posting, rows, run_line

from crawler.home import Home
from crawler.posting import RawPosting
from pipeline.extract import read_posting
from warehouse import stored
from warehouse.connection import open_reader, open_writer
from warehouse.load import load
from warehouse.publish import publish

SAID = (
    "<p>Our four-provider dermatology practice has two locations. You supervise a team of 12.5 FTEs. "
    "Up to 20% travel. Must pass a background check.</p>"
    "<h2>Benefits</h2><ul><li>Dental insurance</li><li>401(k)</li></ul>"
)


def as_before_facts(home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a warehouse of the first migration alone in place, with the rows of the one there."""
    folder.mkdir()
    newer = folder / "newer.duckdb"
    if home.warehouse.exists():
        home.warehouse.rename(newer)
    with older_program(monkeypatch, "0002"), open_writer(home.warehouse) as connection:
        tables = connection.execute(
            "select table_name from duckdb_tables() where database_name = current_database()"
        ).fetchall()
        assert ("facts",) not in tables
        if newer.exists():
            connection.execute(f"attach '{newer}' as newer (read_only)")
            for (table,) in tables:
                if table != "schema_migrations":
                    columns = ", ".join(connection.table(table).columns)
                    connection.execute(
                        f"insert into {table} select {columns} from newer.main.{table}"
                    )


def schema(home: Home) -> list[tuple[object, ...]]:
    query = (
        "select table_name, column_name, data_type, is_nullable, comment from duckdb_columns() "
        "where database_name = current_database() and schema_name = 'main' order by all"
    )
    found: list[tuple[object, ...]] = rows(home, query)
    return found


def test_facts_carry_their_evidence_and_point_to_concepts(home: Home) -> None:
    land(home, "r1", posting(description=SAID, title="Urgent Care Manager"), run_line())
    load(home)
    found = rows(home, "select kind, concept, low, high, asked from facts order by fact_no")
    plain = [
        (kind, concept, *(None if n is None else float(n) for n in (low, high)), asked)
        for kind, concept, low, high, asked in found
    ]
    assert ("setting", "setting-urgent-care", None, None, None) in plain
    assert ("providers", None, 4.0, 4.0, None) in plain
    assert ("staff", None, 12.5, 12.5, None) in plain
    assert ("sites", None, 2.0, 2.0, None) in plain
    assert ("travel", "condition-travel", None, 20.0, "required") in plain
    assert ("condition", "condition-background-check", None, None, "required") in plain
    assert ("benefit", "benefit-dental", None, None, None) in plain
    wrong = rows(
        home,
        "select f.* from facts as f left join postings as p using (posting_id, version) "
        "left join concepts using (concept) where p.posting_id is null "
        "or (f.concept is not null and label is null) "
        "or substring(p.text, span_start + 1, span_end - span_start) <> evidence",
    )
    assert wrong == []


def test_facts_follow_what_is_said_now(home: Home) -> None:
    land(home, "r1", posting(description=SAID), run_line())
    load(home)
    land(home, "r2", posting(day=1, description="<p>No travel.</p>"), run_line(1))
    load(home)
    found = rows(home, "select version, fact_no, kind, asked from facts where section <> 'name'")
    assert [(version, kind, asked) for version, _, kind, asked in found] == [
        (2, "travel", "not_required")
    ]


def test_a_warehouse_made_before_facts_has_the_schema_of_a_new_one(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    as_before_facts(home, tmp_path / "old", monkeypatch)
    land(home, "r1", posting(description=SAID), run_line())
    assert load(home).new == 1
    assert rows(home, "select count(*) from facts")[0][0] > 5
    assert schema(home) == schema(Home(tmp_path / "fresh"))


def test_what_an_older_program_loaded_is_read_again_for_its_facts(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(home, "r1", posting(description=SAID), posting("2"), run_line())
    load(home)
    facts = "select * exclude (extractor_version) from facts order by all"
    expected = rows(home, facts)
    as_before_facts(home, tmp_path / "old", monkeypatch)
    with open_writer(home.warehouse) as connection:
        connection.execute("update postings set extractor_version = 'older'")
    result = load(home)
    assert (result.new, result.changed, result.reread) == (0, 0, 2)
    assert rows(home, facts) == expected != []
    assert publish(home).published
    with open_reader(home.published) as connection:
        assert connection.execute(facts).fetchall() == expected


def test_a_copy_published_before_facts_still_tells_what_was_read(home: Home) -> None:
    land(home, "r1", posting(description=SAID), run_line())
    load(home)
    with open_writer(home.warehouse) as connection:
        (now,) = stored.read_before(connection, ["acme:1"])
        connection.execute("drop table facts")
        (before,) = stored.read_before(connection, ["acme:1"])
        (line,) = stored.said_lines(connection, ["acme:1"])
    read = read_posting(RawPosting.from_json(json.loads(line))).to_json()
    assert now["facts"] == read["facts"] != []
    assert "facts" not in before
    assert before["requirements"] == now["requirements"]
