"""Spidermon monitors over one visit to one source: what is out of the ordinary, in words.

Each `test_` asserts one thing; its message becomes an alarm of the run report and exit code 3.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from spidermon import Monitor, MonitorSuite
from spidermon.runners import MonitorRunner

from crawler.health import FIELDS, SourceReport, report_of, usual_count, usual_fill
from crawler.posting import SourceRun
from crawler.sources import Source
from crawler.state import State

_DROP = 0.5
_FEWEST_LISTED = 6
"""A board of three loses two of them on any good day: only larger ones can drop suddenly."""
_FEWEST_LANDED = 8
"""Shares of fewer postings say little."""
_DESCRIBED = 0.95
_USUALLY_FILLED = 0.6
_ERROR_SHARE = 0.1
_FEWEST_ASKED = 10


class _SourceMonitor(Monitor):  # type: ignore[misc] # Spidermon has no types
    longMessage = False
    data: Any

    @property
    def report(self) -> SourceReport:
        found: SourceReport = self.data.report
        return found

    @property
    def source(self) -> Source:
        found: Source = self.data.source
        return found

    @property
    def earlier(self) -> Sequence[SourceReport]:
        found: Sequence[SourceReport] = self.data.earlier
        return found


class Counts(_SourceMonitor):
    """How many postings a source lists. An incomplete list has its error already."""

    def test_as_many_as_expected(self) -> None:
        """The operator's `expect_min` of the source."""
        listed, expected = self.report.listed, self.source.expect_min
        if self.report.list_complete and listed < expected:
            self.fail(f"{listed} postings, fewer than the expected {expected}")

    def test_no_sudden_drop(self) -> None:
        """Against the median of the last complete visits."""
        usual = usual_count(self.earlier)
        listed = self.report.listed
        if not self.report.list_complete or usual is None or usual < _FEWEST_LISTED:
            return
        if listed < usual * _DROP:
            self.fail(f"{listed} postings listed, usually {usual:g}: did the site change?")


class Fill(_SourceMonitor):
    """Which fields the postings have that landed."""

    def test_descriptions(self) -> None:
        """A posting without its text is of no use to anybody."""
        share = self.report.fill("description")
        if share is not None and share < _DESCRIBED:
            without = self.report.landed - self.report.filled.get("description", 0)
            self.fail(f"{without} of {self.report.landed} postings have no description")

    def test_as_full_as_expected(self) -> None:
        """The operator's `expect_fill` of the source."""
        found = {name: self.report.fill(name) for name in self.source.expect_fill}
        low = [
            f"{name} in {share:.0%} of the postings, expected {self.source.expect_fill[name]:.0%}"
            for name, share in found.items()
            if share is not None and share < self.source.expect_fill[name]
        ]
        if low:
            self.fail("; ".join(low))

    def test_as_full_as_before(self) -> None:
        """A field that was usual and is not any more: the site writes it in another place now."""
        if self.report.landed < _FEWEST_LANDED:
            return
        lost = []
        for name in FIELDS:
            usual, now = usual_fill(self.earlier, name, _FEWEST_LANDED), self.report.fill(name)
            if usual and now is not None and usual >= _USUALLY_FILLED and now < usual * _DROP:
                lost.append(f"{name} in {now:.0%} of the postings, usually {usual:.0%}")
        if lost:
            self.fail("; ".join(lost))


class Errors(_SourceMonitor):
    """How many requests failed. Each failure has its own line among the errors."""

    def test_share(self) -> None:
        """Single failures are the web's weather; a tenth of all is the site's or ours."""
        asked, failed = (self.report.counts.get(name, 0) for name in ("asked", "failed"))
        if asked >= _FEWEST_ASKED and failed > asked * _ERROR_SHARE:
            self.fail(f"{failed} of {asked} requests failed")


class SourceMonitors(MonitorSuite):  # type: ignore[misc] # Spidermon has no types
    """What is asked of every visit."""

    monitors = (Counts, Fill, Errors)


def judged(visit: SourceRun, source: Source, run: str, state: State) -> SourceReport:
    """Return the report of a visit with what the monitors say of it, and keep it for the next."""
    earlier = [report for report in state.visits(source.name) if report.run != run]
    report = report_of(visit, source.platform, run, earlier)
    report = replace(report, alarms=_alarms(report, source, earlier))
    state.remember(report)
    return report


def _alarms(
    report: SourceReport, source: Source, earlier: Sequence[SourceReport]
) -> tuple[str, ...]:
    result = MonitorRunner().run(SourceMonitors(), report=report, source=source, earlier=earlier)
    # A fault of a monitor itself has no reason but a traceback, whose last line says what.
    return tuple(
        item.reason or item.error.strip().splitlines()[-1]
        for item in result.monitors_failed_results
    )
