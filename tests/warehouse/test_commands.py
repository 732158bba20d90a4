"""The command line: load, sql, report, export; one clear line when something is wrong."""

import csv
import io
import json
from pathlib import Path

import click
import duckdb
import pytest
from landed import Say, land, posting, run_line

from crawler.home import Home
from warehouse.cli import warehouse
from warehouse.reports import load_reports


@pytest.fixture
def loaded(home: Home, say: Say) -> Say:
    land(
        home,
        "r1",
        posting("1", locations=["Austin, TX"]),
        posting("2", employer="Birch, Inc."),
        run_line(),
    )
    assert say("load").code == 0
    return say


def test_load_says_what_it_did(home: Home, say: Say) -> None:
    land(home, "r1", posting("1"), run_line())
    done = say("load")
    assert done.code == 0
    assert "1 postings and 0 sightings landed: 1 new, 0 changed" in done.out
    assert f"published {home.published}" in done.out
    again = say("load", "--json")
    assert json.loads(again.out)["new"] == 0
    assert json.loads(again.out)["published_now"] is False


def test_load_says_which_lines_need_attention(home: Home, say: Say) -> None:
    path = land(home, "r1", posting("1"), {"type": "odd"})
    with path.open("a") as file:
        file.write('{"half')
    done = say("load")
    assert done.code == 3
    assert "1 lines could not be read" in done.err
    assert f"{path}: its last line is unfinished" in done.err
    shown = say("sql", "select line, reason from unreadable_lines")
    assert "unknown type 'odd'" in shown.out
    path.write_text('{"half')
    assert f"{path}: written anew since it was loaded" in say("load").err


def test_a_source_with_errors_needs_attention(home: Home, say: Say) -> None:
    land(home, "r1", run_line(0, "HTTP 503"))
    assert say("load").code == 3


def test_load_of_an_empty_home_publishes_an_empty_warehouse(say: Say) -> None:
    assert say("load").code == 0
    assert say("sql", "select count(*) as n from postings").out.split() == ["n", "0"]


def test_answers_as_table_json_and_csv(loaded: Say) -> None:
    query = (
        "select posting_id, pay_annual_max, locations, closed_at, first_seen_at "
        "from postings order by posting_id"
    )
    table = loaded("sql", query).out.splitlines()
    assert table[0].split() == query.replace(",", "").split()[1:6]
    assert "70,720" in table[1]
    assert "Austin, TX" in table[1]
    values = json.loads(loaded("sql", query, "--json").out)
    assert values[0]["pay_annual_max"] == 70720
    assert values[0]["locations"][0]["city"] == "Austin"
    assert values[0]["closed_at"] is None
    assert values[0]["first_seen_at"] == "2026-11-02T06:00:00+00:00"
    lines = list(csv.DictReader(io.StringIO(loaded("sql", query, "--csv").out)))
    assert lines[0]["pay_annual_max"] == "70720.00"
    assert json.loads(lines[0]["locations"])[0]["state"] == "TX"
    assert lines[0]["closed_at"] == ""


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("select nothing from postings", "nothing"),
        ("selec 1", "selec"),
        ("delete from postings", "read-only"),
        ("create table mine as select 1", "read-only"),
        ("copy postings to 'out.csv'", "disabled"),
        ("from read_csv('/etc/passwd')", "disabled"),
        ("attach 'other.duckdb'", "disabled"),
        ("set enable_external_access = true", "locked"),
        ("load httpfs", "disabled"),
    ],
)
def test_a_wrong_or_writing_query_is_one_clear_line(loaded: Say, query: str, words: str) -> None:
    done = loaded("sql", query)
    assert done.code == 2, done.out
    assert done.out == ""
    assert done.err.startswith("warehouse: SQL: ")
    assert words in done.err
    assert done.err.count("\n") == 1


def test_without_a_published_copy_each_command_says_what_to_do(say: Say, tmp_path: Path) -> None:
    for words in (("sql", "select 1"), ("report", "pay"), ("export", str(tmp_path / "out"))):
        done = say(*words)
        assert done.code == 1
        assert "run `matcher refresh` (or `warehouse load`) first" in done.err


def test_reports_are_listed_with_their_questions(say: Say) -> None:
    told = say("report").out.splitlines()
    listed = [line for line in told if not line.startswith(" ")]
    assert [line.split()[0] for line in listed] == list(load_reports())
    assert all(line.endswith((".", "?")) for line in listed)
    assert [line.split()[:2] for line in told if line.startswith(" ")] == [
        ["-p", f"{item.name}="] for found in load_reports().values() for item in found.parameters
    ]
    wrong = say("report", "no-such")
    assert wrong.code == 2
    assert "choose from alternatives, benefits" in wrong.err


@pytest.mark.parametrize("name", load_reports())
def test_a_report_answers(loaded: Say, name: str) -> None:
    shown = loaded("report", name)
    assert shown.code == 0
    assert shown.out.startswith(load_reports()[name].question)
    assert isinstance(json.loads(loaded("report", name, "--json").out), list)
    assert load_reports()[name].row


def test_reports_count_jobs_as_the_postings_say(home: Home, say: Say) -> None:
    def asking(key: str, words: str, **said: object) -> dict[str, object]:
        return posting(key, description=f"<h2>Requirements</h2><ul><li>{words}</li></ul>", **said)

    land(
        home, "r1",
        asking("1", "CMPE required", requisition_id="R1"),
        asking("1", "CMPE required", requisition_id="R1", source="board"),
        asking("2", "CMPE preferred", requisition_id="R2"),
        asking("3", "Bachelor's degree or 5 years of medical office experience", requisition_id="R3"),
        asking("4", "CMPE required", requisition_id="R4", closed=True),
        asking("5", "CMPE required", requisition_id="R5", title="Registered Nurse"),
    )  # fmt: skip
    say("load")
    credentials = json.loads(say("report", "credentials", "--json").out)
    assert [(row["required"], row["preferred"], row["percent"]) for row in credentials] == [
        (1, 1, 66.7)
    ]
    (degree,) = json.loads(say("report", "degrees", "--json").out)
    assert (degree["jobs"], degree["take_experience"], degree["median_years"]) == (1, 1, 5)
    groups = json.loads(
        say("sql", "select asks from requirement_groups where options > 1", "--json").out
    )
    assert len(groups) == 1
    assert groups[0]["asks"].startswith("Bachelor's degree or 5+ years: ")
    (alternative,) = json.loads(say("report", "alternatives", "--json").out)
    assert alternative["kinds"] == "degree, experience"


def test_export_writes_tables_that_read_back(loaded: Say, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = loaded("export", str(out))
    assert done.code == 0
    assert len(done.out.splitlines()) == len(list(out.iterdir())) == 20
    with duckdb.connect() as reader:
        for form in ("parquet", "csv"):
            counted = f"select count(*) from read_{form}('{out / 'requirements'}.{form}')"
            count = reader.execute(counted).fetchone()
            assert count is not None
            assert (
                str(count[0]) == loaded("sql", "select count(*) from requirements").out.split()[-1]
            )
    blocked = tmp_path / "file"
    blocked.write_text("")
    done = loaded("export", str(blocked))
    assert done.code == 1
    assert f"cannot make the folder {blocked}" in done.err


def test_help_shows_an_example_of_each_command() -> None:
    context = click.Context(warehouse)
    names = warehouse.list_commands(context)
    assert len(names) >= 9
    for name in names:
        command = warehouse.get_command(context, name)
        assert command is not None
        assert f"Example: warehouse {name}" in (command.help or ""), name
