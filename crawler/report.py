"""The report of a run: `runs/RUN.json` for programs, `runs/RUN.txt` for people, a message to mail."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from crawler.errors import DONE, FAILED, NEEDS_ATTENTION, WrongUse
from crawler.health import FIELDS, SourceReport
from crawler.home import Home
from crawler.posting import Json
from crawler.sources import SourceFault

_MOST_ERRORS = 50
"""Errors of one source that are shown to people; the JSON has all."""
_MAILED_ERRORS = 3
_TOTALS = ("listed", "postings", "gone", "unknown")


@dataclass(frozen=True, slots=True)
class RunReport:
    """How a crawl went, source by source."""

    run: str
    sources: tuple[SourceReport, ...]
    faults: tuple[SourceFault, ...] = ()
    """Lines of the source list that cannot be used."""

    @property
    def exit_code(self) -> int:
        """Return 0 for all well, 3 if something needs attention, 1 if no source could be read."""
        if self.sources and not any(source.was_read for source in self.sources):
            return FAILED
        if not self.sources and self.faults:
            return FAILED
        return NEEDS_ATTENTION if self.faults or self._troubled() else DONE

    def _troubled(self) -> list[SourceReport]:
        return [source for source in self.sources if source.needs_attention]

    def subject(self) -> str:
        """Return the whole run in one line."""
        troubled = len(self._troubled()) + len(self.faults)
        total = len(self.sources) + len(self.faults)
        words = {
            DONE: f"all {total} sources well",
            NEEDS_ATTENTION: f"{troubled} of {total} sources need attention",
            FAILED: f"none of {total} sources could be read",
        }
        return f"crawl {self.run}: {words[self.exit_code]}"

    def lines(self, most_errors: int = _MAILED_ERRORS) -> list[str]:
        """Return a line for each source, and one for each of its errors and alarms."""
        width = max((len(source.source) for source in self.sources), default=0)
        lines = []
        for source in self.sources:
            first, *others = source.lines(most_errors)
            lines += [f"{source.source:<{width}}  {first}", *others]
        return lines + [f"! {fault.message}" for fault in self.faults]

    def message(self) -> str:
        """Return what is worth a mail: totals, and the sources that need attention."""
        totals = {name: sum(item.counts.get(name, 0) for item in self.sources) for name in _TOTALS}
        said = ", ".join(f"{count} {name}" for name, count in totals.items())
        troubled = RunReport(self.run, tuple(self._troubled()), self.faults)
        return "\n".join([self.subject(), said, *troubled.lines()]) + "\n"

    def text(self) -> str:
        """Return the whole report for people."""
        parts = [self.message(), *self.lines(_MOST_ERRORS), "", *_fill_table(self.sources)]
        return "\n".join(parts) + "\n"

    def to_json(self) -> dict[str, Json]:
        """Return the whole report for programs."""
        times = [source.started for source in self.sources] or [datetime.now(UTC)]
        ends = [source.ended for source in self.sources] or times
        return {
            "run": self.run,
            "exit_code": self.exit_code,
            "started": min(times).isoformat(),
            "ended": max(ends).isoformat(),
            "subject": self.subject(),
            "message": self.message(),
            "sources": [source.to_json() for source in self.sources],
            "faults": [{"source": fault.name, "message": fault.message} for fault in self.faults],
        }

    def write(self, home: Home) -> None:
        """Write the report's files, each replaced whole."""
        write_report(home, self.run, self.to_json(), self.text())


def _fill_table(sources: Sequence[SourceReport]) -> list[str]:
    """Return the share of landed postings with each field, a row a source."""
    landed = [source for source in sources if source.landed]
    if not landed:
        return ["no posting landed anew: no fill rates"]
    width = max(len(source.source) for source in landed)
    rows = [f"{'fill rates of what landed':<{width}}  {'landed':>6}  {'  '.join(FIELDS)}"]
    for source in landed:
        shares = "  ".join(f"{source.fill(name) or 0:>{len(name)}.0%}" for name in FIELDS)
        rows.append(f"{source.source:<{width}}  {source.landed:>6}  {shares}")
    return rows


def write_report(home: Home, run: str, report: dict[str, Json], text: str) -> None:
    """Write `runs/RUN.json` and `runs/RUN.txt`; a reader never finds half of one."""
    home.runs.mkdir(parents=True, exist_ok=True)
    for name, content in ((f"{run}.json", json.dumps(report, indent=2)), (f"{run}.txt", text)):
        temporary = home.runs / f".{name}.{os.getpid()}"
        temporary.write_text(content, "utf-8")
        temporary.replace(home.runs / name)


def report_file(home: Home, run: str = "") -> Path:
    """Return the JSON report of a run, of the newest by default.

    Raises:
        WrongUse: there is none.
    """
    found = sorted(home.runs.glob("*.json"))
    chosen = [path for path in found if path.stem == run] if run else found
    if not chosen:
        known = ", ".join(path.stem for path in found[-3:]) or "none; `crawler run` makes one"
        raise WrongUse(f"no report {run}".rstrip() + f" in {home.runs}; the newest: {known}")
    return chosen[-1]
