"""Boards that were well last night and are not tonight: what is said of each, and nothing is lost."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from local_site import Asked, LocalSite, Reply, Route, serving
from support import run_command

from crawler.home import Home
from crawler.landing import read_landing

COUNT = 4
QUERY = "/v1/boards/{}/jobs?content=true&pay_transparency=true"
LOGIN = '<html><body><h1>Welcome back</h1><form><input name=u><input type="password"></form></body></html>'
BARE = "<html><body><h1>This position is no longer available</h1></body></html>"
ENTRIES = [{"id": n, "title": "Office Manager", "content": f"Run {n}."} for n in range(COUNT)]
BOARD = json.dumps({"jobs": ENTRIES})
BUSY = {"Retry-After": "1"}
LONG = {"Retry-After": "3600"}


def page(number: int) -> Reply:
    job = {"@type": "JobPosting", "title": "Office Manager", "description": f"Run {number}."}
    return Reply(f'<html><script type="application/ld+json">{json.dumps(job)}</script></html>')


def once(first: Reply) -> Callable[[Asked], Reply]:
    answers = [first]
    return lambda _asked: answers.pop() if answers else Reply(BOARD)


def html(body: str) -> Reply:
    return Reply(body, headers={"Content-Type": "text/html"})


BOARDS: dict[str, tuple[Route, str, dict[str, int]]] = {
    "b404": (Reply(status=404), "HTTP 404; is the board still there?", {"unknown": 4}),
    "b410": (Reply(status=410), "HTTP 410; is the board still there?", {"unknown": 4}),
    "b403": (Reply("no", status=403), "HTTP 403", {"unknown": 4}),
    "b429": (Reply(status=429), "HTTP 429", {"unknown": 4}),
    "b429soon": (once(Reply(status=429, headers=BUSY)), "", {"postings": 4}),
    "b429late": (Reply(status=429, headers=LONG), "HTTP 429", {"unknown": 4}),
    "b500": (Reply(status=500), "HTTP 500", {"unknown": 4}),
    "b500once": (once(Reply(status=500)), "", {"postings": 4}),
    "btimeout": (Reply(BOARD, pause=4), "unreachable: no whole answer in time", {"unknown": 4}),
    "blogin": (html(LOGIN), "not JSON", {"unknown": 4}),
    "bempty": (Reply('{"jobs": []}'), "the list is suddenly empty; nothing is closed on that evidence", {"unknown": 4}),
    "bhtml": (html("<html><body>Our jobs</body></html>"), "not JSON", {"unknown": 4}),
    "bhalf": (Reply(BOARD[:90], promised=len(BOARD)), "cut short: only a part of the answer came", {"unknown": 4}),
    "bcut": (Reply(BOARD[: BOARD.index(', {"id": 1') + 1]), "JSON cut short", {"postings": 1, "unknown": 3}),
    "bother": (Reply('{"error": "gone fishing"}'), "no jobs in the answer: is the address right?", {"unknown": 4}),
    "bmoved": (Reply(status=301), "; write that address in the source list", {"postings": 4}),
}  # fmt: skip
"""What a board answers tonight, the one error of the report, and what is said of its postings."""

PAGES: dict[str, tuple[Route, str, dict[str, int]]] = {
    "p404": (Reply(status=404), "", {"postings": 3, "gone": 1}),
    "p410": (Reply(status=410), "", {"postings": 3, "gone": 1}),
    "p403": (Reply(status=403), "HTTP 403", {"postings": 3, "unknown": 1}),
    "p500": (Reply(status=500), "HTTP 500", {"postings": 3, "unknown": 1}),
    "ptimeout": (Reply(BARE, pause=4), "unreachable: no whole answer in time", {"postings": 3, "unknown": 1}),
    "plogin": (html(LOGIN), "asks to sign in instead of showing the posting", {"postings": 3, "unknown": 1}),
    "ptologin": (Reply(status=302, headers={"Location": "/login?next=1"}), "asks to sign in instead of showing the posting", {"postings": 3, "unknown": 1}),
    "phalf": (html("<html><body><h1>Office"), "cut short: the page does not end", {"postings": 3, "unknown": 1}),
    "pbare": (html(BARE), "", {"postings": 3, "unknown": 1}),
}  # fmt: skip
"""The same for one job page of four."""


@dataclass
class Nights:
    reports: list[dict[str, dict]]
    codes: list[int]
    landed: dict[str, Counter]
    """What the second and third night say of each source's postings."""


def night(home: Home, run: str) -> dict[str, dict]:
    """Crawl with less patience than the settings have."""
    patience = ("-s", "DOWNLOAD_TIMEOUT=2", "-s", "RETRY_TIMES=1", "-s", "BUSY_WAIT=0.2")
    done = run_command("crawler", "run", "--home", home.path, "--run-id", run, *patience)
    assert done.returncode in (0, 3), done.stderr
    found = {}
    for item in json.loads((home.runs / f"{run}.json").read_text("utf-8"))["sources"]:
        found[item["source"]] = item
    return found


def set_up(sites: dict[str, LocalSite], home: Home) -> None:
    lines = []
    for name, site in sites.items():
        site.routes[QUERY.format(name)] = Reply(BOARD)
        locs = "".join(f"<url><loc>{site.origin}/jobs/{n}</loc></url>" for n in range(COUNT))
        site.routes["/sitemap.xml"] = Reply(f"<urlset>{locs}</urlset>")
        site.routes |= {f"/jobs/{number}": page(number) for number in range(COUNT)}
        site.routes["/login?next=1"] = html(LOGIN)
        path = f"/v1/boards/{name}" if name in BOARDS else "/sitemap.xml"
        lines.append(f'[[source]]\nname = "{name}"\nurl = "{site.origin}{path}"\ndelay = 0')
    home.sources.write_text("\n".join(lines), "utf-8")


def break_them(sites: dict[str, LocalSite]) -> None:
    for name, (route, _, _) in BOARDS.items():
        sites[name].routes[QUERY.format(name)] = route
    new = f"{sites['elsewhere'].origin}{QUERY.format('bmoved')}"
    moved = Reply(status=301, headers={"Location": new})
    sites["elsewhere"].routes[QUERY.format("bmoved")] = Reply(BOARD)
    sites["bmoved"].routes[QUERY.format("bmoved")] = moved
    for name, (route, _, _) in PAGES.items():
        sites[name].routes["/jobs/1"] = route
    sites["rebuilt"].routes |= {f"/jobs/{number}": html(BARE) for number in range(COUNT)}


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Nights:
    home = Home(tmp_path_factory.mktemp("home"))
    names = (*BOARDS, *PAGES, "rebuilt", "elsewhere")
    with serving(len(names)) as servers:
        sites = dict(zip(names, servers, strict=True))
        set_up(sites, home)
        reports = [night(home, "1")]
        break_them(sites)
        reports += [night(home, "2"), night(home, "3")]
        texts = [path.read_text("utf-8") for path in sorted(home.runs.glob("*.json"))]
    codes = [json.loads(text)["exit_code"] for text in texts]
    landed: dict[str, Counter] = {}
    for path in sorted(home.landing.glob("[23]/*.jsonl")):
        lines = [line.value for line in read_landing(path) if line.value]
        said = [line.get("status", "postings") for line in lines if line["type"] != "run"]
        landed[f"{path.parent.name}/{path.stem}"] = Counter(said)
    return Nights(reports, codes, landed)


def test_the_first_night_was_well(nights: Nights) -> None:
    assert {name for name, item in nights.reports[0].items() if item["errors"]} == set()
    assert {item["counts"]["postings"] for item in nights.reports[0].values()} == {COUNT}
    assert nights.codes == [0, 3, 3]


@pytest.mark.parametrize("name", [*BOARDS, *PAGES])
def test_bad_answer(nights: Nights, name: str) -> None:
    _, reason, said = (BOARDS | PAGES)[name]
    report = nights.reports[1][name]
    if reason:
        (error,) = report["errors"]
        assert reason in error
        assert "\n" not in error
    else:
        assert report["errors"] == []
    assert nights.landed[f"2/{name}"] == said


@pytest.mark.parametrize("name", BOARDS)
def test_a_board_that_stays_bad_closes_nothing(nights: Nights, name: str) -> None:
    assert "gone" not in nights.landed[f"3/{name}"]


def test_a_page_is_closed_only_by_evidence(nights: Nights) -> None:
    closed = {name for name in PAGES if nights.landed[f"3/{name}"].get("gone")}
    assert closed == {"pbare"}, "a page without its posting on two visits; 404 and 410 were said"


def test_a_site_that_was_rebuilt_closes_nothing(nights: Nights) -> None:
    for number in (1, 2):
        (error,) = nights.reports[number]["rebuilt"]["errors"]
        assert error.startswith("4 pages show no posting any more, and 0 do: did the site change?")
        assert nights.landed[f"{number + 1}/rebuilt"] == {"unknown": 4}
