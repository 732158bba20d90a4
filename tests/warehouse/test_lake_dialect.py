"""What a lake lacks is translated, and its address is read: no server is needed for either."""

import pytest

from crawler.errors import WrongUse
from warehouse.lake.address import Lake
from warehouse.lake.dialect import for_lake
from warehouse.sql import folder_texts


def test_what_a_lake_lacks_is_translated() -> None:
    sql = for_lake(
        "create type strength as enum ('required', 'preferred');\n"
        "create table one (\n    strength strength not null,\n    name varchar primary key,\n"
        "    text varchar using compression zstd\n);\n"
        "create table two (\n    a varchar,\n    b varchar,\n    primary key (a, b)\n);\n"
        "comment on column one.strength is 'strength primary key';\n"
        "insert or replace into crawl_runs by name select * from staged_runs;\n"
        "update postings set status = s.status::posting_status from s;"
    )
    assert sql.split("\n", 1)[1] == (
        "create table one (\n    strength varchar not null,\n    name varchar,\n"
        "    text varchar\n);\n"
        "create table two (\n    a varchar,\n    b varchar\n);\n"
        "comment on column one.strength is 'strength primary key';\n"
        "merge into crawl_runs using (select * from staged_runs) as new using (run, source) "
        "when matched then update by name when not matched then insert by name;\n"
        "update postings set status = s.status::varchar from s;"
    )


@pytest.mark.parametrize("name", folder_texts("migrations"))
def test_no_migration_asks_of_a_lake_what_it_lacks(name: str) -> None:
    sql = for_lake(folder_texts("migrations")[name])
    assert not [word for word in (" as enum", "primary key", "compression") if word in sql]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("jobs.duckdb", "no address of a lake"),
        ("ducklake:postgres:", "no address of a lake"),
        ("ducklake:jobs.ducklake", "only a PostgreSQL catalogue"),
    ],
)
def test_an_address_of_no_lake_is_refused(address: str, words: str) -> None:
    with pytest.raises(WrongUse, match=words):
        Lake.read(address)


@pytest.mark.parametrize(
    "said",
    ["dbname=jobs password=geheim", "password='gehe im' dbname=jobs", "//me:geheim@host/jobs"],
)
def test_a_password_is_never_shown(said: str) -> None:
    shown = str(Lake.read(f"ducklake:postgres:{said}"))
    assert "gehe" not in shown
    assert "***" in shown
    assert "jobs" in shown
