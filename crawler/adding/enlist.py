"""Add a source to the operator's list, leaving every word that stands there as it is."""

import os
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import tomlkit

from crawler.adding.detection import board_id
from crawler.errors import Failed, WrongUse
from crawler.platforms import Platform
from crawler.posting import Json
from crawler.sources import Source, SourceList, load_sources, platform_of


def listed_as(listed: SourceList, platform: Platform, url: str) -> Source | None:
    """Return the source that is the same board; None where the list has none."""
    wanted = board_id(platform, url)
    return next(
        (item for item in listed.sources if board_id(platform_of(item), item.url) == wanted), None
    )


def free_name(listed: SourceList, wanted: str) -> str:
    """Return a name that no line of the list has, faulty lines too: "acme", "acme-2" and so on."""
    taken = {item.name for item in listed.sources} | {fault.name for fault in listed.faults}
    number = 1
    name = wanted
    while name in taken:
        number += 1
        name = f"{wanted}-{number}"
    return name


def source_table(values: dict[str, Json]) -> str:
    """Return a source's table as TOML, without what is not stated."""
    document = tomlkit.document()
    tables = tomlkit.aot()
    table = tomlkit.table()
    for key, value in values.items():
        if value not in (None, ""):
            table.add(key, value)
    tables.append(table)
    document.add("source", tables)
    return tomlkit.dumps(document)


def check_table(table: str) -> None:
    """Refuse a table that the list could not use.

    Raises:
        WrongUse: it says what is wrong with it.
    """
    with TemporaryDirectory() as folder:
        alone = Path(folder) / "line.toml"
        alone.write_text(table, "utf-8")
        for fault in load_sources(alone).faults:
            raise WrongUse(fault.message.removeprefix(f"{alone}: "))


def append_source(path: Path, table: str) -> None:
    """Append a source's table to a list, in one write.

    Raises:
        WrongUse: the list would not be TOML with it.
        Failed: the list cannot be written.
    """
    try:
        before = path.read_text("utf-8")
        gap = (
            ""
            if not before or before.endswith("\n\n")
            else "\n"
            if before.endswith("\n")
            else "\n\n"
        )
        tomllib.loads(before + gap + table)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND)
        try:
            os.write(descriptor, (gap + table).encode())
        finally:
            os.close(descriptor)
    except tomllib.TOMLDecodeError as error:
        raise WrongUse(f"{path}: cannot take another [[source]]: {error}; mend it first") from error
    except OSError as error:
        raise Failed(f"cannot write {path}: {error.strerror}") from error
