"""Turn what `pipeline extract` is given (HTML, text, archives, landing lines) into raw postings."""

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Literal

from selectolax.lexbor import LexborHTMLParser

from crawler.errors import Unreadable
from crawler.formats.jsonld import decode
from crawler.platforms import Page
from crawler.platforms.jsonld import read_page
from crawler.platforms.warc import PLATFORM as WARC
from crawler.posting import RawPosting, whole_characters
from pipeline.text import to_document

Format = Literal["auto", "html", "text", "warc", "landing"]

_TAGS = re.compile(
    r"<(?:!doctype|html|head|body|main|p|div|h[1-6]|ul|li|br|span|strong|b|table)\b", re.IGNORECASE
)
_SNIFFED = 4096
_ARCHIVES = (b"WARC/", b"\x1f\x8b")
"""How archives begin: as they are, or packed."""
_MARK = 5
_NO_DESCRIPTION = "a list entry without its description"
_LONGEST_TITLE = 120
_FRAME = "nav, header, footer, aside, form, script, style"


@dataclass(frozen=True, slots=True)
class Unread:
    """A record of an input that could not be read, or has nothing to read."""

    where: str
    reason: str
    harmless: bool = False
    """It is no fault: a sighting, a run, a list entry without its description."""


def read_input(
    stream: IO[bytes], name: str, form: Format, title: str | None, now: datetime
) -> Iterator[RawPosting | Unread]:
    """Yield the raw postings of an input, and what could not be read of it.

    Landing lines and the pages of an archive are read one by one, so that an endless input
    streams.
    """
    stream = stream if isinstance(stream, io.BufferedReader) else _buffered(stream)
    if form == "warc" or (form == "auto" and stream.peek(_MARK)[:_MARK].startswith(_ARCHIVES)):
        yield from _archive(stream, name, title, now)
        return
    if form in ("auto", "landing"):
        first = _first_line(stream)
        if form == "landing" or first.lstrip().startswith(b"{"):
            yield from _landing(first, stream, name, title)
            return
        body = first + stream.read()
    else:
        body = stream.read()
    text = decode(body)
    if not text.strip():
        yield Unread(name, "empty input")
        return
    if form == "html" or (form == "auto" and _TAGS.search(text[:_SNIFFED])):
        yield from _html(body, text, name, title, now)
    elif "\0" in text:
        yield Unread(name, "not text: it has zero bytes; give HTML, text or JSON lines")
    else:
        yield _text(text, name, title, now)


def _buffered(stream: IO[bytes]) -> io.BufferedReader:
    return io.BufferedReader(stream)  # type: ignore[arg-type] # any stream of bytes has readinto


def _archive(
    stream: IO[bytes], name: str, title: str | None, now: datetime
) -> Iterator[RawPosting | Unread]:
    """Yield the postings of an archive's pages, each under the host and the key of its page."""
    page = Page(url=f"file:{name}", body=b"", fetched_at=now)
    for piece in WARC.read("", stream, page):
        for posting in piece.postings:
            if posting.partial and not posting.description:
                yield Unread(posting.url or name, _NO_DESCRIPTION, harmless=True)
            else:
                yield replace(posting, title=title) if title else posting
        for problem in piece.problems:
            where = name if problem.url == page.url else f"{name}: {problem.url}"
            yield Unread(where, problem.reason)
        for url in piece.listed:
            yield Unread(f"{name}: {url}", "a line of an index has no page", harmless=True)


def _first_line(stream: IO[bytes]) -> bytes:
    line = b""
    while not line.strip():
        part = stream.readline()
        if not part:
            return line
        line += part
    return line


def _landing(
    first: bytes, stream: IO[bytes], name: str, title: str | None
) -> Iterator[RawPosting | Unread]:
    for number, line in enumerate(_lines(first, stream), 1):
        if not line.strip():
            continue
        where = f"{name}:{number}"
        try:
            value = json.loads(line.decode("utf-8-sig", "surrogatepass"))
        except ValueError as error:
            yield Unread(where, f"not JSON: {error}")
            continue
        kind = value.get("type") if isinstance(value, dict) else None
        if kind in ("sighting", "run"):
            yield Unread(where, f"a {kind} line has nothing to read", harmless=True)
        elif kind != "posting":
            yield Unread(where, "no landing line: it has no type posting, sighting or run")
        elif value.get("partial") and not value.get("description"):
            yield Unread(where, _NO_DESCRIPTION, harmless=True)
        else:
            try:
                posting = RawPosting.from_json(whole_characters(value))
            except Unreadable as error:
                yield Unread(where, str(error))
            else:
                yield replace(posting, title=title) if title else posting


def _lines(first: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield from io.BytesIO(first)
    yield from stream


def _html(
    body: bytes, text: str, name: str, title: str | None, now: datetime
) -> Iterator[RawPosting | Unread]:
    parsed = read_page("file", Page(url=f"file:{name}", body=body, fetched_at=now))
    for posting in parsed.postings:
        where = None if (posting.url or "").startswith("file:") else posting.url
        yield replace(
            posting, platform=None, key=name, title=title or posting.title, url=where,
            apply_url=where, description=posting.description or _visible(text),
        )  # fmt: skip
    for problem in parsed.problems:
        yield Unread(name, problem.reason)
    if not parsed.postings:
        yield RawPosting(
            source="file",
            key=name,
            title=title or _title_of(text) or name,
            description=_visible(text),
            description_format="html",
            fetched_at=now,
        )


def _visible(text: str) -> str:
    """Return the part of a page that is about the job: its main element, without the frame."""
    tree = LexborHTMLParser(text)
    tree.strip_tags(["script", "style"])
    for node in tree.css(_FRAME):
        node.decompose()
    found = tree.css_first("main") or tree.css_first("article") or tree.body
    return found.html or text if found is not None else text


def _title_of(text: str) -> str | None:
    tree = LexborHTMLParser(text)
    for selector in ("h1", "title"):
        node = tree.css_first(selector)
        words = " ".join(node.text().split()) if node is not None else ""
        if words:
            return words[:_LONGEST_TITLE]
    lines = to_document(text, "html").text.split("\n")
    return lines[0][:_LONGEST_TITLE] if lines and lines[0] else None


def _text(text: str, name: str, title: str | None, now: datetime) -> RawPosting:
    lines = [line.strip(" #*\t") for line in text.splitlines()]
    first = next((line for line in lines if line), name)
    return RawPosting(
        source="file",
        key=name,
        title=title or first[:_LONGEST_TITLE],
        description=text,
        description_format="text",
        fetched_at=now,
    )
