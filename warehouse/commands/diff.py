"""`warehouse diff`."""

import click

from crawler.command import home_option, progress
from crawler.home import Home
from pipeline.cli import difference_options
from warehouse.lake.address import Lake
from warehouse.options import lake_option


@click.command("diff")
@home_option
@lake_option
@difference_options
def command(
    home: Home, lake: Lake | None, form: str, ignored: tuple[str, ...], color: bool | None
) -> int:
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

    with open_reader(lake or home.published) as connection:
        ids = stored_ids(connection)
        # On a terminal the differences show how far it is; a bar would be drawn through them.
        shown = sys.stdout.isatty()
        bar = nullcontext(lambda _: None) if shown else progress("reading postings", len(ids))
        with bar as step:
            before = map(without_text, read_before(connection, ids))
            now = map(without_text, read_again(connection, ids))
            found = compare_readings(before, now, frozenset(ignored))
            return show_differences(found, form, wants_color(color), step)
