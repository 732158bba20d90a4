"""Safe against the web: one crawl over sites on loopback, each of which tries something."""

import gzip
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from local_site import Asked, LocalSite, Reply, serving
from support import run_command

from crawler.addresses import private_address
from crawler.frontier import Frontier, Limits
from crawler.home import Home
from crawler.platforms import Fetch

PAGE = Reply('<script type="application/ld+json">{"@type": "JobPosting", "title": "Office Manager", "description": "d"}</script>')  # fmt: skip
LIMIT = 2_000_000
NAMES = ("redirect", "links", "scheme", "large", "slow", "bomb", "gzbomb", "entities", "robots", "calendar", "longdelay", "loop", "growing", "number", "intranet")  # fmt: skip


def urlset(*urls: str) -> Reply:
    return Reply(f"<urlset>{''.join(f'<url><loc>{url}</loc></url>' for url in urls)}</urlset>")


def next_month(asked: Asked) -> Reply:
    """Answer with a map of sites whose only entry is the next one."""
    month = int(asked.path.removeprefix("/sitemap-").removesuffix(".xml"))
    origin = f"http://{asked.headers['Host']}"
    loc = f"{origin}/sitemap-{month + 1}.xml"
    return Reply(f"<sitemapindex><sitemap><loc>{loc}</loc></sitemap></sitemapindex>")


def moved(url: str) -> Reply:
    return Reply(status=302, headers={"Location": url})


def as_written(name: str, site: LocalSite) -> str:
    """Return the origin as the source list has it: some hide that it is this machine."""
    hidden = name in ("number", "intranet")
    return site.origin.replace("127.0.0.1", "2130706433") if hidden else site.origin


def set_up(sites: dict[str, LocalSite]) -> None:
    port = sites["number"].origin.rpartition(":")[2]
    hosts = ("10.0.0.1", f"[::1]:{port}", f"localhost:{port}", f"2130706433:{port}", f"0x7f.1:{port}")  # fmt: skip
    links = [f"http://{host}/jobs/1" for host in hosts]
    maps: dict[str, Reply] = {
        "redirect": moved("http://169.254.169.254/latest/meta-data/"),
        "links": urlset(*links, f"{sites['links'].origin}/jobs/1"),
        "scheme": moved("file:///etc/passwd"),
        "large": Reply("<urlset>" + " " * (LIMIT + 1) + "</urlset>"),
        "slow": Reply("<urlset></urlset>", pause=10),
        "bomb": Reply(gzip.compress(b" " * 40_000_000), headers={"Content-Encoding": "gzip"}),
        "gzbomb": Reply(gzip.compress(b"<urlset>" + b" " * 80_000_000)),
        "entities": Reply(
            f"""<!DOCTYPE urlset [<!ENTITY a "{"x" * 100}"><!ENTITY b "{"&a;" * 100}">
            <!ENTITY out SYSTEM "{sites["entities"].origin}/secret">]>
            <urlset><url><loc>{sites["entities"].origin}/jobs/&out;&b;</loc></url></urlset>"""
        ),
        "loop": moved("/sitemap.xml"),
        "growing": urlset(f"{sites['growing'].origin}/jobs/{'x' * 3000}"),
        "calendar": Reply(
            f"<sitemapindex><sitemap><loc>{sites['calendar'].origin}/sitemap-1.xml</loc></sitemap></sitemapindex>"
        ),
    }
    for name, site in sites.items():
        site.routes |= {"/jobs/1": PAGE, "/jobs/2": PAGE}
        origin = as_written(name, site)
        jobs = urlset(f"{origin}/jobs/1", f"{origin}/jobs/2")
        site.routes["/sitemap.xml"] = maps.get(name, jobs)
    sites["calendar"].otherwise = lambda asked: (
        Reply(status=404) if asked.path == "/robots.txt" else next_month(asked)
    )
    rules = "".join(f"Disallow: /*private*{number}*/a$\n" for number in range(40_000))
    sites["robots"].routes["/robots.txt"] = Reply(f"User-agent: *\nDisallow: /jobs/2\n{rules}")
    sites["longdelay"].routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 3600\n")


@dataclass
class Run:
    sites: dict[str, LocalSite]
    reports: dict[str, dict]
    seconds: float


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    home = Home(tmp_path_factory.mktemp("home"))
    with serving(len(NAMES)) as servers:
        sites = dict(zip(NAMES, servers, strict=True))
        set_up(sites)
        lines = []
        for name, site in sites.items():
            url = f"{as_written(name, site)}/sitemap.xml"
            lines.append(f'[[source]]\nname = "{name}"\nurl = "{url}"\ndelay = 0')
            lines.append("private = true" if name == "intranet" else "")
        home.sources.write_text("\n".join(lines), "utf-8")
        options = {"DOWNLOAD_TIMEOUT": 8, "DOWNLOAD_MAXSIZE": LIMIT, "RETRY_TIMES": 0}
        settings = [word for name, value in options.items() for word in ("-s", f"{name}={value}")]
        started = time.monotonic()
        done = run_command("scrapy", "crawl", "jsonld", "-a", f"home={home.path}", "-a", "run=one", *settings)  # fmt: skip
        seconds = time.monotonic() - started
        assert done.returncode == 0, done.stderr
        report = json.loads((home.runs / "one.json").read_text("utf-8"))
        yield Run(sites, {item["source"]: item for item in report["sources"]}, seconds)


@pytest.mark.parametrize(
    ("name", "reasons"),
    [
        ("redirect", ["refused: 169.254.169.254 is a link-local address"]),
        ("links", ["refused: 10.0.0.1 is a private address", "refused: ::1 is this machine", "refused: localhost is this machine", "refused: 2130706433 is this machine", "refused: 0x7f.1 is this machine"]),
        ("scheme", ["HTTP 302, which leads to file:///etc/passwd"]),
        ("large", ["larger than any answer may be: "]),
        ("slow", ["unreachable: no whole answer in time"]),
        ("bomb", ["larger unpacked than any answer may be"]),
        ("gzbomb", ["cannot unpack all: larger than a sitemap may be"]),
        ("calendar", ["200 pages of lists in a row name nothing new; is this a trap?"]),
        ("longdelay", ["robots.txt asks for 3600 s between requests: no run can wait so long"]),
        ("loop", ["redirected again and again"]),
        ("growing", ["is this a trap?"]),
        ("number", ["refused: 2130706433 is this machine"]),
        ("robots", ["forbidden by robots.txt"]),
    ],
)  # fmt: skip
def test_each_trick_is_told_in_a_line_of_its_own(run: Run, name: str, reasons: list[str]) -> None:
    report = run.reports[name]
    assert not report["list_complete"] or name in ("links", "robots")
    for reason in reasons:
        assert [error for error in report["errors"] if reason in error], report["errors"]
    assert len(report["errors"]) == len(reasons) or name == "gzbomb"


def test_nothing_of_our_own_network_is_asked(run: Run) -> None:
    assert run.sites["number"].asked == []
    assert run.reports["links"]["counts"]["postings"] == 1, "its own page is read"


def test_an_intranet_that_the_operator_declares_is_read(run: Run) -> None:
    assert run.reports["intranet"]["errors"] == []
    assert run.reports["intranet"]["counts"]["postings"] == 2


def test_entities_are_not_resolved(run: Run) -> None:
    assert run.sites["entities"].paths("/secret") == []
    assert all(len(asked.path) < 100 for asked in run.sites["entities"].asked)


def test_a_megabyte_of_robots_txt_is_obeyed_in_time(run: Run) -> None:
    assert run.sites["robots"].paths("/jobs/") == ["/jobs/1"]
    assert run.seconds < 60


def test_a_trap_ends(run: Run) -> None:
    assert 200 <= len(run.sites["calendar"].asked) <= 203


def test_a_delay_that_no_run_can_wait_for_is_respected(run: Run) -> None:
    assert run.sites["longdelay"].paths() == ["/robots.txt"]


@pytest.mark.parametrize(
    ("host", "is_what"),
    [
        ("127.0.0.1", "this machine"), ("127.8.8.8", "this machine"), ("0.0.0.0", "this machine"),
        ("localhost", "this machine"), ("LOCALHOST.", "this machine"), ("x.localhost", "this machine"),
        ("::1", "this machine"), ("::ffff:127.0.0.1", "this machine"), ("2002:7f00:1::", "this machine"),
        ("169.254.169.254", "a link-local address"), ("fe80::1", "a link-local address"),
        ("10.1.2.3", "a private address"), ("172.16.0.1", "a private address"), ("192.168.1.1", "a private address"),
        ("100.64.0.1", "a private address"), ("fd00::1", "a private address"), ("224.0.0.1", "a private address"),
        ("8.8.8.8", None), ("172.32.0.1", None), ("2606:4700::1111", None), ("clinic.example", None), ("", None),
    ],
)  # fmt: skip
def test_private_addresses_in_all_spellings(host: str, is_what: str | None) -> None:
    assert private_address(host) == is_what


@pytest.mark.parametrize(
    ("limits", "total", "says"),
    [
        (Limits(lists=4), 12, "more than 4 pages of lists; is this a list without end?"),
        (Limits(requests=12), 12, "more than 12 requests; the rest is left for later"),
        (Limits(hours=-1), 0, "the visit took -1 hours; the rest is left for later"),
    ],
)
def test_a_list_that_always_has_more_ends(limits: Limits, total: int, says: str) -> None:
    frontier = Frontier(limits)
    asked, said = 0, []
    fetches = [Fetch(url="https://x.example/1")]
    while fetches:
        wanted, faults = frontier.admit(fetches)
        said += faults
        asked += len(wanted)
        fetches = [
            Fetch(url=f"https://x.example/{asked}/{number}", kind=kind)
            for fetch in wanted
            for number, kind in enumerate(("list", "detail", "detail"))
            if fetch.kind == "list"
        ]
        for fetch in wanted:
            frontier.answered(fetch, news=True)
    assert asked == total
    assert frontier.cut
    assert said == [says]
