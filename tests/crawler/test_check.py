"""`crawler check`: the health of sources, from real looks at boards on loopback."""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from subprocess import CompletedProcess

import pytest
from local_site import LocalSite, Reply, serving
from support import run_command

from crawler.home import Home

QUERY = "/v1/boards/{}/jobs?content=true&pay_transparency=true"
LINES = """# Our employers
contact = "ops@clinic.example"

[[source]]
name = "well"          # the one on the corner
url = "{well}/v1/boards/well"
expect_min = 2
delay = 0
verified = false

[[source]]
name = "bysitemap"
url = "{bysitemap}/sitemap.xml"
delay = 0

[[source]]
name = "few"
url = "{few}/v1/boards/few"
expect_min = 5
delay = 0

[[source]]
name = "forbids"
url = "{forbids}/v1/boards/forbids"
delay = 0

[[source]]
name = "notext"
url = "{notext}/v1/boards/notext"
delay = 0

[[source]]
name = "down"
url = "http://127.0.0.1:9/v1/boards/down"
delay = 0

[[source]]
name = "faulty"
url = "nowhere"
"""
NAMES = ("well", "bysitemap", "few", "forbids", "notext")


def board(count: int, **more: object) -> Reply:
    job = {"title": "Registered Nurse", "content": "Nurse.", "location": {"name": "Kent, OH"}}
    return Reply(json.dumps({"jobs": [job | {"id": n} | more for n in range(1, count + 1)]}))


@dataclass
class Looks:
    home: Home
    sites: dict[str, LocalSite]
    done: CompletedProcess[str]
    found: dict[str, dict]


@pytest.fixture(scope="module")
def looks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Looks]:
    home = Home(tmp_path_factory.mktemp("home"))
    with serving(len(NAMES)) as servers:
        sites = dict(zip(NAMES, servers, strict=True))
        sites["well"].routes[QUERY.format("well")] = board(3)
        sites["well"].routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.1\n")
        sites["few"].routes[QUERY.format("few")] = board(2)
        sites["forbids"].routes["/robots.txt"] = Reply("User-agent: *\nDisallow: /v1/\n")
        sites["notext"].routes[QUERY.format("notext")] = board(3, content="")
        mapped = sites["bysitemap"]
        locs = "".join(f"<url><loc>{mapped.origin}/jobs/{n}</loc></url>" for n in range(30))
        mapped.routes["/sitemap.xml"] = Reply(f"<urlset>{locs}</urlset>")
        mapped.otherwise = Reply('<script type="application/ld+json">{"@type": "JobPosting", "title": "Nurse", "description": "d"}</script>')  # fmt: skip
        mapped.routes["/robots.txt"] = Reply(status=404)
        home.sources.write_text(LINES.format(**{n: s.origin for n, s in sites.items()}), "utf-8")
        run_command("crawler", "run", "few", "--home", home.path, "--run-id", "before")
        done = run_command("crawler", "check", "--home", home.path, "--json")
        result = json.loads(done.stdout)
        yield Looks(home, sites, done, {item["source"]: item for item in result["sources"]})


def test_what_is_not_well_needs_attention(looks: Looks) -> None:
    assert (looks.done.returncode, looks.done.stderr) == (3, "")
    well = {name for name, item in looks.found.items() if item["well"]}
    assert well == {"well", "bysitemap"}
    (fault,) = json.loads(looks.done.stdout)["faults"]
    assert fault["source"] == "faulty"


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("well", {"reachable": True, "count": 3, "count_is_whole": True, "expected": 2, "robots": "allows", "crawl_delay": 0.1, "faults": [], "platform_verified": True, "last_run": None}),
        ("bysitemap", {"reachable": True, "count": 30, "count_is_whole": True, "read": 4, "robots": "is not there", "crawl_delay": None}),
        ("few", {"count": 2, "faults": ["2 postings, fewer than the expected 5"]}),
        ("notext", {"reachable": True, "faults": ["no posting could be read with its text"], "verified": False}),
        ("forbids", {"reachable": False, "robots": "forbids", "count": 0, "verified": False}),
        ("down", {"reachable": False, "robots": "could not be read", "verified": False}),
    ],
)  # fmt: skip
def test_health_of_a_source(looks: Looks, name: str, values: dict[str, object]) -> None:
    found = looks.found[name]
    assert {key: found[key] for key in values} == values


def test_fill_rates_are_of_the_postings_read(looks: Looks) -> None:
    fill = looks.found["well"]["fill"]
    assert (fill["description"], fill["locations"], fill["pay"]) == (1, 1, 0)
    assert looks.found["down"]["fill"]["pay"] is None


def test_the_last_run_stands_beside(looks: Looks) -> None:
    assert looks.found["few"]["last_run"]["run"] == "before"
    assert looks.found["few"]["last_run"]["counts"]["listed"] == 2


def test_a_look_is_small_and_lands_nothing(looks: Looks) -> None:
    assert len(looks.sites["bysitemap"].paths("/jobs/")) == 4
    assert {path.name for path in looks.home.landing.iterdir()} == {"before"}
    assert {path.stem for path in looks.home.runs.glob("*.json")} == {"before"}


def test_a_source_that_was_seen_is_marked_and_the_rest_of_the_list_stays(looks: Looks) -> None:
    text = looks.home.sources.read_text("utf-8")
    listed = {item["name"]: item.get("verified") for item in tomllib.loads(text)["source"]}
    assert listed == {"well": True, "bysitemap": True, "few": True, "forbids": None, "notext": None, "down": None, "faulty": None}  # fmt: skip
    before = LINES.format(**{name: site.origin for name, site in looks.sites.items()})
    kept = [line for line in text.splitlines() if not line.startswith("verified") and line]
    assert kept == [line for line in before.splitlines() if not line.startswith("verified") and line]  # fmt: skip


def test_one_source_for_people(looks: Looks) -> None:
    done = run_command("crawler", "check", "well", "--home", looks.home.path)
    assert (done.returncode, done.stderr) == (0, "")
    first, second, third, last = done.stdout.splitlines()
    assert first == "well: well"
    assert second == "  greenhouse, 3 postings (expected 2), robots.txt allows, Crawl-delay 0.1 s, never run"  # fmt: skip
    assert third.startswith("  filled in 3 read: description 100%, employer 0%, locations 100%")
    assert last == "1 of 1 sources well"


def test_a_source_that_cannot_be_reached_fails(looks: Looks) -> None:
    done = run_command("crawler", "check", "down", "--home", looks.home.path)
    assert done.returncode == 1
    assert "robots.txt could not be read" in done.stdout
    unknown = run_command("crawler", "check", "nobody", "--home", looks.home.path)
    assert unknown.returncode == 2
    assert "no source named 'nobody'" in unknown.stderr
