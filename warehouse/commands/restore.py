"""`warehouse restore`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import data_path_option, lake_option, with_data_path


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@home_option
@lake_option
@data_path_option
def command(file: Path, home: Home, lake: Lake | None, data_path: str | None) -> None:
    """Put the backup FILE in place of the writer's database, and publish it.

    The database that was there is kept beside it. Run `warehouse load` then: it takes in again
    what landed since the backup was made.

    With --warehouse it is put into a lake instead, which must be new or empty: so a warehouse
    moves from one machine to several.

    Example: warehouse restore backups/2026-11-20.duckdb
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.backup import restore, restore_to_lake  # noqa: PLC0415 -- idem
    from warehouse.publish import publish  # noqa: PLC0415 -- idem

    lake = with_data_path(lake, data_path)
    if lake is not None:
        restore_to_lake(lake, file)
        click.echo(f"restored {lake} from {file}")
        return
    with run_lock(home.path, "load"):
        aside = restore(home, file)
        publish(home)
    click.echo(f"restored {home.warehouse} from {file} and published it")
    if aside is not None:
        click.echo(f"what was there is {aside}")
