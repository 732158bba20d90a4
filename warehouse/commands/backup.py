"""`warehouse backup`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@lake_option
def command(file: Path, home: Home, lake: Lake | None) -> None:
    """Write a whole copy of the writer's database, or of a lake, to FILE.

    Example: warehouse backup backups/2026-11-20.duckdb
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.backup import back_up  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"):
        back_up(home, file, lake)
    click.echo(f"{file}: {file.stat().st_size / 1e6:,.1f} MB")
