"""The demo's Workday pages, rolls up and refuses as the real system."""

import html
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from demo_client import HOSPITAL, NOW, ask, listed, whole_list
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.demo.server import DemoBoards, serve_demo


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoBoards]:
    with serve_demo(NOW) as boards:
        yield boards


def test_workday_total_is_right_only_on_the_first_page(demo: DemoBoards) -> None:
    first, second = listed(demo).json, listed(demo, offset=20).json
    assert first["total"] == len(HOSPITAL.postings)
    assert second["total"] == 0
    titles = [e["externalPath"] for e in first["jobPostings"] + second["jobPostings"]]
    assert len(set(titles)) == len(titles) == len(HOSPITAL.postings)


@settings(max_examples=25, deadline=None)
@given(limit=st.integers(1, 20), pages=st.integers(0, 30))
def test_workday_pages_cover_the_list_once_then_start_over(limit: int, pages: int) -> None:
    offset = pages * limit
    got = listed(SERVED[0], limit=limit, offset=offset).json["jobPostings"]
    every = [e["bulletFields"][0] for e in whole_list(SERVED[0])]
    start = offset if offset < len(every) else 0
    assert [e["bulletFields"][0] for e in got] == every[start : start + limit]


SERVED: list[DemoBoards] = []


@pytest.fixture(scope="module", autouse=True)
def _served(demo: DemoBoards) -> None:
    # hypothesis and function arguments do not mix with fixtures of pytest
    SERVED[:] = [demo]


@pytest.mark.parametrize(
    "asked",
    [{"limit": 21}, {"limit": 0}, {"offset": -1}, {"limit": "many"}, {"appliedFacets": {"x": []}}],
)
def test_workday_refuses_what_the_system_refuses(demo: DemoBoards, asked: dict) -> None:
    assert listed(demo, **asked).status == 400


def test_workday_refuses_a_body_that_is_no_object(demo: DemoBoards) -> None:
    assert ask(f"{demo.url(HOSPITAL)}/jobs", ["limit"]).status == 400


def test_workday_searches_by_words(demo: DemoBoards) -> None:
    wanted = HOSPITAL.postings[0]
    found = listed(demo, searchText=wanted.requisition_id).json
    assert found["total"] == 1
    assert found["jobPostings"][0]["title"] == wanted.title


@pytest.mark.parametrize("path", ["/wday/cxs/nobody/Careers/jobs", "/wday/cxs/{tenant}/Other/jobs"])
def test_workday_says_422_to_a_wrong_tenant_or_site(demo: DemoBoards, path: str) -> None:
    tenant = urlsplit(demo.url(HOSPITAL)).path.split("/")[3]
    body = {"limit": 20, "offset": 0}
    assert ask(demo.workday + path.format(tenant=tenant), body).status == 422


def test_workday_site_is_known_in_any_case(demo: DemoBoards) -> None:
    url = demo.url(HOSPITAL).replace("/Careers", "/careers")
    assert ask(f"{url}/jobs", {"limit": 1, "offset": 0}).status == 200


def test_workday_says_when_in_words_and_where_in_a_roll_up(demo: DemoBoards) -> None:
    by_requisition = {p.requisition_id: p for p in HOSPITAL.postings}
    said, places = {}, {}
    for entry in whole_list(demo):
        posting = by_requisition[entry["bulletFields"][0]]
        said[posting.posted_days_ago] = entry["postedOn"]
        places[len(posting.locations)] = entry["locationsText"]
    assert said[1] == "Posted Yesterday"
    assert said[5] == "Posted 5 Days Ago"
    assert {text for days, text in said.items() if days >= 30} == {"Posted 30+ Days Ago"}
    assert places[2] == "2 Locations"


def test_workday_detail_has_what_the_list_lacks(demo: DemoBoards) -> None:
    for entry in whole_list(demo):
        detail = ask(demo.url(HOSPITAL) + entry["externalPath"]).json
        info = detail["jobPostingInfo"]
        posting = next(p for p in HOSPITAL.postings if p.requisition_id == info["jobReqId"])
        assert info["title"] == entry["title"]
        assert info["jobDescription"] == posting.description
        assert info["startDate"] == str(NOW.date() - timedelta(days=posting.posted_days_ago))
        words = [place["words"] for place in posting.locations]
        assert [info["location"], *info["additionalLocations"]] == words
    assert html.escape(info["title"]) in ask(info["externalUrl"]).text


def test_workday_detail_that_is_not_there_is_404(demo: DemoBoards) -> None:
    assert ask(f"{demo.url(HOSPITAL)}/job/Nowhere/Nothing_JR1").status == 404
    assert ask(f"{demo.workday}/Careers/job/Nowhere/Nothing_JR1").status == 404
