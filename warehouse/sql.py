"""The SQL files of this package: SQL is written there only, and values are bound."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Return the SQL of `warehouse/statements/NAME.sql`."""
    return files("warehouse").joinpath("statements", f"{name}.sql").read_text("utf-8")
