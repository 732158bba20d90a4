"""Sitemaps of every make: what they list, what of it is a job, and what is told of a broken one."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.formats.sitemaps import is_job_page, job_part, named_in_robots, read_sitemap, unpacked

URL = "https://clinic.example/sitemap.xml"


@pytest.mark.parametrize(
    ("body", "urls"),
    [
        (b"<urlset><url><loc>/jobs/1</loc></url></urlset>", ["https://clinic.example/jobs/1"]),
        (b"<URLSET><LOC>\n https://a.example/x?a=1&amp;b=2\n</LOC></URLSET>", ["https://a.example/x?a=1&b=2"]),
        (b"<s:urlset><s:loc><![CDATA[ https://a.example/1 ]]></s:loc></s:urlset>", ["https://a.example/1"]),
        (b"<urlset><image:loc>https://a.example/1.png</image:loc></urlset>", []),
        (b"<urlset><loc>mailto:x</loc><loc></loc><loc>https://[x</loc></urlset>", []),
        (b"<urlset><loc>/a</loc><loc>/a</loc></urlset>", ["https://clinic.example/a"]),
        (b"\xef\xbb\xbfhttps://a.example/1\nhttps://a.example/2\n", ["https://a.example/1", "https://a.example/2"]),
    ],
)  # fmt: skip
def test_what_a_sitemap_lists(body: bytes, urls: list[str]) -> None:
    found = read_sitemap(body, URL, expected=True)
    assert found is not None
    assert list(found.urls) == urls
    assert not found.is_index
    assert found.fault is None


@pytest.mark.parametrize("body", [b"", b"<html>404</html>", b"not found", b"https://a.example/1 x"])
def test_what_is_no_sitemap(body: bytes) -> None:
    assert read_sitemap(body, URL, expected=True) is None


def test_a_sitemap_without_its_end_is_told() -> None:
    found = read_sitemap(b"<sitemapindex><loc>/a.xml</loc><loc>/b.x", URL)
    assert found is not None
    assert found.is_index
    assert found.urls == ("https://clinic.example/a.xml",)
    assert found.fault == "the sitemap is cut short"


def test_a_bomb_is_unpacked_no_further_than_a_sitemap_may_be() -> None:
    data, fault = unpacked(gzip.compress(bytes(70 * 1024 * 1024), 1))
    assert len(data) == 60 * 1024 * 1024
    assert fault == "cannot unpack all: larger than a sitemap may be"


@given(st.binary(max_size=400), st.data())
def test_what_is_packed_is_read_or_its_fault_is_told(body: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    assert unpacked(packed) == (body, None)
    cut = packed[: data.draw(st.integers(2, len(packed) - 1))]
    part, fault = unpacked(cut)
    assert fault
    assert body.startswith(part)


@pytest.mark.parametrize(
    ("path", "is_job"),
    [
        ("/jobs/practice-manager-kent", True), ("/job/4411", True), ("/en/JobDetail/Clinic-Manager/14142", True),
        ("/careers/job/77", True), ("/careers/office-manager", True), ("/careers/r12", True), ("/job-openings/9", True),
        ("/vacancies/office-manager", True), ("/o/postings/office-manager", True), ("/view-job/12", True),
        ("/careers", False), ("/jobs", False), ("/careers/benefits", False), ("/careers/login", False),
        ("/en/careers/SearchJobs", False), ("/careers/JobDetail", False), ("/jobs/category/office", False),
        ("/jobs/search/manager", False), ("/jobs/page/2", False), ("/about-us", False), ("/blog/jobs-report", False),
    ],
)  # fmt: skip
def test_which_paths_are_of_jobs(path: str, is_job: bool) -> None:
    assert is_job_page(f"https://clinic.example{path}") is is_job


def test_the_part_of_a_path_that_tells_the_job() -> None:
    url = "https://clinic.example/family-health-center/jobs/practice-manager/12"
    assert job_part(url) == "practice-manager/12"


def test_robots_name_sitemaps_anywhere() -> None:
    text = "User-agent: *\nDisallow: /\n  sitemap : /a.xml\nSITEMAP: https://b.example/b.xml # x\nSitemap: /a.xml\n# Sitemap: /no.xml\nSitemap:\n"
    assert named_in_robots(text, URL) == ["https://clinic.example/a.xml", "https://b.example/b.xml"]
