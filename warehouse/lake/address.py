"""Where a lake is."""

import re
from dataclasses import dataclass

from crawler.errors import WrongUse

_PREFIX = "ducklake:"
_CATALOGUE = "postgres:"
_PASSWORD = re.compile(r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|\S+)|(?<=:)[^:/@\s]+(?=@)")


@dataclass(frozen=True, slots=True)
class Lake:
    """A DuckLake by its address; as text without a password."""

    catalogue: str
    """`postgres:` and what libpq connects with: `dbname=jobs host=db.example.org`."""
    data_path: str | None = None
    """Folder of the Parquet files: needed once, when the lake is made, and kept in it."""

    @classmethod
    def read(cls, address: str, data_path: str | None = None) -> "Lake":
        """Return the lake that `ducklake:postgres:…` names.

        Raises:
            WrongUse: it names none.
        """
        catalogue = address.removeprefix(_PREFIX)
        if catalogue == address or not catalogue.removeprefix(_CATALOGUE).strip():
            raise WrongUse(
                f"{address!r} is no address of a lake; write ducklake:postgres:dbname=NAME host=HOST"
            )
        if not catalogue.startswith(_CATALOGUE):
            raise WrongUse(f"{address!r}: only a PostgreSQL catalogue serves several writers")
        return cls(catalogue, data_path)

    def __str__(self) -> str:
        """Return the address without a password."""
        return self.without_password(_PREFIX + self.catalogue)

    def without_password(self, said: str) -> str:
        """Return what was said of this lake with the password struck out wherever it stands."""
        connection = self.catalogue.removeprefix(_CATALOGUE)
        shown = _PASSWORD.sub(lambda found: (found[1] or "") + "***", connection)
        return said.replace(connection, shown)
