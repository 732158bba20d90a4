"""Read XML feeds element by element: any size in little memory, any fault without losing the rest.

Feeds in the wild have undeclared Windows-1252 bytes, bare `&`, HTML entities without a DTD,
control characters, and ends that are missing. No entity of a document's own is ever resolved and
no DTD is loaded. Shapes: docs.indeed.com, RSS 2.0, RFC 4287.
"""

import codecs
import html
import re
import zlib
from collections.abc import Collection, Iterator
from html.entities import html5
from itertools import chain
from typing import IO

from lxml import etree

from crawler.errors import Unreadable

_CHUNK = 1 << 16
_HEAD = 500
_GZIP = b"\x1f\x8b"
_GZIP_WINDOW = 31
"""What tells zlib to expect gzip's header."""
_LONGEST_TOKEN = 64
"""Characters that an entity or a mark of CDATA may have: so many are held back at a chunk's end."""
_DECLARED = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)(\w{1,32};)?")
_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_OPEN, _SHUT = "<![CDATA[", "]]>"


def read_elements(
    stream: IO[bytes], names: Collection[str], roots: Collection[str] = ()
) -> Iterator[etree._Element]:
    """Yield the elements of some local names, whole, each forgotten when the next is asked for.

    `roots` are the names that the document itself may have, any but a web page's for none.

    Raises:
        Unreadable: no XML, a document of another root, or one that ends early: what came before
            has been yielded.
    """
    parser = etree.XMLPullParser(
        events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    head, root, open_now = "", "", 0
    try:
        for text in _mended(_text(stream)):
            head = head or text[:_HEAD].lower()
            parser.feed(text.encode())
            for event, element in parser.read_events():
                assert isinstance(element, etree._Element)  # noqa: SLF001 -- lxml's own name of it
                root = root or local_name(element)
                if event == "start":
                    open_now += 1
                    continue
                open_now -= 1
                if local_name(element) in names:
                    yield element
                    _forget(element)
    except (EOFError, zlib.error) as error:
        raise Unreadable(f"cannot unpack: {error}") from error
    except etree.XMLSyntaxError as error:
        raise Unreadable(f"not XML: {error.msg}") from error
    fault = _fault(head, root, roots, open_now)
    if fault:
        raise Unreadable(fault)


def _fault(head: str, root: str, roots: Collection[str], open_now: int) -> str | None:
    """Return what is wrong with a document that was read to its end; None for nothing."""
    wanted = " or ".join(f"<{name}>" for name in roots) or "a feed"
    if "<!doctype html" in head or root.lower() == "html":
        return f"a web page where {wanted} should be"
    if not root:
        return "not XML: no element in it"
    if roots and root not in roots:
        return f"<{root}> where {wanted} should be"
    if open_now:
        return f"cut short: <{root}> does not end; what stands before the cut was read"
    return None


def local_name(element: etree._Element) -> str:
    """Return an element's name without its namespace, or the prefix of one never declared."""
    tag = element.tag
    return tag[max(tag.rfind("}"), tag.rfind(":")) + 1 :] if isinstance(tag, str) else ""


def text_of(element: etree._Element, *names: str) -> str | None:
    """Return the text of the first child of one of some local names that has any, as it stands.

    Markup that a feed forgot to escape is returned as markup.
    """
    folded = [name.lower() for name in names]
    found = [child for child in element if local_name(child).lower() in folded]
    found.sort(key=lambda child: folded.index(local_name(child).lower()))
    return next((text for child in found if (text := inner_text(child))), None)


def inner_text(element: etree._Element) -> str:
    """Return what stands between an element's tags."""
    if len(element) == 0:
        return (element.text or "").strip()
    inside = html.escape(element.text or "", quote=False) + "".join(
        etree.tostring(child, encoding="unicode") for child in element
    )
    return inside.strip()


def as_json(element: etree._Element) -> dict[str, object]:
    """Return an element as an object: its children by name, several of a name in a list."""
    found: dict[str, object] = {}
    for child in element:
        name = local_name(child)
        value: object = as_json(child) if len(child) else (child.text or "").strip()
        if child.attrib and not value:
            value = dict(child.attrib.items())
        if name not in found:
            found[name] = value
        elif isinstance(earlier := found[name], list):
            earlier.append(value)
        else:
            found[name] = [earlier, value]
    return found


def _forget(element: etree._Element) -> None:
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _text(stream: IO[bytes]) -> Iterator[str]:
    """Yield a stream's text: as it declares, stray bytes as Windows-1252; gzip is unpacked."""
    chunks = _unpacked(iter(lambda: stream.read(_CHUNK), b""))
    head = next(chunks, b"")
    decoder = codecs.getincrementaldecoder(_encoding(head))(_STRAY)
    for chunk in chain((head,), chunks):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """Yield chunks as they are, or out of gzip: all that stands before a break."""
    first = next(chunks, b"")
    if not first.startswith(_GZIP):
        yield first
        yield from chunks
        return
    unpacker = zlib.decompressobj(_GZIP_WINDOW)
    for chunk in chain((first,), chunks):
        packed = chunk
        while packed:
            yield unpacker.decompress(packed, _CHUNK)
            packed = unpacker.unconsumed_tail
            if unpacker.eof:
                packed = unpacker.unused_data
                if not packed.startswith(_GZIP):
                    return  # what follows the last member is padding
                unpacker = zlib.decompressobj(_GZIP_WINDOW)
    if not unpacker.eof:
        raise EOFError("the packed file is cut short")


def _encoding(head: bytes) -> str:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.match(head)
    name = declared[1].decode("ascii", "replace") if declared else "utf-8"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "utf-8-sig"
    # As browsers read the labels; one that says UTF-16 in single bytes is wrong about itself.
    names = {"utf-8": "utf-8-sig", "iso8859-1": "cp1252", "ascii": "utf-8-sig"}
    return "utf-8-sig" if found.startswith(("utf-16", "utf-32")) else names.get(found, found)


def _as_windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_STRAY = "stray-windows-1252"
codecs.register_error(_STRAY, _as_windows_1252)


def _mended(texts: Iterator[str]) -> Iterator[str]:
    """Yield text that a parser of XML takes: no stray `&`, entities of HTML, control characters."""
    held, inside, first = "", False, True
    for text in chain(texts, ("",)):
        whole = held + _INVALID.sub("", text)
        if first:
            whole, first = _DECLARATION.sub("", whole.lstrip()), not whole
        ready = len(whole) if not text else _safe_end(whole)
        held = whole[ready:]
        pieces = []
        position = 0
        while position < ready:
            mark = whole.find(_SHUT if inside else _OPEN, position, ready)
            end = ready if mark < 0 else mark
            piece = whole[position:end]
            pieces.append(piece if inside else _AMPERSAND.sub(_entity, piece))
            position = end
            if mark >= 0:
                mark_text = _SHUT if inside else _OPEN
                pieces.append(mark_text)
                position += len(mark_text)
                inside = not inside
        yield "".join(pieces)


def _safe_end(text: str) -> int:
    """Return where the last token begins that the next chunk may continue."""
    floor = max(0, len(text) - _LONGEST_TOKEN)
    starts = [text.rfind(sign, floor) for sign in ("&", "<", "]")]
    # "]]>" may be cut behind its first or second bracket.
    last = max(starts)
    while last > floor and text[last - 1] == "]" and text[last] == "]":
        last -= 1
    return len(text) if last < 0 else last


def _entity(match: re.Match[str]) -> str:
    known = html5.get(match[1]) if match[1] else None
    return html.escape(known, quote=False) if known else f"&amp;{match[1] or ''}"
