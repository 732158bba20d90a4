"""One run at a time on a home: a lock that dies with its process."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import Failed


@contextmanager
def run_lock(home: Path, what: str) -> Iterator[None]:
    """Hold the lock `what` of a home while the block runs.

    The system drops the lock when the process ends, however it ends.

    Raises:
        Failed: another process holds it.
    """
    path = home / f".{what}.lock"
    try:
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise Failed(f"cannot lock {path}: {error.strerror}") from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.read(descriptor, 32).decode().strip() or "unknown"
            raise Failed(
                f"another {what} runs on {home} (process {holder}); wait for it or choose another --home"
            ) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        os.close(descriptor)
