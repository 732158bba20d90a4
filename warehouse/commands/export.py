"""`warehouse export`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home


@click.command("export")
@click.argument("folder", type=click.Path(path_type=Path))
@home_option
def command(folder: Path, home: Home) -> None:
    """Write the contract's tables of the published warehouse to FOLDER as Parquet and CSV.

    Example: warehouse export out
    """
    from warehouse.answers import export_tables  # noqa: PLC0415 -- help starts fast

    for path in export_tables(home.published, folder):
        click.echo(str(path))
