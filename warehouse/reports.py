"""Named reports: one SQL file each, with its question in the header."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from crawler.errors import WrongUse

_HEADER = re.compile(r"^-- (question|one row per): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Report:
    """A question and the SQL that answers it."""

    name: str
    question: str
    row: str
    """What one row of the answer is."""
    sql: str


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
            found[name] = Report(name, header["question"], header["one row per"], sql)
    return found


def report(name: str) -> Report:
    """Return a report.

    Raises:
        WrongUse: no report of that name.
    """
    reports = load_reports()
    if name not in reports:
        raise WrongUse(f"no report {name!r}; choose from {', '.join(reports)}")
    return reports[name]
