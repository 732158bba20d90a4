"""The mark of the published copy: cheap to ask, so that scoring opens no database for it."""

from pathlib import Path


def published_id(path: Path) -> str | None:
    """Return a mark of a published file that changes with each publishing; None if absent.

    Cheap: the matcher asks at every score and opens no database for it.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return f"{found.st_mtime_ns:x}-{found.st_size:x}"
