"""What the matcher's commands share: options, opening an index and a profile, writing answers."""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawler.command import F
from crawler.errors import WrongUse
from crawler.home import Home

if TYPE_CHECKING:  # they load numpy, and help starts fast
    from matcher.index import Index
    from matcher.profile import Profile
    from matcher.resume import Resume


def form_option(*forms: str) -> Callable[[F], F]:
    """Add `--format`; the command receives `form`."""
    return click.option(
        "--format", "form", type=click.Choice(forms), default=forms[0], show_default=True
    )


output_option = click.option(
    "--output", type=click.Path(path_type=Path), help="Write to this file."
)
profile_argument = click.argument("profile", type=click.Path(path_type=Path))


def open_index(home: Home) -> "Index":
    """Return the index of a home, built anew where it is missing or old."""
    from matcher.fresh import ready_index  # noqa: PLC0415 -- help starts fast

    return ready_index(home, lambda line: click.echo(f"matcher: {line}", err=True))


def open_resume(path: Path) -> "Resume":
    """Return a checked profile."""
    from matcher.resume import read_resume  # noqa: PLC0415 -- help starts fast

    return read_resume(path)


def read(resume: "Resume", index: "Index") -> "Profile":
    """Return what a profile shows, read as the index reads profiles."""
    from matcher.profile import read_profile  # noqa: PLC0415 -- help starts fast

    return read_profile(resume, index.reader, today())


def today() -> date:
    """Return the day of this run."""
    return datetime.now(UTC).date()


def warn(profile: Path, warnings: Iterable[str]) -> None:
    """Say what of a profile was not understood."""
    for warning in warnings:
        click.echo(f"matcher: {profile}: {warning}", err=True)


def write_json(answer: object, output: Path | None) -> None:
    """Write plain values as JSON."""
    write(json.dumps(answer, ensure_ascii=False, indent=2), output)


def write(text: str, output: Path | None) -> None:
    """Write an answer to a file, or print it.

    Raises:
        WrongUse: the file cannot be written.
    """
    if output is None:
        click.echo(text)
        return
    try:
        output.write_text(click.unstyle(text) + "\n", "utf-8")
    except OSError as error:
        raise WrongUse(f"cannot write {output}: {error.strerror}") from error


def write_profile(resume: Mapping[str, Any], output: Path | None, *, force: bool) -> str | None:
    """Write a profile for its owner's eyes only, or print it for "-"; return where it went.

    Raises:
        WrongUse: the file is there already, or cannot be written.
    """
    if output is None:
        return None
    text = json.dumps(resume, ensure_ascii=False, indent=2)
    if str(output) == "-":
        click.echo(text)
        return "-"
    flags = os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if force else os.O_EXCL)
    try:
        with os.fdopen(os.open(output, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(text + "\n")
    except FileExistsError as error:
        raise WrongUse(f"{output} is there already; choose another name, or add --force") from error
    except OSError as error:
        raise WrongUse(f"cannot write {output}: {error.strerror}") from error
    return str(output)
