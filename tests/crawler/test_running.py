"""The crawler's command lines: runs again, killed runs, full disks, wrong use, offline reading."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import Asked, LocalSite, Reply, serving
from support import REPO, run_command

import crawler.spiders
from crawler.home import Home
from crawler.landing import read_landing
from crawler.lock import run_lock
from crawler.platforms import load_platforms

BOARD = "/v1/boards/clinic/jobs?content=true&pay_transparency=true"


def jobs(*ids: int) -> str:
    return json.dumps(
        {"jobs": [{"id": i, "title": "Office Manager", "content": "Run it."} for i in ids]}
    )


def page(number: int) -> str:
    job = {"@type": "JobPosting", "title": "Office Manager", "description": f"Office {number}."}
    return f'<script type="application/ld+json">{json.dumps(job)}</script>'


def map_of(site: LocalSite, count: int) -> None:
    locs = "".join(f"<url><loc>{site.origin}/jobs/{n}</loc></url>" for n in range(count))
    site.routes["/sitemap.xml"] = Reply(f"<urlset>{locs}</urlset>")
    for number in range(count):
        site.routes[f"/jobs/{number}"] = Reply(page(number))


@pytest.fixture
def site() -> Iterator[LocalSite]:
    with serving(1) as (only,):
        yield only


def write_sources(home: Home, *tables: str) -> None:
    home.path.mkdir(parents=True, exist_ok=True)
    home.sources.write_text("\n".join(f"[[source]]\n{table}\n" for table in tables), "utf-8")


def source(name: str, url: str) -> str:
    return f'name = "{name}"\nurl = "{url}"\ndelay = 0'


def landed(home: Home) -> list[dict]:
    files = sorted(home.landing.glob("*/*.jsonl"))
    return [line.value for file in files for line in read_landing(file) if line.value]


def test_a_second_run_asks_only_for_what_changed(home: Home, site: LocalSite) -> None:
    site.routes[BOARD] = Reply(jobs(1, 2), headers={"ETag": '"a"'})
    write_sources(home, source("clinic", f"{site.origin}/v1/boards/clinic"))
    for run in ("one", "two"):
        done = run_command("crawler", "run", "--home", home.path, "--run-id", run)
        assert (done.returncode, done.stderr) == (0, "")
    assert "2 unchanged" in done.stdout
    assert [a.headers.get("If-None-Match") for a in site.asked if a.path == BOARD] == [None, '"a"']
    kinds = [(line["type"], line.get("status")) for line in landed(home)]
    assert kinds == [("posting", None)] * 2 + [("run", None)] + [("sighting", "unchanged")] * 2 + [
        ("run", None)
    ]


def test_killed_in_the_middle_nothing_acknowledged_is_lost_or_doubled(
    home: Home, site: LocalSite
) -> None:
    map_of(site, 6)
    reached = threading.Event()
    go_on = threading.Event()

    def held(asked: Asked) -> Reply:
        """Answer the fourth job page only when the crawler is dead."""
        if len(site.paths("/jobs/")) == 4:
            reached.set()
            go_on.wait(20)
        return Reply(page(int(asked.path.rsplit("/", 1)[1])))

    site.routes |= {f"/jobs/{number}": held for number in range(6)}
    write_sources(home, source("clinic", f"{site.origin}/"))
    command = [sys.executable, "-m", "crawler", "run", "--home", str(home.path), "--run-id", "a"]
    process = subprocess.Popen(command, cwd=REPO, stdout=subprocess.DEVNULL)
    assert reached.wait(20)
    process.send_signal(signal.SIGKILL)
    process.wait()
    go_on.set()
    before = landed(home)
    assert len(before) in (2, 3), "the third answer may have been in the dead one's hands"
    assert {line["type"] for line in before} == {"posting"}

    done = run_command("crawler", "run", "--home", home.path, "--run-id", "b")
    assert done.returncode == 0, "a dead run's lock is gone with it"
    again = [line for line in landed(home)[len(before) :] if line["type"] == "posting"]
    assert sorted(line["key"] for line in again) == [f"jobs/{number}" for number in range(6)]
    texts = {(line["key"], line["description"]) for line in [*before, *again]}
    assert len(texts) == 6


def test_a_full_disk_is_one_clear_line_and_the_next_run_makes_up_for_it(
    home: Home, site: LocalSite
) -> None:
    map_of(site, 3)
    for number in range(3):
        site.routes[f"/jobs/{number}"] = Reply(page(number).replace("Office", "Office " * 15_000))
    write_sources(home, source("clinic", f"{site.origin}/"))
    most = 600_000  # bytes of any one file: two landing lines do not fit, the state does
    full = subprocess.run(
        [sys.executable, "-m", "crawler", "run", "--home", str(home.path), "--json"],
        cwd=REPO,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
    )
    assert full.returncode == 3
    assert full.stderr == ""
    (report,) = json.loads(full.stdout)["sources"]
    assert "File too large; free space and run again" in report["errors"][-1]
    assert [line["type"] for line in landed(home)] == ["posting"]
    assert run_command("crawler", "run", "--home", home.path).returncode == 0
    keys = [line["key"] for line in landed(home)[1:] if line["type"] == "posting"]
    assert sorted(keys) == ["jobs/0", "jobs/1", "jobs/2"]


def test_the_second_of_two_runs_says_who_is_running(home: Home) -> None:
    write_sources(home, source("clinic", "http://127.0.0.1:9/v1/boards/clinic"))
    with run_lock(home.path, "crawl"):
        done = run_command("crawler", "run", "--home", home.path)
    assert done.returncode == 1
    assert f"process {os.getpid()}" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_no_internet_reports_each_source_and_closes_nothing(home: Home, site: LocalSite) -> None:
    site.routes[BOARD] = Reply(jobs(1))
    write_sources(
        home,
        source("clinic", f"{site.origin}/v1/boards/clinic"),
        source("other", "http://127.0.0.1:9/wday/cxs/other/Careers"),
    )
    assert run_command("crawler", "run", "clinic", "--home", home.path).returncode == 0
    site.server.shutdown()
    site.server.server_close()
    done = run_command("crawler", "run", "--home", home.path)
    assert done.returncode == 1
    assert done.stdout.count("unreachable") == 2
    said = [line["status"] for line in landed(home) if line["type"] == "sighting"]
    assert said == ["unknown"]


def test_scrapy_lists_platforms_and_crawls_one(home: Home, site: LocalSite) -> None:
    site.routes |= {BOARD: Reply(jobs(1)), BOARD.replace("clinic", "other"): Reply(jobs(2))}
    names = ("clinic", "other")
    write_sources(home, *(source(name, f"{site.origin}/v1/boards/{name}") for name in names))
    listed = run_command("scrapy", "list")
    assert listed.stdout.split() == sorted(load_platforms())
    arguments = ("scrapy", "crawl", "greenhouse", "-a", f"home={home.path}")
    assert run_command(*arguments, "-a", "source=clinic").returncode == 0
    assert {line["source"] for line in landed(home)} == {"clinic"}
    # Both sources have one host: one shard has both, the other none.
    for shard in ("1/2", "2/2"):
        assert run_command(*arguments, "-a", f"shard={shard}").returncode == 0
    runs = [line["source"] for line in landed(home) if line["type"] == "run"]
    assert sorted(runs) == ["clinic", "clinic", "other"]


def test_one_node_polls_a_host_whatever_the_boards_addresses(home: Home) -> None:
    hosts = ("boards.greenhouse.io", "job-boards.greenhouse.io")
    boards = [source(f"b{n}", f"https://{hosts[n % 2]}/board{n}") for n in range(8)]
    write_sources(home, *boards)
    spider = crawler.spiders.GreenhouseSpider
    shares = [len(spider(home=str(home.path), shard=f"{k}/3").sources) for k in (1, 2, 3)]
    assert sorted(shares) == [0, 0, 8]


@pytest.mark.parametrize(
    ("argument", "code", "says"),
    [
        ("shard=9/2", 2, "bad shard '9/2'; give K/N with 1 <= K <= N, e.g. shard=2/8"),
        ("source=nobody", 2, "no source named 'nobody' in the list; it has: clinic"),
        ("source=other", 2, "source 'other' is of workday; scrapy crawl workday reads it"),
        ("home=README.md", 2, "home README.md is a file"),
    ],
)
def test_wrong_use_of_a_spider_is_one_line(home: Home, argument: str, code: int, says: str) -> None:
    write_sources(
        home,
        source("clinic", "http://127.0.0.1:9/v1/boards/clinic"),
        source("other", "http://127.0.0.1:9/wday/cxs/other/Careers"),
    )
    arguments = ("scrapy", "crawl", "greenhouse", "-a", f"home={home.path}", "-a", argument)
    done = run_command(*arguments)
    assert done.returncode == code
    assert done.stderr.startswith("scrapy crawl greenhouse: ")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("run", "nobody"), 2, "no source named 'nobody' in the list; it has: clinic"),
        (("run", "bad-url"), 2, "source 'bad-url': bad url 'boards'; give it as https://host/path"),
        (("parse", "missing.json", "--url", "https://x.example/"), 2, "cannot read missing.json"),
        (("parse", "README.md", "--url", "nowhere"), 2, "bad url 'nowhere'"),
        (("parse", "README.md", "--url", "https://x.example", "--platform", "x"), 2, "unknown platform 'x'; choose from "),
        (("parse", "README.md", "--url", "https://boards.greenhouse.io/x"), 1, "not JSON"),
        (("parse", "README.md", "--url", "https://x.example/jobs/1"), 1, "neither tags nor a posting"),
    ],
)  # fmt: skip
def test_wrong_use_is_one_line_that_says_what_to_do(
    home: Home, arguments: tuple[str, ...], code: int, says: str
) -> None:
    write_sources(home, source("clinic", "http://127.0.0.1:9/x"), source("bad-url", "boards"))
    options = ("--home", home.path) if arguments[0] == "run" else ()
    done = run_command("crawler", *arguments, *options)
    assert done.returncode == code
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_a_saved_response_is_read_offline(tmp_path: Path) -> None:
    saved = tmp_path / "jobs.json"
    saved.write_text(jobs(1, 2), "utf-8")
    url = "https://boards-api.greenhouse.io/v1/boards/clinic/jobs"
    done = run_command("crawler", "parse", saved, "--url", url)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["key"] for line in done.stdout.splitlines()] == ["1", "2"]


def test_first_use_copies_the_starter_list(home: Home) -> None:
    done = run_command("crawler", "run", "nobody", "--home", home.path)
    assert done.returncode == 2
    assert home.sources.read_bytes() == (REPO / "crawler" / "sources.toml").read_bytes()
