"""`matcher score`."""

from pathlib import Path
from typing import Any

import click

from crawler.command import home_option
from crawler.home import Home
from matcher.options import (
    chosen_filters,
    form_option,
    open_index,
    open_profile,
    output_option,
    profile_argument,
    warn,
    with_filters,
    write,
    write_json,
)


@click.command("score")
@profile_argument
@home_option
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="How many postings."
)
@form_option("table", "json")
@output_option
@with_filters
def command(
    profile: Path,
    home: Home,
    top: int,
    form: str,
    output: Path | None,
    **asked: Any,  # noqa: ANN401 -- the options of `with_filters`
) -> None:
    """Rank the open postings for PROFILE, a JSON Resume file. It never leaves this machine.

    Example: matcher score profile.json --top 5 --state TX
    """
    from matcher.rank import rank  # noqa: PLC0415 -- help starts fast

    index = open_index(home)
    candidate = open_profile(profile, index)
    filters = chosen_filters(**asked)
    results = rank(index, candidate, filters, top)
    if form == "json":
        answer = {
            "profile": str(profile),
            "index_version": index.version,
            "results": [result.to_json() for result in results],
        }
        write_json(answer, output)
        return
    from matcher.show import ranking  # noqa: PLC0415 -- idem

    warn(profile, candidate.warnings)
    considered = f"{int(index.chosen(filters).sum())} postings"
    write("\n".join(ranking(results, index.taxonomy, candidate.name, considered)), output)
