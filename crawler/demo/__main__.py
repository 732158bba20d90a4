"""`python -m crawler.demo`: serve the demo boards, or run the whole product on them."""

import shlex
import subprocess
import sys
import threading
from pathlib import Path

import click

from crawler.command import run
from crawler.demo.server import DemoBoards, serve_demo, usual_ports
from crawler.errors import DONE, NEEDS_ATTENTION, Failed
from crawler.home import Home

_PROFILE = Path("examples/profile.json")
_STEPS = (
    ("Crawl the boards", "crawler", ("run",)),
    ("Read requirements, load and publish the warehouse", "warehouse", ("load",)),
    ("Build the index", "matcher", ("index",)),
    ("What employers ask for", "warehouse", ("report", "credentials")),
    (f"Rank the postings for {_PROFILE}", "matcher", ("score", str(_PROFILE), "--top", "5")),
)
_FINE = (DONE, NEEDS_ATTENTION)
"""One source that needs attention must not hide what the others gave."""
_FIRST_PORT = 18_650


@click.group(name="demo", invoke_without_command=True)
@click.option(
    "--write-sources",
    metavar="FILE",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the source list here instead of printing it.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_000),
    default=0,
    help="First of the ports to serve at, one for each origin. Default: the system chooses.",
)
@click.pass_context
def demo(context: click.Context, write_sources: Path | None, port: int) -> int | None:
    """Serve the demo boards on loopback until Ctrl-C.

    Prints their origins and a source list that `crawler run` takes.

    Example: python -m crawler.demo --write-sources data/demo/sources.toml
    """
    if context.invoked_subcommand:
        return None
    with serve_demo(first_port=port) as boards:
        _show(boards)
        if write_sources:
            _write(write_sources, boards.sources_toml())
            click.echo(f"source list: {write_sources}")
        else:
            click.echo(f"\n{boards.sources_toml()}")
        try:
            # Inside, since a Ctrl-C may answer this very line.
            click.echo("serving on 127.0.0.1; stop with Ctrl-C")
            sys.stdout.flush()
            threading.Event().wait()
        except KeyboardInterrupt:
            click.echo(f"\nstopped after {len(boards.served)} requests")
    return DONE


def _show(boards: DemoBoards) -> None:
    origins = {"greenhouse": boards.greenhouse, "workday": boards.workday} | boards.sites
    width = max(len(name) for name in origins)
    for name, origin in origins.items():
        click.echo(f"{name:<{width}}  {origin}")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    except OSError as error:
        raise Failed(f"cannot write {path}: {error.strerror}") from error


@demo.command("run")
@click.option(
    "--home",
    metavar="DIR",
    type=click.Path(path_type=Path),
    default=Path("data/demo"),
    show_default=True,
    help="Folder that holds all state of the demo.",
)
def run_demo(home: Path) -> int:
    """Crawl, read, load, publish, index and rank, each step as its own command.

    Example: python -m crawler.demo run --home data/demo
    """
    place = Home.choose(home)
    if not _PROFILE.exists():
        raise Failed(f"{_PROFILE} is not here; run the demo from the project's folder")
    with serve_demo(first_port=usual_ports(_FIRST_PORT)) as boards:
        _write(place.sources, boards.sources_toml())
        for number, (title, command, arguments) in enumerate(_STEPS, 1):
            _step(number, title, command, (*arguments, "--home", str(home)))
    _show_next(place)
    return DONE


def _step(number: int, title: str, command: str, arguments: tuple[str, ...]) -> None:
    shown = shlex.join((command, *arguments))
    click.secho(f"\n[{number}/{len(_STEPS)}] {title}", bold=True)
    click.secho(f"$ {shown}", dim=True)
    sys.stdout.flush()
    words = [sys.executable, "-m", command, *arguments]
    done = subprocess.run(words, check=False)  # noqa: S603 -- our own commands
    if done.returncode not in _FINE:
        raise Failed(f"`{shown}` ended with exit code {done.returncode}; its message is above")


def _show_next(place: Home) -> None:
    home = shlex.quote(str(place.path))
    tools = shlex.quote(str(Path(sys.executable).parent))
    rows = (
        (place.published, "the warehouse, with any DuckDB client, or:"),
        (f'{tools}/warehouse sql "from open_medical_office_managers" --home {home}', ""),
        (place.sources, "the employers that were crawled"),
        (f"{place.landing}/", "what they said, line by line"),
        (
            f"{tools}/matcher explain {_PROFILE} POSTING_ID --home {home}",
            "every point of one score, with the posting's words",
        ),
    )
    click.secho("\nWhat to open next:", bold=True)
    for thing, why in rows:
        click.echo(f"  {thing}" + (f"\n      {why}" if why else ""))


def main() -> None:
    """Run the command line."""
    run(demo)


if __name__ == "__main__":
    main()
