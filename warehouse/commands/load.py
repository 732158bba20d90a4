"""`warehouse load`."""

import json

import click

from crawler.command import home_option, json_option, progress
from crawler.errors import DONE, NEEDS_ATTENTION
from crawler.home import Home


@click.command("load")
@home_option
@json_option
@click.option(
    "--reread", is_flag=True, help="Read all stored postings again, not only outdated ones."
)
def command(home: Home, as_json: bool, reread: bool) -> int:
    """Load what has landed and publish the copy that readers open.

    Exit code 3 if lines could not be read or sources had errors.

    Example: warehouse load --home data
    """
    from dataclasses import asdict  # noqa: PLC0415 -- help starts fast

    from crawler.lock import run_lock  # noqa: PLC0415 -- idem
    from warehouse.load import load as load_landed  # noqa: PLC0415 -- idem
    from warehouse.publish import publish  # noqa: PLC0415 -- idem

    with run_lock(home.path, "load"), progress("reading postings") as step:
        result = load_landed(home, reread=reread, step=step)
        publishing = publish(home)
    if as_json:
        told = {"published": str(home.published), "published_now": publishing.published}
        click.echo(json.dumps(asdict(result) | told))
    else:
        click.echo(
            f"{result.postings} postings and {result.sightings} sightings landed: {result.new} new, "
            f"{result.changed} changed, {result.reread} read again; {result.requirements} requirements"
        )
        if publishing.published:
            click.echo(f"published {home.published}")
        else:
            click.echo(f"nothing new; {home.published} stands")
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
    attention = result.unreadable or result.kept_as_read or result.sources_with_errors
    return NEEDS_ATTENTION if attention else DONE
