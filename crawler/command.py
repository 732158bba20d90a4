"""What the four command lines share: the home option, one-line errors, exit codes, progress."""

import importlib
import pkgutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from crawler.errors import FAILED, WRONG_USE, ProductError
from crawler.home import Home

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")


class Commands(click.Group):
    """A group whose commands are the modules of a package, each with a click command `command`.

    They are discovered: a new command is one new file, and only the one that runs is imported.
    """

    def __init__(self, *args: Any, package: str, **kwargs: Any) -> None:  # noqa: ANN401 -- click's
        super().__init__(*args, **kwargs)
        self._package = package

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        """Return the names of the commands, sorted."""
        folder = importlib.import_module(self._package)
        return sorted(module.name for module in pkgutil.iter_modules(folder.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing its module; None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{self._package}.{cmd_name}")
        command: click.Command = module.command
        return command


def home_option(function: F) -> F:
    """Add `--home DIR`; the command receives a `Home` named `home`."""
    return click.option(
        "--home",
        metavar="DIR",
        type=click.Path(path_type=Path),
        help="Folder that holds all state. Default: $MATCHER_HOME, else ./data.",
        callback=lambda _context, _option, value: Home.choose(value),
    )(function)


def json_option(function: F) -> F:
    """Add `--json` for scripts; the command receives `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for scripts.")(
        function
    )


def run(group: click.Group, arguments: list[str] | None = None) -> None:
    """Run a command line and exit with its code.

    A command returns its exit code, or None for 0. Errors are one line on stderr (what,
    where, what to do); `--debug` anywhere shows the traceback instead.
    """
    words = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in words
    words = [word for word in words if word != "--debug"]
    try:
        code = group.main(args=words, prog_name=group.name, standalone_mode=False)
    except click.exceptions.Exit as leaving:
        code = leaving.exit_code
    except click.exceptions.Abort:
        click.echo(f"{group.name}: stopped", err=True)
        code = 130
    except click.ClickException as wrong:
        wrong.show()
        code = WRONG_USE
    except ProductError as error:
        if debug:
            raise
        click.echo(f"{group.name}: {one_line(error)}", err=True)
        code = error.exit_code
    except BrokenPipeError:
        # The reader of our output went away (`| head`): nothing is left to say to it.
        sys.stderr.close()
        code = 0
    except Exception as error:  # the outermost frame: one line for people
        if debug:
            raise
        click.echo(
            f"{group.name}: unexpected {type(error).__name__}: {one_line(error)} "
            "(run again with --debug for the details)",
            err=True,
        )
        code = FAILED
    sys.exit(code or 0)


def one_line(error: BaseException) -> str:
    """Return the message of an error on one line."""
    return " ".join(str(error).split())


@contextmanager
def progress(label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show a bar on a terminal; yield a function that advances it by a number of steps."""
    if not sys.stderr.isatty():
        yield lambda _steps: None
        return
    from rich.console import Console  # noqa: PLC0415 -- loaded only where a person looks
    from rich.progress import Progress  # noqa: PLC0415 -- idem

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(label, total=total)
        yield lambda steps: bar.advance(task, steps)
