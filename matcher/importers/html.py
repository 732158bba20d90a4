"""HTML pages, as résumé sites and word processors save them."""

import re
from datetime import date

from matcher.importers.base import Importer
from matcher.importers.text import decoded
from matcher.profile import Reader
from matcher.resume_text.lines import numbered
from matcher.resume_text.read import Draft, draft_of
from pipeline.text import to_document

_STARTS = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_LOOKED_AT = 4096


def _recognises(data: bytes) -> bool:
    return _STARTS.search(data[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf")) is not None


def _read(data: bytes, reader: Reader, today: date) -> Draft:
    document = to_document(decoded(data), "html")
    lines = numbered(
        [
            (document.text[block.start : block.end], block.kind == "heading", block.kind == "item")
            for block in document.blocks
        ]
    )
    return draft_of(lines, reader, today)


IMPORTER = Importer("HTML page", _recognises, _read)
