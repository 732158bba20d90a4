"""`warehouse prune`."""

import click

from crawler.command import home_option
from crawler.home import Home


@click.command("prune")
@click.option(
    "--older-than", "days", type=click.IntRange(min=1), required=True, metavar="DAYS",
    help="Only what was replaced, or landed, longer ago.",
)  # fmt: skip
@click.option("--landing", is_flag=True, help="Remove loaded landing folders that old, too.")
@home_option
def command(days: int, landing: bool, home: Home) -> None:
    """Let go of raw payloads of earlier versions of postings; what they said stays.

    Example: warehouse prune --older-than 365 --landing
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from warehouse.publish import publish  # noqa: PLC0415 -- idem
    from warehouse.retention import prune  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"):
        pruned = prune(home, days, landing=landing)
        publish(home)
    click.echo(
        f"{pruned.payloads} payloads taken out; {len(pruned.runs)} landing folders removed "
        f"({pruned.bytes / 1e6:,.1f} MB)"
    )
