"""The SQL files of this package: SQL is written there only, and values are bound."""

from functools import cache
from importlib.resources import files


@cache
def statement(name: str) -> str:
    """Return the SQL of `warehouse/statements/NAME.sql`."""
    return files("warehouse").joinpath("statements", f"{name}.sql").read_text("utf-8")


def folder_texts(folder: str) -> dict[str, str]:
    """Return the SQL of each file of a folder of this package, by file name, in name order."""
    items = sorted(files("warehouse").joinpath(folder).iterdir(), key=lambda item: item.name)
    return {item.name: item.read_text("utf-8") for item in items if item.name.endswith(".sql")}
