"""`warehouse`: load what has landed, publish, and ask."""

import json
from pathlib import Path

import click

from crawler.command import home_option, json_option, progress, run
from crawler.errors import DONE, NEEDS_ATTENTION, WrongUse
from crawler.home import Home
from pipeline.cli import difference_options


@click.group(name="warehouse")
def warehouse() -> None:
    """Keep what was read in DuckDB, publish it, and answer questions with SQL."""


@warehouse.command()
@home_option
@json_option
@click.option(
    "--reread", is_flag=True, help="Read all stored postings again, not only outdated ones."
)
def load(home: Home, as_json: bool, reread: bool) -> int:
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


@warehouse.command()
@click.argument("query")
@home_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def sql(query: str, home: Home, as_json: bool, as_csv: bool) -> None:
    """Ask the published warehouse a QUERY; nothing can be changed there.

    Example: warehouse sql "select title, employer from open_medical_office_managers limit 5"
    """
    from warehouse.answers import ask, show  # noqa: PLC0415 -- help starts fast

    show(ask(home.published, query), "json" if as_json else "csv" if as_csv else "table")


@warehouse.command()
@click.argument("name", required=False)
@home_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "-p", "said", multiple=True, metavar="NAME=VALUE", help="A parameter of the report; may repeat."
)
def report(
    name: str | None, home: Home, as_json: bool, as_csv: bool, said: tuple[str, ...]
) -> None:
    """Print the report NAME; without one, list the reports, their questions and parameters.

    Example: warehouse report demand -p kind=certification -p state=TX
    """
    from warehouse.answers import ask, show  # noqa: PLC0415 -- help starts fast
    from warehouse.reports import load_reports  # noqa: PLC0415 -- idem
    from warehouse.reports import report as find_report  # noqa: PLC0415 -- idem

    if name is None:
        reports = load_reports().values()
        width = max(len(item.name) for item in reports)
        for item in reports:
            click.echo(f"{item.name:<{width}}  {item.question}")
            for parameter in item.parameters:
                default = "" if parameter.default is None else f" (else {parameter.default})"
                click.echo(f"{'':<{width}}    -p {parameter.name}=  {parameter.help}{default}")
        return
    chosen = find_report(name)
    values = chosen.values(said)
    form = "json" if as_json else "csv" if as_csv else "table"
    if form == "table":
        click.echo(chosen.question)
    show(ask(home.published, chosen.sql, values), form)


@warehouse.command()
@click.argument("folder", type=click.Path(path_type=Path))
@home_option
def export(folder: Path, home: Home) -> None:
    """Write the contract's tables of the published warehouse to FOLDER as Parquet and CSV.

    Example: warehouse export out
    """
    from warehouse.answers import export_tables  # noqa: PLC0415 -- help starts fast

    for path in export_tables(home.published, folder):
        click.echo(str(path))


@warehouse.command()
@click.argument("posting_ids", nargs=-1, metavar="[POSTING_ID]...")
@home_option
@click.option("--as-read", is_flag=True, help="What was read, as `pipeline extract` prints it.")
def lines(posting_ids: tuple[str, ...], home: Home, as_read: bool) -> None:
    """Print stored postings as JSON lines: as their sources said them last, or --as-read.

    Example: warehouse lines acme-clinic:4210001 | pipeline explain -
    """
    import sys  # noqa: PLC0415 -- help starts fast

    from warehouse.connection import open_reader  # noqa: PLC0415 -- idem
    from warehouse.stored import read_before, said_lines, stored_ids  # noqa: PLC0415 -- idem

    with open_reader(home.published) as connection:
        known = stored_ids(connection)
        unknown = sorted(set(posting_ids) - set(known))
        if unknown:
            raise WrongUse(
                f"no posting {', '.join(unknown)} in {home.published}; an id is SOURCE:KEY"
            )
        ids = posting_ids or known
        if as_read:
            for posting in read_before(connection, ids):
                click.echo(json.dumps(posting, ensure_ascii=False))
        else:
            for line in said_lines(connection, ids):
                sys.stdout.buffer.write(line + b"\n")


@warehouse.command()
@home_option
@difference_options
def diff(home: Home, form: str, ignored: tuple[str, ...], color: bool | None) -> int:
    """Show what the next load would change: each posting as it was read, and as it is read now.

    For after a rule or the taxonomy was edited; nothing is written. Marks: - is no longer
    found, + is found now, ~ differs.

    Exit code 0 if nothing differs, 3 if something does, 1 if the extractor fails.

    Example: warehouse diff --home data --ignore confidence
    """
    import sys  # noqa: PLC0415 -- help starts fast
    from contextlib import nullcontext  # noqa: PLC0415 -- idem

    from pipeline.diff import compare_readings, without_text  # noqa: PLC0415 -- idem
    from pipeline.diff_output import show_differences  # noqa: PLC0415 -- idem
    from pipeline.terminal import wants_color  # noqa: PLC0415 -- idem
    from warehouse.connection import open_reader  # noqa: PLC0415 -- idem
    from warehouse.stored import read_again, read_before, stored_ids  # noqa: PLC0415 -- idem

    with open_reader(home.published) as connection:
        ids = stored_ids(connection)
        # On a terminal the differences show how far it is; a bar would be drawn through them.
        shown = sys.stdout.isatty()
        bar = nullcontext(lambda _: None) if shown else progress("reading postings", len(ids))
        with bar as step:
            before = map(without_text, read_before(connection, ids))
            now = map(without_text, read_again(connection, ids))
            found = compare_readings(before, now, frozenset(ignored))
            return show_differences(found, form, wants_color(color), step)


def main() -> None:
    """Run the command line."""
    run(warehouse)
