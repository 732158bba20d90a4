"""Back up the writer's database, and put a backup in its place."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import Failed, WrongUse
from crawler.home import Home
from warehouse.connection import open_reader, open_writer
from warehouse.publish import copy_whole, sync


def back_up(home: Home, target: Path) -> None:
    """Write a whole copy of the writer's database to a file, at once and readable by itself.

    Raises:
        WrongUse: the file is there already.
        Failed: no warehouse, another load runs, or no room.
    """
    if target.exists():
        raise WrongUse(f"{target} is there already; name another file")
    if not home.warehouse.exists():
        raise Failed(f"no warehouse at {home.warehouse}; there is nothing to back up")
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_whole(home.warehouse, temporary)
        sync(temporary)
        temporary.rename(target)
        sync(target.parent)
    except OSError as error:
        raise Failed(f"cannot write {target}: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)


def restore(home: Home, backup: Path) -> Path | None:
    """Put a backup in place of the writer's database; return where that one was moved.

    Landing files that were loaded since the backup was made are loaded again by the next load.

    Raises:
        Failed: the backup is no warehouse or of a newer version; nothing was changed.
    """
    with open_reader(backup):
        pass  # it opens, and is of a version we read
    temporary = home.warehouse.with_name(f".{home.warehouse.name}.{os.getpid()}")
    aside = None
    try:
        home.path.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(backup, temporary)
        sync(temporary)
        if home.warehouse.exists():
            with open_writer(home.warehouse):
                pass  # nobody else writes, and what stood in its .wal is in the file now
            aside = home.warehouse.with_name(
                f"{home.warehouse.name}.{datetime.now(UTC):%Y%m%dT%H%M%S%f}.aside"
            )
            os.link(home.warehouse, aside)
        temporary.replace(home.warehouse)
        sync(home.path)
    except OSError as error:
        raise Failed(f"cannot restore to {home.warehouse}: {error.strerror}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return aside
