"""`pipeline`: read requirements out of postings, with the words that prove them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, TypeVar

import click

from crawler.command import run
from crawler.errors import DONE, FAILED, WrongUse
from pipeline.posting import Posting

F = TypeVar("F", bound=Callable[..., Any])
_STDIN = Path("-")
_COLOR = "Default: on a terminal, unless NO_COLOR is set."


@click.group(name="pipeline")
def pipeline() -> None:
    """Read what postings ask for: degrees, experience, credentials, languages, skills, pay."""


def _reads_postings(function: F) -> F:
    """Add FILES, --format and --title: what `_read_each` takes."""
    for option in (
        click.option("--title", help="Title of the posting. Default: JSON-LD, h1, title, first line."),
        click.option(
            "--format", "form", type=click.Choice(["auto", "html", "text", "warc", "landing"]),
            default="auto", show_default=True, help="What the input is.",
        ),
        click.argument("files", nargs=-1, type=click.Path(path_type=Path)),
    ):  # fmt: skip
        function = option(function)
    return function


@pipeline.command()
@_reads_postings
@click.option(
    "--json", "as_json", is_flag=True, help="Accepted for scripts: the output is JSON lines."
)
def extract(files: tuple[Path, ...], as_json: bool, form: str, title: str | None) -> int:  # noqa: ARG001 -- always JSON
    """Print a JSON object a line for each posting in FILES ('-' or none: standard input).

    Example: crawler parse jobs.json --url URL | pipeline extract - --json
    """

    def show(posting: Posting) -> None:
        sys.stdout.write(json.dumps(posting.to_json(), ensure_ascii=False) + "\n")

    return _read_each(files, form, title, show)


@pipeline.command()
@_reads_postings
@click.option("--color/--no-color", default=None, help=_COLOR)
def explain(files: tuple[Path, ...], form: str, title: str | None, color: bool | None) -> int:
    """Show what was found in each posting of FILES, and the words and rules that decided it.

    The text comes first, each finding in brackets with its number where it stands; below it a
    table with the rule of each.

    Example: pipeline explain examples/posting.html
    """
    import shutil  # noqa: PLC0415 -- help starts fast

    from pipeline.concepts import load_taxonomy  # noqa: PLC0415 -- idem
    from pipeline.explain import explanation  # noqa: PLC0415 -- idem
    from pipeline.terminal import wants_color  # noqa: PLC0415 -- idem

    width = shutil.get_terminal_size((100, 24)).columns

    def show(posting: Posting) -> None:
        told = explanation(posting.to_json(), load_taxonomy(), width)
        click.echo(told, color=wants_color(color))

    return _read_each(files, form, title, show)


def difference_options(function: F) -> F:
    """Add what shows differences: --format, --ignore and --color."""
    for option in (
        click.option("--color/--no-color", default=None, help=_COLOR),
        click.option(
            "--ignore", "ignored", multiple=True, metavar="NAME",
            help="A field, or a part of requirements such as rule or confidence, that may differ; may be given again.",
        ),
        click.option(
            "--format", "form", type=click.Choice(["text", "json"]), default="text",
            show_default=True, help="json: an object a line, the totals last.",
        ),
    ):  # fmt: skip
        function = option(function)
    return function


@pipeline.command()
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@difference_options
def diff(old: Path, new: Path, form: str, ignored: tuple[str, ...], color: bool | None) -> int:
    """Show what two readings of the same postings say differently: OLD against NEW.

    Each is a file ('-': standard input) of JSON lines: what `pipeline extract` printed, or
    landing lines, which are read now, with the rules as they are. Marks: - is only in OLD, +
    only in NEW, ~ differs.

    Exit code 0 if nothing differs, 3 if something does, 1 if a line cannot be read.

    Example: pipeline extract jobs.jsonl > before.jsonl, then, a rule edited, pipeline diff
    before.jsonl jobs.jsonl
    """
    from pipeline.diff import compare_readings, read_side  # noqa: PLC0415 -- help starts fast
    from pipeline.diff_output import show_differences  # noqa: PLC0415 -- idem
    from pipeline.terminal import wants_color  # noqa: PLC0415 -- idem

    if old == new == _STDIN:
        raise WrongUse("only one of OLD and NEW can be standard input; give a file for the other")
    with _open(old) as before, _open(new) as after:
        sides = read_side(before, _name(old)), read_side(after, _name(new))
        found = compare_readings(*sides, frozenset(ignored))
        return show_differences(found, form, wants_color(color))


def _read_each(
    files: tuple[Path, ...], form: str, title: str | None, show: Callable[[Posting], None]
) -> int:
    """Read the postings of files and show each; say what could not be read; return the exit code."""
    from datetime import UTC, datetime  # noqa: PLC0415 -- help starts fast

    from pipeline.extract import read_posting  # noqa: PLC0415 -- idem
    from pipeline.inputs import Unread, read_input  # noqa: PLC0415 -- idem

    faults = 0
    for path in files or (_STDIN,):
        with _open(path) as stream:
            for item in read_input(stream, _name(path), form, title, datetime.now(UTC)):  # type: ignore[arg-type] # click checked it
                if not isinstance(item, Unread):
                    show(read_posting(item))
                elif not item.harmless:
                    faults += 1
                    click.echo(f"pipeline: {item.where}: {item.reason}", err=True)
    return FAILED if faults else DONE


def _name(path: Path) -> str:
    return "stdin" if path == _STDIN else path.name


def _open(path: Path) -> IO[bytes]:
    try:
        return sys.stdin.buffer if path == _STDIN else path.open("rb")
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from error


def main() -> None:
    """Run the command line."""
    run(pipeline)
