"""`matcher index`."""

import click

from crawler.command import home_option
from crawler.home import Home


@click.command("index")
@home_option
def command(home: Home) -> None:
    """Build the index anew from the published warehouse.

    Example: matcher index --home data
    """
    from matcher.fresh import build  # noqa: PLC0415 -- help starts fast

    built = build(home)
    click.echo(f"index of {built.manifest.postings} postings: {home.index / built.version}")
