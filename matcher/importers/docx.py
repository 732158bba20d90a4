"""Word documents: paragraphs and tables, in the order they stand."""

import io
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from crawler.errors import WrongUse
from matcher.archive import DAMAGED, check_sizes, names_in
from matcher.importers.base import Importer
from matcher.profile import Reader
from matcher.resume_text.lines import numbered
from matcher.resume_text.read import Draft, draft_of

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document as WordDocument
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_PART = "word/document.xml"
_LONGEST_HEADING = 60


def _recognises(data: bytes) -> bool:
    return _PART in names_in(data)


def _read(data: bytes, reader: Reader, today: date) -> Draft:
    check_sizes(data)
    # Loaded only here: no other command reads Word documents.
    from docx import Document  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        document = Document(io.BytesIO(data))
        texts = [text for section in document.sections[:1] for text in _texts(section.header)] + [
            *_texts(document),
            *_boxed(document),
        ]
    except (*DAMAGED, OpcError, LxmlError, AttributeError, RuntimeError) as error:
        said = " ".join(str(error).split())[:80]
        raise WrongUse(f"a damaged Word document ({said}); save it anew") from error
    if not any(text.strip() for text, _, _ in texts):
        raise WrongUse("no text in it; text in pictures is not read")
    return draft_of(numbered(texts), reader, today)


def _texts(container: "BlockItemContainer | WordDocument") -> Iterator[tuple[str, bool, bool]]:
    """Yield text, whether it is a heading, whether it is an item: of each paragraph."""
    from docx.table import Table  # noqa: PLC0415 -- loaded only where a Word document is read

    for block in container.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from _lines(block)


def _boxed(document: "WordDocument") -> Iterator[tuple[str, bool, bool]]:
    """Yield what stands in text boxes, behind the rest: where they float, the file does not say."""
    from docx.text.paragraph import Paragraph  # noqa: PLC0415 -- idem

    # Word writes each box twice, for older programs in a fallback.
    for element in document.element.body.xpath(
        ".//w:txbxContent//w:p[not(ancestor::*[local-name()='Fallback'])]"
    ):
        yield from _lines(Paragraph(element, document._body))  # noqa: SLF001 -- python-docx has no text boxes


def _rows(table: "Table") -> Iterator[tuple[str, bool, bool]]:
    """Yield a row whose cells are a line each as one line, else cell after cell."""
    for row in table.rows:
        cells: list[_Cell] = []
        for cell in row.cells:
            if not cells or cell._tc is not cells[-1]._tc:  # noqa: SLF001 -- merged cells come once per column
                cells.append(cell)
        texts = [list(_texts(cell)) for cell in cells]
        said = [[text for text in cell if text[0].strip()] for cell in texts]
        if all(len(cell) <= 1 for cell in said):
            line = "\t".join(cell[0][0] for cell in said if cell)
            alone = [cell[0] for cell in said if cell]
            yield line, len(alone) == 1 and alone[0][1], len(alone) == 1 and alone[0][2]
        else:
            yield from (text for cell in said for text in cell)


def _lines(paragraph: "Paragraph") -> Iterator[tuple[str, bool, bool]]:
    style = (paragraph.style.name or "").lower() if paragraph.style is not None else ""
    properties = paragraph._p.pPr  # noqa: SLF001 -- python-docx shows numbering nowhere else
    is_item = "list" in style or (properties is not None and properties.numPr is not None)
    runs = [run for run in paragraph.runs if run.text.strip()]
    is_bold = bool(runs) and all(run.bold for run in runs)
    for text in paragraph.text.splitlines():
        short = len(text) <= _LONGEST_HEADING
        yield text, "heading" in style or "title" in style or (is_bold and short), is_item


IMPORTER = Importer("Word document", _recognises, _read)
