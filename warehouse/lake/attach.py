"""Attach a lake: its extensions, and one clear line when it cannot be reached."""

from importlib.resources import files
from pathlib import Path

import duckdb

from crawler.errors import Failed
from warehouse.lake.address import Lake

_EXTENSIONS = ("ducklake", "postgres_scanner")
_INSTALL = "pip install 'medical-office-manager-jobs[lake]'"


def attach_lake(
    connection: duckdb.DuckDBPyConnection, lake: Lake, name: str, *, read_only: bool
) -> None:
    """Attach a lake under a name; a writer makes it where there is none.

    Raises:
        Failed: no extensions for this DuckDB, no PostgreSQL there, or no lake in it.
    """
    for extension in _EXTENSIONS:
        _load(connection, extension)
    # No rows kept in the catalogue itself: PostgreSQL cannot hold the NUL of a hostile string.
    options = ["read_only" if read_only else "data_inlining_row_limit 0"]
    if lake.data_path is not None and not read_only:
        options.append(f"data_path {_quoted(lake.data_path)}")
    address = _quoted(f"ducklake:{lake.catalogue}")
    try:
        connection.execute(f"attach {address} as {name} ({', '.join(options)})")
    except duckdb.Error as error:
        said = " ".join(str(error).split()).replace(lake.catalogue, str(lake))
        if "data_path" in said.lower() and lake.data_path is None:
            raise Failed(
                f"no lake at {lake} yet; the first `warehouse load` makes it with --data-path FOLDER"
            ) from error
        if "does not exist" in said and read_only:
            raise Failed(f"no lake at {lake}: run `warehouse load` first ({said[:200]})") from error
        raise Failed(f"cannot open {lake}: {said[:300]}") from error


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
        found = _quoted(str(Path(str(path))))
    try:
        connection.execute(f"load {found}")
    except duckdb.Error as error:
        said = " ".join(str(error).split())[:200]
        raise Failed(f"a lake needs DuckDB's {extension} extension: {_INSTALL} ({said})") from error


def _quoted(text: str) -> str:
    # ATTACH and LOAD take no bound values: quoted as SQL quotes strings.
    return "'" + text.replace("'", "''") + "'"
