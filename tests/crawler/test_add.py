"""`crawler add`: from any address of an employer to a line of the list, politely, on a real server."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from local_site import LocalSite, Reply, serving
from support import run_command

from crawler.adding.add import Added, add_source
from crawler.adding.visitor import Visitor
from crawler.cli import crawler
from crawler.command import run
from crawler.errors import Failed, WrongUse
from crawler.home import Home
from crawler.platforms import Fetch, Page, load_platforms
from crawler.sources import load_sources


def list_of(token: str) -> str:
    """Return the path of a board's list, as the platform asks for it."""
    (fetch,) = load_platforms()["greenhouse"].start(f"http://x/v1/boards/{token}")
    return fetch.url.removeprefix("http://x")


BOARD = list_of("fernhill")
LIST = '# our employers\ncontact = "ops@clinic.example"  # a comment\n\n[[source]]\nname = "old"\nurl = "https://boards.greenhouse.io/old"  # keep'


@pytest.fixture
def sites() -> Iterator[list[LocalSite]]:
    with serving(2) as both:
        yield both


@pytest.fixture
def listed(home: Home) -> Home:
    home.path.mkdir(parents=True)
    home.sources.write_text(LIST, "utf-8")
    return home


def jobs(*titles: str) -> Reply:
    entries = [
        {"id": n, "title": title, "content": "&lt;p&gt;Run it.&lt;/p&gt;", "company_name": "Fernhill Family Medicine"}
        for n, title in enumerate(titles, 1)
    ]  # fmt: skip
    return Reply(json.dumps({"jobs": entries}))


def posting(title: str) -> Reply:
    job = {"@type": "JobPosting", "title": title, "description": f"{title}: run the office.",
           "hiringOrganization": {"name": "Fernhill Family Medicine"}}  # fmt: skip
    return Reply(f'<script type="application/ld+json">{json.dumps(job)}</script>')


def add(home: Home, url: str, **options: object) -> Added:
    return add_source(home, url, **({"delay": 0} | options))  # type: ignore[arg-type]


def test_a_board_is_tried_and_appended_and_no_word_of_the_list_is_lost(
    listed: Home, sites: list[LocalSite]
) -> None:
    site = sites[0]
    site.routes[BOARD] = jobs("Nurse", "Practice Manager")
    added = add(listed, f"{site.origin}/v1/boards/fernhill/jobs/2?gh_src=x", delay=0.25)
    text = listed.sources.read_text("utf-8")
    assert text.startswith(LIST)
    (_, line) = tomllib.loads(text)["source"]
    assert line == {
        "name": "fernhill-family-medicine", "url": f"{site.origin}/v1/boards/fernhill",
        "employer": "Fernhill Family Medicine", "delay": 0.25, "verified": True,
    }  # fmt: skip
    assert load_sources(listed.sources).faults == ()
    assert (added.trial.count, added.trial.sample.title) == (2, "Practice Manager")
    assert "description" in added.trial.filled
    asked = site.asked[-1].headers
    assert asked["User-Agent"] == (
        "medical-office-manager-jobs/0.1 (job postings of one occupation; contact: ops@clinic.example)"
    )


@pytest.mark.parametrize(
    ("markup", "evidence"),
    [
        ('<iframe src="{board}?embed=1"></iframe>', "frame"),
        ('<div id="app"></div><script src="{board}/embed.js"></script>', "script"),
        ('<script>load({{"url": "{escaped}"}})</script>', "data"),
        ('<div data-board="{board}"></div>', "data"),
        ('<a href="{board}/jobs/7">Practice Manager</a>', "link"),
    ],
)
def test_the_board_that_a_page_only_shows_is_followed(
    listed: Home, sites: list[LocalSite], markup: str, evidence: str
) -> None:
    site, board = sites
    board.routes[BOARD] = jobs("Practice Manager")
    address = f"{board.origin}/v1/boards/fernhill"
    shown = markup.format(board=address, escaped=address.replace("/", "\\/"))
    site.routes["/careers"] = Reply(f"<title>Careers</title><body>{shown}</body>")
    added = add(listed, f"{site.origin}/careers", dry_run=True)
    found = added.trial.board
    assert (found.platform.name, found.url, found.evidence) == ("greenhouse", address, evidence)
    assert listed.sources.read_text("utf-8") == LIST


def test_a_page_that_links_to_its_careers_page_is_followed_once(
    listed: Home, sites: list[LocalSite]
) -> None:
    site, board = sites
    board.routes[BOARD] = jobs("Practice Manager")
    site.routes["/"] = Reply("<a href='/team'>Team</a> <a href='/join'>Careers with us</a>")
    site.routes["/join"] = Reply(f"<iframe src='{board.origin}/v1/boards/fernhill'></iframe>")
    assert add(listed, f"{site.origin}/", dry_run=True).trial.board.platform.name == "greenhouse"


def test_a_site_with_markup_is_read_by_its_sitemap(listed: Home, sites: list[LocalSite]) -> None:
    site = sites[0]
    locs = "".join(
        f"<url><loc>{site.origin}/jobs/{slug}</loc></url>"
        for slug in ("registered-nurse-7", "clinic-manager-6", "office-manager-8")
    )
    site.routes["/robots.txt"] = Reply(f"Sitemap: {site.origin}/map.xml")
    site.routes["/map.xml"] = Reply(f"<urlset>{locs}</urlset>")
    site.routes["/jobs/clinic-manager-6"] = Reply(status=410)
    site.routes["/jobs/office-manager-8"] = posting("Office Manager")
    site.routes["/careers"] = Reply("<html><title>Careers</title><body>Open jobs</body></html>")
    added = add(listed, f"{site.origin}/careers")
    assert (added.trial.board.platform.name, added.trial.count) == ("jsonld", 3)
    assert added.trial.works
    assert added.trial.sample.title == "Office Manager"
    assert site.paths("/jobs/") == ["/jobs/clinic-manager-6", "/jobs/office-manager-8"], (
        "details of titles that a crawl reads, until one is a posting"
    )


def test_a_plain_page_is_the_last_resort_and_is_crawled_as_one(
    listed: Home, sites: list[LocalSite]
) -> None:
    site = sites[0]
    site.routes["/careers"] = Reply(
        "<html><title>Careers</title><body><h1>Careers</h1><a href='/careers/office-manager'>Office Manager</a></body></html>"
    )
    site.routes["/careers/office-manager"] = Reply(
        "<html><title>Office Manager</title><body><h1>Office Manager</h1><p>This position is full-time. "
        "Requirements: two years of experience in a busy clinic.</p></body></html>"
    )
    added = add(listed, f"{site.origin}/careers", name="plain")
    assert added.trial.board.platform.name == "page"
    assert added.trial.sample.guessed
    assert 'platform = "page"' in added.table
    assert any("guesses" in line for line in added.lines())
    done = run_command("crawler", "run", "plain", "--home", listed.path)
    assert done.returncode == 0, done.stdout + done.stderr
    (landed,) = [
        json.loads(line) for file in listed.landing.glob("*/plain.jsonl") for line in file.open()
        if '"type":"posting"' in line
    ]  # fmt: skip
    assert (landed["title"], landed["guessed"], landed["key"]) == (
        "Office Manager", True, "careers/office-manager",
    )  # fmt: skip


def test_the_employer_is_written_only_where_the_board_has_one(
    listed: Home, sites: list[LocalSite]
) -> None:
    two = [
        {"id": n, "title": "Office Manager", "content": "x", "company_name": name}
        for n, name in enumerate(("Harbor ENT", "Summit Skin"))
    ]
    sites[0].routes[BOARD] = Reply(json.dumps({"jobs": two}))
    assert "employer" not in add(listed, f"{sites[0].origin}/v1/boards/fernhill").table


def test_a_double_is_refused_before_and_after_the_board_is_found(
    listed: Home, sites: list[LocalSite]
) -> None:
    site, board = sites
    board.routes[BOARD] = jobs("Practice Manager")
    add(listed, f"{board.origin}/v1/boards/fernhill")
    before = listed.sources.read_text("utf-8")
    asked = len(board.asked)
    with pytest.raises(WrongUse, match="in the list already, as 'fernhill-family-medicine'"):
        add(listed, f"{board.origin}/v1/boards/fernhill/jobs/1")
    assert len(board.asked) == asked, "nobody need be asked to know that"
    site.routes["/careers"] = Reply(f"<iframe src='{board.origin}/v1/boards/fernhill'></iframe>")
    with pytest.raises(WrongUse, match="in the list already"):
        add(listed, f"{site.origin}/careers")
    with pytest.raises(WrongUse, match="in the list already, as 'old'"):
        add(listed, "https://boards.greenhouse.io/embed/job_board?for=old")
    assert listed.sources.read_text("utf-8") == before


def test_a_dry_run_writes_nothing_at_all(home: Home, sites: list[LocalSite]) -> None:
    sites[0].routes[BOARD] = jobs("Practice Manager")
    assert not add(home, f"{sites[0].origin}/v1/boards/fernhill", dry_run=True).written
    assert not home.path.exists()
    assert add(home, f"{sites[0].origin}/v1/boards/fernhill").written
    names = [source.name for source in load_sources(home.sources).sources]
    assert names[-1] == "fernhill-family-medicine"
    assert len(names) > 20, "the starter list was copied first"


def test_names_are_made_unique_or_refused(listed: Home, sites: list[LocalSite]) -> None:
    for token in ("a", "b"):
        sites[0].routes[list_of(token)] = jobs("Practice Manager")
    first = add(listed, f"{sites[0].origin}/v1/boards/a")
    second = add(listed, f"{sites[0].origin}/v1/boards/b", dry_run=True)
    assert second.name == f"{first.name}-2"
    with pytest.raises(WrongUse, match="the name 'old' is used"):
        add(listed, f"{sites[0].origin}/v1/boards/b", name="old")
    with pytest.raises(WrongUse, match="the name may have lower-case letters"):
        add(listed, f"{sites[0].origin}/v1/boards/b", name="No Good")


@pytest.mark.parametrize(
    ("routes", "says"),
    [
        ({}, "answers HTTP 404; open it in a browser"),
        ({"/careers": Reply("<title>Hi</title>")}, "no job board found there; give the board's own address"),
        ({"/robots.txt": Reply("User-agent: *\nDisallow: /careers")}, "forbidden by .*robots.txt; it is left alone"),
        ({"/robots.txt": Reply(status=503)}, "too busy; try again later"),
        ({"/robots.txt": Reply(status=500)}, "robots.txt answers HTTP 500"),
        ({"/careers": Reply(status=429)}, "answers HTTP 429, too busy"),
        ({"/careers": Reply(status=302, headers={"Location": "/careers"})}, "redirects without an end"),
        ({"/careers": Reply(status=302, headers={"Location": "http://10.0.0.1/x"})}, "refused: 10.0.0.1 is a private address"),
        ({"/careers": Reply(status=302, headers={"Location": "file:///etc/passwd"})}, "no address of a page"),
        ({"/careers": Reply(status=302, headers={"Location": "http://[bad"})}, "redirects to 'http://.bad', which is no address"),
        ({"/careers": Reply("<a href='http://[bad'>Careers</a><iframe src='http://[x'></iframe>")}, "no job board found there"),
        ({"/robots.txt": Reply("User-agent: *\nCrawl-delay: 3600")}, "asks for 3600 s between requests; write the line by hand"),
    ],
)  # fmt: skip
def test_what_cannot_be_had_is_one_clear_line_and_nothing_is_written(
    listed: Home, sites: list[LocalSite], routes: dict[str, Reply], says: str
) -> None:
    sites[0].routes |= routes
    with pytest.raises(Failed, match=says) as raised:
        add(listed, f"{sites[0].origin}/careers")
    assert "\n" not in str(raised.value)
    assert listed.sources.read_text("utf-8") == LIST


def test_a_board_that_is_forbidden_is_not_asked_for(listed: Home, sites: list[LocalSite]) -> None:
    site, board = sites
    board.routes["/robots.txt"] = Reply("User-agent: medical-office-manager-jobs\nDisallow: /v1/")
    board.routes[BOARD] = jobs("Practice Manager")
    site.routes["/careers"] = Reply(f"<iframe src='{board.origin}/v1/boards/fernhill'></iframe>")
    with pytest.raises(Failed, match="forbidden by"):
        add(listed, f"{site.origin}/careers")
    assert board.paths() == ["/robots.txt"]


def test_an_empty_board_is_added_but_needs_attention(listed: Home, sites: list[LocalSite]) -> None:
    sites[0].routes[BOARD] = jobs()
    added = add(listed, f"{sites[0].origin}/v1/boards/fernhill")
    assert not added.trial.works
    (source,) = [item for item in load_sources(listed.sources).sources if item.name != "old"]
    assert (source.name, source.verified) == ("fernhill", False)


def test_crawl_delay_and_the_pause_between_requests_are_kept(sites: list[LocalSite]) -> None:
    site = sites[0]
    site.routes["/robots.txt"] = Reply("User-agent: *\nCrawl-delay: 0.3")
    site.routes["/a"] = site.routes["/b"] = Reply("x")
    visitor = Visitor("", frozenset(("127.0.0.1",)), 0.05)
    for path in ("/a", "/b"):
        page = visitor.ask(Fetch(url=f"{site.origin}{path}"))
        assert isinstance(page, Page)
    (robots,), (first,), (second,) = (site.times(path) for path in ("/robots.txt", "/a", "/b"))
    assert first - robots >= 0.25
    assert second - first >= 0.25
    assert len(site.paths("/robots.txt")) == 1


def command(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        run(crawler, ["add", *map(str, arguments)])
    return int(ended.value.code or 0)


def test_the_command_prints_json_and_the_exit_code_says_how_it_went(
    listed: Home, sites: list[LocalSite], capsys: pytest.CaptureFixture[str]
) -> None:
    site = sites[0]
    site.routes[BOARD] = jobs("Practice Manager")
    site.routes[list_of("empty")] = jobs()
    board = f"{site.origin}/v1/boards/fernhill"
    options = ("--home", listed.path, "--delay", "0")
    assert command(board, *options, "--json", "--dry-run") == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["platform"], said["postings"]) == ("greenhouse", 1)
    assert (said["sample_title"], said["written"]) == ("Practice Manager", False)
    assert said["employer"] == "Fernhill Family Medicine"
    assert "description" in said["filled"]
    assert "pay" in said["missing"]
    assert command(board, *options) == 0
    assert "added fernhill-family-medicine to" in capsys.readouterr().out
    assert command(board, *options) == 2
    assert "in the list already" in capsys.readouterr().err
    for bad in ("no-url", "https://[bad", "ftp://clinic.example/x", "https://"):
        assert command(bad, *options) == 2
    assert command(f"{site.origin}/nothing", *options) == 1
    assert command(f"{site.origin}/v1/boards/empty", *options) == 3
