"""`warehouse report`."""

import click

from crawler.command import home_option, json_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("report")
@click.argument("name", required=False)
@home_option
@lake_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
@click.option(
    "-p", "said", multiple=True, metavar="NAME=VALUE", help="A parameter of the report; may repeat."
)
def command(
    name: str | None,
    home: Home,
    lake: Lake | None,
    as_json: bool,
    as_csv: bool,
    said: tuple[str, ...],
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
    show(ask(lake or home.published, chosen.sql, values), form)
