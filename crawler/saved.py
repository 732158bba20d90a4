"""Read a saved response offline: from a file or standard input, piece by piece where it is large."""

import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import WrongUse
from crawler.platforms import Page, Parsed, Platform, find_platform, read_by_url
from crawler.platforms.base import StreamedPlatform


def read_saved(file: Path, url: str, platform: Platform | None, source: str) -> Iterator[Parsed]:
    """Yield what a saved response holds ('-': standard input), by a platform or as its url says.

    A file's time of change is taken for the time of fetching.

    Raises:
        WrongUse: the file cannot be read.
    """
    try:
        opened = nullcontext(sys.stdin.buffer) if str(file) == "-" else file.open("rb")
        changed = None if str(file) == "-" else file.stat().st_mtime
        at = datetime.fromtimestamp(changed, UTC) if changed is not None else datetime.now(UTC)
        page = Page(url=url, body=b"", fetched_at=at)
        with opened as stream:
            reader = platform or find_platform(url)
            if isinstance(reader, StreamedPlatform):
                yield from reader.read(source, stream, page)
                return
            page = replace(page, body=stream.read())
    except OSError as error:
        raise WrongUse(f"cannot read {file}: {error.strerror}") from error
    yield platform.parse(source, page) if platform else read_by_url(source, page)
