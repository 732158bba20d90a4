"""Options of several commands: a lake instead of the home's own files."""

from dataclasses import replace
from pathlib import Path

import click

from crawler.command import F
from crawler.errors import WrongUse
from warehouse.lake.address import Lake


def lake_option(function: F) -> F:
    """Add `--warehouse ADDRESS`; the command receives a `Lake`, or None, named `lake`."""
    return click.option(
        "--warehouse",
        "lake",
        metavar="ADDRESS",
        help="A lake of several machines, as ducklake:postgres:dbname=jobs, not the home's files.",
        callback=lambda _context, _option, value: None if value is None else Lake.read(value),
    )(function)


def data_path_option(function: F) -> F:
    """Add `--data-path FOLDER`, to make a lake; the command receives `data_path`."""
    return click.option(
        "--data-path", metavar="FOLDER", help="Where a new lake keeps its Parquet files; once."
    )(function)


def with_data_path(lake: Lake | None, data_path: str | None) -> Lake | None:
    """Return a lake with where its files go: a folder, or the address of an object store.

    Raises:
        WrongUse: no lake was named.
    """
    if data_path is None:
        return lake
    if lake is None:
        raise WrongUse("--data-path is of a lake; name it with --warehouse ducklake:postgres:…")
    remote = "://" in data_path
    return replace(lake, data_path=data_path if remote else str(Path(data_path).absolute()))
