"""Health of sources: a few pages of each, read as a crawl would, beside what is expected of it."""

import os
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import tomlkit
from scrapy.crawler import Crawler

from crawler.errors import DONE, FAILED, NEEDS_ATTENTION, Failed
from crawler.frontier import A_SAMPLE
from crawler.health import FIELDS, SourceReport
from crawler.home import Home
from crawler.platforms import load_platforms
from crawler.politeness import robots_stat
from crawler.posting import Json
from crawler.runner import run_spiders
from crawler.sources import Source, SourceFault, load_sources
from crawler.state import State

_FORBIDDEN = "forbidden by robots.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """What a look at one source found."""

    source: Source
    found: SourceReport
    """Of the sample: its counts, fill and errors."""
    robots: str
    """allows, forbids, or why it could not be read."""
    crawl_delay: float | None
    """Seconds between requests that robots.txt asks for."""
    last: SourceReport | None
    """The last crawl."""

    @property
    def reachable(self) -> bool:
        """The list answered with something that could be read."""
        return self.found.list_complete or self.count > 0

    @property
    def count(self) -> int:
        """Postings that the list names, as far as it was read, or its own total."""
        return self.found.counts.get("named", 0)

    @property
    def seen(self) -> bool:
        """Postings have been read with their text."""
        return bool(self.found.filled.get("description"))

    @property
    def faults(self) -> tuple[str, ...]:
        """Return what is not as it should be."""
        faults = list(self.found.errors)
        if self.found.list_complete and self.count < self.source.expect_min:
            faults.append(
                f"{self.count} postings, fewer than the expected {self.source.expect_min}"
            )
        if self.count and not self.seen:
            faults.append("no posting could be read with its text")
        return tuple(dict.fromkeys(faults))

    def lines(self) -> list[str]:
        """Return the health for people."""
        some = "" if self.found.list_complete else "at least "
        delay = f", Crawl-delay {self.crawl_delay:g} s" if self.crawl_delay else ""
        doubt = "" if _platform_verified(self.source) else " (platform unverified)"
        known = f"last run {self.last.run}: {self.last.listed} listed" if self.last else "never run"
        expected = f"(expected {self.source.expect_min})"
        asked = f"robots.txt {self.robots}{delay}"
        lines = [
            f"{self.source.name}: {'needs attention' if self.faults else 'well'}",
            f"  {self.source.platform}{doubt}, {some}{self.count} postings {expected}, {asked}, {known}",
        ]
        if self.found.landed:
            shares = ", ".join(f"{name} {self.found.fill(name):.0%}" for name in FIELDS)
            lines.append(f"  filled in {self.found.landed} read: {shares}")
        return lines + [f"  ! {fault}" for fault in self.faults]

    def to_json(self) -> dict[str, Json]:
        """Return the health for programs."""
        return {
            "source": self.source.name, "url": self.source.url, "platform": self.source.platform,
            "well": not self.faults, "reachable": self.reachable, "count": self.count,
            "count_is_whole": self.found.list_complete, "expected": self.source.expect_min,
            "read": self.found.landed, "fill": {name: self.found.fill(name) for name in FIELDS},
            "robots": self.robots, "crawl_delay": self.crawl_delay,
            "platform_verified": _platform_verified(self.source),
            "verified": self.source.verified or self.seen, "faults": list(self.faults),
            "last_run": self.last.to_json() if self.last else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Health:
    """What a look at some sources found."""

    checkups: tuple[Checkup, ...]
    faults: tuple[SourceFault, ...]
    """Lines of the source list that cannot be used."""

    @property
    def exit_code(self) -> int:
        """Return 0 for all well, 3 if some are not, 1 if none can be reached."""
        if self.checkups and not any(checkup.reachable for checkup in self.checkups):
            return FAILED
        unwell = self.faults or any(checkup.faults for checkup in self.checkups)
        return NEEDS_ATTENTION if unwell else DONE

    def lines(self) -> list[str]:
        """Return the health for people, the sources that need attention last."""
        ordered = sorted(self.checkups, key=lambda checkup: bool(checkup.faults))
        lines = [line for checkup in ordered for line in checkup.lines()]
        lines += [f"! {fault.message}" for fault in self.faults]
        well = sum(not checkup.faults for checkup in self.checkups)
        return [*lines, f"{well} of {len(self.checkups) + len(self.faults)} sources well"]

    def to_json(self) -> dict[str, Json]:
        """Return the health for programs."""
        return {
            "exit_code": self.exit_code,
            "sources": [checkup.to_json() for checkup in self.checkups],
            "faults": [{"source": fault.name, "message": fault.message} for fault in self.faults],
        }


def check_sources(home: Home, names: tuple[str, ...] = ()) -> Health:
    """Look at sources; mark in the source list those whose postings were read.

    Raises:
        WrongUse: the source list cannot be read, or has no source of a name.
        Failed: the source list cannot be written.
    """
    listed = load_sources(home.ensure_sources())
    chosen = listed.named(names)
    with TemporaryDirectory(prefix="crawler-check-") as folder:
        crawlers = run_spiders(home, chosen, {}, run="check", out=folder, limits=A_SAMPLE)
        found = {
            report.source: report for report in State(Home(Path(folder)).state).visits_of("check")
        }
    kept = State(home.state)
    checkups = tuple(
        _checkup(source, found[source.name], crawlers[source.platform], kept)
        for source in chosen
        if source.name in found
    )
    _mark_verified(home.sources, {item.source.name for item in checkups if item.seen})
    lost = tuple(
        SourceFault(source.name, f"source {source.name!r}: the spider stopped before it")
        for source in chosen
        if source.name not in found
    )
    return Health(checkups, (*(() if names else listed.faults), *lost))


def _checkup(source: Source, found: SourceReport, crawler: Crawler, kept: State) -> Checkup:
    first = load_platforms()[source.platform].start(source.url)[0]
    assert crawler.stats is not None
    known = crawler.stats.get_value(robots_stat(first.url)) or {}
    forbids = any(error.endswith(_FORBIDDEN) for error in found.errors)
    return Checkup(
        source=source, found=found, robots="forbids" if forbids else known.get("found", "could not be read"),
        crawl_delay=known.get("crawl_delay"), last=next(iter(kept.visits(source.name)), None),
    )  # fmt: skip


def _platform_verified(source: Source) -> bool:
    return load_platforms()[source.platform].verified


def _mark_verified(path: Path, names: set[str]) -> None:
    """Write `verified = true` into the lines of some sources, leaving all else as it stands."""
    document = tomlkit.parse(path.read_text("utf-8"))
    unmarked = [
        table
        for table in document.get("source", [])
        if table.get("name") in names and table.get("verified") is not True
    ]
    if not unmarked:
        return
    for table in unmarked:
        table["verified"] = True
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(tomlkit.dumps(document), "utf-8")
        temporary.replace(path)
    except OSError as error:
        raise Failed(
            f"cannot write {path}: {error.strerror}; nothing was marked verified"
        ) from error
