"""Find JobPosting JSON-LD in a page.

Met in the wild: single quotes around the script's type, escaped blocks, comment and CDATA frames,
@graph, types in lists and in odd case, objects named by `@id` only, scripts commented out.
"""

import codecs
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.formats.brokenjson import read_values
from crawler.posting import Json

_TYPE = re.compile(r"""\btype\s*=\s*["']?\s*application/ld\+json\b""", re.IGNORECASE)
_ROBOTS = re.compile(r"""\bname\s*=\s*["']?(?:robots|googlebot)\b""", re.IGNORECASE)
_NOINDEX = re.compile(r"""\bcontent\s*=\s*["']?[^"'>]*\b(?:noindex|none)\b""", re.IGNORECASE)
_OPENING_FRAME = re.compile(r"\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)")
_CLOSING_FRAME = re.compile(r"(?:-->|//\s*\]\]>|\]\]>)\s*\Z")
_LONGEST_FRAME = 40
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_REFUSES = re.compile(
    r"human verification|verify(?:ing)? you are (?:a )?human|are you (?:a )?(?:human|robot)|captcha|robot check|"
    r"security check|just a moment|attention required|access denied|pardon our interruption|"
    r"request (?:unsuccessful|blocked|rejected)|too many requests|service unavailable|bot detection",
    re.IGNORECASE,
)
_UNTYPED = frozenset(("title", "hiringorganization"))
_SAYS_JOB = frozenset(("joblocation", "description", "jobdescription", "dateposted"))
_LONGEST_HEADING = 200
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Block:
    """One script of a page: its values, and why not all of it could be read."""

    values: tuple[Json, ...]
    error: str | None = None
    names_posting: bool = False
    """It speaks of a JobPosting."""


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a page: UTF-8, else the declared charset, else Windows-1252.

    What a page declares is often wrong; UTF-8 that decodes without error is UTF-8. In a page that
    is mostly UTF-8, only the bytes that are not are read as Windows-1252.
    """
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", "replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    mixed = body.decode("utf-8-sig", "replace")
    strange = mixed.count("\ufffd")
    if sum(not character.isascii() for character in mixed) > 2 * strange:
        return body.decode("utf-8-sig", _AS_CP1252)
    header = re.search(r"charset=([\w-]+)", content_type)
    declared = _CHARSET.search(body[:4096])
    name = header[1] if header else declared[1].decode("ascii") if declared else "cp1252"
    if name.lower() in ("utf-8", "utf8", "iso-8859-1", "latin-1", "latin1", "us-ascii"):
        name = "cp1252"  # as browsers read these labels
    try:
        return body.decode(name, "replace")
    except (LookupError, UnicodeError):
        return body.decode("cp1252", "replace")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


_AS_CP1252 = "crawler.cp1252"
codecs.register_error(_AS_CP1252, _as_cp1252)


def find_blocks(text: str) -> list[Block]:
    """Return the JSON-LD blocks of a page in order; a page that is JSON itself is one."""
    if text.lstrip()[:1] in ("{", "["):
        return [_read(text)]
    return [_read(body) for tag, body in _scripts(text) if _TYPE.search(tag)]


def noindex(text: str) -> bool:
    """Return whether a page asks search engines to leave it out: its posting is closed."""
    return any(_ROBOTS.search(tag) and _NOINDEX.search(tag) for tag, _ in _tags(text, "meta"))


def refusal(text: str) -> str | None:
    """Return what a page that stands in a posting's place calls itself: a check, not an answer."""
    headings = (
        _words_at(text, end) for name in ("title", "h1", "h2") for _, end in _tags(text, name)
    )
    return next((heading for heading in headings if _REFUSES.search(heading)), None)


def _words_at(text: str, start: int) -> str:
    said = text[start : start + _LONGEST_HEADING].partition("<")[0]
    return html.unescape(" ".join(said.split()))


def _scripts(text: str) -> Iterator[tuple[str, str]]:
    """Yield the opening tag and the content of each script; a page cut short ends the last."""
    folded = _folded(text)
    for tag, start in _tags(text, "script"):
        end = folded.find("</script", start)
        yield tag, text[start : end if end >= 0 else None]


def _tags(text: str, name: str) -> Iterator[tuple[str, int]]:
    """Yield each opening tag and where its content starts, outside comments; linear on any input."""
    folded = _folded(text)
    mark = re.compile(rf"<!--|<{name}\b")
    position = 0
    while found := mark.search(folded, position):
        end = folded.find("-->" if found[0] == "<!--" else ">", found.start() + 2)
        if end < 0:
            return
        position = end + 1
        if found[0] != "<!--":
            yield text[found.start() : position], position
            if name == "script":
                closed = folded.find("</script", position)
                position = closed if closed >= 0 else len(text)


def _folded(text: str) -> str:
    folded = text.lower()
    # A letter that folds to two would move every offset.
    return folded if len(folded) == len(text) else text


def job_postings(values: Json) -> Iterator[dict[str, Json]]:
    """Yield every JobPosting in JSON-LD values, wherever it is nested, with what it points to.

    A value without a type counts where it stands alone and speaks as a JobPosting does.
    """
    nodes: dict[str, dict[str, Json]] = {}
    for item in _objects(values):
        if "@id" in item and not _is_pointer(item):
            nodes.setdefault(str(item["@id"]), item)
    taken: set[int] = set()
    for item in _objects(values):
        if id(item) not in taken and _is_posting(item):
            taken |= {id(inner) for inner in _objects(item)}
            yield _joined(item, nodes, 0)


def _objects(values: Json) -> Iterator[dict[str, Json]]:
    """Yield the objects in a value in reading order, the outer before the inner."""
    stack = [(values, 0)]
    while stack:
        value, depth = stack.pop()
        if depth > _DEEPEST:
            continue
        if isinstance(value, dict):
            yield value
            value = list(value.values())
        if isinstance(value, list | tuple):
            stack.extend((item, depth + 1) for item in reversed(value))


def plain_name(key: object) -> str:
    """Return a property's or type's name in lower case without its vocabulary."""
    text = str(key).lower()
    for mark in "/#:":
        text = text.rpartition(mark)[2]
    return text


def _is_posting(item: dict[str, Json]) -> bool:
    named = {plain_name(key): value for key, value in item.items()}
    kinds = named.get("@type", named.get("type"))
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(plain_name(kind) == "jobposting" for kind in kinds):
        return True
    return kinds == [None] and named.keys() >= _UNTYPED and bool(_SAYS_JOB & named.keys())


def _is_pointer(item: dict[str, Json]) -> bool:
    return "@id" in item and item.keys() <= {"@id", "@type"}


def _joined(value: Json, nodes: dict[str, dict[str, Json]], depth: int) -> Json:
    """Return a value with the objects its pointers name, and without the ids of blank nodes."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, list):
        return [_joined(item, nodes, depth + 1) for item in value]
    if not isinstance(value, dict):
        return value
    if _is_pointer(value):
        value = nodes.get(str(value["@id"]), value)
    return {
        key: _joined(item, nodes, depth + 1)
        for key, item in value.items()
        if not (key == "@id" and str(item).startswith("_:"))
    }


def _read(script: str) -> Block:
    error = "empty"
    for text in _attempts(script):
        values, fault = read_values(text)
        if values:
            return Block(values, fault, "jobposting" in script.lower())
        error = error if error != "empty" else fault or error
    return Block((), error, "jobposting" in script.lower())


def _attempts(script: str) -> Iterator[str]:
    text = script.strip()
    opening = _OPENING_FRAME.match(text)
    text = text[opening.end() :] if opening else text
    closing = _CLOSING_FRAME.search(text, max(0, len(text) - _LONGEST_FRAME))
    text = (text[: closing.start()] if closing else text).strip()
    yield text
    if "&quot;" in text or "&#34;" in text:
        yield html.unescape(text)
    brace = text.find("{")
    if brace > 0:
        yield text[brace:]
