"""Migrations: named files, applied once, each in a transaction; views made anew where they differ."""

import hashlib
from pathlib import Path

import duckdb

from crawler.errors import Failed
from warehouse.lake.address import Lake
from warehouse.lake.dialect import for_database
from warehouse.sql import folder_texts, statement
from warehouse.transaction import transaction


def migrations() -> list[str]:
    """Return the names of the migrations, in order."""
    return list(folder_texts("migrations"))


def applied(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Return the names of the migrations a database has had."""
    if not connection.execute(statement("has_migrations")).fetchall()[0][0]:
        return []
    rows = connection.execute(statement("applied_migrations")).fetchall()
    return [row[0] for row in rows]


def check_version(connection: duckdb.DuckDBPyConnection, at: Path | Lake) -> None:
    """Refuse a database that is no warehouse or of a newer version than this program.

    Raises:
        Failed: with the way out.
    """
    had = applied(connection)
    if not had:
        raise Failed(f"{at} is no warehouse of this program; choose another")
    newer = sorted(set(had) - set(migrations()))
    if newer:
        raise Failed(
            f"{at} is of a newer version (it has {newer[-1]}); upgrade this program to read it"
        )


def migrate(connection: duckdb.DuckDBPyConnection, at: Path | Lake) -> list[str]:
    """Apply the pending migrations, make the views anew where they differ; return the names applied.

    Raises:
        Failed: the database is of a newer version, or a migration fails (and is rolled back).
        Conflicted: another loader does the same.
    """
    had = applied(connection)
    if had:
        check_version(connection, at)
    pending = {name: sql for name, sql in folder_texts("migrations").items() if name not in had}
    for name, sql in pending.items():
        with transaction(connection, f"migration {name} failed on {at}"):
            if name in applied(connection):
                continue  # another loader of the lake has just done it
            connection.execute(for_database(connection, statement("migrations_table")))
            connection.execute(for_database(connection, sql))
            connection.execute(statement("migration_applied"), [name])
    if pending or not connection.execute(statement("has_views"), [views_digest()]).fetchall()[0][0]:
        with transaction(connection, f"views could not be made on {at}"):
            make_views(connection)
    return list(pending)


def make_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the documented views, in name order, so that one may stand on an earlier one."""
    for sql in folder_texts("models").values():
        connection.execute(for_database(connection, sql))
    connection.execute(statement("views_made"), {"digest": views_digest()})


def views_digest() -> str:
    """Return a digest of the views of this version of the program."""
    return hashlib.sha256("\0".join(folder_texts("models").values()).encode()).hexdigest()[:12]
