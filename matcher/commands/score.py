"""`matcher score`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.command import home_option
from crawler.errors import Failed
from crawler.home import Home
from matcher.filter_options import chosen_filters, with_filters
from matcher.formats import format_names, load_format
from matcher.options import (
    form_option,
    open_index,
    open_resume,
    output_option,
    read,
    warn,
    write,
)

if TYPE_CHECKING:  # they load numpy, and help starts fast
    from matcher.index import Index
    from matcher.marks import Mark
    from matcher.ranking import Ranking


@click.command("score")
@click.argument("profiles", nargs=-1, required=True, type=click.Path(path_type=Path))
@home_option
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="How many postings."
)
@form_option(*format_names())
@output_option
@with_filters
@click.option(
    "--new",
    "only_new",
    is_flag=True,
    help="Only postings that are new since this profile's last run.",
)
@click.option(
    "--write-table",
    is_flag=True,
    help="Also store rank and score for `warehouse sql`, as matcher.scores; never otherwise.",
)
def command(
    profiles: tuple[Path, ...],
    home: Home,
    top: int,
    form: str,
    output: Path | None,
    write_table: bool,
    **asked: Any,  # noqa: ANN401 -- the options of `with_filters`
) -> None:
    """Rank the open postings for PROFILES, JSON Resume files. They never leave this machine.

    What does not state what a filter asks about is left out and counted; --keep-unknown keeps it.
    What you marked (`matcher mark`) is hidden.

    Example: matcher score profile.json --top 5 --near 85201 --within 30 --pay-min 55000
    """
    from matcher.marks import read_marks  # noqa: PLC0415 -- help starts fast

    index, marks = open_index(home), read_marks(home)
    rankings = [_rank(path, index, home, marks, top, **asked) for path in profiles]
    if form == "table":
        for ranking in rankings:
            warn(ranking.path, ranking.profile.warnings)
    if write_table:
        from matcher.score_table import write_rankings  # noqa: PLC0415 -- it loads the database

        write_rankings(home, index, rankings)
    write(load_format(form)(rankings, index, asked["keep_unknown"]), output)


def _rank(
    path: Path,
    index: "Index",
    home: Home,
    marks: "dict[str, Mark]",
    top: int,
    *,
    only_new: bool,
    **asked: Any,  # noqa: ANN401 -- the options of `with_filters`
) -> "Ranking":
    from matcher.last_run import remember_run  # noqa: PLC0415 -- help starts fast
    from matcher.rank import rank  # noqa: PLC0415 -- idem
    from matcher.ranking import Ranking  # noqa: PLC0415 -- idem

    resume = open_resume(path)
    candidate = read(resume, index)
    filters = chosen_filters(index, marks, resume, **asked)
    try:
        since = remember_run(home, path, index)
    except Failed:
        if only_new:
            raise
        since = None  # a home that is only read: this run is not remembered
    if only_new and since is not None:
        filters = replace(filters, seen_after=since)
    return Ranking(
        path, candidate, tuple(rank(index, candidate, filters, top)), index.choice(filters),
        only_new=only_new, new_since=since if only_new else None, marks=marks,
    )  # fmt: skip
