"""Find JobPosting JSON-LD in a page and mend what is broken in it.

Met in the wild: comments and raw control characters inside the JSON, trailing commas, single
quotes around the script's type, escaped blocks, several values in one script, @graph, types in
lists and in odd case.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.posting import Json

_TYPE = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.IGNORECASE)
_ROBOTS = re.compile(r"""\bname\s*=\s*["']?(?:robots|googlebot)\b""", re.IGNORECASE)
_NOINDEX = re.compile(r"""\bcontent\s*=\s*["']?[^"'>]*\b(?:noindex|none)\b""", re.IGNORECASE)
_FRAME = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """One script of a page: its values, or why it could not be read."""

    values: tuple[Json, ...]
    error: str | None = None
    names_posting: bool = False
    """The unread block speaks of a JobPosting."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page: declared charset, else UTF-8, else Windows-1252.

    What a page declares is often wrong; UTF-8 that decodes without error is UTF-8.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    header = re.search(r"charset=([\w-]+)", content_type)
    declared = _CHARSET.search(body[:4096])
    name = header[1] if header else declared[1].decode("ascii") if declared else "cp1252"
    if name.lower() in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii"):
        name = "cp1252"  # as browsers read these labels
    try:
        return body.decode(name, "replace")
    except LookupError:
        return body.decode("cp1252", "replace")


def find_blocks(text: str) -> list[Block]:
    """Return the JSON-LD blocks of a page in order."""
    return [_read(body) for tag, body in _elements(text, "script") if _TYPE.search(tag)]


def noindex(text: str) -> bool:
    """Return whether a page asks search engines to leave it out: its posting is closed."""
    return any(_ROBOTS.search(tag) and _NOINDEX.search(tag) for tag, _ in _elements(text, "meta"))


def _elements(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the opening tag and the content of each element; linear on any input."""
    folded = text.lower()
    if len(folded) != len(text):  # a letter that folds to two would move every offset
        folded = text
    position = 0
    while (start := folded.find(f"<{name}", position)) >= 0:
        opened = folded.find(">", start)
        if opened < 0:
            return
        position = opened + 1
        closed = folded.find("</script", position) if name == "script" else position
        if closed < 0:
            return
        yield text[start:position], text[position:closed]
        position = closed


def job_postings(values: Json) -> Iterator[dict[str, Json]]:
    """Yield every JobPosting in a JSON-LD value, wherever it is nested."""
    stack = [(values, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(value, list | tuple):
            stack.extend((item, depth + 1) for item in reversed(value))
        elif isinstance(value, dict):
            folded = {str(key).lower(): item for key, item in value.items()}
            kinds = folded.get("@type", folded.get("type"))
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(str(kind).rsplit("/", 1)[-1].lower() == "jobposting" for kind in kinds):
                yield folded
            else:
                stack.extend((item, depth + 1) for item in reversed(value.values()))


def _read(script: str) -> Block:
    error: str | None = None
    for text in _attempts(_FRAME.sub("", _FRAME.sub("", script.strip())).strip()):
        try:
            return Block(tuple(_values(text)))
        except (ValueError, RecursionError) as problem:
            error = error or str(problem)
    return Block((), error or "empty", "jobposting" in script.lower())


def _attempts(text: str) -> Iterator[str]:
    yield text
    mended = mend(text)
    if mended != text:
        yield mended
    if "&quot;" in text or "&#34;" in text:
        yield mend(html.unescape(text))


def _values(text: str) -> Iterator[Json]:
    """Yield the values of a script, one after another; a `;` or junk after a value is let be."""
    decoder = json.JSONDecoder(strict=False)
    position = 0
    found = False
    while position < len(text):
        if text[position] in " \t\r\n;,":
            position += 1
            continue
        try:
            value, position = decoder.raw_decode(text, position)
        except ValueError:
            if found:
                return
            raise
        found = True
        yield value
    if not found:
        raise ValueError("empty")


def mend(text: str) -> str:
    """Return JSON without comments, trailing commas and invalid escapes; strings untouched."""
    out: list[str] = []
    position, size = 0, len(text)
    while position < size:
        character = text[position]
        if character == '"':
            end = _string_end(text, position)
            out.append(_valid_escapes(text[position:end]))
            position = end
        elif text.startswith("/*", position):
            end = text.find("*/", position + 2)
            position = size if end < 0 else end + 2
        elif text.startswith("//", position):
            end = text.find("\n", position)
            position = size if end < 0 else end
        elif character == ",":
            following = _next_token(text, position + 1)
            if following not in ("}", "]", ","):
                out.append(character)
            position += 1
        else:
            out.append(character)
            position += 1
    return "".join(out)


def _string_end(text: str, start: int) -> int:
    position = start + 1
    while position < len(text):
        if text[position] == "\\":
            position += 2
        elif text[position] == '"':
            return position + 1
        else:
            position += 1
    return len(text)


def _valid_escapes(string: str) -> str:
    return (
        re.sub(r'\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})', r"\\\\", string) if "\\" in string else string
    )


def _next_token(text: str, position: int) -> str:
    """Return the next character that is no space and no comment."""
    while position < len(text):
        if text[position].isspace():
            position += 1
        elif text.startswith("/*", position):
            end = text.find("*/", position + 2)
            position = len(text) if end < 0 else end + 2
        elif text.startswith("//", position):
            end = text.find("\n", position)
            position = len(text) if end < 0 else end
        else:
            return text[position]
    return ""
