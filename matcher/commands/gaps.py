"""`matcher gaps`."""

from pathlib import Path
from typing import Any

import click

from crawler.command import home_option, progress
from crawler.home import Home
from matcher.filter_options import chosen_filters, with_filters
from matcher.options import (
    form_option,
    open_index,
    open_resume,
    output_option,
    profile_argument,
    read,
    today,
    warn,
    write,
    write_json,
)


@click.command("gaps")
@profile_argument
@home_option
@click.option(
    "--bar",
    type=click.FloatRange(0, 100, min_open=True),
    metavar="POINTS",
    help="The score from which a posting counts as open to you. Default: 45.",
)
@click.option(
    "--top", type=click.IntRange(1), help="How many items. Default: 10 in a table, all in JSON."
)
@form_option("table", "json")
@output_option
@with_filters
def command(
    profile: Path,
    home: Home,
    bar: float | None,
    top: int | None,
    form: str,
    output: Path | None,
    **asked: Any,  # noqa: ANN401 -- the options of `with_filters`
) -> None:
    """Show what PROFILE lacks: the postings each missing thing would open, and what it takes.

    Every posting that asks for a missing thing is scored again as if the profile showed it.
    Opened is what rises from below the bar to it. With --top, and in a table, the years of one kind
    of experience stand together, without what costs more and opens no more.

    Example: matcher gaps profile.json --bar 50 --state TX
    """
    from matcher.costs import cost_of  # noqa: PLC0415 -- help starts fast
    from matcher.gaps import BAR, Gaps  # noqa: PLC0415 -- idem
    from matcher.marks import read_marks  # noqa: PLC0415 -- idem
    from pipeline.source_documents import load_eligibility  # noqa: PLC0415 -- idem

    index = open_index(home)
    resume = open_resume(profile)
    candidate = read(resume, index)
    filters = chosen_filters(index, read_marks(home), resume, **asked)
    choice = index.choice(filters)
    bar, day = bar or BAR, today()
    board = Gaps(index, candidate, filters, bar, day)
    if top is None and form == "table":
        top = 10
    with progress("adding each missing thing", len(board.missing)) as advance:
        items = board.find(top, advance)
    rules = load_eligibility()
    costed = [(gap, cost_of(gap, candidate, index.taxonomy, rules, day)) for gap in items]
    if form == "json":
        answer = {
            "profile": str(profile),
            "index_version": index.version,
            "bar": bar,
            "postings": board.considered,
            "postings_reached": board.reached,
            "not_stated": dict(choice.unknown),
            "hidden": choice.hidden,
            "items": [gap.to_json(cost.to_json()) for gap, cost in costed],
        }
        write_json(answer, output)
        return
    from matcher.ranking import choice_remarks  # noqa: PLC0415 -- idem
    from matcher.show_gaps import gap_lines  # noqa: PLC0415 -- idem

    warn(profile, candidate.warnings)
    head, *lines = gap_lines(costed, board, index.taxonomy, candidate.name, bar)
    remarks = choice_remarks(choice, kept_unknown=filters.keep_unknown)
    write("\n".join([head, *remarks, *lines]), output)
