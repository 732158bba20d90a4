"""Job systems that take several requests to read: each is visited whole, without any network."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from local_site import Asked, LocalSite, Reply, serving
from support import run_command

from crawler.crawl import Answer, SourceCrawl
from crawler.home import Home
from crawler.landing import LandingWriter, read_landing
from crawler.platforms import Fetch, Page, load_platforms
from crawler.posting import SourceRun
from crawler.sources import Source
from crawler.state import State

Replies = Callable[[Fetch], object]
PAGE = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Practice Manager", "description": "<p>Run it.</p>", "hiringOrganization": {"name": "Heron Health"}}</script>'
TOKEN = "eyJhbGciOiJub25lIn0.eyJhdWQiOiJzZXNzaW9uLTcifQ.x"


def visit(home: Path, url: str, answer: Replies) -> tuple[SourceRun, list[Fetch], list[dict]]:
    """Return the run, what was asked in order, and the postings that landed."""
    source = Source(name="heron", url=url)
    platform = next(p for p in load_platforms().values() if p.recognises(url))
    landing = home / "landing" / f"{len(list(home.glob('landing/*'))):03}" / "heron.jsonl"
    crawl = SourceCrawl(source, platform, State(home / "state"), LandingWriter(landing))
    asked: list[Fetch] = []
    waiting = crawl.start()
    while waiting:
        fetch = waiting.pop(0)
        asked.append(fetch)
        said = answer(fetch)
        body = said if isinstance(said, str) else json.dumps(said)
        page = Page(url=fetch.url, body=body.encode(), fetched_at=datetime.now(UTC), fetch=fetch)
        waiting += crawl.answer(Answer(page, etag='"1"'))
    run = crawl.finish()
    lines = [line.value for line in read_landing(landing) if line.value]
    return run, asked, [line for line in lines if line["type"] == "posting"]


def everything(home: Path) -> bytes:
    """Return all that was written to any file."""
    return b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file())


def cornerstone(fetch: Fetch) -> object:
    if fetch.url.endswith("/home?c=heron"):
        return f'<script>csod.context={{"token":"{TOKEN}","endpoints":{{"cloud":"https://us.api.csod.com/"}}}};</script>'
    assert fetch.headers["Authorization"] == f"Bearer {TOKEN}"
    if fetch.kind == "detail":
        assert fetch.headers["Cookie"] == "ASP.NET_SessionId=session-7"
        ad = "" if fetch.key == "101" else "<p>Runs the practice and its nine people.</p>"
        return {"data": [{"items": [{"fields": {"title": "Practice Manager", "ad": ad}}]}]}
    number = json.loads(fetch.body or "")["pageNumber"]
    first = 0 if number == 1 else 100
    jobs = [
        {
            "requisitionId": key,
            "displayJobTitle": "Practice Manager" if key > 98 else "Nurse",
            "postingEffectiveDate": "11/3/2026",
            "locations": [{"city": "Alder Falls", "state": "OH", "country": "US"}],
            "externalDescription": "Runs the practice, as the list has it, with its nine people.",
        }
        for key in range(first, first + 100 if number == 1 else 102)
    ]
    return {"status": "Success", "data": {"totalCount": 102, "requisitions": jobs}}


def test_a_token_of_the_page_serves_one_visit(tmp_path: Path) -> None:
    url = "https://heron.csod.com/ux/ats/careersite/2/home?c=heron"
    run, _, landed = visit(tmp_path, url, cornerstone)
    assert run.errors == ()
    assert run.list_complete
    assert [posting["key"] for posting in landed] == ["99", "100", "101"]
    by_key = {posting["key"]: posting for posting in landed}
    assert by_key["99"]["description"] == "<p>Runs the practice and its nine people.</p>"
    assert "as the list has it" in by_key["101"]["description"], "an empty ad leaves the list's"
    assert by_key["99"]["posted_at"] == "2026-11-03", "only the list states it"
    assert by_key["99"]["locations"][0]["city"] == "Alder Falls"
    assert TOKEN.encode() not in everything(tmp_path)
    _, again, _ = visit(tmp_path, url, cornerstone)
    assert [fetch.kind for fetch in again] == ["list"] * 3, "what is as before costs no ad"


def taleo(fetch: Fetch) -> object:
    if "jobsearch.ftl" in fetch.url:
        return "<script>queryString: 'portal=8100120144&lang=en'</script>"
    if fetch.kind == "detail":
        return PAGE
    number = json.loads(fetch.body or "")["pageNo"]
    job = {"contestNo": f"26000A{number}", "column": ["Practice Manager", "US-OH-Alder Falls"]}
    paging = {"currentPageNo": number, "pageSize": 1, "totalCount": 3}
    return {"requisitionList": [job], "pagingData": paging}


def test_a_portal_is_found_and_read_page_by_page(tmp_path: Path) -> None:
    url = "https://heron.taleo.net/careersection/2/jobsearch.ftl"
    run, _, landed = visit(tmp_path, url, taleo)
    assert run.errors == ()
    assert {posting["key"] for posting in landed} == {"26000A1", "26000A2", "26000A3"}
    assert (
        landed[0]["url"]
        == "https://heron.taleo.net/careersection/2/jobdetail.ftl?job=26000A1&lang=en"
    )
    assert landed[0]["locations"][0]["words"] == "US-OH-Alder Falls"


def phenom(fetch: Fetch) -> object:
    if fetch.kind == "detail":
        return PAGE
    asked = json.loads(fetch.body or "")
    assert asked["selected_fields"] == {"state": ["Ohio", "Iowa"]}
    jobs = [
        {"jobId": f"R{n}", "title": "Practice Manager", "facility": "Heron Orthopedics", "minimumPay": "28.50"}
        for n in range(asked["from"], min(asked["from"] + 100, 101))
    ]  # fmt: skip
    return {"refineSearch": {"totalHits": 101, "data": {"jobs": jobs}}}


def test_a_filtered_search_is_paged_and_the_facility_stands(tmp_path: Path) -> None:
    url = "https://careers.heron.example/us/en/search-results?state=Ohio&state=Iowa"
    run, _, landed = visit(tmp_path, url, phenom)
    assert run.errors == ()
    assert len(landed) == 101
    assert {posting["employer"] for posting in landed} == {"Heron Orthopedics"}
    assert {posting["pay"]["min"] for posting in landed} == {"28.50"}


def listing(number: int, pages: int, entries: str) -> str:
    return f'<div id="search-results" data-total-results="2" data-total-pages="{pages}" data-current-page="{number}">{entries}</div>'


def talentbrew(fetch: Fetch) -> object:
    if fetch.kind == "detail":
        return PAGE
    number = 2 if "CurrentPage=2" in fetch.url else 1
    link = f'<a href="/job/alder/manager/77/9000{number}" data-job-id="9000{number}"><h2>Practice Manager</h2><span class="job-facility">Heron {number}</span></a>'
    return {"results": listing(number, 2, link)}


def test_fragments_of_a_list_are_read_by_title(tmp_path: Path) -> None:
    run, asked, landed = visit(tmp_path, "https://jobs.heron.example/search-jobs", talentbrew)
    assert run.errors == ()
    assert all("SortCriteria=3" in fetch.url for fetch in asked if fetch.kind == "list")
    assert [posting["employer"] for posting in landed] == ["Heron 1", "Heron 2"]


def jobvite(_: Fetch) -> object:
    return '<div class="jv-page-jobs"><a href="/heron/job/oA1">Practice Manager</a></div>'


def test_a_job_that_leads_back_to_the_list_is_no_posting(tmp_path: Path) -> None:
    run, asked, landed = visit(tmp_path, "https://jobs.jobvite.com/heron/jobs", jobvite)
    assert run.errors == ()
    assert landed == []
    assert [fetch.kind for fetch in asked] == ["list", "detail"]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        ("https://www.governmentjobs.com/careers/alder", "https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=alder"),
        ("https://www.governmentjobs.com/careers/alder/jobs/41/manager", "https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=alder"),
        ("http://agency.governmentjobs.com/alder/default.cfm?action=jobs", "https://www.governmentjobs.com/SearchEngine/JobsFeed?agency=alder"),
        ("https://tbe.taleo.net/NA5/ats/careers/v2/searchResults?org=HERON&cws=38", "https://tbe.taleo.net/NA5/ats/servlet/Rss?org=HERON&cws=38"),
        ("https://career4.successfactors.com/career?company=heron", "https://career4.successfactors.com/career?company=heron&career_ns=job_listing_summary&resultType=XML"),
        ("https://careers.heron.example/search/?createNewAlert=false&q=", "https://careers.heron.example/sitemal.xml"),
        ("https://jobs.jobvite.com/careers/heron/job/oA1", "https://jobs.jobvite.com/heron/search?p=0"),
        ("https://careers.heron.example/us/en/search-results", "https://careers.heron.example/robots.txt"),
        ("https://heron.applicantpro.com/jobs/", "https://heron.applicantpro.com/robots.txt"),
        ("https://www.usajobs.gov/Search/Results?k=practice%20manager&l=Ohio&p=2", "https://data.usajobs.gov/api/search?Keyword=practice+manager&LocationName=Ohio&Fields=Full&ResultsPerPage=500&Page=1"),
    ],
)  # fmt: skip
def test_any_url_of_a_board_leads_to_its_list(url: str, first: str) -> None:
    (platform, *_) = (p for p in load_platforms().values() if p.recognises(url))
    assert [fetch.url for fetch in platform.start(url)] == [first]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.usajobs.gov/", "https://www.governmentjobs.com/careers/home", "https://heron.taleo.net/",
        "https://tbe.taleo.net/", "https://career4.successfactors.com/career", "https://www.jobvite.com/", "https://heron.csod.com/",
    ],
)  # fmt: skip
def test_a_url_without_a_board_says_how_one_looks(url: str) -> None:
    (platform, *_) = (p for p in load_platforms().values() if p.recognises(url))
    with pytest.raises(ValueError, match=r"give (?:a search, as )?https://"):
        platform.start(url)


KEYS = {"USAJOBS_KEY": "k-7f3a", "USAJOBS_EMAIL": "ops@heron.example"}


def federal(asked: Asked) -> Reply:
    if asked.headers.get("Authorization-Key") != KEYS["USAJOBS_KEY"]:
        return Reply(status=401)
    number = 2 if "Page=2" in asked.path else 1
    job = {"PositionTitle": "Practice Manager", "UserArea": {"Details": {"JobSummary": "Runs it."}}}
    found = {
        "SearchResultCountAll": 2,
        "SearchResultItems": [{"MatchedObjectId": str(number), "MatchedObjectDescriptor": job}],
        "UserArea": {"NumberOfPages": "2"},
    }
    return Reply(json.dumps({"SearchResult": found}), headers={"ETag": f'"{number}"'})


def federal_home(folder: Path, site: LocalSite) -> Home:
    home = Home(folder)
    home.sources.parent.mkdir(parents=True, exist_ok=True)
    url = f"{site.origin}/api/search?Keyword=clinic"
    home.sources.write_text(f'[[source]]\nname = "federal"\nurl = "{url}"\ndelay = 0', "utf-8")
    return home


FIRST = "/api/search?Keyword=clinic&Fields=Full&ResultsPerPage=500&Page=1"


def test_an_operators_key_is_sent_and_kept_nowhere(tmp_path: Path) -> None:
    with serving(1) as (site,):
        site.routes = {FIRST: federal, FIRST.replace("Page=1", "Page=2"): federal}
        home = federal_home(tmp_path, site)
        done = run_command("crawler", "run", "--home", home.path, env=KEYS)
        again = run_command("crawler", "run", "--home", home.path, env=KEYS)
    assert done.returncode == 0, done.stdout
    assert "2 postings" in done.stdout
    assert "2 unchanged" in again.stdout, "the second page is asked for with the key again"
    asked = [item for item in site.asked if item.path.startswith("/api")]
    assert {item.headers["User-Agent"] for item in asked} == {KEYS["USAJOBS_EMAIL"]}
    written = everything(tmp_path) + (done.stdout + done.stderr + again.stdout).encode()
    assert all(value.encode() not in written for value in KEYS.values())


def test_a_source_without_its_key_is_one_clear_line(tmp_path: Path) -> None:
    with serving(1) as (site,):
        home = federal_home(tmp_path, site)
        env = KEYS | {"USAJOBS_KEY": ""}
        done = run_command("crawler", "run", "--home", home.path, "--json", env=env)
    (source,) = json.loads(done.stdout)["sources"]
    (said,) = source["errors"]
    assert said.endswith("needs USAJOBS_KEY in the environment: set it and run again")
    assert site.paths("/api") == []


def test_a_redirect_does_not_carry_the_key_away(tmp_path: Path) -> None:
    with serving(2) as (site, other):
        site.routes = {FIRST: Reply(status=302, headers={"Location": f"{other.origin}/api/search"})}
        home = federal_home(tmp_path, site)
        done = run_command("crawler", "run", "--home", home.path, "--json", env=KEYS)
    (source,) = json.loads(done.stdout)["sources"]
    assert source["errors"][0].endswith("HTTP 302")
    assert other.asked == []
