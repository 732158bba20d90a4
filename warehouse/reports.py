"""Named reports: one SQL file each, with its question and parameters in the header."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from crawler.errors import WrongUse

_HEADER = re.compile(r"^-- (question|one row per): (.+)$", re.MULTILINE)
_PARAMETER = re.compile(
    r"^-- parameter: (?P<name>\w+) (?P<kind>text|integer|date)(?: = (?P<default>[^:]+))?: (?P<help>.+)$",
    re.MULTILINE,
)
Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a report may be asked for: bound into its SQL as $name."""

    name: str
    kind: str
    """text, integer or date."""
    default: Value
    help: str

    def read(self, said: str) -> Value:
        """Return a value as said on the command line.

        Raises:
            WrongUse: it is of another kind.
        """
        try:
            if self.kind == "integer":
                return int(said)
            return date.fromisoformat(said) if self.kind == "date" else said
        except ValueError as error:
            wanted = "a day as 2026-11-01" if self.kind == "date" else "a whole number"
            raise WrongUse(f"{self.name}={said}: {self.name} must be {wanted}") from error


@dataclass(frozen=True, slots=True)
class Report:
    """A question and the SQL that answers it."""

    name: str
    question: str
    row: str
    """What one row of the answer is."""
    parameters: tuple[Parameter, ...]
    sql: str

    def values(self, said: Iterable[str] = ()) -> dict[str, Value]:
        """Return a value for each parameter: as said ("state=TX"), else its default.

        Raises:
            WrongUse: no such parameter, or a value that it cannot take.
        """
        known = {item.name: item for item in self.parameters}
        values = {item.name: item.default for item in self.parameters}
        for pair in said:
            name, equals, value = pair.partition("=")
            if not equals or name not in known:
                takes = ", ".join(known) or "none"
                raise WrongUse(
                    f"report {self.name} has no parameter {pair!r}; give NAME=VALUE of: {takes}"
                )
            values[name] = known[name].read(value)
        return values


@cache
def load_reports() -> dict[str, Report]:
    """Return the reports by name, in name order."""
    folder = files("warehouse").joinpath("reports")
    found = {}
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".sql"):
            sql = item.read_text("utf-8")
            header = dict(_HEADER.findall(sql))
            name = item.name.removesuffix(".sql")
            found[name] = Report(
                name, header["question"], header["one row per"], tuple(_parameters(sql)), sql
            )
    return found


def _parameters(sql: str) -> Iterable[Parameter]:
    for match in _PARAMETER.finditer(sql):
        wanted = Parameter(match["name"], match["kind"], None, match["help"])
        default = wanted.read(match["default"]) if match["default"] else None
        yield Parameter(wanted.name, wanted.kind, default, wanted.help)


def report(name: str) -> Report:
    """Return a report.

    Raises:
        WrongUse: no report of that name.
    """
    reports = load_reports()
    if name not in reports:
        raise WrongUse(f"no report {name!r}; choose from {', '.join(reports)}")
    return reports[name]
