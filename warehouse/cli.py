"""`warehouse`: load what has landed, publish, and ask."""

import click

from crawler.command import Commands, run


@click.group(name="warehouse", cls=Commands, package="warehouse.commands")
def warehouse() -> None:
    """Keep what was read in DuckDB, publish it, and answer questions with SQL."""


def main() -> None:
    """Run the command line."""
    run(warehouse)
