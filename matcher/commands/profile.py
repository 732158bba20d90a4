"""`matcher profile`: check a profile, make one."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.command import json_option
from crawler.errors import WrongUse
from matcher.options import today, write_profile

if TYPE_CHECKING:  # they load the taxonomy, and help starts fast
    from matcher.profile import Reader
    from matcher.resume_text.read import Draft


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


_output = click.option(
    "--output",
    type=click.Path(path_type=Path, allow_dash=True),
    help="Write the profile to this file; - prints it, and the account on stderr.",
)
_force = click.option("--force", is_flag=True, help="Write over a file that is there.")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@_output
@_force
def import_(file: Path, output: Path | None, force: bool) -> None:
    """Make a profile of FILE: a PDF, Word, HTML or text résumé, or LinkedIn's export of your data.

    Prints what was understood and what was not, for you to correct. Nothing is sent anywhere; name
    and contact are written to the file you name and nowhere else.

    Example: matcher profile import resume.pdf --output profile.json
    """
    from matcher.importing import import_file  # noqa: PLC0415 -- help starts fast
    from matcher.understood import reader  # noqa: PLC0415 -- idem

    packaged = reader()
    form, draft = import_file(file, packaged, today())
    _keep(form, draft, packaged, output, force=force)


@command.command("new")
@_output
@_force
def new(output: Path | None, force: bool) -> None:
    """Make a profile by answering a few questions; any may be left empty.

    Answers may be piped in, a line each.

    Example: matcher profile new --output profile.json
    """
    from matcher.interview import interview  # noqa: PLC0415 -- help starts fast
    from matcher.understood import reader  # noqa: PLC0415 -- idem

    packaged = reader()
    _keep("your answers", interview(_ask, packaged, today()), packaged, output, force=force)


def _keep(
    form: str, draft: "Draft", packaged: "Reader", output: Path | None, *, force: bool
) -> None:
    from matcher.show_import import account_lines  # noqa: PLC0415 -- help starts fast

    written = write_profile(draft.resume, output, force=force)
    for line in account_lines(form, draft, packaged, written):
        click.echo(line, err=written == "-")
    if output is None:
        click.echo("add --output profile.json to keep it")


def _ask(question: str, check: Callable[[str], str] = str) -> str:
    """Ask on stderr, so that stdout may be a file; the end of piped answers is an empty one."""
    piped = not sys.stdin.isatty()
    while True:
        try:
            answer = str(click.prompt(question, default="", show_default=False, err=True))
        except click.Abort:
            if not piped:
                raise
            return ""
        try:
            return check(answer.strip())
        except WrongUse as error:
            if piped:
                raise
            click.echo(f"  {error}", err=True)
