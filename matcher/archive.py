"""Zip files of strangers: what they say they hold is checked before anything is unpacked."""

import io
import zipfile
import zlib
from collections.abc import Iterable

from crawler.errors import WrongUse

_MOST_BYTES = 100_000_000
_MOST_FILES = 5_000
START = b"PK\x03\x04"
DAMAGED = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, LookupError, NotImplementedError,
)  # fmt: skip
"""What reading a damaged zip file raises."""


def names_in(data: bytes) -> frozenset[str]:
    """Return the names of the files in a zip file; none where it is no readable one."""
    if not data.startswith(START):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except DAMAGED:
        return frozenset()


def check_sizes(data: bytes, names: Iterable[str] | None = None, most: int = _MOST_BYTES) -> None:
    """Refuse a zip file of which some files, or all, unpack to more than `most` bytes.

    Python's zipfile never unpacks more of a file than its entry states, so the stated sizes do.

    Raises:
        WrongUse: it unpacks to too much.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = archive.infolist() if names is None else [archive.getinfo(n) for n in names]
        total = sum(entry.file_size for entry in entries)
    if total > most or len(entries) > _MOST_FILES:
        raise WrongUse(
            f"unpacks to {total / 1e6:,.0f} MB in {len(entries)} files; no résumé is that large"
        )


def read_files(data: bytes, names: Iterable[str]) -> dict[str, bytes]:
    """Return the content of some files.

    Raises:
        WrongUse: they are encrypted or damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name) for name in names}
    except DAMAGED as error:
        raise WrongUse(f"a damaged zip file ({error}); download it again") from error
    except RuntimeError as error:
        raise WrongUse("locked with a password; unpack it and pack it again without one") from error
