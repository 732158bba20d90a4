"""`warehouse publish`."""

import click

from crawler.command import home_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("publish")
@home_option
@lake_option
def command(home: Home, lake: Lake | None) -> None:
    """Put a new copy of the writer's database, or of a lake, where readers and the matcher look.

    Example: warehouse publish --home data
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.publish import publish  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"):
        publishing = publish(home, lake)
    stands = "published" if publishing.published else "nothing new;"
    click.echo(f"{stands} {home.published}")
    for note in publishing.notes:
        click.echo(f"warehouse: {note}", err=True)
