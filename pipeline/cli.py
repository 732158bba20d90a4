"""`pipeline`: read requirements out of postings, with the words that prove them."""

import json
import sys
from pathlib import Path

import click

from crawler.command import run
from crawler.errors import DONE, FAILED, WrongUse


@click.group(name="pipeline")
def pipeline() -> None:
    """Read what postings ask for: degrees, experience, credentials, languages, skills, pay."""


@pipeline.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--json", "as_json", is_flag=True, help="Accepted for scripts: the output is JSON lines."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["auto", "html", "text", "landing"]),
    default="auto",
    show_default=True,
    help="What the input is.",
)
@click.option("--title", help="Title of the posting. Default: JSON-LD, h1, title, first line.")
def extract(files: tuple[Path, ...], as_json: bool, form: str, title: str | None) -> int:  # noqa: ARG001 -- always JSON
    """Print a JSON object a line for each posting in FILES ('-' or none: standard input).

    Example: crawler parse jobs.json --url URL | pipeline extract - --json
    """
    from datetime import UTC, datetime  # noqa: PLC0415 -- help starts fast

    from pipeline.extract import read_posting  # noqa: PLC0415 -- idem
    from pipeline.inputs import Unread, read_input  # noqa: PLC0415 -- idem

    read = faults = 0
    for path in files or (Path("-"),):
        standard = str(path) == "-"
        try:
            stream = sys.stdin.buffer if standard else path.open("rb")
        except OSError as error:
            raise WrongUse(f"cannot read {path}: {error.strerror}") from error
        name = "stdin" if standard else path.name
        with stream:
            for item in read_input(stream, name, form, title, datetime.now(UTC)):  # type: ignore[arg-type] # click checked it
                if isinstance(item, Unread):
                    if not item.harmless:
                        faults += 1
                        click.echo(f"pipeline: {item.where}: {item.reason}", err=True)
                    continue
                read += 1
                sys.stdout.write(
                    json.dumps(read_posting(item).to_json(), ensure_ascii=False) + "\n"
                )
    return FAILED if faults else DONE


def main() -> None:
    """Run the command line."""
    run(pipeline)
