"""Write `docs/data_dictionary.md` from the schema's own comments: `python -m warehouse.data_dictionary`."""

import re
import tempfile
from importlib.resources import files
from pathlib import Path

import duckdb

from warehouse.connection import open_copy, open_writer
from warehouse.reports import load_reports
from warehouse.sql import statement

_HEADER = re.compile(r"^-- (question|one row per): (.+)$", re.MULTILINE)
_PAGE = Path("docs/data_dictionary.md")


def render() -> str:
    """Return the page: every table and column, the views and the reports with their questions."""
    lines = [
        "# Data dictionary",
        "",
        "Made from the schema's own comments (`make docs`). The published copy is",
        "`published/warehouse.duckdb` in the home folder.",
    ]
    with tempfile.TemporaryDirectory() as folder:
        with open_writer(Path(folder) / "w.duckdb") as database:
            lines += _tables(database, "")
        with open_copy(None, Path(folder) / "s.duckdb") as database:
            database.execute(statement("scores_schema"))
            lines += _tables(database, "matcher.")
    lines += ["", "## Views", "", "| view | question | one row per |", "|---|---|---|"]
    folder_of_models = files("warehouse").joinpath("models")
    for item in sorted(folder_of_models.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".sql"):
            header = dict(_HEADER.findall(item.read_text("utf-8")))
            name = item.name.removesuffix(".sql").split("_", 1)[1]
            lines.append(f"| `{name}` | {header['question']} | {header['one row per']} |")
    lines += ["", "## Reports", "", "| report | question | one row per |", "|---|---|---|"]
    lines += [f"| `{r.name}` | {r.question} | {r.row} |" for r in load_reports().values()]
    return "\n".join(lines) + "\n"


def _tables(database: duckdb.DuckDBPyConnection, prefix: str) -> list[str]:
    """Return a section a table of the database in use."""
    lines = []
    for table, comment in database.execute(statement("dictionary_tables")).fetchall():
        lines += [
            "",
            f"## {prefix}{table}",
            "",
            str(comment),
            "",
            "| column | type | |",
            "|---|---|---|",
        ]
        columns = database.execute(statement("dictionary_columns"), [table]).fetchall()
        lines += [f"| `{name}` | {_type(kind)} | {said} |" for name, kind, said in columns]
    return lines


def _type(kind: str) -> str:
    """Return a type on one line; an enum by its values."""
    return " ".join(kind.replace("|", "\\|").split())


if __name__ == "__main__":
    _PAGE.write_text(render(), "utf-8")
