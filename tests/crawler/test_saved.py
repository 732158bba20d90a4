"""A saved response without a named platform: the address decides, then what the page holds."""

import os
from pathlib import Path

import pytest

from crawler.errors import WrongUse
from crawler.platforms import load_platforms, read_by_url
from crawler.platforms.base import Page
from crawler.posting import RawPosting
from crawler.saved import read_saved

PLAIN = (
    "<html><title>Careers</title><body><h1>Careers</h1><h2>Office Manager</h2><p>This position is "
    "full-time. Requirements: two years of experience in a busy clinic.</p></body></html>"
)
MARKED = '<script type="application/ld+json">{"@type": "JobPosting", "title": "Marked"}</script>'


def postings(path: Path, url: str, platform: str | None = None) -> list[RawPosting]:
    chosen = load_platforms()[platform] if platform else None
    return [item for piece in read_saved(path, url, chosen, "s") for item in piece.postings]


@pytest.mark.parametrize(
    ("body", "url", "read"),
    [
        ('{"jobs": [{"id": 1, "title": "At a board", "content": "x"}]}', "https://boards-api.greenhouse.io/v1/boards/acme/jobs", [("greenhouse", "At a board")]),
        (MARKED + PLAIN, "https://clinic.example/careers", [("jsonld", "Marked")]),
        (PLAIN, "https://clinic.example/careers", [("page", "Office Manager")]),
        ("<html><title>About us</title><h1>About us</h1><p>We care.</p></html>", "https://clinic.example/about", []),
        ("<rss><channel><item><title>Fed</title><link>/1</link></item></channel></rss>", "https://clinic.example/jobs/feed/", [("rss", "Fed")]),
        ("<jobs><job><title>Fed</title><id>1</id></job></jobs>", "https://clinic.example/jobs.xml", [("xmlfeed", "Fed")]),
        ("<rss><channel><item><title>Fed</title><link>/jobs/7-x</link></item></channel></rss>", "https://acme.teamtailor.com/jobs.rss", [("teamtailor", "Fed")]),
    ],
)  # fmt: skip
def test_the_most_certain_reader_that_finds_something_is_taken(
    tmp_path: Path, body: str, url: str, read: list[tuple[str, str]]
) -> None:
    path = tmp_path / "saved"
    path.write_text(body, "utf-8")
    found = postings(path, url)
    assert [(item.platform, item.title) for item in found] == read
    assert [item.guessed for item in found] == [item.platform == "page" for item in found]


def test_a_file_s_time_is_when_it_was_fetched(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_text(MARKED, "utf-8")
    os.utime(path, (1_750_000_000, 1_750_000_000))
    (posting,) = postings(path, "https://clinic.example/jobs/1", "jsonld")
    assert posting.fetched_at.isoformat() == "2025-06-15T15:06:40+00:00"


def test_a_file_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"cannot read .*gone: No such file"):
        postings(tmp_path / "gone", "https://clinic.example/jobs/1")


def test_nothing_is_guessed_where_that_is_not_wanted(tmp_path: Path) -> None:
    path = tmp_path / "saved"
    path.write_text(PLAIN, "utf-8")
    (fetched,) = {item.fetched_at for item in postings(path, "https://clinic.example/careers")}
    page = Page(url="https://clinic.example/careers", body=PLAIN.encode(), fetched_at=fetched)
    assert read_by_url("s", page).postings
    assert read_by_url("s", page, guess=False).postings == ()
