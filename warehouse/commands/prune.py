"""`warehouse prune`."""

import click

from crawler.command import home_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("prune")
@click.option(
    "--older-than", "days", type=click.IntRange(min=1), required=True, metavar="DAYS",
    help="Only what was replaced, or landed, longer ago.",
)  # fmt: skip
@click.option("--landing", is_flag=True, help="Remove loaded landing folders that old, too.")
@home_option
@lake_option
def command(days: int, landing: bool, home: Home, lake: Lake | None) -> None:
    """Let go of raw payloads of earlier versions of postings; what they said stays.

    Of a lake the files are merged, too, and its snapshots that old are let go.

    Example: warehouse prune --older-than 365 --landing
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.publish import publish  # noqa: PLC0415 -- idem
    from warehouse.retention import prune  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"):
        pruned = prune(home, days, lake, landing=landing)
        if lake is None:
            publish(home)
    click.echo(
        f"{pruned.payloads} payloads taken out; {len(pruned.runs)} landing folders removed "
        f"({pruned.bytes / 1e6:,.1f} MB)"
    )
    if lake is not None:
        click.echo(f"{pruned.lake_files} files of the lake removed")
