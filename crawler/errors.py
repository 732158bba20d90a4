"""Errors a person can meet, one type for each reaction.

    ProductError
    ├── WrongUse         exit 2: change what you typed or the file you gave
    └── Failed           exit 1: the work could not be done
        └── Unreadable   one record could not be read: report it, go on with the others

Every message names the thing, the place and the way out, on one line.
"""


class ProductError(Exception):
    """Base of all errors that end in one clear line instead of a traceback."""

    exit_code = 1


class WrongUse(ProductError):  # noqa: N818 -- named for the reaction, as httpx and web-poet do
    """The person must change the command, an option or an input file."""

    exit_code = 2


class Failed(ProductError):  # noqa: N818 -- idem
    """The command is right but its work could not be done."""


class Unreadable(Failed):
    """One record, line or page could not be read; the others go on."""


DONE = 0
FAILED = 1
WRONG_USE = 2
NEEDS_ATTENTION = 3
"""Exit code of a command that finished although some sources need attention."""
