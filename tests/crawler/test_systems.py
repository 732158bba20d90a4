"""Job systems that take several requests to read: each is visited whole, without any network."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

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


PORTAL = "https://www.paycomonline.net/v4/ats/web.php/portal/0A1B2C3D4E5F60718293A4B5C6D7E8F9"
SERVICE = "https://portal-applicant-tracking.us-cent.paycomonline.net"


def paycom(fetch: Fetch) -> object:
    if fetch.url.startswith(PORTAL):
        if fetch.url.endswith("/jobs/1"):
            return PAGE
        config = {"sessionJWT": TOKEN, "libConfig": json.dumps({"atsPortalMantleServiceUrl": f"{SERVICE}/"})}  # fmt: skip
        return f"<script>var configsFromHost = {json.dumps(config)}; var Mountable;</script>"
    assert fetch.url.startswith(SERVICE)
    assert fetch.headers["Authorization"] == TOKEN
    if fetch.kind == "detail":
        job = {"jobId": fetch.key, "jobTitle": "Practice Manager", "qualifications": "<p>CMPE</p>"}
        return {"jobPosting": job}
    skip = json.loads(fetch.body or "")["skip"]
    jobs = [
        {"jobId": n, "jobTitle": "Practice Manager" if n < 3 else "Nurse", "positionType": "Pool/PRN"}
        for n in range(skip + 1, min(skip + 100, 103) + 1)
    ]  # fmt: skip
    return {"jobPostingPreviews": jobs, "jobPostingPreviewsCount": 103}


def test_a_public_page_goes_before_what_a_portal_asks_for_itself(tmp_path: Path) -> None:
    run, asked, landed = visit(tmp_path, f"{PORTAL}/career-page", paycom)
    assert run.errors == ()
    assert run.list_complete
    by_key = {posting["key"]: posting for posting in landed}
    assert set(by_key) == {"1", "2"}
    assert by_key["1"]["description"] == "<p>Run it.</p>"
    assert "CMPE" in by_key["2"]["description"]
    assert {posting["employment_type"] for posting in landed} == {"Pool/PRN"}
    assert f"{SERVICE}/api/ats/job-postings/1" not in [fetch.url for fetch in asked]
    assert TOKEN.encode() not in everything(tmp_path)


def ukg(fetch: Fetch) -> object:
    if fetch.kind == "detail":
        job = {"Id": fetch.key, "Title": "Practice Manager", "Description": "<p>Run it.</p>"}
        return f"<script>new US.Opportunity.CandidateOpportunityDetail({json.dumps(job)});</script>"
    asked = json.loads(fetch.body or "")
    if "opportunitySearch" in asked:
        return {"error": "unknown member opportunitySearch"}
    rows = [{"Id": f"id-{n}", "Title": "Practice Manager"} for n in range(101)]
    return {"opportunities": rows[asked["Skip"] : asked["Skip"] + asked["Top"]], "totalCount": 101}


def test_a_board_that_wants_the_flat_search_is_asked_so(tmp_path: Path) -> None:
    url = "https://recruiting.ultipro.com/HER1000/JobBoard/2b67ecb4-00fb-4863-931a-7bf0ebcb493a"
    run, asked, landed = visit(tmp_path, url, ukg)
    assert run.errors == ()
    assert len(landed) == 101
    assert len([fetch for fetch in asked if fetch.kind == "list"]) == 4


def ukg_ready(fetch: Fetch) -> object:
    if fetch.kind == "detail":
        return {"id": int(fetch.key or 0), "job_description": "<p>Run it.</p>", "job_requirement": "<p>CMPE</p>"}  # fmt: skip
    number = int(fetch.url.split("offset=")[1].split("&")[0])
    rows = [
        {"id": n, "job_title": "Practice Manager", "base_pay_from": 31.25, "base_pay_frequency": "HOUR"}
        for n in range(1, 46)
    ]  # fmt: skip
    return {"job_requisitions": rows[number * 20 - 20 : number * 20], "_paging": {"total": 45}}


def jibe(fetch: Fetch) -> object:
    number = int(fetch.url.split("page=")[1].split("&")[0])
    rows = [
        {"data": {"slug": str(n), "title": "Practice Manager", "description": "<p>Run it.</p>"}}
        for n in range(1, 26)
    ]
    return {"jobs": rows[number * 10 - 10 : number * 10], "totalCount": 25}


@pytest.mark.parametrize(
    ("url", "site", "wanted"),
    [
        ("https://secure4.saashr.com/ta/6162397.careers", ukg_ready, 45),
        ("https://careers.heron.example/careers-home/jobs", jibe, 25),
    ],
)
def test_a_site_that_gives_fewer_a_page_than_asked_for_is_read_to_its_end(
    tmp_path: Path, url: str, site: Replies, wanted: int
) -> None:
    run, _, landed = visit(tmp_path, url, site)
    assert run.errors == ()
    assert len(landed) == wanted
    assert {posting["title"] for posting in landed} == {"Practice Manager"}


CARD = '<li class="iCIMS_JobCardItem"><span class="field-label">Facility</span><span>Heron {0}</span><a class="iCIMS_Anchor" href="/jobs/{0}/practice-manager/job"><h3>Practice Manager</h3></a></li>'


def icims(fetch: Fetch) -> object:
    assert "in_iframe=1" in fetch.url
    if fetch.kind == "detail":
        return PAGE
    number = int(fetch.url.split("pr=")[1].split("&")[0]) + 1
    return f'<h2 class="iCIMS_SubHeader_Jobs">Page {number} of 3</h2>{CARD.format(number)}'


def test_framed_lists_and_pages_are_read(tmp_path: Path) -> None:
    run, asked, landed = visit(tmp_path, "https://careers-heron.icims.com/jobs/intro", icims)
    assert run.errors == ()
    assert run.list_complete
    assert [fetch.kind for fetch in asked].count("list") == 3
    assert {posting["employer"] for posting in landed} == {"Heron 1", "Heron 2", "Heron 3"}
    assert {posting["key"] for posting in landed} == {f"careers-heron.icims.com/{n}" for n in (1, 2, 3)}  # fmt: skip


def test_a_check_for_humans_closes_nothing_and_is_told(tmp_path: Path) -> None:
    url = "https://careers-heron.icims.com"
    visit(tmp_path, url, icims)
    check = "<html><head><title>Human Verification</title></head></html>"
    for _ in range(2):
        run, _, _ = visit(tmp_path, url, lambda _: check)
        assert "Human Verification" in run.errors[0]
        assert run.counts.get("gone", 0) == 0
        assert run.counts["unknown"] == 3
