"""Ask the published copy, and show the answer to people and programs."""

import csv
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import duckdb

from crawler.errors import Failed, WrongUse
from warehouse.connection import check_query, open_reader
from warehouse.lake.address import Lake

_TABLES = (
    "postings",
    "requirements",
    "facts",
    "posting_versions",
    "posting_states",
    "past_requirements",
    "concepts",
    "salary_statements",
    "sources",
    "crawl_runs",
)
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows and their column names."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


def ask(
    at: Path | Lake,
    query: str,
    values: Mapping[str, Any] | None = None,
    scores: Path | None = None,
) -> Answer:
    """Return the answer to a query on the published copy or a lake, with the values of its $names.

    `scores`: what `matcher score --write-table` wrote, if it did; `matcher.scores` in a query.

    Raises:
        Failed: no published copy.
        WrongUse: the query is wrong or would change something.
    """
    with open_reader(at, scores) as connection:
        # A query may read the warehouse only: no files, no network, no settings.
        connection.execute("set enable_external_access = false")
        connection.execute("set lock_configuration = true")
        try:
            _refuse_copies(connection, query)
            result = connection.execute(query, values or None)
            columns = tuple(item[0] for item in result.description or ())
            return Answer(columns, result.fetchall() if columns else [])
        except duckdb.Error as error:
            raise check_query(error) from error


def _refuse_copies(connection: duckdb.DuckDBPyConnection, query: str) -> None:
    """Refuse to write files: into the folder of a lake, which must be readable, it could be done."""
    kinds = (duckdb.StatementType.COPY, duckdb.StatementType.EXPORT)
    if any(item.type in kinds for item in connection.extract_statements(query)):
        raise WrongUse(
            "SQL: writing files is disabled here; use --csv or --json, or `warehouse export`"
        )


def show(answer: Answer, form: str) -> None:
    """Print an answer as a table, JSON or CSV."""
    if form == "json":
        rows = [dict(zip(answer.columns, map(_plain, row), strict=True)) for row in answer.rows]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    elif form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows([_csv_cell(value) for value in row] for row in answer.rows)
    elif sys.stdout.isatty():
        _rich_table(answer)
    else:
        _plain_table(answer)


def export_tables(at: Path | Lake, folder: Path) -> list[Path]:
    """Write the contract's tables to a folder as Parquet and CSV; return the files.

    Raises:
        Failed: no published copy, or the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Failed(f"cannot make the folder {folder}: {error.strerror}") from error
    written = []
    with open_reader(at) as connection:
        for table in _TABLES:
            for form in ("parquet", "csv"):
                target = folder / f"{table}.{form}"
                try:
                    relation = connection.table(table)
                    write = relation.write_parquet if form == "parquet" else relation.write_csv
                    write(str(target))
                except duckdb.Error as error:
                    raise Failed(
                        f"cannot write {target}: {' '.join(str(error).split())}"
                    ) from error
                written.append(target)
    return written


def _rich_table(answer: Answer) -> None:
    from rich.console import Console  # noqa: PLC0415 -- loaded only where a person looks
    from rich.table import Table  # noqa: PLC0415 -- idem

    table = Table(show_lines=False)
    for number, column in enumerate(answer.columns):
        numeric = any(isinstance(row[number], int | float | Decimal) for row in answer.rows[:20])
        table.add_column(column, justify="right" if numeric else "left", overflow="fold")
    for row in answer.rows:
        table.add_row(*(_cell(value) for value in row))
    Console().print(table)


def _plain_table(answer: Answer) -> None:
    cells = [list(answer.columns)] + [
        [_short(_cell(value)) for value in row] for row in answer.rows
    ]
    widths = [max((len(row[n]) for row in cells), default=0) for n in range(len(answer.columns))]
    for row in cells:
        click.echo(
            "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        )


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _WIDEST else line[: _WIDEST - 1] + "…"


def _cell(value: Any) -> str:  # noqa: ANN401 -- any SQL value
    if value is None:
        return ""
    if isinstance(value, float | Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, list):
        return ", ".join(_cell(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(_cell(item) for item in value.values() if item is not None)
    return str(value)


def _csv_cell(value: Any) -> Any:  # noqa: ANN401 -- any SQL value
    """Return a value as programs read it: figures without thousands separators, lists as JSON."""
    if isinstance(value, list | dict):
        return json.dumps(_plain(value), ensure_ascii=False)
    if isinstance(value, Decimal):
        return str(value)
    return _plain(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any SQL value
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, date):  # datetime is one
        return value.isoformat()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value
