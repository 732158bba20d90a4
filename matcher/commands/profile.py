"""`matcher profile`: check a profile, make one."""

import json
from pathlib import Path

import click

from crawler.command import json_option


@click.group("profile")
def command() -> None:
    """Check a profile."""


@command.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def check(file: Path, as_json: bool) -> None:
    """Check FILE, a JSON Resume, and show what is understood of it.

    Example: matcher profile check examples/profile.json
    """
    from matcher.understood import reader, understood  # noqa: PLC0415 -- help starts fast

    shown = understood(file, reader())
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=2))
        return
    for heading, lines in shown.items():
        if lines:
            click.secho(heading, bold=True)
            for line in lines:
                click.echo(f"  {line}")
