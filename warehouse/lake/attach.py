"""Attach a lake: its extensions, and one clear line when it cannot be reached."""

import re
from importlib.resources import files

import duckdb

from crawler.errors import Failed
from warehouse.lake.address import Lake
from warehouse.sql import statement
from warehouse.transaction import failure

_EXTENSIONS = ("ducklake", "postgres_scanner")
_NO_LAKE = re.compile(r"creating a new DuckLake|data_path", re.IGNORECASE)
_INSTALL = "pip install 'medical-office-manager-jobs[lake]'"


def attach_lake(
    connection: duckdb.DuckDBPyConnection, lake: Lake, name: str, *, read_only: bool
) -> None:
    """Attach a lake under a name; a writer makes it where there is none.

    Raises:
        Failed: no extensions for this DuckDB, no PostgreSQL there, or no lake in it.
        Conflicted: another loader makes it at this moment.
    """
    for extension in _EXTENSIONS:
        _load(connection, extension)
    # PostgreSQL knows no NUL, which a hostile posting may hold: neither rows are kept in the
    # catalogue, nor is it asked which files may hold the keys of a join.
    connection.execute("set disabled_optimizers = 'join_filter_pushdown'")
    options = ["read_only" if read_only else "data_inlining_row_limit 0"]
    if lake.data_path is not None and not read_only:
        options.append(f"data_path {_quoted(lake.data_path)}")
    address = _quoted(f"ducklake:{lake.catalogue}")
    try:
        connection.execute(f"attach {address} as {name} ({', '.join(options)})")
    except duckdb.Error as error:
        said = " ".join(lake.without_password(str(error)).split())
        unreached = said.partition("Unable to connect to Postgres")[2].partition('": ')[2]
        if unreached:
            raise Failed(f"cannot reach PostgreSQL of {lake}: {unreached[:300]}") from error
        if _NO_LAKE.search(said) and (read_only or lake.data_path is None):
            raise Failed(
                f"no lake at {lake} yet; the first `warehouse load` makes it with --data-path FOLDER"
            ) from error
        raise failure(said)(f"cannot open {lake}: {said[:300]}") from error
    if read_only:
        # What is shut out of the other files may read these.
        found = connection.execute(statement("data_path"), [name]).fetchall()
        connection.execute(f"set allowed_directories = [{_quoted(found[0][0])}]")


def _load(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension from its package, else as DuckDB itself has installed it."""
    try:
        package = files(f"duckdb_extension_{extension}")
    except ModuleNotFoundError:
        found = extension
    else:
        path = package / "extensions" / f"v{duckdb.__version__}" / f"{extension}.duckdb_extension"
        if not path.is_file():
            raise Failed(
                f"the installed {extension} extension is not for DuckDB {duckdb.__version__}; "
                f"in an environment of its own: {_INSTALL}"
            )
        found = _quoted(str(path))
    try:
        connection.execute(f"load {found}")
    except duckdb.Error as error:
        said = " ".join(str(error).split())[:200]
        raise Failed(f"a lake needs DuckDB's {extension} extension: {_INSTALL} ({said})") from error


def _quoted(text: str) -> str:
    # ATTACH and LOAD take no bound values: quoted as SQL quotes strings.
    return "'" + text.replace("'", "''") + "'"
