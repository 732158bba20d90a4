"""What a visit proves: the evidence rules, on pages handed to a visit without any network."""

import gzip
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.crawl import Answer, SourceCrawl
from crawler.errors import Failed
from crawler.landing import LandingWriter, read_landing
from crawler.platforms import Fetch, Page, load_platforms
from crawler.posting import SourceRun
from crawler.sources import Source
from crawler.state import State

URLS = {
    "greenhouse": "https://jobs.example/v1/boards/clinic",
    "workday": "https://jobs.example/wday/cxs/clinic/Careers",
    "jsonld": "https://clinic.example/sitemap.xml",
}
Reply = tuple[int, object] | tuple[int, object, str] | str
"""A status and a body (with an ETag), or why no answer came."""


class Site:
    """A source whose answers a test sets; each visit is a whole one unless it is killed."""

    def __init__(self, folder: Path, platform: str, **options: object) -> None:
        self.folder = folder
        self.platform = load_platforms()[platform]
        self.source = Source(name="clinic", url=URLS[platform], platform=platform, **options)  # type: ignore[arg-type] # a test's own options
        self.replies: dict[str, Reply | Callable[[Fetch], Reply]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.visits = 0

    def visit(self, *, killed_after: int | None = None, full: bool = False) -> SourceRun | None:
        self.visits += 1
        self.asked = []
        path = self.folder / "landing" / f"{self.visits:03}" / "clinic.jsonl"
        state = State(self.folder / "state")
        crawl = SourceCrawl(self.source, self.platform, state, LandingWriter(path), full=full)
        waiting = crawl.start()
        while waiting:
            if killed_after is not None and len(self.asked) == killed_after:
                return None
            waiting += self.ask(crawl, waiting.pop(0))
        return crawl.finish()

    def ask(self, crawl: SourceCrawl, fetch: Fetch) -> list[Fetch]:
        headers = crawl.headers(fetch)
        self.asked.append((fetch.url, headers))
        reply = self.replies.get(fetch.url, (404, ""))
        reply = reply(fetch) if callable(reply) else reply
        if isinstance(reply, str):
            crawl.failed(fetch, reply)
            return []
        status, body, *rest = reply
        etag = rest[0] if rest else None
        if etag and headers.get("If-None-Match") == etag:
            status, body = 304, b""
        data = (
            body
            if isinstance(body, bytes)
            else body.encode()
            if isinstance(body, str)
            else json.dumps(body).encode()
        )
        page = Page(
            url=fetch.url, body=data, status=status, fetched_at=datetime.now(UTC), fetch=fetch
        )
        return crawl.answer(Answer(page, str(etag) if etag else None))

    def landed(self, visit: int | None = None) -> list[dict]:
        path = self.folder / "landing" / f"{visit or self.visits:03}" / "clinic.jsonl"
        return [line.value for line in read_landing(path) if line.value]

    def said(self) -> dict[str, str]:
        """Return what the last visit said of each posting."""
        return {
            line["key"]: "posting" if line["type"] == "posting" else line["status"]
            for line in self.landed()
            if line["type"] != "run"
        }


@pytest.fixture
def greenhouse(tmp_path: Path) -> Site:
    return Site(tmp_path, "greenhouse")


@pytest.fixture
def workday(tmp_path: Path) -> Site:
    return Site(tmp_path, "workday")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path, "jsonld")


BOARD = "https://jobs.example/v1/boards/clinic/jobs?content=true&pay_transparency=true"


def board(*ids: int) -> dict:
    return {"jobs": [{"id": i, "title": "Office Manager", "content": f"Run {i}."} for i in ids]}


def test_absence_from_a_complete_list_closes(greenhouse: Site) -> None:
    greenhouse.replies[BOARD] = (200, board(1, 2))
    greenhouse.visit()
    assert greenhouse.said() == {"1": "posting", "2": "posting"}
    greenhouse.replies[BOARD] = (200, board(2))
    greenhouse.visit()
    assert greenhouse.said() == {"1": "gone", "2": "posting"}
    greenhouse.visit()
    assert greenhouse.said() == {"2": "posting"}, "what is gone is said once"


def test_an_unchanged_list_says_so_of_each_posting(greenhouse: Site) -> None:
    greenhouse.replies[BOARD] = (200, board(1, 2), '"a"')
    greenhouse.visit()
    run = greenhouse.visit()
    assert greenhouse.said() == {"1": "unchanged", "2": "unchanged"}
    assert run is not None
    assert run.list_complete
    greenhouse.visit(full=True)
    assert greenhouse.said() == {"1": "posting", "2": "posting"}


@pytest.mark.parametrize("reply", [(403, ""), (429, ""), (500, ""), (503, ""), (404, ""), "unreachable", (200, "<html>sign in"), (200, {"jobs": []})])  # fmt: skip
def test_refusals_errors_and_sudden_emptiness_close_nothing(greenhouse: Site, reply: Reply) -> None:
    greenhouse.replies[BOARD] = (200, board(1, 2), '"a"')
    greenhouse.visit()
    greenhouse.replies[BOARD] = reply
    for _ in range(2):
        run = greenhouse.visit()
        assert run is not None
        assert greenhouse.said() == {"1": "unknown", "2": "unknown"}
        assert run.errors
        assert not run.list_complete
    greenhouse.replies[BOARD] = (200, board(2), '"a"')
    greenhouse.visit()
    assert greenhouse.said()["1"] in ("gone", "unchanged"), "the board decides once it answers"


def test_an_empty_board_that_never_had_postings_is_no_fault(greenhouse: Site) -> None:
    greenhouse.replies[BOARD] = (200, board())
    run = greenhouse.visit()
    assert run is not None
    assert run.list_complete
    assert not run.errors


def test_one_unreadable_job_closes_nothing_and_the_others_land(greenhouse: Site) -> None:
    greenhouse.replies[BOARD] = (200, board(1, 2))
    greenhouse.visit()
    greenhouse.replies[BOARD] = (200, {"jobs": [*board(2)["jobs"], {"id": 1}]}, '"b"')
    greenhouse.visit()
    assert greenhouse.said() == {"1": "unknown", "2": "posting"}
    greenhouse.visit()
    assert greenhouse.asked == [(BOARD, {})], "a page with something unread is asked for whole"


def test_employer_of_the_source_stands_in(tmp_path: Path) -> None:
    greenhouse = Site(tmp_path, "greenhouse", employer="The Clinic")
    greenhouse.replies[BOARD] = (200, board(1))
    greenhouse.visit()
    assert greenhouse.landed()[0]["employer"] == "The Clinic"


# A killed visit


def test_what_a_killed_visit_landed_can_still_be_found_gone(workday: Site) -> None:
    listed(workday, "Office Manager_R1", "Office Manager_R2")
    assert workday.visit(killed_after=2) is None
    assert workday.said() == {"R1": "posting"}
    listed(workday, "Office Manager_R2")
    workday.visit()
    assert workday.said() == {"R1": "gone", "R2": "posting"}


def test_a_killed_visit_is_made_again_without_loss(workday: Site) -> None:
    listed(workday, "Office Manager_R1", "Office Manager_R2")
    workday.visit(killed_after=2)
    workday.visit()
    assert workday.said() == {"R1": "posting", "R2": "posting"}
    workday.visit()
    assert workday.said() == {"R1": "seen", "R2": "seen"}


def test_a_landing_file_that_was_moved_away_is_no_fault(workday: Site) -> None:
    listed(workday, "Office Manager_R1")
    workday.visit(killed_after=2)
    (workday.folder / "landing" / "001" / "clinic.jsonl").unlink()
    run = workday.visit()
    assert run is not None
    assert not run.errors


# Workday: a paged list, and a detail for what is new or changed

LIST = "https://jobs.example/wday/cxs/clinic/Careers/jobs"
DETAIL = "https://jobs.example/wday/cxs/clinic/Careers/job/X/"


def listed(site: Site, *names: str, total: int | None = None, place: str = "Kent, OH") -> None:
    """Let the list have postings named TITLE_REQUISITION, and each its detail."""

    def answer(fetch: Fetch) -> Reply:
        asked = json.loads(fetch.body or "")
        assert asked["limit"] == 20
        offset = asked["offset"]
        start = offset if offset < len(names) else 0  # past its end the list starts over
        page = [
            {"title": name.split("_")[0], "externalPath": f"/job/X/{name.replace(' ', '-')}",
             "locationsText": place, "postedOn": f"Posted {site.visits} Days Ago"}
            for name in names[start : start + 20]
        ]  # fmt: skip
        said = len(names) if total is None else total
        return 200, {"total": said if offset == 0 else 0, "jobPostings": page}

    site.replies[LIST] = answer
    for name in names:
        title, requisition = name.split("_")
        info = {
            "title": title,
            "jobReqId": requisition,
            "jobDescription": "Run it.",
            "posted": True,
        }
        site.replies[DETAIL + name.replace(" ", "-")] = (200, {"jobPostingInfo": info})


def details(site: Site) -> list[str]:
    return [url.rsplit("_", 1)[1] for url, _ in site.asked if url.startswith(DETAIL)]


@pytest.mark.parametrize("count", [0, 1, 19, 20, 21, 40, 45])
def test_a_paged_list_is_read_once_and_whole(workday: Site, count: int) -> None:
    listed(workday, *(f"Office Manager_R{number}" for number in range(count)))
    run = workday.visit()
    assert run is not None
    assert run.list_complete
    assert len(workday.said()) == count
    assert sum(url == LIST for url, _ in workday.asked) == max(1, -(-count // 20))


def test_only_new_and_changed_entries_cost_a_detail(workday: Site) -> None:
    listed(workday, "Office Manager_R1", "Practice Manager_R2")
    workday.visit()
    assert details(workday) == ["R1", "R2"]
    workday.visit()
    assert details(workday) == [], "that a day went by is no change"
    assert workday.said() == {"R1": "seen", "R2": "seen"}
    listed(workday, "Office Manager II_R1", "Practice Manager_R2", "Clinic Manager_R3")
    workday.visit()
    assert details(workday) == ["R1", "R3"]
    workday.visit(full=True)
    assert details(workday) == ["R1", "R2", "R3"]


def test_titles_outside_the_list_cost_no_detail(workday: Site) -> None:
    listed(workday, "Registered Nurse_R1", "Office Manager_R2")
    run = workday.visit()
    assert details(workday) == ["R2"]
    assert run is not None
    assert run.list_complete
    assert run.counts["left alone"] == 1


def test_a_source_may_choose_its_own_words(tmp_path: Path) -> None:
    workday = Site(tmp_path, "workday", title_words=("Nurse",))
    listed(workday, "Registered Nurse_R1", "Office Manager_R2")
    workday.visit()
    assert details(workday) == ["R1"]


def test_a_source_may_want_every_title(tmp_path: Path) -> None:
    workday = Site(tmp_path, "workday", title_words=("*",))
    listed(workday, "Registered Nurse_R1", "Office Manager_R2")
    workday.visit()
    assert details(workday) == ["R1", "R2"]


def test_a_list_that_moved_while_it_was_read_closes_nothing(workday: Site) -> None:
    names = [f"Office Manager_R{number}" for number in range(25)]
    listed(workday, *names)
    workday.visit()
    listed(workday, *names[:24], total=25)
    run = workday.visit()
    assert run is not None
    assert workday.said()["R24"] == "unknown"
    assert run.errors == ("the list promises 25 postings and names 24",)


@pytest.mark.parametrize(("status", "said"), [(404, "gone"), (410, "gone"), (403, "unknown"), (503, "unknown")])  # fmt: skip
def test_only_404_and_410_of_a_detail_close_it(workday: Site, status: int, said: str) -> None:
    listed(workday, "Office Manager_R1", "Office Manager_R2")
    workday.visit()
    listed(workday, "Office Manager II_R1", "Office Manager_R2")
    workday.replies[DETAIL + "Office-Manager-II_R1"] = (status, "")
    workday.visit()
    assert workday.said() == {"R1": said, "R2": "seen"}


def test_a_detail_that_failed_is_asked_for_again(workday: Site) -> None:
    listed(workday, "Office Manager_R1")
    workday.replies[DETAIL + "Office-Manager_R1"] = (500, "")
    run = workday.visit()
    assert run is not None
    assert run.errors
    listed(workday, "Office Manager_R1")
    workday.visit()
    assert workday.said() == {"R1": "posting"}


def test_a_site_that_says_it_no_longer_hires_lands_closed(workday: Site) -> None:
    listed(workday, "Office Manager_R1")
    info = {"title": "Office Manager", "jobReqId": "R1", "posted": False}
    workday.replies[DETAIL + "Office-Manager_R1"] = (200, {"jobPostingInfo": info})
    workday.visit()
    assert workday.landed()[0]["closed"] is True


# Employers' own sites: job pages found through sitemaps

PAGE = "https://clinic.example/jobs/"
GOOD = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Office Manager", "description": "d"}</script>'
BARE = "<h1>This job is no longer here</h1>"


def mapped(site: Site, *slugs: str, page: Reply = (200, GOOD)) -> None:
    locs = "".join(f"<url><loc>{PAGE}{slug}</loc></url>" for slug in slugs)
    site.replies[URLS["jsonld"]] = (200, gzip.compress(f"<urlset>{locs}</urlset>".encode()))
    for slug in slugs:
        site.replies[PAGE + slug] = page


def test_removed_markup_closes_on_the_second_visit_in_a_row(site: Site) -> None:
    mapped(site, "7", "8")
    site.visit()
    for slug_page, said in (
        (BARE, "unknown"),
        (GOOD, "posting"),
        (BARE, "unknown"),
        (BARE, "gone"),
    ):
        site.replies[PAGE + "7"] = (200, slug_page)
        site.visit()
        assert site.said() == {"jobs/7": said, "jobs/8": "posting"}


def test_a_304_between_resets_the_count_of_visits(site: Site) -> None:
    mapped(site, "7", "8", page=(200, GOOD, '"a"'))
    site.visit()
    for reply, said in (
        ((200, BARE), "unknown"),
        ((200, GOOD, '"a"'), "unchanged"),
        ((200, BARE), "unknown"),
    ):
        site.replies[PAGE + "7"] = reply
        site.visit()
        assert site.said()["jobs/7"] == said


def test_a_posting_reopened_under_its_old_validator_is_read_anew(site: Site) -> None:
    mapped(site, "7", "8")
    for reply, said in (
        ((200, GOOD, '"a"'), "posting"),
        ((410, ""), "gone"),
        ((200, GOOD, '"a"'), "posting"),
        ((200, GOOD, '"a"'), "unchanged"),
    ):
        site.replies[PAGE + "7"] = reply
        site.visit()
        assert site.said()["jobs/7"] == said


def test_markup_that_cannot_be_read_is_no_removed_markup(site: Site) -> None:
    mapped(site, "7", "8")
    site.visit()
    site.replies[PAGE + "7"] = (200, GOOD.replace('"Office', "Office"))
    for _ in range(3):
        run = site.visit()
        assert run is not None
        assert site.said()["jobs/7"] == "unknown"
        assert PAGE + "7" in run.errors[0]


def test_a_posting_that_was_cut_off_does_not_stand_for_itself(site: Site) -> None:
    mapped(site, "7", "8")
    site.visit()
    site.replies[PAGE + "7"] = (200, GOOD[: GOOD.index('"d"')])
    run = site.visit()
    assert run is not None
    assert site.said() == {"jobs/7": "unknown", "jobs/8": "posting"}
    assert len(run.errors) == 1


def test_unchanged_pages_cost_no_body(site: Site) -> None:
    mapped(site, "7", "8", page=(200, GOOD, '"a"'))
    site.visit()
    site.visit()
    assert site.said() == {"jobs/7": "unchanged", "jobs/8": "unchanged"}
    assert [h for url, h in site.asked if url.startswith(PAGE)] == [{"If-None-Match": '"a"'}] * 2


def test_an_address_that_tells_another_title_costs_no_page(site: Site) -> None:
    mapped(site, "practice-manager-kent", "registered-nurse-kent", "4411", "benefits")
    run = site.visit()
    asked = {url.removeprefix(PAGE) for url, _ in site.asked}
    assert "registered-nurse-kent" not in asked
    assert {"practice-manager-kent", "4411", "benefits"} <= asked
    assert run is not None
    assert run.list_complete


def test_addresses_that_tell_places_are_all_read(site: Site) -> None:
    mapped(site, "kent-ohio-usa", "akron-ohio-usa")
    site.visit()
    assert len(site.said()) == 2


def test_a_sitemap_that_fails_closes_nothing(site: Site) -> None:
    mapped(site, "7", "8")
    site.visit()
    site.replies[URLS["jsonld"]] = (200, "<html>maintenance</html>")
    run = site.visit()
    assert run is not None
    assert site.said() == {"jobs/7": "unknown", "jobs/8": "unknown"}
    assert run.errors == (f"{URLS['jsonld']}: no sitemap there",)


def test_an_address_that_is_none_is_reported(site: Site) -> None:
    mapped(site, "7")
    locs = f"<url><loc>{PAGE}7</loc></url><url><loc>ftp://clinic.example/jobs/9</loc></url>"
    site.replies[URLS["jsonld"]] = (200, f"<urlset>{locs}</urlset>")
    run = site.visit()
    assert run is not None
    assert run.errors == ("ftp://clinic.example/jobs/9: no address of a page",)


def test_304_to_a_request_without_a_condition_is_no_news(greenhouse: Site) -> None:
    greenhouse.replies[BOARD] = (304, "")
    run = greenhouse.visit()
    assert run is not None
    assert not run.list_complete
    assert run.errors == (f"{BOARD}: HTTP 304 to a request without a condition",)


def test_state_that_is_no_state_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "crawler.sqlite").write_bytes(b"not a database, " * 64)
    with pytest.raises(Failed, match=r"cannot use .*crawler\.sqlite: .*; move it away"):
        State(tmp_path)


# A list without descriptions that answers 304


def detail_of(number: int) -> str:
    return f"https://jobs.example/v1/boards/clinic/jobs/{number}?pay_transparency=true"


def entries(site: Site, etag: str, *titles: str) -> None:
    jobs = [{"id": number, "title": title} for number, title in enumerate(titles, 1)]
    site.replies[BOARD] = (200, {"jobs": jobs}, etag)
    for job in jobs:
        site.replies[detail_of(job["id"])] = (200, job | {"content": "Run it."})


def test_an_unchanged_list_of_entries_costs_no_detail_and_closes_nothing(greenhouse: Site) -> None:
    entries(greenhouse, '"a"', "Office Manager", "Registered Nurse", "Practice Manager")
    greenhouse.visit()
    assert greenhouse.said() == {"1": "posting", "3": "posting"}
    for _ in range(2):
        run = greenhouse.visit()
        assert run is not None
        assert run.list_complete
        assert greenhouse.asked == [(BOARD, {"If-None-Match": '"a"'})]
        assert greenhouse.said() == {"1": "unchanged", "3": "unchanged"}
        assert (run.counts["listed"], run.counts["left alone"]) == (3, 1)
    entries(greenhouse, '"b"', "Office Manager", "Registered Nurse", "Practice Manager II")
    greenhouse.visit()
    assert [url for url, _ in greenhouse.asked] == [BOARD, detail_of(3)]
    assert greenhouse.said() == {"1": "seen", "3": "posting"}


def test_an_entry_whose_detail_failed_is_asked_for_under_an_unchanged_list(
    greenhouse: Site,
) -> None:
    entries(greenhouse, '"a"', "Office Manager", "Practice Manager")
    greenhouse.replies[detail_of(2)] = (500, "")
    greenhouse.visit()
    assert greenhouse.said() == {"1": "posting"}
    entries(greenhouse, '"a"', "Office Manager", "Practice Manager")
    greenhouse.visit()
    assert greenhouse.said() == {"1": "seen", "2": "posting"}


def test_an_operator_who_widens_the_titles_gets_the_details_of_an_unchanged_list(
    tmp_path: Path,
) -> None:
    site = Site(tmp_path, "greenhouse")
    entries(site, '"a"', "Office Manager", "Registered Nurse")
    site.visit()
    site.source = replace(site.source, title_words=("manager", "nurse"))
    site.visit()
    assert [url for url, _ in site.asked] == [BOARD, detail_of(2)]
    assert site.said() == {"1": "unchanged", "2": "posting"}


def test_a_killed_visit_to_a_large_site_has_kept_what_landed(site: Site) -> None:
    mapped(site, *(str(number) for number in range(260)), page=(200, GOOD, '"a"'))
    site.visit(killed_after=252)
    run = site.visit()
    assert run is not None
    assert run.counts["unchanged"] == 199
    assert run.counts["postings"] == 61
    assert run.counts["listed"] == 260
