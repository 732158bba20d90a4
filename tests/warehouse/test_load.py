"""Loading: what has landed becomes tables, whatever state the files are in."""

import json
from dataclasses import replace
from datetime import timedelta

import duckdb
import pytest
from landed import DAY_ONE, at, land, posting, rows, run_line, sighting, tables, text_of

from crawler.errors import Failed
from crawler.home import Home
from warehouse import reading
from warehouse.connection import open_reader
from warehouse.load import load
from warehouse.sql import statement


def state_of(home: Home, key: str = "1") -> tuple[str, str, object, object]:
    query = (
        "select status, status_reason, last_seen_at, closed_at from postings where source_key = "
    )
    return rows(home, f"{query}'{key}'")[0]


def test_a_posting_becomes_a_row_with_what_it_says(home: Home) -> None:
    land(home, "r1", posting(requisition_id="R-7"), run_line())
    result = load(home)
    assert (result.postings, result.new, result.changed, result.unreadable) == (1, 1, 0, 0)
    found = rows(
        home,
        "select posting_id, title, employer, occupation, pay_min, pay_max, pay_unit, "
        "employment_types, status, first_seen_at, last_seen_at, closed_at, job_id, version "
        "from postings",
    )
    assert [str(value) for value in found[0][4:6]] == ["28.50", "34.00"]
    assert found[0][:4] == (
        "acme:1", "Medical Office Manager", "Acme Family Medicine", "medical_office_manager",
    )  # fmt: skip
    assert found[0][6:9] == ("hour", ["full_time"], "open")
    assert found[0][9] == found[0][10] == DAY_ONE
    assert found[0][11:] == (None, "acme:1", 1)
    assert rows(home, "select source, errors from sources") == [("acme", [])]


def test_requirements_carry_their_evidence_and_point_to_concepts(home: Home) -> None:
    land(home, "r1", posting())
    load(home)
    asked = rows(home, "select kind, concept, strength from requirements order by requirement_no")
    assert ("degree", "edu-bachelor", "required") in asked
    assert ("certification", "cert-cmpe", "preferred") in asked
    assert ("skill", "epic", "required") in asked
    wrong = rows(
        home,
        "select r.* from requirements as r left join postings as p using (posting_id, version) "
        "left join concepts using (concept) where p.posting_id is null or label is null "
        "or substring(p.text, span_start + 1, span_end - span_start) <> evidence",
    )
    assert wrong == []
    alternatives = rows(
        home, "select distinct group_no, option_no from requirements where group_no is not null"
    )
    assert len(alternatives) == 2, "a degree or years: one group, two options"


def test_loading_the_same_again_changes_nothing(home: Home) -> None:
    path = land(home, "r1", posting(), posting("2"), sighting("gone", "2", 1), run_line())
    load(home)
    before = tables(home.warehouse)
    assert load(home).publication is None
    land(home, "copy", *map(json.loads, path.read_text("utf-8").splitlines()))
    result = load(home)
    assert (result.new, result.changed, result.reread) == (0, 0, 0)
    after = tables(home.warehouse)
    assert len(after["crawl_runs"]) == 2, "the copy is a run of its own"
    assert before | {"crawl_runs": after["crawl_runs"]} == after


def test_a_half_written_line_waits_for_its_end(home: Home) -> None:
    path = land(home, "r1", posting("1"))
    whole = text_of([posting("2")])
    with path.open("a") as file:
        file.write(whole[:100])
    result = load(home)
    assert (result.postings, result.unreadable, result.torn) == (1, 0, (str(path),))
    with path.open("a") as file:
        file.write(whole[100:])
    result = load(home)
    assert (result.postings, result.unreadable, result.torn) == (1, 0, ())
    assert rows(home, "select source_key from postings order by 1") == [("1",), ("2",)]


def test_unreadable_lines_are_kept_with_their_place_and_the_others_load(home: Home) -> None:
    path = land(home, "r1", posting("1"))
    with path.open("a") as file:
        file.write('{"type": "posting", "source": "acme"}\n\nnot json\n[1]\n{"type": "news"}\n')
        file.write(
            '{"type": "sighting", "source": "acme", "key": "1", "status": "lost", "at": 3}\n'
        )
    land(home, "r1", posting("2"))
    result = load(home)
    assert (result.postings, result.unreadable) == (2, 5)
    found = rows(home, "select line, file, run, reason from unreadable_lines order by line")
    assert [row[0] for row in found] == [2, 4, 5, 6, 7]
    assert {row[1:3] for row in found} == {("acme.jsonl", "r1")}
    said = " | ".join(row[3] for row in found)
    for words in ("without key", "not JSON", "not a JSON object but list", "'news'", "'lost'"):
        assert words in said
    land(home, "r1", {"type": "odd"})
    load(home)
    assert rows(home, "select max(line) from unreadable_lines") == [(9,)]


def test_what_only_an_archive_has_is_never_open_until_a_visit_says_so(home: Home) -> None:
    land(home, "r1", posting("1", archived=True), posting("2", archived=True, closed=True))
    land(home, "r1", posting("3"))
    load(home)
    assert state_of(home)[:2] == ("unknown", "seen in an archive, no visit since")
    assert state_of(home, "2")[0] == "closed"
    with open_reader(home.warehouse) as connection:
        for name in ("read_postings", "read_requirements"):
            ranked = connection.sql(statement(name)).to_arrow_table()["posting_id"].to_pylist()
            assert set(ranked) == {"acme:3"}
    land(home, "r2", sighting("seen", day=1))
    load(home)
    assert state_of(home)[0] == "open"


def test_status_follows_evidence_only(home: Home) -> None:
    land(home, "r1", posting(day=0))
    load(home)
    land(home, "r2", sighting("unknown", day=1, reason="HTTP 503"))
    load(home)
    assert state_of(home) == ("unknown", "HTTP 503", DAY_ONE, None)
    land(home, "r3", sighting("gone", day=2, reason="HTTP 410"))
    load(home)
    closed_at = DAY_ONE + timedelta(days=2)
    assert state_of(home) == ("closed", "HTTP 410", DAY_ONE, closed_at)
    land(home, "r4", sighting("gone", day=3, reason="HTTP 404"))
    load(home)
    assert state_of(home)[3] == closed_at, "it closed when it was first seen closed"
    land(home, "r5", sighting("seen", day=4, reason="in the list"))
    load(home)
    assert state_of(home) == ("open", "in the list", DAY_ONE + timedelta(days=4), None)


def test_a_past_last_day_closes_and_an_unchanged_page_leaves_it_closed(home: Home) -> None:
    land(home, "r1", posting(day=0, valid_through="2026-11-04", valid_through_basis="stated"))
    load(home)
    assert state_of(home)[0] == "open"
    land(home, "r2", sighting("unchanged", day=5, reason="HTTP 304"))
    load(home)
    assert state_of(home)[:2] == ("closed", "valid through 2026-11-04, a past day")
    land(home, "r3", posting(day=6, closed=True))
    land(home, "r4", sighting("unchanged", day=7, reason="HTTP 304"))
    load(home)
    assert state_of(home)[:2] == ("closed", "the source says that it is closed")


def test_a_sighting_of_what_was_never_read_is_no_posting(home: Home) -> None:
    land(home, "r1", sighting("seen", "9"), posting("8", partial=True, description=""))
    result = load(home)
    assert (result.sightings, result.new, result.unreadable) == (1, 0, 0)
    assert rows(home, "select count(*) from postings") == [(0,)]


def test_versions_keep_their_order_within_a_load_and_say_what_changed(home: Home) -> None:
    second = posting(day=1, title="Practice Manager", requisition_id="R-2")
    land(
        home,
        "r1",
        second,
        posting(day=0),
        posting(day=2, title="Practice Manager", requisition_id="R-2"),
    )
    result = load(home)
    assert (result.new, result.changed) == (1, 0)
    found = rows(
        home,
        "select version, seen_at, last_said_at, changed from posting_versions order by version",
    )
    assert found == [
        (1, DAY_ONE, DAY_ONE, []),
        (2, DAY_ONE + timedelta(days=1), None, ["requisition_id", "title"]),
    ]
    assert rows(home, "select version, title, fetched_at from postings") == [
        (2, "Practice Manager", DAY_ONE + timedelta(days=2))
    ]


def test_what_lands_late_becomes_history_and_never_the_current_state(home: Home) -> None:
    for day, title in (
        (1, "Office Manager"),
        (3, "Office Manager"),
        (2, "Clinic Manager"),
        (0, "Old"),
    ):
        land(home, f"of-day-{day}", posting(day=day, title=title))
        load(home)
    assert rows(home, "select title, version, first_seen_at, fetched_at from postings") == [
        ("Office Manager", 4, DAY_ONE, DAY_ONE + timedelta(days=3))
    ]
    titles = rows(home, "select raw->>'title' from posting_versions order by version")
    assert titles == [("Old",), ("Office Manager",), ("Clinic Manager",), ("Office Manager",)]
    assert rows(home, "select distinct version from requirements") == [(4,)]


def test_a_day_derived_anew_at_every_fetch_is_no_new_version(home: Home) -> None:
    land(home, "r1", posting(day=0, posted_at="2026-10-03", posted_at_basis="derived"))
    load(home)
    land(home, "r2", posting(day=9, posted_at="2026-10-12", posted_at_basis="derived"))
    assert load(home).changed == 0
    assert str(rows(home, "select posted_at from postings")[0][0]) == "2026-10-03"


def test_a_file_written_anew_is_loaded_anew(home: Home) -> None:
    path = land(home, "by-hand", posting("1"), {"type": "odd"})
    load(home)
    path.write_text(text_of([posting("2"), posting("3"), posting("4")]), "utf-8")
    result = load(home)
    assert result.rewritten == (str(path),)
    assert result.new == 3
    assert rows(home, "select * from unreadable_lines") == []
    path.write_text(text_of([posting("5")]), "utf-8")
    assert load(home).new == 1


def test_a_file_put_straight_into_the_landing_folder_is_a_run(home: Home) -> None:
    home.landing.mkdir(parents=True)
    (home.landing / "mine.jsonl").write_text(json.dumps(posting()), "utf-8")
    assert load(home).new == 1
    assert rows(home, "select run, file, loaded_lines from landing_files") == [
        ("mine", "mine.jsonl", 1)
    ]


HOSTILE = "Robert'); drop table postings;-- \x00 \ud83d <script>alert(1)</script> =1+1 🩺"


def test_hostile_words_are_stored_as_words(home: Home) -> None:
    land(home, "r1", posting(HOSTILE, title=HOSTILE, employer=HOSTILE, description=HOSTILE * 3,
                             locations=[{"words": HOSTILE, "city": HOSTILE}], payload={"x": HOSTILE}),
         run_line(0, HOSTILE), sighting("gone", HOSTILE, 1, HOSTILE))  # fmt: skip
    assert load(home).unreadable == 0
    stored = HOSTILE.replace("\ud83d", "\ufffd")
    assert rows(home, "select source_key, title, employer, status_reason from postings") == [
        (stored,) * 4
    ]
    assert rows(home, "select errors from crawl_runs") == [([stored],)]


def test_what_the_extractor_fails_on_is_told_of_and_tried_again_by_the_next(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No real posting is known to make it fail; if one does, the others must load all the same.
    read = reading.read_posting

    def failing(raw: reading.RawPosting) -> reading.Posting:
        if raw.key == "bad":
            raise RuntimeError("no such rule")
        return read(raw)

    land(home, "r1", posting("good"), posting("bad"))
    monkeypatch.setattr(reading, "read_posting", failing)
    result = load(home)
    assert (result.new, result.unreadable) == (1, 1)
    reason = rows(home, "select reason from unreadable_lines")
    assert reason == [("acme:bad: the extractor failed: RuntimeError: no such rule",)]
    assert load(home).publication is None, "the same extractor need not try again"

    monkeypatch.setattr(reading, "read_posting", read)
    rows(home, "update unreadable_lines set extractor_version = 'before'")
    result = load(home)
    assert (result.new, result.unreadable) == (1, 0)
    assert rows(home, "select * from unreadable_lines") == []
    assert rows(home, "select source_key from postings order by 1") == [("bad",), ("good",)]


def test_a_changed_posting_that_cannot_be_read_keeps_its_earlier_reading(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    land(home, "r1", posting(day=0))
    load(home)

    def failing(raw: reading.RawPosting) -> reading.Posting:
        raise RuntimeError(raw.title)

    monkeypatch.setattr(reading, "read_posting", failing)
    land(home, "r2", posting(day=1, title="Practice Manager"))
    result = load(home)
    assert (result.changed, result.unreadable) == (0, 1)
    query = "select title, version, last_seen_at from postings"
    assert rows(home, query) == [("Medical Office Manager", 1, DAY_ONE + timedelta(days=1))]
    result = load(home, reread=True)
    assert result.reread == 0
    assert result.kept_as_read == (
        "acme:1: the extractor failed: RuntimeError: Medical Office Manager",
    )
    assert rows(home, "select count(*) > 0 from requirements") == [(True,)]


def test_several_processes_read_as_one_does(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [posting(str(n), title=f"Manager {n}") for n in range(30)]
    land(home, "r1", *lines)
    load(home)
    before = tables(home.warehouse)
    monkeypatch.setattr(reading, "_CHUNK", 5)
    assert load(home, reread=True).reread == 30
    assert tables(home.warehouse) == before


def test_a_figure_too_large_for_its_column_leaves_out_that_posting_only(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = reading.read_posting

    def greedy(raw: reading.RawPosting) -> reading.Posting:
        found = read(raw)
        if raw.key == "rich":
            assert found.pay is not None
            pay = replace(found.pay, max=found.pay.max * 10**12)  # type: ignore[operator]
            return replace(found, pay=pay)
        return found

    monkeypatch.setattr(reading, "read_posting", greedy)
    land(home, "r1", posting("rich"), posting("usual"))
    result = load(home)
    assert (result.new, result.unreadable) == (1, 1)


def test_an_older_extractor_s_readings_are_read_again(home: Home) -> None:
    land(home, "r1", posting("1"), posting("2"))
    load(home)
    before = tables(home.warehouse)
    rows(home, "update postings set extractor_version = 'old', title = 'x' where source_key = '1'")
    rows(home, "delete from requirements where posting_id = 'acme:1'")
    assert load(home).reread == 1
    assert tables(home.warehouse) == before
    assert load(home, reread=True).reread == 2
    assert tables(home.warehouse) == before


def test_the_runs_of_a_source_are_told(home: Home) -> None:
    land(home, "r1", posting(), run_line(0))
    land(home, "r2", run_line(1, "HTTP 503"))
    assert load(home).sources_with_errors == 1
    found = rows(home, "select last_run_at > last_complete_at, errors from sources")
    assert found == [(True, ["HTTP 503"])]


def test_a_database_of_a_newer_version_is_refused(home: Home) -> None:
    land(home, "r1", posting())
    load(home)
    rows(home, "insert into schema_migrations values ('9999_later.sql', now())")
    with pytest.raises(Failed, match=r"newer version .*9999_later\.sql.*upgrade"):
        load(home)


def test_a_file_that_is_no_warehouse_is_refused(home: Home) -> None:
    home.path.mkdir()
    home.warehouse.write_text("hello")
    with pytest.raises(Failed, match="cannot open"):
        load(home)
    home.warehouse.unlink()
    with duckdb.connect() as other:
        other.execute(f"attach '{home.warehouse}' as other (storage_version 'v1.2.0')")
        other.execute("create table other.postings (i integer)")
    with pytest.raises(Failed, match=r"0001_schema\.sql failed"):
        load(home)


def test_instants_are_utc_whatever_the_source_writes(home: Home) -> None:
    land(home, "r1", posting() | {"fetched_at": "2026-11-02T01:00:00-05:00"})
    load(home)
    assert rows(home, "select fetched_at::varchar from postings") == [("2026-11-02 06:00:00+00",)]
    assert at(0) == "2026-11-02T06:00:00+00:00"
