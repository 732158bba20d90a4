"""Read web archives: WARC records (ISO 28500) and lines of a CDX index, up to a break if there is one.

A record's payload may be chunked and packed (gzip, deflate, brotli), cut short, or not be what its
headers say; a revisit has none. Pages come out as a crawl would hand them in, with the instant at
which the archive's crawler saw them.
"""

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BufferedReader, UnsupportedOperation
from typing import IO

import brotli
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from crawler.platforms.base import Page, Problem
from crawler.posting import read_instant

_WITH_PAGE = WarcRecordType.response | WarcRecordType.resource
_MOST = 64 * 1024 * 1024
"""Bytes of one page, before and after unpacking, as a crawl takes them."""
_SNIFFED = 4096
_ZLIB_OR_GZIP, _BARE_DEFLATE = 47, -15
"""Window sizes by which zlib knows what stands around the packed bytes."""
_CHUNK_SIZE = re.compile(rb"\s*([0-9a-fA-F]{1,8})(?:\s*;[^\r]*)?\s*")
_READABLE = ("html", "json", "xml", "text")
_OK = 200


class _Forward:
    """A stream that only goes on: the archive's reader would ask a pipe where it stands."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._position = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._position += len(data)
        return data

    def tell(self) -> int:
        return self._position

    def seek(self, offset: int, whence: int = 0) -> int:
        raise UnsupportedOperation(f"seek to {offset}, {whence}")

    def close(self) -> None:
        """Leave the stream to whoever opened it."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A line of a CDX index: a page that the archive has, without the page."""

    url: str
    status: int | None


def read_archive(stream: IO[bytes], url: str) -> Iterator[Page | Indexed | Problem]:
    """Yield the pages of an archive, or the lines of its index, and what could not be read."""
    buffered = BufferedReader(stream)  # type: ignore[type-var] # any stream of bytes has readinto
    if buffered.peek(1)[:1] == b"{":
        yield from _index(buffered, url)
        return
    found = 0
    try:
        for record in ArchiveIterator(
            _Forward(buffered), record_types=_WITH_PAGE, parse_http=False
        ):
            found += 1
            yield from _record(record)
    except OSError as error:
        yield Problem(url, f"broken: {error}; {found} pages before the break were read")
    else:
        if not found:
            yield Problem(url, "no page in it: is it a WARC file, not its metadata or text?")


def _record(record: WarcRecord) -> Iterator[Page | Problem]:
    target = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    if not target.startswith(("http://", "https://")):
        return
    try:
        seen = read_instant(record.headers.get("WARC-Date") or "")
        record.parse_http()
        raw = record.reader.read(_MOST)
    except (OSError, ValueError) as error:
        yield Problem(target, f"a record that cannot be read: {error}")
        return
    answer = record.http_headers
    headers = {name.lower(): value for name, value in answer.items()} if answer else {}
    body, faults = _payload(raw, headers)
    if len(raw) < min(record.content_length, _MOST):
        faults.append("the archive ends in this record")
    if told := record.headers.get("WARC-Truncated"):
        faults.append(f"cut short by the archive's crawler ({told})")
    kind = headers.get("content-type") or (record.headers.get("Content-Type") or "")
    if not any(name in kind.lower() for name in _READABLE):
        return
    yield Page(
        url=target,
        body=body,
        fetched_at=seen,
        status=(answer.status_code if answer else None) or _OK,
        content_type=kind,
        robots_tag=headers.get("x-robots-tag", ""),
    )
    yield from (Problem(target, fault) for fault in faults)


def _payload(raw: bytes, headers: dict[str, str]) -> tuple[bytes, list[str]]:
    """Return a payload as its server meant it, as far as it goes, and what is wrong with it."""
    body, faults = raw, []
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined_chunks(body)
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        name = coding.strip()
        if not body or name in ("", "identity"):
            continue
        try:
            unpacked, whole = _unpacked(body, name)
        except (zlib.error, brotli.error, LookupError):
            if b"\0" in body[:_SNIFFED]:
                faults.append(f"not packed as its headers say ({name})")
                body = b""
            continue  # some archives keep the page unpacked under its old headers
        body = unpacked
        if not whole:
            faults.append("its packed content is cut short")
    return body, faults


def _joined_chunks(raw: bytes) -> bytes:
    """Return the chunks of a payload joined; the payload as it is where it has none after all."""
    parts: list[bytes] = []
    position = 0
    while position < len(raw):
        end = raw.find(b"\n", position, position + _SNIFFED)
        said = _CHUNK_SIZE.fullmatch(raw, position, max(end, position))
        if said is None:
            return b"".join(parts) or raw
        size = int(said[1], 16)
        if size == 0:
            break
        parts.append(raw[end + 1 : end + 1 + size])
        position = raw.find(b"\n", end + 1 + size) + 1 or len(raw)
    return b"".join(parts)


def _unpacked(body: bytes, coding: str) -> tuple[bytes, bool]:
    """Return unpacked bytes and whether they are whole.

    Raises:
        zlib.error, brotli.error: not packed so.
        LookupError: an unknown coding.
    """
    if coding == "br":
        brotlis = brotli.Decompressor()
        return brotlis.process(body, output_buffer_limit=_MOST), brotlis.is_finished()
    if coding not in ("gzip", "x-gzip", "deflate"):
        raise LookupError(coding)
    unpacker = zlib.decompressobj(_ZLIB_OR_GZIP)
    try:
        return unpacker.decompress(body, _MOST), unpacker.eof
    except zlib.error:
        if coding != "deflate":
            raise
        unpacker = zlib.decompressobj(_BARE_DEFLATE)
        return unpacker.decompress(body, _MOST), unpacker.eof


def _index(lines: IO[bytes], url: str) -> Iterator[Indexed | Problem]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            said = json.loads(line)
            page = str(said["url"])
            status = str(said.get("status", ""))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            yield Problem(url, f"line {number} is none of a CDX index")
            continue
        yield Indexed(page, int(status) if status.isascii() and status.isdecimal() else None)
