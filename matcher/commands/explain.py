"""`matcher explain`."""

from pathlib import Path

import click

from crawler.command import home_option
from crawler.home import Home
from matcher.options import (
    form_option,
    open_index,
    open_resume,
    profile_argument,
    read,
    write,
    write_json,
)


@click.command("explain")
@profile_argument
@click.argument("posting_id")
@home_option
@form_option("table", "json")
def command(profile: Path, posting_id: str, home: Home, form: str) -> None:
    """Explain every part of the score of POSTING_ID for PROFILE, requirement by requirement.

    Example: matcher explain profile.json alder-creek:4210001
    """
    from matcher.rank import explain as explain_one  # noqa: PLC0415 -- help starts fast

    index = open_index(home)
    result = explain_one(index, read(open_resume(profile), index), posting_id)
    if form == "json":
        write_json(result.to_json(), None)
        return
    from matcher.show import explanation  # noqa: PLC0415 -- idem

    write("\n".join(explanation(result, index.taxonomy)), None)
