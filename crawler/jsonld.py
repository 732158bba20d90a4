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

_SCRIPT = re.compile(
    r"<script\b[^>]*?\btype\s*=\s*[\"']?\s*application/ld\+json\b[^>]*>(.*?)</script\s*>",
    re.IGNORECASE | re.DOTALL,
)
_FRAME = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$")
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """One script of a page: its values, or why it could not be read."""

    values: tuple[Json, ...]
    error: str | None = None


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
    return [_read(match[1]) for match in _SCRIPT.finditer(text)]


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
    return Block((), error or "empty")


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
