"""PDF files with text; a picture of a page has none."""

import io
import logging
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from crawler.errors import WrongUse
from matcher.importers.base import Importer
from matcher.profile import Reader
from matcher.resume_text.lines import lines_of
from matcher.resume_text.read import LONGEST, TOO_LONG, Draft, draft_of

if TYPE_CHECKING:
    from pypdf import PdfReader

_MOST_PAGES = 40
_MOST_MARKS = 200_000
"""Operators and operands of a page: a page of words has some thousands, a drawing more."""
_LOOKED_AT = 1024
_FEW_LETTERS = 40
"""Of a whole document: a scan with a typed page number has some."""


def _recognises(data: bytes) -> bool:
    return b"%PDF-" in data[:_LOOKED_AT]


def _read(data: bytes, reader: Reader, today: date) -> Draft:
    text = _text(data)
    if sum(map(str.isalpha, text)) < _FEW_LETTERS:
        raise WrongUse(
            "a picture of a page (scanned) without text; "
            "save it as PDF from the word processor, or give its text"
        )
    return draft_of(lines_of(text), reader, today)


def _text(data: bytes) -> str:
    # Loaded only here: no other command reads PDF files.
    from pypdf import PdfReader, apply_configuration  # noqa: PLC0415
    from pypdf.errors import LimitReachedError, PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks tell a person nothing
    try:
        with apply_configuration(stream_parsing_work_maximum_count=_MOST_MARKS):
            document = PdfReader(io.BytesIO(data))
            _check(document)
            return "\n\n".join(_pages(document))
    except LimitReachedError as error:
        raise WrongUse(f"more in this PDF than a résumé holds ({error}); give its text") from error
    except (
        PyPdfError,
        LookupError,
        ValueError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RuntimeError,
        OSError,
    ) as error:
        # What a broken file raises in a parser is not ours to foresee.
        said = " ".join(str(error).split())[:80] or type(error).__name__
        raise WrongUse(f"a damaged PDF ({said}); save it anew or give its text") from error


def _pages(document: "PdfReader") -> Iterator[str]:
    left = LONGEST
    for page in document.pages:
        text = page.extract_text()
        left -= len(text)
        if left < 0:
            raise WrongUse(TOO_LONG)
        yield text


def _check(document: "PdfReader") -> None:
    if document.is_encrypted and not document.decrypt(""):
        raise WrongUse("locked with a password; save a copy without one")
    if len(document.pages) > _MOST_PAGES:
        raise WrongUse(f"{len(document.pages)} pages long; a résumé has at most {_MOST_PAGES}")


IMPORTER = Importer("PDF", _recognises, _read)
