"""The crawler on the wire: one run over several origins, each of which asks for other manners."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from subprocess import CompletedProcess

import pytest
from local_site import Asked, LocalSite, Reply, serving
from support import run_command

from crawler.home import Home

BOARD = "/v1/boards/clinic/jobs?content=true&pay_transparency=true"
JOBS = json.dumps({"jobs": [{"id": 1, "title": "Office Manager", "content": "Run it."}]})
PAGE = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Office Manager", "description": "d"}</script>'


def sitemap(origin: str, *slugs: str) -> Reply:
    locs = "".join(f"<url><loc>{origin}/jobs/{slug}</loc></url>" for slug in slugs)
    return Reply(f"<urlset>{locs}</urlset>")


def busy_once(seconds: str) -> dict[str, object]:
    """Return routes of a board that asks once to come back after some seconds."""
    asked: list[Asked] = []

    def answer(request: Asked) -> Reply:
        asked.append(request)
        first = len(asked) == 1
        return Reply(status=429, headers={"Retry-After": seconds}) if first else Reply(JOBS)

    return {BOARD: answer}


@dataclass
class Run:
    done: CompletedProcess[str]
    sites: dict[str, LocalSite]
    reports: dict[str, dict]


NAMES = ("plain", "forbids", "robots503", "crawldelay", "busy", "busylong", "otherorigin", "target", "locked", "slow")  # fmt: skip


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    home = Home(tmp_path_factory.mktemp("home"))
    with serving(len(NAMES)) as servers:
        sites = dict(zip(NAMES, servers, strict=True))
        plain, target = sites["plain"], sites["target"]
        plain.routes = {BOARD: Reply(JOBS)}
        sites["forbids"].routes = {
            BOARD: Reply(JOBS),
            "/robots.txt": Reply("User-agent: *\nDisallow: /v1/\nAllow: /v1/boards/other"),
        }
        sites["robots503"].routes = {BOARD: Reply(JOBS), "/robots.txt": Reply(status=503)}
        delay = sites["crawldelay"]
        delay.routes = {
            "/robots.txt": Reply("User-agent: *\nCrawl-delay: 0.6\n"),
            "/sitemap.xml": sitemap(delay.origin, "1", "2"),
            "/jobs/1": Reply(PAGE),
            "/jobs/2": Reply(PAGE),
        }
        sites["busy"].routes = busy_once("1")  # type: ignore[assignment] # a route may be a function
        long = sites["busylong"]
        rest = Reply(status=429, headers={"Retry-After": "3600"})
        long.routes = {"/sitemap.xml": sitemap(long.origin, "1", "2", "3")}
        long.routes |= {f"/jobs/{number}": rest for number in (1, 2, 3)}
        # The redirect leads to an origin whose robots.txt forbids it.
        moved = Reply(status=302, headers={"Location": f"{target.origin}/elsewhere"})
        sites["otherorigin"].routes = {BOARD: moved}
        target.routes = {
            "/robots.txt": Reply("User-agent: *\nDisallow: /elsewhere"),
            "/elsewhere": Reply(JOBS),
        }
        sites["locked"].routes = {BOARD: Reply("members only", status=403)}
        slow = sites["slow"]
        slow.routes = {"/sitemap.xml": sitemap(slow.origin, "1", "2"), "/jobs/1": Reply(PAGE), "/jobs/2": Reply(PAGE)}  # fmt: skip
        lines = ['contact = "ops@clinic.example"']
        for name, site in sites.items():
            by_map = name in ("crawldelay", "busylong", "slow")
            url = f"{site.origin}/" if by_map else f"{site.origin}/v1/boards/clinic"
            pace = 0.5 if name == "slow" else 0
            if name != "target":
                lines.append(f'[[source]]\nname = "{name}"\nurl = "{url}"\ndelay = {pace}')
        home.path.mkdir(exist_ok=True)
        home.sources.write_text("\n".join(lines), "utf-8")
        done = run_command("crawler", "run", "--home", home.path, "--json")
        reports = {item["source"]: item for item in json.loads(done.stdout)["sources"]}
        yield Run(done, sites, reports)


def error(run: Run, name: str) -> str:
    (said,) = run.reports[name]["errors"]
    return said


def test_some_sources_need_attention_and_the_others_land(run: Run) -> None:
    assert run.done.returncode == 3
    assert run.done.stderr == ""
    assert set(run.reports) == set(NAMES) - {"target"}
    assert run.reports["plain"]["counts"]["postings"] == 1
    assert run.reports["plain"]["errors"] == []


def test_user_agent_is_honest_and_has_the_contact(run: Run) -> None:
    agents = {asked.headers["User-Agent"] for site in run.sites.values() for asked in site.asked}
    (agent,) = agents
    assert agent.startswith("medical-office-manager-jobs/")
    assert "ops@clinic.example" in agent


def test_robots_is_asked_first_and_obeyed(run: Run) -> None:
    for name in set(NAMES) - {"target"}:
        assert run.sites[name].asked[0].path == "/robots.txt"
    assert run.sites["forbids"].paths("/v1") == []
    assert error(run, "forbids").endswith("forbidden by robots.txt")


def test_robots_that_cannot_be_read_forbids(run: Run) -> None:
    assert run.sites["robots503"].paths("/v1") == []
    assert error(run, "robots503").endswith("robots.txt answers HTTP 503")


def test_crawl_delay_stands_above_the_operators_pace(run: Run) -> None:
    times = [asked.at for asked in run.sites["crawldelay"].asked][1:]
    assert len(times) >= 4
    assert all(later - earlier >= 0.4 for earlier, later in pairwise(times))


def test_operators_pace_is_kept(run: Run) -> None:
    site = run.sites["slow"]
    first, second = site.times("/jobs/1") + site.times("/jobs/2")
    assert abs(second - first) >= 0.3


def test_retry_after_is_waited_for(run: Run) -> None:
    first, second = run.sites["busy"].times(BOARD)
    assert second - first >= 0.98
    assert run.reports["busy"]["errors"] == []
    assert run.reports["busy"]["counts"]["postings"] == 1


def test_an_origin_that_asks_for_a_long_rest_gets_it(run: Run) -> None:
    assert len(run.sites["busylong"].paths("/jobs/")) == 1
    said = run.reports["busylong"]["errors"]
    assert sum("HTTP 429" in line for line in said) == 1
    assert sum("asks to come back in 3600 s" in line for line in said) == 2


def test_a_redirect_is_bound_by_the_robots_of_its_target(run: Run) -> None:
    assert run.sites["target"].paths() == ["/robots.txt"]
    assert error(run, "otherorigin").endswith("forbidden by robots.txt")


def test_a_refusal_is_not_asked_again(run: Run) -> None:
    assert run.sites["locked"].paths("/v1") == [BOARD]
    assert error(run, "locked").endswith("HTTP 403")
