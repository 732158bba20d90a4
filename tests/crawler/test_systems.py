"""Job systems that take several requests to read: each is visited whole, without any network."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from crawler.crawl import Answer, SourceCrawl
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
