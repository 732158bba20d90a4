"""`matcher`: rank postings for a profile, and explain every point."""

import gc
import os

import click

from crawler.command import Commands, run

_OBJECTS = 200_000
"""New objects between two collections; Python's own 700 are for programs that start small."""


@click.group(name="matcher", cls=Commands, package="matcher.commands")
def matcher() -> None:
    """Tell a person which medical office manager jobs fit, why, and what is missing."""


def main() -> None:
    """Run the command line."""
    # Collecting garbage that is not there while modules and taxonomy load costs 25 ms of 300.
    gc.set_threshold(_OBJECTS)
    # numpy would start a thread a core for linear algebra that no command does.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    run(matcher)
