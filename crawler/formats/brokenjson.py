"""JSON as the web has it: mended where only its spelling is broken, saved where it is cut short.

Met in the wild: comments, raw control characters, trailing commas, strings in single quotes,
quotes inside strings, invalid escapes, several values in one text, junk after a value.
"""

import json
import re
from collections.abc import Iterator

from crawler.posting import Json

_CLOSERS = {"{": "}", "[": "]"}
_QUOTED = {quote: re.compile(rf"[\\{quote}]") for quote in "\"'"}
_ENDS_STRING = re.compile(
    r"""\s*+(?:[:}\]]|,\s*+(?:["'{}\[\],/\d-]|true|false|null|\Z)|/[*/]|\Z)"""
)
"""What may follow the quote that ends a string; another quote is part of its text."""
_INNER = re.compile(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}|.?)|"', re.DOTALL)
_SPECIAL = re.compile(r"[\"',]|/[*/]")
_MARK = re.compile(r"[\[\]{},\"]")
_DEEPEST = 200
"""Brackets within brackets: what has more is no page's data."""
_LONG = 200
"""Characters from which a string that was cut is prose: it is true as far as it goes, while a
cut title, date or figure says something else than the whole."""


def read_values(text: str) -> tuple[tuple[Json, ...], str | None]:
    """Return the JSON values of a text, and what is wrong where not all of it could be read."""
    read, rest, fault = _values(text)
    if rest or not read:
        read, rest, fault = _values(mend(text))
    if not rest:
        return read, None if read else fault
    saved = _saved(rest)
    return (read, fault) if saved is None else ((*read, saved), "cut short")


def _values(text: str) -> tuple[tuple[Json, ...], str, str]:
    """Return the values of a text, one after another, then the value that fails, and its fault.

    A `;` or junk after a value is let be.
    """
    decoder = json.JSONDecoder(strict=False)
    found: list[Json] = []
    position = 0
    while position < len(text):
        if text[position] in " \t\r\n;,":
            position += 1
            continue
        try:
            value, position = decoder.raw_decode(text, position)
        except (ValueError, RecursionError) as error:
            if found and text[position] not in _CLOSERS:
                break
            return tuple(found), text[position:], str(error)
        found.append(value)
    return tuple(found), "", "empty"


def mend(text: str) -> str:
    """Return JSON without comments and trailing commas, its strings quoted and escaped rightly."""
    out: list[str] = []
    position = 0
    while found := _SPECIAL.search(text, position):
        start = found.start()
        out.append(text[position:start])
        position = start + 1
        if found[0] in _QUOTED:
            end, closed = _string_end(text, start)
            inner = _INNER.sub(_rightly_escaped, text[start + 1 : end])
            out.append(f'"{inner}"' if closed else f'"{inner}')
            position = end + 1
        elif found[0] != ",":
            position = _comment_end(text, start)
        elif _next_token(text, position) not in ("}", "]", ","):
            out.append(",")
    return "".join(out) + text[position:]


def _string_end(text: str, start: int) -> tuple[int, bool]:
    """Return where the string's last quote stands; the end of the text, False without one."""
    marks = _QUOTED[text[start]]
    position = start + 1
    while found := marks.search(text, position):
        if found[0] == "\\":
            position = found.end() + 1
        elif _ENDS_STRING.match(text, found.end()):
            return found.start(), True
        else:
            position = found.end()
    return len(text), False


def _rightly_escaped(match: re.Match[str]) -> str:
    said = match[0]
    if said == '"':
        return '\\"'
    if said == "\\'":
        return "'"
    known = said[1:2] in tuple('"\\/bfnrt') or len(said) > 2  # noqa: PLR2004 -- \uXXXX
    return said if known and len(said) > 1 else "\\\\" + said[1:]


def _comment_end(text: str, start: int) -> int:
    mark = "*/" if text[start + 1] == "*" else "\n"
    end = text.find(mark, start + 2)
    return len(text) if end < 0 else end + len(mark)


def _next_token(text: str, position: int) -> str:
    """Return the next character that is no space and no comment."""
    while position < len(text):
        if text[position].isspace():
            position += 1
        elif text.startswith(("/*", "//"), position):
            position = _comment_end(text, position)
        else:
            return text[position]
    return ""


def _saved(text: str) -> Json | None:
    """Return what a value that was cut short holds up to there; None where it was not cut."""
    closers: list[str] = []
    since: list[str] = []  # closed since the last whole value, outermost last
    whole, cut_string = 0, None
    for position, mark in _marks(text):
        if mark == '"':
            cut_string = position
        elif mark == "," or mark in _CLOSERS:
            closers += _CLOSERS.get(mark, "")
            if len(closers) > _DEEPEST:
                return None
            whole = position + (mark != ",")
            since.clear()
        elif closers and closers[-1] == mark:
            since.append(closers.pop())
    if not closers:
        return None
    attempts = [text[:whole] + "".join(since + closers[::-1])]
    if cut_string is not None and len(text) - cut_string > _LONG:
        attempts.insert(0, text.rstrip("\\") + '"' + "".join(closers[::-1]))
    for attempt in attempts:
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _marks(text: str) -> Iterator[tuple[int, str]]:
    """Yield brackets and commas outside strings, and the quote of a string that has no end."""
    position = 0
    while found := _MARK.search(text, position):
        position = found.end()
        if found[0] != '"':
            yield found.start(), found[0]
            continue
        end, closed = _string_end(text, found.start())
        if not closed:
            yield found.start(), '"'
            return
        position = end + 1
