"""The demo's Greenhouse answers as the real Job Board API."""

import html
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from demo_client import BY_SLUG, NOW, ask, first_free

from crawler.demo.server import DemoBoards, serve_demo


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoBoards]:
    with serve_demo(NOW) as boards:
        yield boards


def test_greenhouse_content_is_encoded_once(demo: DemoBoards) -> None:
    board = BY_SLUG["alder-creek-family-medicine"]
    answer = ask(f"{demo.greenhouse}/v1/boards/{board.slug}/jobs?content=true").json
    assert answer["meta"]["total"] == len(answer["jobs"]) == len(board.postings)
    by_key = {posting.key: posting for posting in board.postings}
    for job in answer["jobs"]:
        assert "<" not in job["content"]
        assert html.unescape(job["content"]) == by_key[str(job["id"])].description


def test_greenhouse_leaves_content_out_unless_asked(demo: DemoBoards) -> None:
    job = ask(f"{demo.greenhouse}/v1/boards/juniper-skin-laser/jobs").json["jobs"][0]
    assert "content" not in job
    one = ask(f"{demo.greenhouse}/v1/boards/juniper-skin-laser/jobs/{job['id']}").json
    assert one["title"] == job["title"]
    assert one["content"]


def test_greenhouse_pages_exist_where_postings_point(demo: DemoBoards) -> None:
    job = ask(f"{demo.greenhouse}/v1/boards/juniper-skin-laser/jobs").json["jobs"][0]
    assert html.escape(job["title"]) in ask(job["absolute_url"]).text
    assert ask(f"{demo.greenhouse}/juniper-skin-laser/jobs/1").status == 404


@pytest.mark.parametrize("path", ["nobody/jobs", "juniper-skin-laser/jobs/1", "juniper-skin-laser"])
def test_greenhouse_does_not_know_what_is_not_there(demo: DemoBoards, path: str) -> None:
    answer = ask(f"{demo.greenhouse}/v1/boards/{path}")
    assert answer.status == 404
    assert answer.json["status"] == 404


def test_greenhouse_dates_are_of_the_day_and_never_to_come(demo: DemoBoards) -> None:
    for board in BY_SLUG.values():
        if board.platform != "greenhouse":
            continue
        by_key = {posting.key: posting for posting in board.postings}
        for job in ask(f"{demo.greenhouse}/v1/boards/{board.slug}/jobs").json["jobs"]:
            published = datetime.fromisoformat(job["first_published"])
            assert published <= NOW
            days = by_key[str(job["id"])].posted_days_ago
            assert published.astimezone(UTC).date() == NOW.date() - timedelta(days=days)


def test_board_is_unchanged_at_a_second_start_on_the_same_day() -> None:
    tags = []
    for now in (NOW, NOW + timedelta(hours=3)):
        with serve_demo(now, first_port=first_free()) as demo:
            url = f"{demo.greenhouse}/v1/boards/quickhaven-urgent-care/jobs?content=true"
            tags.append((ask(url).headers["ETag"], demo.greenhouse))
    assert tags[0] == tags[1]
