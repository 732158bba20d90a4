"""`crawler`: collect postings to landing, and read saved responses."""

import json
from pathlib import Path

import click

from crawler.command import home_option, json_option, progress, run
from crawler.errors import DONE, FAILED, NEEDS_ATTENTION, Failed, WrongUse
from crawler.home import Home


@click.group(name="crawler")
def crawler() -> None:
    """Collect public job postings, politely, and land them as they came."""


@crawler.command("run")
@click.argument("names", nargs=-1)
@home_option
@json_option
@click.option("--run-id", default="", help="Name of the run's landing folder. Default: its start.")
@click.option("--full", is_flag=True, help="Ask for everything anew, not only for what changed.")
@click.option(
    "-s", "--set", "pairs", metavar="NAME=VALUE", multiple=True, help="A setting of Scrapy's."
)
def run_sources(
    names: tuple[str, ...],
    home: Home,
    as_json: bool,
    run_id: str,
    full: bool,
    pairs: tuple[str, ...],
) -> int:
    """Crawl the sources NAMES (default: all of sources.toml) to landing files.

    Prints a line for each source and writes a report to runs/. Exit code 3 if some need attention, 1 if none could be read.

    Example: crawler run alder-creek --home data
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from crawler.runner import crawl_sources  # noqa: PLC0415 -- loads Scrapy

    settings = dict(pair.split("=", 1) for pair in pairs if "=" in pair)
    if len(settings) < len(pairs):
        raise WrongUse(
            f"a setting without value in {' '.join(pairs)}; write -s DOWNLOAD_TIMEOUT=30"
        )
    with run_lock(home.path, "crawl"):
        report = crawl_sources(home, names, run_id=run_id, full=full, chosen_settings=settings)
    if as_json:
        click.echo(json.dumps(report.to_json(), indent=2))
    else:
        for line in report.lines():
            click.echo(line)
        click.echo(f"report: {home.runs / f'{report.run}.txt'}")
    if not report.sources and not report.faults:
        click.echo(f"crawler: no sources in {home.sources}; add one and run again", err=True)
    return report.exit_code


@crawler.command()
@click.argument("names", nargs=-1)
@home_option
@json_option
def check(names: tuple[str, ...], home: Home, as_json: bool) -> int:
    """Look at the sources NAMES (default: all): can each be read, and how well?

    Reads a few pages of each and lands nothing. A source whose postings it has read in full is
    marked `verified = true` in sources.toml. Exit code 3 if some are not well, 1 if none is.

    Example: crawler check alder-creek
    """
    from crawler.check import check_sources  # noqa: PLC0415 -- loads Scrapy
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast

    with run_lock(home.path, "crawl"):
        result = check_sources(home, names)
    if as_json:
        click.echo(json.dumps(result.to_json(), indent=2))
    else:
        click.echo("\n".join(result.lines()))
    return result.exit_code


@crawler.command("report")
@click.argument("run_id", metavar="[RUN]", default="")
@home_option
@json_option
@click.option("--mail", is_flag=True, help="Print a subject and a short message, for a mail.")
def show_report(run_id: str, home: Home, as_json: bool, mail: bool) -> int:
    """Print the report of a RUN, of the newest by default; the exit code is that of the run.

    Example: crawler report --mail | sendmail ops@example.org
    """
    from crawler.report import report_file  # noqa: PLC0415 -- help starts fast

    path = report_file(home, run_id)
    text = path.read_text("utf-8")
    report = json.loads(text)
    if as_json:
        click.echo(text)
    elif mail:
        click.echo(f"Subject: {report['subject']}\n\n{report['message']}", nl=False)
    else:
        click.echo(path.with_suffix(".txt").read_text("utf-8"), nl=False)
    return int(report["exit_code"])


@crawler.command()
@click.argument("url")
@home_option
@json_option
@click.option("--name", default="", help="Name of the source. Default: made from the employer.")
@click.option("--employer", default="", help="The employer, where its board does not name it.")
@click.option(
    "--delay", type=click.FloatRange(min=0), help="Seconds between requests, kept in the line."
)
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
def add(
    url: str,
    home: Home,
    as_json: bool,
    name: str,
    employer: str,
    delay: float | None,
    dry_run: bool,
) -> int:
    """Find the job board of URL, try it, and add it to sources.toml.

    URL is a careers page, a posting, or the board itself. Exit code 3: added, but it needs attention
    (no posting read in full). 1: nothing found or forbidden; nothing is written. 2: it is there already.

    Example: crawler add https://clinic.example/careers --dry-run
    """
    from crawler.adding.add import add_source  # noqa: PLC0415 -- help starts fast

    with progress("asking") as step:
        added = add_source(
            home, url, name=name, employer=employer, delay=delay, dry_run=dry_run, on_asked=step
        )
    click.echo(json.dumps(added.to_json(), indent=2) if as_json else "\n".join(added.lines()))
    return DONE if added.trial.works else NEEDS_ATTENTION


@crawler.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="The address the response came from.")
@click.option("--platform", "platform_name", help="The job system. Default: found from the url.")
@click.option("--source", default="", help="Source name in the output. Default: the url's host.")
def parse(file: Path, url: str, platform_name: str | None, source: str) -> int:
    """Print the raw postings in a saved response FILE as JSON lines, offline.

    Example: crawler parse jobs.json --url https://boards-api.greenhouse.io/v1/boards/acme/jobs
    """
    from crawler.platforms import load_platforms  # noqa: PLC0415 -- help starts fast
    from crawler.platforms.base import host_of  # noqa: PLC0415 -- idem
    from crawler.privacy import without_personal_data  # noqa: PLC0415 -- idem
    from crawler.saved import read_saved  # noqa: PLC0415 -- idem

    platforms = load_platforms()
    if platform_name and platform_name not in platforms:
        raise WrongUse(f"unknown platform {platform_name!r}; choose from {', '.join(platforms)}")
    if not host_of(url):
        raise WrongUse(f"bad url {url!r}; give it as https://host/path")
    platform = platforms[platform_name] if platform_name else None
    postings = listed = problems = 0
    for found in read_saved(file, url, platform, source or host_of(url)):
        for posting in found.postings:
            line = without_personal_data(posting).to_json()
            click.echo(json.dumps(line, ensure_ascii=False, default=str))
        for problem in found.problems:
            click.echo(f"crawler: {problem.url}: {problem.reason}", err=True)
        postings += len(found.postings)
        listed += len(found.listed)
        problems += len(found.problems)
    if listed:
        click.echo(f"crawler: a list of {listed} job pages, without postings", err=True)
    if not postings and not listed:
        if not problems:
            read_as = platform.name if platform else "what its url says"
            raise Failed(f"{file}: no posting found as {read_as}; is it another --platform?")
        return FAILED
    return DONE


def main() -> None:
    """Run the command line."""
    run(crawler)
