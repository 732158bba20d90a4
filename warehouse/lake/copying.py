"""Copy the rows of a warehouse between a file and a lake: their tables have the same columns."""

import duckdb

from crawler.errors import Failed
from warehouse.migrate import applied, migrations
from warehouse.sql import statement
from warehouse.transaction import transaction


def copy_rows(connection: duckdb.DuckDBPyConnection, source: str) -> None:
    """Fill the empty database in use with the rows of an attached one, in one transaction.

    Raises:
        Failed: the other one is of another version, or there is no room; nothing was changed.
    """
    with transaction(connection, "the copy was rolled back"):
        target = connection.execute("select current_database()").fetchall()[0][0]
        connection.execute(f"use {source}")
        older = sorted(set(migrations()) - set(applied(connection)))
        connection.execute(f"use {target}")
        if older:
            raise Failed(f"it is of an older version (without {older[0]}); load into it once first")
        # The row of a database that nothing was loaded into.
        connection.execute(statement("leave_publication"))
        for (table,) in connection.execute(statement("table_names")).fetchall():
            connection.table(f"{source}.main.{table}").insert_into(table)
