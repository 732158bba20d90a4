"""`matcher profile`: check a profile, make one."""

import json
from pathlib import Path

import click

from crawler.command import json_option
from matcher.options import today, write_profile


@click.group("profile")
def command() -> None:
    """Make a profile, or check one."""


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


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the profile to this file; - prints it, and the account on stderr.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
def import_(file: Path, output: Path | None, force: bool) -> None:
    """Make a profile of FILE: a PDF, Word, HTML or text résumé, or LinkedIn's export of your data.

    Prints what was understood and what was not, for you to correct. Nothing is sent anywhere; name
    and contact are written to the file you name and nowhere else.

    Example: matcher profile import resume.pdf --output profile.json
    """
    from matcher.importing import import_file  # noqa: PLC0415 -- help starts fast
    from matcher.show_import import account_lines  # noqa: PLC0415 -- idem
    from matcher.understood import reader  # noqa: PLC0415 -- idem

    packaged = reader()
    imported = import_file(file, packaged, today())
    written = write_profile(imported.draft.resume, output, force=force)
    for line in account_lines(imported, packaged, written):
        click.echo(line, err=written == "-")
    if output is None:
        click.echo("add --output profile.json to keep it")
