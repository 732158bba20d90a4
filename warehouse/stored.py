"""Stored postings as JSON lines: what their sources said, and what was read of it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from crawler.posting import RawPosting
from pipeline.diff import Extracted, read_now
from pipeline.posting import Posting
from warehouse import rows
from warehouse.sql import statement

_CHUNK = 500
"""Postings asked for at once: texts of more would fill memory for nothing."""

_OF_ROWS = frozenset(("posting_id", "requirement_no", "fact_no", "extractor_version"))
"""Columns of a requirement's or fact's row that say nothing of what it says."""


def stored_ids(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the ids of all stored postings, sorted."""
    return [row[0] for row in connection.execute(statement("stored_ids")).fetchall()]


def said_lines(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[bytes]:
    """Yield the landing line last said of each posting, in the order of `ids`."""
    for chunk in _chunks(ids):
        said = {row["posting_id"]: row["raw"] for row in _ask(connection, chunk, "said_lines")}
        yield from (said[item] for item in chunk if item in said)


def read_before(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Extracted]:
    """Yield what was read of each posting, as `pipeline extract` prints it, in the order of `ids`.

    A field that the warehouse does not keep is left out, not shown as not stated.
    """
    parts = {"requirements": rows.REQUIREMENTS}
    if connection.execute(statement("keeps_facts")).fetchall()[0][0]:
        parts["facts"] = rows.FACTS
    for chunk in _chunks(ids):
        read: dict[str, dict[str, list[dict[str, Any]]]] = {
            item: {name: [] for name in parts} for item in chunk
        }
        for name, schema in parts.items():
            for row in _ask(connection, chunk, f"stored_{name}"):
                read[row["posting_id"]][name].append(_part(row, schema))
        stored = {row["posting_id"]: row for row in _ask(connection, chunk, "stored_postings")}
        yield from (_posting(stored[item], read[item]) for item in chunk if item in stored)


def read_again(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[Extracted]:
    """Yield each posting read with the rules as they are, in the order of `ids`.

    Raises:
        Failed: the extractor failed on one.
    """
    for line in said_lines(connection, ids):
        yield read_now(RawPosting.from_json(json.loads(line)))


def _posting(row: dict[str, Any], parts: dict[str, list[dict[str, Any]]]) -> Extracted:
    pay = {name: row[column] for column, name in rows.PAY.items()} if row["pay_unit"] else None
    kept = [name for name in rows.POSTINGS.names if name not in rows.PAY] + ["fetched_at"]
    values = {name: row[name] for name in kept} | {"pay": pay} | parts
    # Only for its `to_json`: plain rows stand for the parts, which it would take apart anyway.
    whole = Posting(**values).to_json()
    return {name: value for name, value in whole.items() if name in values}


def _part(row: dict[str, Any], schema: pa.Schema) -> dict[str, Any]:
    names = (name for name in schema.names if name not in _OF_ROWS)
    return {rows.JSON_NAMES.get(name, name): row[name] for name in names}


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[at : at + _CHUNK] for at in range(0, len(ids), _CHUNK))


def _ask(
    connection: duckdb.DuckDBPyConnection, ids: Sequence[str], query: str
) -> list[dict[str, Any]]:
    # Bound, not registered: two of these streams may run on one connection by turns.
    found = connection.execute(statement(query), [list(ids)])
    names = [item[0] for item in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
