"""`python -m crawler.demo`: serve the demo boards, or run the whole product on them."""

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

import click

from crawler.command import run
from crawler.demo.server import serve_demo
from crawler.errors import Failed
from crawler.home import Home

_STEPS = (
    ("Crawl the boards", "crawler", ("run",)),
    ("Read requirements, load and publish the warehouse", "warehouse", ("load",)),
    ("Build the index", "matcher", ("index",)),
    ("What employers ask for", "warehouse", ("report", "credentials")),
    ("Rank the postings for examples/profile.json", "matcher", ("score", "examples/profile.json", "--top", "5")),
)  # fmt: skip
_FINE = (0, 3)
"""A demo board has a closed and a gone posting on purpose: "needs attention" is no failure."""
_FIRST_PORT = 18_650


@click.group(name="demo", invoke_without_command=True)
@click.option("--write-sources", type=click.Path(path_type=Path), help="Write the source list here.")
@click.pass_context
def demo(context: click.Context, write_sources: Path | None) -> None:
    """Serve the demo boards on loopback until Ctrl-C.

    Example: python -m crawler.demo --write-sources data/demo/sources.toml
    """
    if context.invoked_subcommand:
        return
    with serve_demo() as boards:
        if write_sources:
            write_sources.parent.mkdir(parents=True, exist_ok=True)
            write_sources.write_text(boards.sources_toml(), "utf-8")
            click.echo(f"source list: {write_sources}")
        else:
            click.echo(boards.sources_toml())
        click.echo("serving on 127.0.0.1; stop with Ctrl-C")
        threading.Event().wait()


@demo.command("run")
@click.option("--home", type=click.Path(path_type=Path), default=Path("data/demo"), show_default=True)
def run_demo(home: Path) -> None:
    """Crawl, read, load, publish, index and rank, each step as its own command.

    Example: python -m crawler.demo run --home data/demo
    """
    place = Home.choose(home)
    place.path.mkdir(parents=True, exist_ok=True)
    profile = Path("examples/profile.json")
    if not profile.exists():
        raise Failed(f"{profile} is not here; run the demo from the project's folder")
    with serve_demo(first_port=_free_ports()) as boards:
        place.sources.write_text(boards.sources_toml(), "utf-8")
        for number, (title, command, arguments) in enumerate(_STEPS, 1):
            _step(number, title, command, (*arguments, "--home", str(home)))
    click.echo(
        f"\nWhat to open next:\n"
        f"  {place.published}   the warehouse, with any DuckDB client, or:\n"
        f'      .venv/bin/warehouse sql "from open_medical_office_managers" --home {home}\n'
        f"  {place.sources}   the employers that were crawled\n"
        f"  {place.landing}/   what they said, line by line\n"
        f"  .venv/bin/matcher explain examples/profile.json POSTING_ID --home {home}\n"
        f"      every point of one score, with the posting's words"
    )


def _step(number: int, title: str, command: str, arguments: tuple[str, ...]) -> None:
    shown = shlex.join((command, *arguments))
    click.secho(f"\n[{number}/{len(_STEPS)}] {title}", bold=True)
    click.secho(f"$ {shown}", dim=True)
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "-m", command, *arguments], env=dict(os.environ), check=False)  # noqa: S603 -- our own commands
    if done.returncode not in _FINE:
        raise Failed(f"`{shown}` ended with exit code {done.returncode}; its message is above")


def _free_ports() -> int:
    """Return the first of the usual ports if they are free, else 0: let the system choose.

    The same addresses at every start let a second demo show what an unchanged board costs.
    """
    import socket  # noqa: PLC0415 -- only here

    from crawler.demo.boards import load_boards  # noqa: PLC0415 -- idem

    for port in range(_FIRST_PORT, _FIRST_PORT + len(load_boards()) + 2):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return 0
    return _FIRST_PORT


def main() -> None:
    """Run the command line."""
    run(demo)


if __name__ == "__main__":
    main()
