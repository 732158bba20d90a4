"""Run the spiders of all platforms in one process and say how each source went."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from crawler.command import progress
from crawler.home import Home
from crawler.landing import LandingWriter, landing_file, new_run_id
from crawler.posting import Json, SourceRun
from crawler.sources import SourceFault, load_sources
from crawler.spiders.platform import PlatformSpider


@dataclass(frozen=True, slots=True)
class CrawlResult:
    """How a crawl went, source by source."""

    run_id: str
    runs: tuple[SourceRun, ...]
    faults: tuple[SourceFault, ...]

    @property
    def answered(self) -> bool:
        """At least one source was read."""
        return any(was_read(run) for run in self.runs)

    @property
    def needs_attention(self) -> bool:
        """Some source had an error, or its line is faulty."""
        return bool(self.faults) or any(run.errors for run in self.runs)

    def lines(self) -> list[str]:
        """Return a line for each source, for people."""
        lines = []
        width = max((len(run.source) for run in self.runs), default=0)
        for run in self.runs:
            counts = run.counts
            said = [
                f"{counts.get(name, 0)} {name}"
                for name in ("postings", "seen", "unchanged", "gone", "unknown")
                if counts.get(name) or name == "postings"
            ]
            seconds = (run.ended - run.started).total_seconds()
            lines.append(f"{run.source:<{width}}  {', '.join(said)}  ({seconds:.0f} s)")
            shown = run.errors[:3]
            lines += [f"  ! {error}" for error in shown]
            if len(run.errors) > len(shown):
                lines.append(f"  ! and {len(run.errors) - len(shown)} more in the landing file")
        lines += [f"! {fault.message}" for fault in self.faults]
        return lines

    def to_json(self) -> dict[str, Json]:
        """Return the result for programs."""
        return {
            "run": self.run_id,
            "sources": [run.to_json() for run in self.runs],
            "faults": [{"source": fault.name, "message": fault.message} for fault in self.faults],
        }


def was_read(run: SourceRun) -> bool:
    """Return whether anything of a source was read in a run."""
    return run.list_complete or any(
        run.counts.get(name) for name in ("postings", "seen", "unchanged", "gone")
    )


def crawl_sources(
    home: Home, names: tuple[str, ...] = (), *, run_id: str = "", full: bool = False
) -> CrawlResult:
    """Crawl sources to landing; each platform's spider runs beside the others.

    On a terminal a bar shows how many sources are done.

    Raises:
        WrongUse: the source list cannot be read, or has no source of a name.
    """
    listed = load_sources(home.ensure_sources())
    chosen = listed.named(names)
    run_id = run_id or new_run_id()
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    settings = Settings()
    settings.setmodule("crawler.settings", priority="project")
    settings.set("LOG_ENABLED", False, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    crawlers = []
    with progress("crawling", len(chosen)) as step:
        for platform in sorted({source.platform for source in chosen}):
            crawler = process.create_crawler(platform)
            process.crawl(
                crawler,
                source=",".join(item.name for item in chosen if item.platform == platform),
                home=str(home.path),
                run=run_id,
                full="1" if full else "",
                on_done=step,
            )
            crawlers.append(crawler)
        if crawlers:
            process.start()
    spiders = [crawler.spider for crawler in crawlers]
    done = {
        run.source: run
        for spider in spiders
        if isinstance(spider, PlatformSpider)
        for run in spider.runs
    }
    runs = [done.get(source.name) or _never_ran(home, run_id, source.name) for source in chosen]
    faults = () if names else listed.faults
    return CrawlResult(run_id, tuple(runs), faults)


def _never_ran(home: Home, run_id: str, source: str) -> SourceRun:
    now = datetime.now(UTC)
    run = SourceRun(
        source=source, started=now, ended=now, list_complete=False,
        errors=("the spider stopped before this source",), counts={"errors": 1},
    )  # fmt: skip
    with LandingWriter(landing_file(home.landing, run_id, source)) as writer:
        writer.write(run)
    return run
