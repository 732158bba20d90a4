"""`warehouse lines`."""

import json

import click

from crawler.command import home_option
from crawler.errors import WrongUse
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("lines")
@click.argument("posting_ids", nargs=-1, metavar="[POSTING_ID]...")
@home_option
@lake_option
@click.option("--as-read", is_flag=True, help="What was read, as `pipeline extract` prints it.")
def command(posting_ids: tuple[str, ...], home: Home, lake: Lake | None, as_read: bool) -> None:
    """Print stored postings as JSON lines: as their sources said them last, or --as-read.

    Example: warehouse lines acme-clinic:4210001 | pipeline explain -
    """
    import sys  # noqa: PLC0415 -- help starts fast

    from warehouse.connection import open_reader  # noqa: PLC0415 -- idem
    from warehouse.stored import read_before, said_lines, stored_ids  # noqa: PLC0415 -- idem

    at = lake or home.published
    with open_reader(at) as connection:
        known = stored_ids(connection)
        unknown = sorted(set(posting_ids) - set(known))
        if unknown:
            raise WrongUse(f"no posting {', '.join(unknown)} in {at}; an id is SOURCE:KEY")
        ids = posting_ids or known
        if as_read:
            for posting in read_before(connection, ids):
                click.echo(json.dumps(posting, ensure_ascii=False))
        else:
            for line in said_lines(connection, ids):
                sys.stdout.buffer.write(line + b"\n")
