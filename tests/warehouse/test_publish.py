"""Publishing: readers always have a whole copy, and nobody waits for anybody."""

import hashlib
import subprocess
import sys

import duckdb
import pytest
from landed import land, posting, rows, tables

from crawler.errors import Failed
from crawler.home import Home
from warehouse.connection import open_reader
from warehouse.load import load
from warehouse.publish import publish
from warehouse.published import published_id
from warehouse.read import open_published


def load_and_publish(home: Home, *keys: str) -> None:
    land(home, f"r{keys}", *map(posting, keys))
    load(home)
    assert publish(home).published


def test_the_copy_has_all_there_is_with_its_comments(home: Home) -> None:
    load_and_publish(home, "1", "2")
    assert tables(home.published, published=True) == tables(home.warehouse)
    comments = (
        "select table_name, column_name, comment from duckdb_columns() "
        "where database_name = current_database() and not internal order by all"
    )
    with open_reader(home.published) as reader:
        assert reader.execute(comments).fetchall() == rows(home, comments)
        # The storage that DuckDB 1.2 brought, which both 1.5 and 2.0 open.
        version = "select tags['storage_version'] from duckdb_databases() where not internal"
        assert reader.execute(version + " and database_name = 'warehouse'").fetchone() == (
            "v1.2.0+",
        )


def test_a_reader_keeps_the_copy_it_opened_while_new_ones_see_the_next(home: Home) -> None:
    load_and_publish(home, "1")
    count = "select count(*) from postings"
    with open_reader(home.published) as before:
        assert before.execute(count).fetchone() == (1,)
        load_and_publish(home, "2", "3")
        assert before.execute(count).fetchone() == (1,)
        assert before.execute("select count(*) from open_medical_office_managers").fetchone()
        with open_reader(home.published) as after:
            assert after.execute(count).fetchone() == (3,)


READER = """
import sys, duckdb
reader = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(reader.execute("select count(*) from postings").fetchone()[0], flush=True)
"""


def test_an_analyst_in_another_process_blocks_no_nightly_run(home: Home) -> None:
    load_and_publish(home, "1")
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(home.published)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as analyst:  # fmt: skip
        assert analyst.stdin is not None
        assert analyst.stdout is not None
        print("count", file=analyst.stdin, flush=True)
        assert analyst.stdout.readline() == "1\n"
        load_and_publish(home, "2")
        print("count", file=analyst.stdin, flush=True)
        assert analyst.stdout.readline() == "1\n"
        analyst.stdin.close()
    with open_published(home.published) as published:
        assert published.postings["posting_id"].to_pylist() == ["acme:1", "acme:2"]


WRITER = """
import sys
from pathlib import Path
from warehouse.connection import open_writer
with open_writer(Path(sys.argv[1])):
    print("holding", flush=True)
    sys.stdin.readline()
"""


def test_a_second_writer_is_told_that_another_works(home: Home) -> None:
    load_and_publish(home, "1")
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(home.warehouse)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as other:  # fmt: skip
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(Failed, match="in use by another load; wait for it"):
            load(home)
        with open_reader(home.published) as reader:
            assert reader.execute("select 1").fetchone() == (1,)
        other.communicate("done\n")
    assert load(home).publication is None


def test_nothing_new_is_not_published_again(home: Home) -> None:
    load_and_publish(home, "1")
    mark = published_id(home.published)
    load(home)
    assert not publish(home).published
    assert published_id(home.published) == mark
    assert published_id(home.path / "nowhere") is None


def test_a_load_that_was_never_published_is_published_by_the_next(home: Home) -> None:
    load_and_publish(home, "1")
    land(home, "r2", posting("2"))
    load(home)
    assert load(home).publication is None
    assert publish(home).published
    assert len(tables(home.published, published=True)["postings"]) == 2


def test_views_of_another_version_of_the_program_are_published_anew(home: Home) -> None:
    load_and_publish(home, "1")
    with duckdb.connect(str(home.published)) as other:
        other.execute("drop view pay_by_state")
        other.execute("update publication set views = 'of the version before'")
    assert publish(home).published
    assert not publish(home).published
    with open_reader(home.published) as reader:
        assert reader.execute("select count(*) from pay_by_state").fetchone() == (1,)


def test_a_leftover_wal_is_moved_aside_and_said(home: Home) -> None:
    load_and_publish(home, "1")
    wal = home.published.with_name("warehouse.duckdb.wal")
    wal.write_bytes(b"of another file")
    land(home, "r2", posting("2"))
    load(home)
    (note,) = publish(home).notes
    assert "moved to warehouse.duckdb.wal." in note
    (aside,) = home.published.parent.glob("*.aside")
    assert aside.read_bytes() == b"of another file"
    assert not wal.exists()
    assert len(tables(home.published, published=True)["postings"]) == 2


def test_a_spoilt_copy_is_replaced(home: Home) -> None:
    load_and_publish(home, "1")
    home.published.write_bytes(home.published.read_bytes()[:5000])
    assert publish(home).published
    assert len(tables(home.published, published=True)["postings"]) == 1


def test_leftovers_of_a_killed_publishing_go_away(home: Home) -> None:
    load_and_publish(home, "1")
    leftover = home.published.with_name(".publishing-1.duckdb")
    leftover.write_bytes(b"half")
    publish(home)
    assert not leftover.exists()


def test_publishing_without_a_warehouse_says_what_to_do(home: Home) -> None:
    with pytest.raises(Failed, match="run `warehouse load` first"):
        publish(home)


def test_reading_what_is_not_there_or_newer_says_what_to_do(home: Home) -> None:
    with pytest.raises(Failed, match="run `matcher refresh`"), open_published(home.published):
        pass
    load_and_publish(home, "1")
    with duckdb.connect(str(home.published)) as other:
        other.execute("insert into schema_migrations values ('9999_later.sql', now())")
    with pytest.raises(Failed, match="newer version"), open_published(home.published):
        pass


def test_the_matcher_reads_what_is_not_known_to_be_closed(home: Home) -> None:
    land(home, "r1", posting("b"), posting("a"), posting("closed", closed=True))
    load(home)
    publish(home)
    with open_published(home.published) as published:
        assert published.postings["posting_id"].to_pylist() == ["acme:a", "acme:b"]
        asked = published.requirements("acme:a", "acme:closed")
        ids, numbers = asked["posting_id"].to_pylist(), asked["requirement_no"].to_pylist()
        only_a = published.requirements("acme:a", "acme:a")["posting_id"].to_pylist()
        [batch] = published.texts(["acme:b"])
        [text] = batch.to_pylist()
        digests = published.postings["text_digest"].to_pylist()
    assert set(ids) == {"acme:a", "acme:b"}
    assert list(zip(ids, numbers, strict=True)) == sorted(zip(ids, numbers, strict=True))
    assert set(only_a) == {"acme:a"}
    assert text["posting_id"] == "acme:b"
    assert text["words"].startswith("Medical Office Manager")
    assert digests[1] == hashlib.md5(text["words"].encode()).hexdigest()
