"""`matcher`: rank postings for a profile, and explain every point."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import click

from crawler.command import home_option, json_option, progress, run
from crawler.errors import DONE, WrongUse
from crawler.home import Home

_FILTERS = (
    click.option("--state", "states", multiple=True, metavar="XX", help="Only postings in this state; may be given again."),
    click.option("--min-pay", type=float, metavar="DOLLARS", help="Only postings that state at least this pay a year."),
    click.option("--workplace", "workplaces", multiple=True, type=click.Choice(["on_site", "hybrid", "remote"]), help="Only postings that state this workplace."),
    click.option("--all-occupations", is_flag=True, help="Also postings of other occupations."),
)  # fmt: skip


@click.group(name="matcher")
def matcher() -> None:
    """Tell a person which medical office manager jobs fit, why, and what is missing."""


@matcher.command()
@home_option
def index(home: Home) -> None:
    """Build the index anew from the published warehouse.

    Example: matcher index --home data
    """
    from matcher.fresh import build  # noqa: PLC0415 -- help starts fast

    built = build(home)
    click.echo(f"index of {built.manifest.postings} postings: {home.index / built.version}")


def _with_filters(function: click.decorators.FC) -> click.decorators.FC:
    for option in reversed(_FILTERS):
        function = option(function)
    return function


@matcher.command()
@click.argument("profile", type=click.Path(path_type=Path))
@home_option
@click.option(
    "--top", type=click.IntRange(1), default=10, show_default=True, help="How many postings."
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
@_with_filters
def score(
    profile: Path,
    home: Home,
    top: int,
    form: str,
    output: Path | None,
    states: tuple[str, ...],
    min_pay: float | None,
    workplaces: tuple[str, ...],
    all_occupations: bool,
) -> None:
    """Rank the open postings for PROFILE, a JSON Resume file. It never leaves this machine.

    Example: matcher score profile.json --top 5 --state TX
    """
    from matcher.index import Filters  # noqa: PLC0415 -- help starts fast
    from matcher.rank import rank  # noqa: PLC0415 -- idem

    _, found, candidate = _open(profile, home)
    filters = Filters(_checked_states(states), min_pay, workplaces, all_occupations)
    results = rank(found, candidate, filters, top)
    if form == "json":
        answer = {
            "profile": str(profile),
            "index_version": found.version,
            "results": [result.to_json() for result in results],
        }
        _write(json.dumps(answer, ensure_ascii=False, indent=2), output)
        return
    from matcher.show import ranking  # noqa: PLC0415 -- idem

    _warn(profile, candidate.warnings)
    considered = f"{int(found.chosen(filters).sum())} postings"
    _write("\n".join(ranking(results, found.taxonomy, candidate.name, considered)), output)


@matcher.command()
@click.argument("profile", type=click.Path(path_type=Path))
@click.argument("posting_id")
@home_option
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def explain(profile: Path, posting_id: str, home: Home, form: str) -> None:
    """Explain every part of the score of POSTING_ID for PROFILE, requirement by requirement.

    Example: matcher explain profile.json alder-creek:4210001
    """
    from matcher.rank import explain as explain_one  # noqa: PLC0415 -- help starts fast

    _, found, candidate = _open(profile, home)
    result = explain_one(found, candidate, posting_id)
    if form == "json":
        click.echo(json.dumps(result.to_json(), ensure_ascii=False, indent=2))
        return
    from matcher.show import explanation  # noqa: PLC0415 -- idem

    click.echo("\n".join(explanation(result, found.taxonomy)))


@matcher.command()
@click.argument("profile", type=click.Path(path_type=Path))
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
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
@_with_filters
def gaps(
    profile: Path,
    home: Home,
    bar: float | None,
    top: int | None,
    form: str,
    output: Path | None,
    states: tuple[str, ...],
    min_pay: float | None,
    workplaces: tuple[str, ...],
    all_occupations: bool,
) -> None:
    """Show what PROFILE lacks: the postings each missing thing would open, and what it takes.

    Every posting that asks for a missing thing is scored again as if the profile showed it.
    Opened is what rises from below the bar to it. With --top, and in a table, the years of one kind
    of experience stand together, without what costs more and opens no more.

    Example: matcher gaps profile.json --bar 50 --state TX
    """
    from matcher.costs import cost_of  # noqa: PLC0415 -- help starts fast
    from matcher.gaps import BAR, Gaps  # noqa: PLC0415 -- idem
    from matcher.index import Filters  # noqa: PLC0415 -- idem
    from pipeline.source_documents import load_eligibility  # noqa: PLC0415 -- idem

    _, found, candidate = _open(profile, home)
    filters = Filters(_checked_states(states), min_pay, workplaces, all_occupations)
    bar, today = bar or BAR, _today()
    board = Gaps(found, candidate, filters, bar, today)
    if top is None and form == "table":
        top = 10
    with progress("adding each missing thing", len(board.missing)) as advance:
        items = board.find(top, advance)
    rules = load_eligibility()
    costed = [(gap, cost_of(gap, candidate, found.taxonomy, rules, today)) for gap in items]
    if form == "json":
        answer = {
            "profile": str(profile),
            "index_version": found.version,
            "bar": bar,
            "postings": board.considered,
            "postings_reached": board.reached,
            "items": [gap.to_json(cost.to_json()) for gap, cost in costed],
        }
        _write(json.dumps(answer, ensure_ascii=False, indent=2), output)
        return
    from matcher.show_gaps import gap_lines  # noqa: PLC0415 -- idem

    _warn(profile, candidate.warnings)
    _write("\n".join(gap_lines(costed, board, found.taxonomy, candidate.name, bar)), output)


@matcher.command()
@click.argument("profile", type=click.Path(path_type=Path))
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
@click.option("--output", type=click.Path(path_type=Path), help="Write to this file.")
def eligibility(profile: Path, form: str, output: Path | None) -> None:
    """Show which credentials PROFILE may sit for, by each source's own rule, side by side.

    Sources that differ are not merged. What the profile does not state is not known: neither the
    credits behind a degree (state them under meta.matcher.credits) nor letters.

    Example: matcher eligibility examples/profile.json
    """
    from matcher.eligibility import eligibility as judge  # noqa: PLC0415 -- help starts fast
    from matcher.profile import read_profile  # noqa: PLC0415 -- idem
    from matcher.resume import read_resume  # noqa: PLC0415 -- idem
    from matcher.understood import reader  # noqa: PLC0415 -- idem
    from pipeline.source_documents import (  # noqa: PLC0415 -- idem
        load_contradictions,
        load_eligibility,
    )

    resume, packaged = read_resume(profile), reader()
    candidate = read_profile(resume, packaged, _today())
    credentials = judge(
        candidate, packaged.taxonomy, load_eligibility(), load_contradictions(), _today()
    )
    if form == "json":
        answer = {
            "profile": str(profile),
            "credentials": [credential.to_json() for credential in credentials],
        }
        _write(json.dumps(answer, ensure_ascii=False, indent=2), output)
        return
    from matcher.show_eligibility import eligibility_lines  # noqa: PLC0415 -- idem

    _warn(profile, candidate.warnings)
    _write("\n".join(eligibility_lines(credentials, packaged.taxonomy, candidate.name)), output)


@matcher.command()
@home_option
@json_option
@click.option(
    "--full", is_flag=True, help="Ask sources for everything anew, not only for what changed."
)
def refresh(home: Home, as_json: bool, full: bool) -> int:
    """Crawl, read, load, publish and index: the line to schedule every night.

    Safe to kill and run again. Leaves a report in runs/. Exit code 3 if some sources need
    attention, 1 if none could be read.

    Example: matcher refresh --home /srv/jobs
    """
    from matcher.refresh import refresh as run_stages  # noqa: PLC0415 -- help starts fast

    report = run_stages(home, full=full, say=lambda line: click.echo(line, err=as_json))
    if as_json:
        click.echo(json.dumps(report.to_json(), indent=2))
    return report.exit_code


@matcher.group("profile")
def profile_group() -> None:
    """Check a profile."""


@profile_group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def profile_check(file: Path, as_json: bool) -> int:
    """Check FILE, a JSON Resume, and show what is understood of it.

    Example: matcher profile check examples/profile.json
    """
    from matcher.understood import reader, understood  # noqa: PLC0415 -- help starts fast

    shown = understood(file, reader())
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return DONE
    for heading, lines in shown.items():
        if lines:
            click.secho(heading, bold=True)
            for line in lines:
                click.echo(f"  {line}")
    return DONE


def _open(path: Path, home: Home):  # type: ignore[no-untyped-def] # noqa: ANN202 -- types would load the index's modules at start
    from matcher.fresh import ready_index  # noqa: PLC0415 -- help starts fast
    from matcher.profile import read_profile  # noqa: PLC0415 -- idem
    from matcher.resume import read_resume  # noqa: PLC0415 -- idem

    resume = read_resume(path)
    found = ready_index(home, lambda line: click.echo(f"matcher: {line}", err=True))
    return resume, found, read_profile(resume, found.reader, _today())


def _today() -> date:
    return datetime.now(UTC).date()


def _warn(profile: Path, warnings: tuple[str, ...]) -> None:
    for warning in warnings:
        click.echo(f"matcher: {profile}: {warning}", err=True)


def _checked_states(states: tuple[str, ...]) -> tuple[str, ...]:
    from pipeline.states import state_code  # noqa: PLC0415 -- help starts fast

    codes = []
    for state in states:
        code = state_code(state)
        if code is None:
            raise WrongUse(f"--state {state!r} is no US state; give it as TX or Texas")
        codes.append(code)
    return tuple(codes)


def _write(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(click.unstyle(text) + "\n", "utf-8")
    except OSError as error:
        raise WrongUse(f"cannot write {output}: {error.strerror}") from error


def main() -> None:
    """Run the command line."""
    run(matcher)
