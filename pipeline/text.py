"""From what a source sends (HTML, escaped HTML, Markdown, plain text) to the stored text.

The stored text keeps block structure as lines: one block a line, one space for white space.
Blocks remember what the markup said (heading, item), so that nothing is guessed twice.
"""

import html
import re
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from pipeline.columns import TABLE_TAGS, Cell, Tables
from pipeline.document import Block, BlockKind, Document
from pipeline.spelling import whole

_HIDDEN_TAGS = [
    "script", "style", "template", "noscript", "head", "title", "svg", "button", "select",
    "iframe", "object", "xmp", "noembed", "noframes", "plaintext",
]  # fmt: skip
_BLOCK_TAGS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
     "div", "dl", "fieldset", "figcaption", "figure", "footer", "form", "header", "html", "li",
     "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
     "thead", "tr", "ul")
)  # fmt: skip
_VOID_TAGS = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
     "source", "track", "wbr")
)  # fmt: skip
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "legend", "caption"))
_ITEM_TAGS = frozenset(("li", "td", "dd"))
_BOLD_TAGS = frozenset(("b", "strong"))
_PASSED_THROUGH = frozenset(("p", "div", "span"))
# As the parser writes markup out: quotes closed, "<" escaped in text.
_WRITTEN_TAG = re.compile(r'<([^>"]*(?:"[^"]*"[^>"]*)*)>')
_WRITTEN_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z][^<>]{0,200}?&gt;|&amp;lt;/?[a-zA-Z]")
_LONGEST_BOLD_HEADING = 90
_DEEPEST = 2_000
_HIDDEN = re.compile(
    r'\shidden(?=[\s=]|$)|\saria-hidden="true"'
    r'|\sstyle="[^"]*(?:display\s*:\s*none|visibility\s*:\s*hidden)',
    re.IGNORECASE,
)
# Zero-width marks and soft hyphens break words for readers of the text, never for its eyes.
_NUMERIC_INVISIBLE = re.compile(r"&(?:shy|ZeroWidthSpace|zwnj|zwj|#(?:173|8203|8204|8205|65279));?")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# A mark that opens a list item in plain text. A dash or asterisk needs a space behind it.
_MARK = re.compile(
    r"(?:[•●▪■◦‣⁃·○►▸➢✓✔★☐❖\uf0b7\U0001f539]+\s*"
    r"|[*+\-–—]\s+|o\s+(?=[A-Z])|\(?(?:\d{1,2}|[a-z])[.)]\s+)"
)
_INLINE_BULLET = re.compile(r"\s*[•●▪■‣▸➢✓✔❖\uf0b7]\s*")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+")
_MARKDOWN_INSIDE = re.compile(r"(?<![\w*])\*\*(?=\S)([^*]+?)(?<=\S)\*\*(?![\w*])")
_MARKDOWN_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def to_document(source: str, description_format: Literal["html", "text"]) -> Document:
    """Return the stored text and blocks of a description.

    A description called HTML whose tags are escaped is unescaped first, at most twice; one
    called text that has tags after all is read as HTML.
    """
    source = whole(source)
    for _ in range(2):
        if _TAG.search(source) or not _ESCAPED_TAG.search(source):
            break
        source = html.unescape(source)
    if description_format == "html" or (_TAG.search(source) and _looks_like_html(source)):
        return _from_html(source)
    return _from_plain(html.unescape(source) if "&" in source else source)


def _looks_like_html(source: str) -> bool:
    return bool(
        re.search(r"</?(?:p|div|br|ul|ol|li|h[1-6]|span|strong|b|table)\b", source, re.IGNORECASE)
    )


class _Lines:
    """Collects words into lines with their kind and leading bold run."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0
        self._words: list[str] = []
        self._bold = 0
        """How many of the words open the line in bold."""
        self._plain_seen = False
        self.kind: BlockKind = "paragraph"
        self.level = 0
        self.cell: Cell | None = None

    def add(self, text: str, *, bold: bool) -> None:
        """Add a run of text to the current line."""
        self._words.append(text)
        if not self._plain_seen:
            if bold:
                self._bold = len(self._words)
            elif text.strip(" :\n\t"):
                self._plain_seen = True

    def end_line(self) -> None:
        """Close the current line, if it has words."""
        if not self._words:
            return
        line = " ".join("".join(self._words).split())
        bold = len(" ".join("".join(self._words[: self._bold]).split())) if self._bold else 0
        self._words = []
        self._bold = 0
        self._plain_seen = False
        if line:
            self.append(line, self.kind, min(bold, len(line)))

    def append(self, line: str, kind: BlockKind, bold: int) -> None:
        """Append a finished line as one block, or several where bullets stand inside it."""
        if self.parts:
            self.length += 1
        offset = self.length
        self.parts.append(line)
        self.length += len(line)
        blocks = _blocks_of_line(line, offset, kind, bold, self.level)
        if self.cell is not None:
            blocks = [block._replace(cell=self.cell) for block in blocks]
        self.blocks.extend(blocks)

    def document(self) -> Document:
        """Return the collected document, one line a block."""
        self.end_line()
        return Document("\n".join(self.parts), tuple(self.blocks))


def _blocks_of_line(line: str, offset: int, kind: BlockKind, bold: int, level: int) -> list[Block]:
    mark = _MARK.match(line)
    start = 0
    if mark and mark.end() < len(line):
        start = mark.end()
        kind = "item" if kind == "paragraph" else kind
    cuts = [start]
    ends = []
    for bullet in () if line.isascii() else _INLINE_BULLET.finditer(line, start):
        if bullet.start() > cuts[-1]:
            ends.append(bullet.start())
            cuts.append(bullet.end())
    ends.append(len(line))
    blocks = []
    for number, (cut, end) in enumerate(zip(cuts, ends, strict=True)):
        piece = line[cut:end]
        stripped = piece.strip()
        if not stripped:
            continue
        begin = cut + piece.index(stripped)
        lead = max(0, min(bold, end) - begin) if number == 0 else 0
        piece_kind: BlockKind = kind if number == 0 else "item"
        if (
            piece_kind != "heading"
            and lead >= len(stripped.rstrip(" :"))
            and len(stripped) <= _LONGEST_BOLD_HEADING
        ):
            piece_kind = "heading"
        blocks.append(
            Block(offset + begin, offset + begin + len(stripped), piece_kind, lead, level)
        )
    return blocks


def _from_html(source: str) -> Document:
    lines = _Lines()
    if "&" in source:
        source = _NUMERIC_INVISIBLE.sub("", source)
    source = _INVISIBLE.sub("", source)
    if _nests_deeper_than(source, _DEEPEST):
        source = _TAG.sub("\n", source)
    tree = LexborHTMLParser(source)
    tree.strip_tags(_HIDDEN_TAGS, recursive=True)
    written = tree.html or ""
    if "<!--" in written:
        written = _WRITTEN_COMMENT.sub("", written)
    _walk(_WRITTEN_TAG.split(written), lines)
    return lines.document()


def _nests_deeper_than(source: str, limit: int) -> bool:
    """Return whether more elements are open at once than any page has: parsing takes their square."""
    if source.count("<") <= limit:
        return False
    depth = deepest = 0
    for tag in _TAG.finditer(source):
        name = tag[0]
        if name[1] == "/":
            depth = max(0, depth - 1)
        elif name.strip("</> ").split(None, 1)[0].lower() not in _VOID_TAGS:
            depth += 1
            deepest = max(deepest, depth)
    return deepest > limit


def _walk(pieces: list[str], lines: _Lines) -> None:  # noqa: C901, PLR0912 -- one case for each kind of tag
    """Walk well-formed markup: text at even places, what stands between < and > at odd ones.

    Reading what the parser writes out is four times as fast as asking it for each node.
    """
    bold = hidden = 0
    tables = Tables()
    outer: list[BlockKind] = []
    """Kinds of the blocks we are in, outermost first."""
    for number, piece in enumerate(pieces):
        if not number % 2:
            if piece and not hidden:
                lines.add(html.unescape(piece) if "&" in piece else piece, bold=bold > 0)
            continue
        closing = piece[:1] == "/"
        tag = piece[1:] if closing else piece.split(None, 1)[0]
        if hidden:
            # Every tag that was opened is closed: only void ones are not.
            if tag not in _VOID_TAGS:
                hidden += -1 if closing else 1
        elif tag in _BOLD_TAGS:
            bold += -1 if closing else 1
        elif tag in ("br", "hr"):
            lines.end_line()
        elif tag in _BLOCK_TAGS or tag in _HEADING_TAGS:
            lines.end_line()
            if tag == "li":
                lines.level += -1 if closing else 1
            elif tag in TABLE_TAGS:
                tables.tag(tag, closing=closing)
                lines.cell = tables.cell
            if closing:
                lines.kind = outer.pop()
            elif len(piece) > len(tag) and _HIDDEN.search(piece):
                hidden = 1
                lines.level -= tag == "li"
            else:
                outer.append(lines.kind)
                lines.kind = _kind_of(tag, lines.kind)
        elif not closing and len(piece) > len(tag) and tag not in _VOID_TAGS:
            hidden = 1 if _HIDDEN.search(piece) else 0


def _kind_of(tag: str, inside: BlockKind) -> BlockKind:
    if tag in _HEADING_TAGS:
        return "heading"
    if tag in _ITEM_TAGS or (tag in _PASSED_THROUGH and inside == "item"):
        return "item"  # also <li><p>…</p></li>
    return "paragraph"


def _from_plain(source: str) -> Document:
    lines = _Lines()
    for raw_line in _INVISIBLE.sub("", source).splitlines():
        line = " ".join(raw_line.split())
        if not line:
            continue
        if line[0] == "#" and _MARKDOWN_HEADING.match(line):
            lines.append(line, "heading", 0)
            continue
        bold = _MARKDOWN_BOLD.match(line) if line[0] in "*_" else None
        if "**" in line:
            lead = bold.end() if bold else 0
            line = line[:lead] + _MARKDOWN_INSIDE.sub(r"\1", line[lead:])
        lines.append(line, "paragraph", bold.end() if bold else 0)
    return lines.document()
