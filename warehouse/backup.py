"""Back up the writer's database, and put a backup in its place."""

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import Failed, WrongUse
from crawler.home import Home
from warehouse.connection import attach_beside, open_reader, open_writer
from warehouse.lake.address import Lake
from warehouse.lake.copying import copy_rows
from warehouse.publish import copy_whole, sync
from warehouse.sql import statement


def back_up(home: Home, target: Path, lake: Lake | None = None) -> None:
    """Write a whole copy of the writer's database, or a lake, to a file readable by itself.

    Raises:
        WrongUse: the file is there already.
        Failed: no warehouse, another load runs, or no room.
    """
    if target.exists():
        raise WrongUse(f"{target} is there already; name another file")
    if lake is None and not home.warehouse.exists():
        raise Failed(f"no warehouse at {home.warehouse}; there is nothing to back up")
    temporary = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_whole(lake or home.warehouse, temporary)
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


def restore_to_lake(lake: Lake, backup: Path) -> None:
    """Put a backup into a lake that nothing was loaded into yet, which is made where there is none.

    Raises:
        Failed: the backup is no warehouse or of another version, or the lake is in use.
    """
    with open_reader(backup):
        pass  # it opens, and is no newer than we are
    with open_writer(lake) as connection:
        if connection.execute(statement("was_loaded")).fetchall()[0][0]:
            raise Failed(f"{lake} is in use: a backup goes into an empty lake only")
        attach_beside(connection, backup, "backup")
        copy_rows(connection, "backup")
