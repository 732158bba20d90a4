"""`matcher`: rank postings for a profile, and explain every point."""

import click

from crawler.command import Commands, run


@click.group(name="matcher", cls=Commands, package="matcher.commands")
def matcher() -> None:
    """Tell a person which medical office manager jobs fit, why, and what is missing."""


def main() -> None:
    """Run the command line."""
    run(matcher)
