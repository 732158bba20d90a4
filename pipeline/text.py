"""From what a source sends (HTML, escaped HTML, Markdown, plain text) to the stored text.

The stored text keeps block structure as lines: one block a line, one space for white space.
Blocks remember what the markup said (heading, item), so that nothing is guessed twice.
"""

import html
import re
from typing import Literal

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.document import Block, BlockKind, Document

_HIDDEN_TAGS = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "svg", "button", "select",
     "iframe", "object", "-comment", "_comment", "!--")
)  # fmt: skip
_BLOCK_TAGS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog",
     "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
     "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre",
     "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul")
)  # fmt: skip
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "th", "dt", "legend", "caption"))
_ITEM_TAGS = frozenset(("li", "td", "dd"))
_BOLD_TAGS = frozenset(("b", "strong"))
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z][^<>]{0,200}?&gt;|&amp;lt;/?[a-zA-Z]")
_LONGEST_BOLD_HEADING = 90
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
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
_MARKDOWN_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def to_document(source: str, description_format: Literal["html", "text"]) -> Document:
    """Return the stored text and blocks of a description.

    A description called HTML whose tags are escaped is unescaped first, at most twice; one
    called text that has tags after all is read as HTML.
    """
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


def _collapsed(text: str) -> str:
    """Return a text with one space for each run of white space, at its ends too."""
    words = " ".join(text.split())
    if not words:
        return " " if text else ""
    return f"{' ' if text[0].isspace() else ''}{words}{' ' if text[-1].isspace() else ''}"


class _Lines:
    """Collects words into lines with their kind and leading bold run."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[Block] = []
        self.length = 0
        self._words: list[str] = []
        self._size = 0
        self._bold = 0
        self._plain_seen = False
        self.kind: BlockKind = "paragraph"

    def add(self, text: str, *, bold: bool) -> None:
        """Add a run of text to the current line, white space collapsed."""
        text = _collapsed(text)
        if not text or (text == " " and (not self._size or self._words[-1].endswith(" "))):
            return
        if text[0] == " " and (not self._size or self._words[-1].endswith(" ")):
            text = text[1:]
        self._words.append(text)
        self._size += len(text)
        if text.strip(" :"):
            if bold and not self._plain_seen:
                self._bold = self._size
            elif not bold:
                self._plain_seen = True
        elif bold and not self._plain_seen:
            self._bold = self._size

    def end_line(self) -> None:
        """Close the current line, if it has words."""
        line = "".join(self._words).rstrip()
        bold = self._bold
        self._words = []
        self._size = self._bold = 0
        self._plain_seen = False
        if line:
            self.append(line, self.kind, min(bold, len(line)))

    def append(self, line: str, kind: BlockKind, bold: int) -> None:
        """Append a finished line as one block, or several where bullets stand inside it."""
        if self.parts:
            self.parts.append("\n")
            self.length += 1
        offset = self.length
        self.parts.append(line)
        self.length += len(line)
        self.blocks.extend(_blocks_of_line(line, offset, kind, bold))

    def document(self) -> Document:
        """Return the collected document."""
        self.end_line()
        return Document("".join(self.parts), tuple(self.blocks))


def _blocks_of_line(line: str, offset: int, kind: BlockKind, bold: int) -> list[Block]:
    mark = _MARK.match(line)
    start = 0
    if mark and mark.end() < len(line):
        start = mark.end()
        kind = "item" if kind == "paragraph" else kind
    cuts = [start]
    ends = []
    for bullet in _INLINE_BULLET.finditer(line, start):
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
        blocks.append(Block(offset + begin, offset + begin + len(stripped), piece_kind, lead))
    return blocks


def _from_html(source: str) -> Document:
    lines = _Lines()
    tree = LexborHTMLParser(_INVISIBLE.sub("", _NUMERIC_INVISIBLE.sub("", source)))
    if tree.root is not None:
        _walk(tree.root, lines)
    return lines.document()


def _walk(root: LexborNode, lines: _Lines) -> None:  # noqa: C901 -- one case for each kind of node
    """Walk the tree without recursion: nesting in the wild goes deeper than Python's stack."""
    bold = 0
    stack: list[tuple[LexborNode, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag or ""
        if leaving:
            if tag in _BOLD_TAGS:
                bold -= 1
            if tag in _BLOCK_TAGS or tag in _HEADING_TAGS:
                lines.end_line()
                lines.kind = _kind_inside(node.parent)
            continue
        if tag == "-text":
            lines.add(node.text_content or "", bold=bold > 0)
            continue
        if tag == "br":
            lines.end_line()
            continue
        if tag in _HIDDEN_TAGS or _is_hidden(node):
            continue
        if tag in _BLOCK_TAGS or tag in _HEADING_TAGS:
            lines.end_line()
            lines.kind = _kind_of(tag, lines.kind)
        if tag in _BOLD_TAGS:
            bold += 1
        stack.append((node, True))
        child = node.last_child
        while child is not None:
            stack.append((child, False))
            child = child.prev


def _kind_of(tag: str, inside: BlockKind) -> BlockKind:
    if tag in _HEADING_TAGS:
        return "heading"
    if tag in _ITEM_TAGS:
        return "item"
    if tag in ("p", "div", "span") and inside == "item":
        return "item"  # <li><p>…</p></li>
    return "paragraph"


def _kind_inside(node: LexborNode | None) -> BlockKind:
    while node is not None:
        tag = node.tag or ""
        if tag in _HEADING_TAGS:
            return "heading"
        if tag in _ITEM_TAGS:
            return "item"
        if tag not in ("p", "div", "span"):
            return "paragraph"
        node = node.parent
    return "paragraph"


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN_STYLE.search(style))


def _from_plain(source: str) -> Document:
    lines = _Lines()
    for raw_line in _INVISIBLE.sub("", source).splitlines():
        line = " ".join(raw_line.split())
        if not line:
            continue
        heading = _MARKDOWN_HEADING.match(line)
        if heading:
            lines.append(line, "heading", 0)
            continue
        bold = _MARKDOWN_BOLD.match(line)
        lines.append(line, "paragraph", bold.end() if bold else 0)
    return lines.document()
