"""`warehouse backup`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@home_option
def command(file: Path, home: Home) -> None:
    """Write a whole copy of the writer's database to FILE, while nothing loads.

    Example: warehouse backup backups/2026-11-20.duckdb
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.backup import back_up  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"):
        back_up(home, file)
    click.echo(f"{file}: {file.stat().st_size / 1e6:,.1f} MB")
