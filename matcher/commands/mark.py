"""`matcher mark`."""

from typing import cast

import click

from crawler.command import home_option
from crawler.errors import WrongUse
from crawler.home import Home
from matcher.options import open_index, today


@click.command("mark")
@click.argument("posting_id", required=False)
@click.argument("what", required=False, type=click.Choice(["applied", "dismissed", "clear"]))
@home_option
def command(posting_id: str | None, what: str | None, home: Home) -> None:
    """Mark POSTING_ID as applied or dismissed, so that `score` and `gaps` hide it; clear shows it.

    Without arguments, lists the marks. They are kept in the home's state folder, on this machine.

    Example: matcher mark alder-creek:4210001 applied
    """
    from matcher.marks import Kind, read_marks, set_marks  # noqa: PLC0415 -- help starts fast

    marks = read_marks(home)
    if posting_id is None:
        for name, mark in marks.items():
            click.echo(f"{mark.day}  {mark.kind:<9}  {name}")
        return
    if what is None:
        raise WrongUse(f"say what: matcher mark {posting_id} applied, dismissed or clear")
    if what == "clear":
        if posting_id not in marks:
            raise WrongUse(f"{posting_id!r} is not marked; `matcher mark` lists what is")
        set_marks(home, [posting_id], None, today())
        return
    if posting_id not in marks and open_index(home).find(posting_id) is None:
        raise WrongUse(
            f"no posting {posting_id!r} in the index; take an id from the last line of a result"
        )
    set_marks(home, [posting_id], cast(Kind, what), today())
