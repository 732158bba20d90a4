"""Documents as people keep their résumés, made of plain text."""

import html
import io
import zipfile
from collections.abc import Iterable, Mapping

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader, PdfWriter

_PAGE_LINES = 50
_BULLET = "• "


def pdf_of(text: str, marks: int = 0) -> bytes:
    """Return a PDF with a line of text each, and on the first page so many marks without any."""
    lines = text.splitlines()
    pages = [lines[n : n + _PAGE_LINES] for n in range(0, len(lines), _PAGE_LINES)] or [[]]
    contents = [_content(page) for page in pages]
    return _pdf([contents[0] + b"\n0 g" * marks, *contents[1:]])


def scanned_pdf() -> bytes:
    """Return a PDF whose page is drawn, without a letter of text."""
    return _pdf([b"0.9 g 72 72 400 600 re f"])


def locked_pdf(text: str, *, owner_only: bool) -> bytes:
    """Return a PDF that asks for a password, or only forbids changes."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of(text))))
    password = "" if owner_only else "secret"
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx_of(text: str) -> bytes:
    """Return a Word document: headings, list items and paragraphs as Word marks them."""
    document = Document()
    for line in _paragraphs(text):
        if line.isupper():
            document.add_heading(line, 1)
        elif line.startswith(_BULLET):
            document.add_paragraph(line.removeprefix(_BULLET), style="List Bullet")
        elif line:
            document.add_paragraph(line)
    return _saved(document)


def docx_table_of(rows: Iterable[tuple[str, str]]) -> bytes:
    """Return a Word document that is one table; a cell's lines are its paragraphs."""
    document = Document()
    table = document.add_table(0, 2)
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            first, *others = text.splitlines()
            cell.paragraphs[0].text = first
            for line in others:
                cell.add_paragraph(line)
    return _saved(document)


def docx_boxed(text: str, boxed: str) -> bytes:
    """Return a Word document with more lines in a text box, written twice as Word does."""
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    inner = "".join(
        f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in boxed.splitlines()
    )
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    document.add_paragraph()._p.append(
        parse_xml(
            f'<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    return _saved(document)


def html_of(text: str) -> bytes:
    """Return a web page: headings, list items and paragraphs."""
    parts = []
    for line in _paragraphs(text):
        if line.isupper():
            parts.append(f"<h2>{html.escape(line)}</h2>")
        elif line.startswith(_BULLET):
            parts.append(f"<ul><li>{html.escape(line.removeprefix(_BULLET))}</li></ul>")
        elif line:
            parts.append(f"<p>{html.escape(line)}</p>")
    return f"<!doctype html><html><body>{''.join(parts)}</body></html>".encode()


def zip_of(files: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def _paragraphs(text: str) -> list[str]:
    """Return the lines of a text, wrapped ones whole: documents do not break them."""
    whole: list[str] = []
    for line in text.splitlines():
        if line[:1].islower() and whole:
            whole[-1] += f" {line}"
        else:
            whole.append(line)
    return whole


def _content(lines: list[str]) -> bytes:
    shown = [b"BT /F1 10 Tf 14 TL 60 750 Td"]
    for line in lines:
        encoded = line.encode("cp1252", "replace")
        for odd in (b"\\", b"(", b")"):
            encoded = encoded.replace(odd, b"\\" + odd)
        shown.append(b"(" + encoded + b") Tj T*")
    return b"\n".join([*shown, b"ET"])


def _pdf(contents: Iterable[bytes]) -> bytes:
    pages = list(contents)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * n) for n in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    out += b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined] # python-docx's factory hides its class
    return out.getvalue()
