"""`warehouse sql`."""

import click

from crawler.command import home_option, json_option
from crawler.home import Home
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("sql")
@click.argument("query")
@home_option
@lake_option
@json_option
@click.option("--csv", "as_csv", is_flag=True, help="Print CSV.")
def command(query: str, home: Home, lake: Lake | None, as_json: bool, as_csv: bool) -> None:
    """Ask the published warehouse, or a lake, a QUERY; nothing can be changed there.

    What `matcher score --write-table` wrote is in matcher.scores and matcher.score_parts.

    Example: warehouse sql "select title, employer from open_medical_office_managers limit 5"
    """
    from warehouse.answers import ask, show  # noqa: PLC0415 -- help starts fast

    answer = ask(lake or home.published, query, scores=home.scores)
    show(answer, "json" if as_json else "csv" if as_csv else "table")
