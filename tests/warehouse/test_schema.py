"""The schema says what it holds, and moves forward only."""

import pytest
from landed import rows, tables

from crawler.errors import Failed
from crawler.home import Home
from pipeline.posting import SQL_NAMES, Fact, Posting, Requirement
from warehouse import migrate
from warehouse import rows as row_module
from warehouse.connection import open_writer

OF_THIS = "database_name = current_database() and not internal"


def test_every_table_and_column_says_what_it_is(home: Home) -> None:
    columns = rows(
        home,
        f"select table_name, column_name, columns.comment from duckdb_columns() as columns "
        f"join duckdb_tables() as tables using (database_name, table_name) "
        f"where columns.{OF_THIS.replace('not internal', 'not columns.internal')}",
    )
    assert len(columns) > 90
    assert [row[:2] for row in columns if not row[2]] == []
    said = rows(home, f"select table_name, comment from duckdb_tables() where {OF_THIS}")
    said += rows(home, f"select view_name, comment from duckdb_views() where {OF_THIS}")
    assert [name for name, comment in said if not comment] == []


def test_the_columns_are_those_of_the_contract(home: Home) -> None:
    stored = {
        name: {column for table, column in rows(
            home, f"select table_name, column_name from duckdb_columns() where {OF_THIS}"
        ) if table == name}
        for name in ("postings", "requirements", "facts")
    }  # fmt: skip
    posting = set(Posting.__dataclass_fields__) - {"pay", "requirements", "facts"}
    pay = {"pay_min", "pay_max", "pay_unit", "pay_currency"}
    state = {"status", "status_reason", "first_seen_at", "last_seen_at", "closed_at", "job_id"}
    assert posting | pay | state <= stored["postings"]
    requirement = {SQL_NAMES.get(name, name) for name in Requirement.__dataclass_fields__}
    assert requirement | {"posting_id", "version"} <= stored["requirements"]
    fact = {SQL_NAMES.get(name, name) for name in Fact.__dataclass_fields__}
    assert fact | {"posting_id", "version", "fact_no"} <= stored["facts"]


def test_what_is_staged_fits_the_tables(home: Home) -> None:
    staged = {
        "posting_versions": row_module.VERSIONS, "landing_files": row_module.FILES,
        "crawl_runs": row_module.RUNS, "unreadable_lines": row_module.UNREADABLE,
        "concepts": row_module.CONCEPTS, "publication": row_module.PUBLICATION,
        "salary_statements": row_module.SALARY_STATEMENTS,
        "posting_states": row_module.CHANGES,
    }  # fmt: skip
    for table, schema in staged.items():
        with open_writer(home.warehouse) as connection:
            assert connection.table(table).columns == list(schema.names), table


def test_there_are_no_foreign_keys(home: Home) -> None:
    kinds = rows(home, "select distinct constraint_type from duckdb_constraints()")
    assert ("PRIMARY KEY",) in kinds
    assert ("FOREIGN KEY",) not in kinds


def test_migrations_are_applied_once_and_recorded(home: Home) -> None:
    with open_writer(home.warehouse) as connection:
        first = connection.execute("select * from schema_migrations").fetchall()
        assert [name for name, _ in first] == migrate.migrations()
        assert migrate.migrate(connection, home.warehouse) == []
    assert rows(home, "select * from schema_migrations") == first


def test_a_failing_migration_leaves_nothing_behind(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows(home, "select 1")
    before = tables(home.warehouse)
    later = {"9999_later.sql": "create table later (i integer); select no_such_column from later;"}
    folder_texts = migrate.folder_texts
    monkeypatch.setattr(
        migrate,
        "folder_texts",
        lambda folder: folder_texts(folder) | (later if folder == "migrations" else {}),
    )
    with pytest.raises(Failed, match=r"migration 9999_later\.sql failed.*no_such_column"):
        rows(home, "select 1")
    later["9999_later.sql"] = "create table later (i integer);"
    assert rows(home, "select count(*) from later") == [(0,)]
    assert ("9999_later.sql",) in rows(home, "select name from schema_migrations")
    monkeypatch.undo()
    with pytest.raises(Failed, match="newer version"):
        rows(home, "select 1")
    assert "later" not in before
