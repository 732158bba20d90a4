"""Landing files: `landing/RUN/SOURCE.jsonl`, appended line by line.

A line is acknowledged once it is whole: one `write` of the line with its newline. A kill can
only tear the last line, which readers leave for later and report; they never lose the others.
"""

import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from crawler.errors import Failed
from crawler.posting import Json, RawPosting, Sighting, SourceRun

_UNSAFE = re.compile(r"[^A-Za-z0-9._-]+")


def new_run_id(now: datetime | None = None) -> str:
    """Return the name of a run's folder: its UTC start and process.

    Names sort by time, and two runs in one second differ.
    """
    return f"{now or datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"


def landing_file(landing: Path, run: str, source: str) -> Path:
    """Return the file of a source in a run. Source names are safe file names by validation."""
    return landing / run / f"{_UNSAFE.sub('_', source)}.jsonl"


class LandingWriter:
    """Append lines to one landing file; each call returns when the line is handed to the system.

    Raises:
        Failed: the file cannot be written (disk full, no permission).
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
            _end_torn_line(self._descriptor)
        except OSError as error:
            raise Failed(f"cannot write {path}: {error.strerror}") from error

    def write(self, record: RawPosting | Sighting | SourceRun) -> None:
        """Append one record as one line."""
        line = json.dumps(record.to_json(), ensure_ascii=False, separators=(",", ":"), default=str)
        data = line.encode("utf-8", "surrogatepass") + b"\n"
        try:
            written = os.write(self._descriptor, data)
            while written < len(data):
                written += os.write(self._descriptor, data[written:])
        except OSError as error:
            raise Failed(
                f"cannot write {self.path}: {error.strerror}; free space and run again"
            ) from error

    def sync(self) -> None:
        """Return when everything written so far is on the disk."""
        os.fsync(self._descriptor)

    def close(self) -> None:
        """Hand everything to the disk and close."""
        os.fsync(self._descriptor)
        os.close(self._descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


@dataclass(frozen=True, slots=True)
class LandedLine:
    """One whole line of a landing file, or what is wrong with it."""

    number: int
    """From 1."""
    end: int
    """Byte offset after the line's newline: where a later reading goes on."""
    value: dict[str, Json] | None
    """The JSON object; None if the line could not be read."""
    error: str | None = None
    """Why it could not be read."""


def read_landing(path: Path, start: int = 0) -> Iterator[LandedLine]:
    """Yield the whole lines of a landing file from a byte offset on.

    A last line without its newline is still being written, or was torn by a kill: it is not
    yielded unless it is a whole JSON object (files made by hand often lack the last newline).
    `torn_tail` tells of it. Line numbers count from `start`.

    Raises:
        Failed: the file cannot be opened.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise Failed(f"cannot read {path}: {error.strerror}") from error
    with file:
        file.seek(start)
        end = start
        for number, line in enumerate(file, 1):
            end += len(line)
            whole = line.endswith(b"\n")
            if not line.strip():
                continue
            value, error_text = _parse(line)
            if value is None and not whole:
                return
            yield LandedLine(number, end, value, error_text)


def torn_tail(path: Path) -> int:
    """Return the length in bytes of an unfinished last line, 0 if the file ends well."""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        back = min(size, 1 << 16)
        while True:
            file.seek(size - back)
            tail = file.read(back)
            cut = tail.rfind(b"\n")
            if cut >= 0 or back == size:
                last = tail[cut + 1 :]
                return 0 if not last.strip() or _parse(last)[0] is not None else len(last)
            back = min(size, back * 4)


def _end_torn_line(descriptor: int) -> None:
    """Start on a new line, so that what a kill tore spoils no line of ours."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    if size:
        os.lseek(descriptor, size - 1, os.SEEK_SET)
        if os.read(descriptor, 1) != b"\n":
            os.write(descriptor, b"\n")


def _parse(line: bytes) -> tuple[dict[str, Json] | None, str | None]:
    try:
        value = json.loads(line.decode("utf-8-sig", "surrogatepass"))
    except UnicodeDecodeError as error:
        return None, f"not UTF-8: {error.reason} at byte {error.start}"
    except json.JSONDecodeError as error:
        return None, f"not JSON: {error.msg} at column {error.colno}"
    except RecursionError:
        return None, "not JSON: nested too deeply"
    if not isinstance(value, dict):
        return None, f"not a JSON object but {type(value).__name__}"
    return value, None
