"""`crawler`: collect postings to landing, and read saved responses."""

import json
import sys
from pathlib import Path

import click

from crawler.command import home_option, json_option, run
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
def run_sources(names: tuple[str, ...], home: Home, as_json: bool, run_id: str, full: bool) -> int:
    """Crawl the sources NAMES (default: all of sources.toml) to landing files.

    Prints a line for each source. Exit code 3 if some need attention, 1 if none could be read.

    Example: crawler run alder-creek --home data
    """
    from crawler.lock import run_lock  # noqa: PLC0415 -- help starts fast
    from crawler.runner import crawl_sources  # noqa: PLC0415 -- loads Scrapy

    with run_lock(home.path, "crawl"):
        result = crawl_sources(home, names, run_id=run_id, full=full)
    if as_json:
        click.echo(json.dumps(result.to_json(), indent=2))
    else:
        for line in result.lines():
            click.echo(line)
    if not result.runs and not result.faults:
        click.echo(f"crawler: no sources in {home.sources}; add one and run again", err=True)
        return DONE
    if not result.answered:
        return FAILED
    return NEEDS_ATTENTION if result.needs_attention else DONE


@crawler.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", required=True, help="The address the response came from.")
@click.option("--platform", "platform_name", help="The job system. Default: found from the url.")
@click.option("--source", default="", help="Source name in the output. Default: the url's host.")
def parse(file: Path, url: str, platform_name: str | None, source: str) -> int:
    """Print the raw postings in a saved response FILE as JSON lines, offline.

    Example: crawler parse jobs.json --url https://boards-api.greenhouse.io/v1/boards/acme/jobs
    """
    from datetime import UTC, datetime  # noqa: PLC0415 -- help starts fast

    from crawler.platforms import Page, find_platform, load_platforms  # noqa: PLC0415 -- idem
    from crawler.platforms.base import host_of  # noqa: PLC0415 -- idem
    from crawler.privacy import without_personal_data  # noqa: PLC0415 -- idem

    platforms = load_platforms()
    if platform_name and platform_name not in platforms:
        raise WrongUse(f"unknown platform {platform_name!r}; choose from {', '.join(platforms)}")
    if not host_of(url):
        raise WrongUse(f"bad url {url!r}; give it as https://host/path")
    try:
        body = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        fetched_at = datetime.fromtimestamp(
            file.stat().st_mtime if str(file) != "-" else datetime.now(UTC).timestamp(), UTC
        )
    except OSError as error:
        raise WrongUse(f"cannot read {file}: {error.strerror}") from error
    platform = platforms[platform_name] if platform_name else find_platform(url)
    page = Page(url=url, body=body, fetched_at=fetched_at)
    parsed = platform.parse(source or host_of(url), page)
    for posting in parsed.postings:
        line = without_personal_data(posting).to_json()
        click.echo(json.dumps(line, ensure_ascii=False, default=str))
    for problem in parsed.problems:
        click.echo(f"crawler: {problem.url}: {problem.reason}", err=True)
    if parsed.listed:
        click.echo(f"crawler: a list of {len(parsed.listed)} job pages, without postings", err=True)
    if not parsed.postings and not parsed.listed:
        if not parsed.problems:
            raise Failed(f"{file}: no posting found as {platform.name}; is it another --platform?")
        return FAILED
    return DONE


def main() -> None:
    """Run the command line."""
    run(crawler)
