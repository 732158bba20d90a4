"""`matcher refresh`."""

import json

import click

from crawler.command import home_option, json_option
from crawler.home import Home


@click.command("refresh")
@home_option
@json_option
@click.option(
    "--full", is_flag=True, help="Ask sources for everything anew, not only for what changed."
)
def command(home: Home, as_json: bool, full: bool) -> int:
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
