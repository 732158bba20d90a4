"""Plain text."""

from datetime import date

from crawler.errors import WrongUse
from matcher.importers.base import Importer
from matcher.profile import Reader
from matcher.resume_text.lines import lines_of
from matcher.resume_text.read import Draft, draft_of

_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


def decoded(data: bytes) -> str:
    """Return the text of bytes: by their mark, as UTF-8, else as Windows writes it.

    Raises:
        WrongUse: it is no text.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise WrongUse("not a known format; give a PDF, DOCX, HTML or text file")
    return text


def _read(data: bytes, reader: Reader, today: date) -> Draft:
    return draft_of(lines_of(decoded(data)), reader, today)


IMPORTER = Importer("text", lambda _data: True, _read, fallback=True)
