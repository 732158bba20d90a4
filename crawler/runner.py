"""Run the spiders of all platforms in one process and say how each source went."""

import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from crawler.command import progress
from crawler.health import SourceReport
from crawler.home import Home
from crawler.landing import LandingWriter, landing_file, new_run_id
from crawler.monitors import judged
from crawler.posting import SourceRun
from crawler.report import RunReport
from crawler.sources import Source, load_sources
from crawler.state import State


def crawl_sources(
    home: Home,
    names: tuple[str, ...] = (),
    *,
    run_id: str = "",
    full: bool = False,
    chosen_settings: Mapping[str, str] = MappingProxyType({}),
) -> RunReport:
    """Crawl sources to landing; each platform's spider runs beside the others.

    `chosen_settings` of Scrapy stand above the project's.
    The report is written to `runs/` too. On a terminal a bar shows how many sources are done.

    Raises:
        WrongUse: the source list cannot be read, or has no source of a name.
        Failed: the state cannot be used.
    """
    listed = load_sources(home.ensure_sources())
    chosen = listed.named(names)
    state = State(home.state)
    run_id = run_id or new_run_id()
    run_spiders(home, chosen, chosen_settings, run=run_id, full="1" if full else "")
    reported = {report.source: report for report in state.visits_of(run_id)}
    sources = tuple(
        reported.get(source.name) or _never_ran(home, state, run_id, source) for source in chosen
    )
    report = RunReport(run_id, sources, () if names else listed.faults)
    report.write(home)
    return report


def run_spiders(
    home: Home,
    chosen: Sequence[Source],
    settings: Mapping[str, str],
    **arguments: Any,  # noqa: ANN401 -- Scrapy's own
) -> dict[str, Crawler]:
    """Run the spiders of some sources of a home beside each other; return their crawlers by platform.

    `arguments` are the spiders' own. To be called once in a process.
    """
    os.environ.setdefault("SCRAPY_SETTINGS_MODULE", "crawler.settings")
    project = Settings()
    project.setmodule("crawler.settings", priority="project")
    project.setdict({"LOG_ENABLED": False} | dict(settings), priority="cmdline")
    process = AsyncCrawlerProcess(project)
    names = sorted({source.platform for source in chosen})
    crawlers = {name: process.create_crawler(name) for name in names}
    with progress("crawling", len(chosen)) as step:
        for platform, crawler in crawlers.items():
            process.crawl(
                crawler,
                source=",".join(item.name for item in chosen if item.platform == platform),
                home=str(home.path),
                on_done=step,
                **arguments,
            )
        if crawlers:
            process.start()
    return crawlers


def _never_ran(home: Home, state: State, run_id: str, source: Source) -> SourceReport:
    now = datetime.now(UTC)
    run = SourceRun(
        source=source.name, started=now, ended=now, list_complete=False,
        errors=("the spider stopped before this source",), counts={"errors": 1},
    )  # fmt: skip
    with LandingWriter(landing_file(home.landing, run_id, source.name)) as writer:
        writer.write(run)
    return judged(run, source, run_id, state)
