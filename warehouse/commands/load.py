"""`warehouse load`."""

import json
from typing import TYPE_CHECKING

import click

from crawler.command import home_option, json_option, progress
from crawler.errors import DONE, NEEDS_ATTENTION
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import data_path_option, lake_option, with_data_path

if TYPE_CHECKING:  # help starts fast
    from warehouse.load import LoadResult
    from warehouse.publish import Publishing


@click.command("load")
@home_option
@lake_option
@data_path_option
@json_option
@click.option(
    "--reread", is_flag=True, help="Read all stored postings again, not only outdated ones."
)
def command(
    home: Home, lake: Lake | None, data_path: str | None, as_json: bool, reread: bool
) -> int:
    """Load what has landed and publish the copy that readers open; or load it into a lake.

    Readers of a lake see each load at once, and several machines may load at the same time: a
    load that meets another one is begun again by itself.

    Exit code 3 if lines could not be read or sources had errors.

    Example: warehouse load --home data
    """
    from dataclasses import asdict  # noqa: PLC0415 -- help starts fast

    from crawler.lock import run_lock  # noqa: PLC0415 -- idem
    from warehouse.load import load as load_landed  # noqa: PLC0415 -- idem
    from warehouse.publish import Publishing, publish  # noqa: PLC0415 -- idem

    lake = with_data_path(lake, data_path)
    with run_lock(home.path, "load"), progress("reading postings") as step:
        result = load_landed(home, lake, reread=reread, step=step)
        publishing = publish(home) if lake is None else Publishing(bool(result.publication))
    published = lake or home.published
    if as_json:
        told = {"published": str(published), "published_now": publishing.published}
        click.echo(json.dumps(asdict(result) | told))
    else:
        click.echo(
            f"{result.postings} postings and {result.sightings} sightings landed: {result.new} new, "
            f"{result.changed} changed, {result.reread} read again; {result.requirements} requirements"
        )
        if publishing.published:
            click.echo(f"published {published}")
        else:
            click.echo(f"nothing new; {published} stands")
    _warn(result, publishing)
    attention = result.unreadable or result.kept_as_read or result.sources_with_errors
    return NEEDS_ATTENTION if attention else DONE


def _warn(result: "LoadResult", publishing: "Publishing") -> None:
    if result.conflicts:
        times = f"{result.conflicts} times" if result.conflicts > 1 else "once"
        click.echo(f"warehouse: begun again {times}: another loader was faster", err=True)
    for note in publishing.notes:
        click.echo(f"warehouse: {note}", err=True)
    for path in result.rewritten:
        click.echo(f"warehouse: {path}: written anew since it was loaded; loaded anew", err=True)
    for kept in result.kept_as_read:
        click.echo(f"warehouse: {kept}; its earlier reading stands", err=True)
    for path in result.torn:
        click.echo(
            f"warehouse: {path}: its last line is unfinished; the next load takes it in", err=True
        )
    if result.unreadable:
        click.echo(
            f"warehouse: {result.unreadable} lines could not be read and were left out; see them with "
            f'warehouse sql "from unreadable_lines"',
            err=True,
        )
