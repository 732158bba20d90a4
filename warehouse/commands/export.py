"""`warehouse export`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@home_option
@lake_option
def command(folder: Path, home: Home, lake: Lake | None) -> None:
    """Write the contract's tables of the published warehouse to FOLDER as Parquet and CSV.

    Example: warehouse export out
    """
    from warehouse.answers import export_tables  # noqa: PLC0415 -- help starts fast

    for path in export_tables(lake or home.published, folder):
        click.echo(str(path))
