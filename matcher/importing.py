"""Make a profile of a résumé in any format that an importer reads. Nothing leaves the machine."""

import importlib
import pkgutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from crawler.errors import WrongUse
from matcher import importers
from matcher.importers.base import Importer
from matcher.profile import Reader
from matcher.resume_text.read import Draft

_MOST_BYTES = 20_000_000
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "an RTF file; save it as DOCX or PDF"),
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc); save it as DOCX or PDF"),
    (b"\x89PNG", "a picture; give the document it was made from"),
    (b"\xff\xd8\xff", "a picture; give the document it was made from"),
    (b"GIF8", "a picture; give the document it was made from"),
    (b"II*\0", "a picture; give the document it was made from"),
    (b"MM\0*", "a picture; give the document it was made from"),
    (b"PK\x03\x04", "a zip file, but neither a Word document nor LinkedIn's export of your data"),
    (b"PK\x05\x06", "an empty zip file"),
)
"""How files begin that people try, and what to do."""


class Imported(NamedTuple):
    """A profile made from a file."""

    form: str
    """The format it was read as."""
    draft: Draft


@cache
def load_importers() -> tuple[Importer, ...]:
    """Return the importers, plain text last."""
    names = [module.name for module in pkgutil.iter_modules(importers.__path__)]
    found = [
        importlib.import_module(f"{importers.__name__}.{name}").IMPORTER
        for name in names
        if name != "base"
    ]
    return tuple(sorted(found, key=lambda importer: (importer.fallback, importer.name)))


def import_file(path: Path, reader: Reader, today: date) -> Imported:
    """Return the profile that a file tells.

    Raises:
        WrongUse: it cannot be read, or nothing in it can be matched; with the way out.
    """
    try:
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise WrongUse(
                f"{path}: {size / 1e6:,.0f} MB large; a résumé is under {_MOST_BYTES / 1e6:,.0f} MB, "
                "so take out its pictures"
            )
        data = path.read_bytes()
    except OSError as error:
        raise WrongUse(f"cannot read {path}: {error.strerror}") from error
    if not data.strip():
        raise WrongUse(f"{path}: empty; give a PDF, DOCX, HTML or text file")
    importer = next(each for each in load_importers() if each.recognises(data))
    try:
        if importer.fallback:
            _refuse_others(data)
        return Imported(importer.name, importer.read(data, reader, today))
    except WrongUse as error:
        raise WrongUse(f"{path}: {error}") from error


def _refuse_others(data: bytes) -> None:
    for start, said in _OTHERS:
        if data.startswith(start):
            raise WrongUse(said)
    if data.lstrip().startswith(b"{"):
        raise WrongUse("JSON already; look at it with `matcher profile check`")
