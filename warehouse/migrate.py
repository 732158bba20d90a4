"""Migrations: named files, applied once, each in a transaction; views made anew by each load."""

import hashlib
from importlib.resources import files
from pathlib import Path

import duckdb

from crawler.errors import Failed
from warehouse.sql import statement


def migrations() -> list[str]:
    """Return the names of the migrations, in order."""
    folder = files("warehouse").joinpath("migrations")
    return sorted(item.name for item in folder.iterdir() if item.name.endswith(".sql"))


def applied(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the migrations a database has had."""
    if not connection.execute(statement("has_migrations")).fetchall()[0][0]:
        return []
    rows = connection.execute(statement("applied_migrations")).fetchall()
    return [row[0] for row in rows]


def check_version(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Refuse a database that is no warehouse or of a newer version than this program.

    Raises:
        Failed: with the way out.
    """
    had = applied(connection)
    if not had:
        raise Failed(f"{path} is no warehouse of this program; choose another --home")
    newer = sorted(set(had) - set(migrations()))
    if newer:
        raise Failed(
            f"{path} is of a newer version (it has {newer[-1]}); upgrade this program to read it"
        )


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> list[str]:
    """Apply the pending migrations and make the views anew; return the names applied.

    Raises:
        Failed: the database is of a newer version, or a migration fails (and is rolled back).
    """
    had = applied(connection)
    if had:
        check_version(connection, path)
    folder = files("warehouse").joinpath("migrations")
    pending = [name for name in migrations() if name not in had]
    for name in pending:
        connection.execute("begin")
        try:
            connection.execute(statement("migrations_table"))
            connection.execute(folder.joinpath(name).read_text("utf-8"))
            connection.execute(statement("migration_applied"), [name])
            connection.execute("commit")
        except duckdb.Error as error:
            connection.execute("rollback")
            raise Failed(f"migration {name} failed on {path}: {error}") from error
    make_views(connection)
    return pending


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the documented views, in name order, so that one may stand on an earlier one."""
    for sql in _models():
        connection.execute(sql)
    connection.execute(statement("views_made"), {"digest": views_digest()})


def views_digest() -> str:
    """Return a digest of the views of this version of the program."""
    return hashlib.sha256("\0".join(_models()).encode()).hexdigest()[:12]


def _models() -> list[str]:
    folder = files("warehouse").joinpath("models")
    items = sorted(folder.iterdir(), key=lambda entry: entry.name)
    return [item.read_text("utf-8") for item in items if item.name.endswith(".sql")]
