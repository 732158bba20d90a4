"""The demo's own sites: robots, sitemaps, job pages good, broken, closed and gone."""

import gzip
import html
import json
import re
from collections.abc import Iterator
from datetime import date

import pytest
from demo_client import BY_SLUG, NOW, Got, ask, of_kind

from crawler.demo.server import DemoBoards, serve_demo


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoBoards]:
    with serve_demo(NOW) as boards:
        yield boards


def job_page(demo: DemoBoards, page: str) -> Got:
    board, posting = of_kind(page)
    return ask(f"{demo.sites[board.slug]}/careers/jobs/{posting.key}")


def markup(page: Got) -> str:
    found = re.search(r"<script type='application/ld\+json'>(.*?)</script>", page.text, re.DOTALL)
    assert found
    return found[1]


def test_robots_names_delay_sitemap_and_what_is_not_for_us(demo: DemoBoards) -> None:
    board, _ = of_kind("broken_jsonld")
    robots = ask(f"{demo.sites[board.slug]}/robots.txt").text
    assert f"Crawl-delay: {board.crawl_delay}" in robots
    assert f"Sitemap: {demo.sites[board.slug]}/sitemap.xml" in robots
    assert "Disallow: /careers/apply/" in robots


def test_sitemap_index_leads_to_every_posting_and_to_pages_that_are_none(demo: DemoBoards) -> None:
    board, _ = of_kind("gone")
    origin = demo.sites[board.slug]
    children = re.findall("<loc>(.*?)</loc>", ask(f"{origin}/sitemap.xml").text)
    assert any(child.endswith(".gz") for child in children)
    pages = set()
    for child in children:
        body = ask(child).body
        text = (gzip.decompress(body) if child.endswith(".gz") else body).decode()
        pages |= set(re.findall("<loc>(.*?)</loc>", text))
    jobs = {f"{origin}/careers/jobs/{posting.key}" for posting in board.postings}
    assert jobs < pages
    for other in pages - jobs:
        page = ask(other)
        assert page.status == 200
        assert "ld+json" not in page.text


def test_job_page_says_the_same_in_markup_and_to_the_eye(demo: DemoBoards) -> None:
    for slug, origin in demo.sites.items():
        for posting in BY_SLUG[slug].postings:
            if posting.page != "plain":
                continue
            page = ask(f"{origin}/careers/jobs/{posting.key}")
            job = json.loads(markup(page))
            assert job["@type"] == "JobPosting"
            assert job["title"] == posting.title
            assert job["description"] == posting.description
            main = page.text[page.text.index("<main>") :]
            assert f"<h1>{html.escape(posting.title)}</h1>" in main
            assert "&lt;p&gt;" not in main, "a person reads the description, not its markup"
            assert "<nav>" in page.text
            assert "<footer>" in page.text


def test_broken_page_is_broken_in_each_way(demo: DemoBoards) -> None:
    text = markup(job_page(demo, "broken_jsonld"))
    with pytest.raises(json.JSONDecodeError):
        json.loads(text)
    assert "/*" in text
    assert re.search(r'"title": "\t', text)
    assert re.search(r",\s*}\s*$", text)
    description = text[text.index('"description"') :].splitlines()
    assert not description[0].rstrip().endswith(('"', '",')), "a raw newline inside the string"


def test_closed_page_still_answers_with_a_past_date(demo: DemoBoards) -> None:
    page = job_page(demo, "closed")
    assert page.status == 200
    assert date.fromisoformat(json.loads(markup(page))["validThrough"][:10]) < NOW.date()


def test_gone_page_answers_410_without_markup(demo: DemoBoards) -> None:
    page = job_page(demo, "gone")
    assert page.status == 410
    assert "ld+json" not in page.text


def test_page_that_is_not_there_is_404(demo: DemoBoards) -> None:
    assert ask(f"{next(iter(demo.sites.values()))}/careers/jobs/nothing").status == 404
