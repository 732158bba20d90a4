"""The SQL of the warehouse as a lake takes it: written once, for a file, and translated here.

| in a file | on a lake |
|---|---|
| `create type T as enum` | left out: a column of type T, and `::T`, is varchar |
| `primary key` | left out; upserts match on it, and two loads at once conflict, as below |
| `using compression` | left out: Parquet files are compressed whole |
| `insert or replace into T by name QUERY` | `merge into T using (QUERY)` on the key of T |
"""

import re
from dataclasses import dataclass
from functools import cache

import duckdb

from warehouse.sql import folder_texts, statement

_ENUM = re.compile(r"create type \w+ as enum\s*\([^)]*\);")
_TABLE = re.compile(r"(?:create|alter) table .*?(?:;|\Z)", re.DOTALL)
_KEY = re.compile(r",\s*primary key \([^)]*\)| primary key| using compression \w+")
_UPSERT = re.compile(r"insert or replace into (\w+) by name\s(.*?)(?:;|\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Schema:
    """What the migrations make that a lake does not have."""

    enums: tuple[str, ...]
    keys: dict[str, str]
    """Columns of the primary key of each table that has one, as SQL lists them."""


@cache
def _schema() -> _Schema:
    with duckdb.connect() as database:
        for sql in (statement("migrations_table"), *folder_texts("migrations").values()):
            database.execute(sql)
        enums = database.execute(statement("enum_types")).fetchall()
        keys = database.execute(statement("primary_keys")).fetchall()
    return _Schema(tuple(name for (name,) in enums), dict(keys))


def for_database(connection: duckdb.DuckDBPyConnection, sql: str) -> str:
    """Return SQL of ours as the database in use takes it."""
    return for_lake(sql) if connection.execute(statement("on_lake")).fetchall()[0][0] else sql


def for_lake(sql: str) -> str:
    """Return SQL of ours as a lake takes it."""
    schema = _schema()
    types = "|".join(schema.enums)
    column = re.compile(rf"(^\s+\w+|add column \w+) (?:{types})\b", re.MULTILINE)
    sql = _ENUM.sub("", sql)
    sql = _TABLE.sub(lambda found: _KEY.sub("", column.sub(r"\1 varchar", found[0])), sql)
    sql = re.sub(rf"::(?:{types})\b", "::varchar", sql)
    return _UPSERT.sub(
        lambda found: (
            f"merge into {found[1]} using ({found[2]}) as new using ({schema.keys[found[1]]}) "
            "when matched then update by name when not matched then insert by name;"
        ),
        sql,
    )
