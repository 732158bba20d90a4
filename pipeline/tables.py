"""Tables of TOML data as frozen dataclasses: unknown and missing keys are refused."""

import tomllib
from dataclasses import MISSING, Field, fields
from importlib.resources import files
from typing import Any

from crawler.errors import Failed


def read_tables(name: str, *expected: str) -> dict[str, Any]:
    """Return the top-level entries of `pipeline/taxonomy/NAME.toml`.

    Raises:
        Failed: unreadable TOML, or an entry that is none of the expected ones.
    """
    path = files("pipeline").joinpath("taxonomy", f"{name}.toml")
    try:
        tables = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Failed(f"taxonomy/{name}.toml: {error}") from error
    extra = sorted(set(tables) - set(expected))
    if extra:
        raise Failed(
            f"taxonomy/{name}.toml: unknown entry {', '.join(extra)}; known: {', '.join(expected)}"
        )
    return tables


def checked(where: str, table: dict[str, Any], cls: type) -> dict[str, Any]:
    """Return the values of one table for its dataclass, lists as tuples.

    Raises:
        Failed: a key that is no field, or a field without default that is not there.
    """
    allowed: dict[str, Field[Any]] = {item.name: item for item in fields(cls)}
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise Failed(
            f"taxonomy/{where}: unknown key {', '.join(unknown)}; known: {', '.join(allowed)}"
        )
    missing = [
        name
        for name, item in allowed.items()
        if item.default is MISSING and item.default_factory is MISSING and name not in table
    ]
    if missing:
        raise Failed(f"taxonomy/{where}: missing {', '.join(missing)}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
