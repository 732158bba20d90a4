"""What a heading names, and when the words under it make an opening."""

import pytest

from crawler.formats.openings import clean_soup, find_leads, find_openings, is_about_jobs
from crawler.titles import is_job_title

ASKS = "<p>This position is full-time. Requirements: two years of experience in a busy clinic.</p>"


@pytest.mark.parametrize(
    "title",
    [
        "Medical Office Manager", "Practice Manager - Mesa, AZ", "Practice Manager, Cardiology", "Dental Hygienist (PRN)",
        "Front Desk Lead", "Office Manager", "RN Clinic Supervisor",
    ],
)  # fmt: skip
def test_a_job_s_title_is_told(title: str) -> None:
    assert is_job_title(title)


@pytest.mark.parametrize(
    "heading",
    [
        "About us", "Our Practice", "Office hours", "Meet our Office Manager", "Renata Solis, Office Manager",
        "Renata B. Solis, Practice Manager", "Why work with our manager?", "Contact the administrator", "Benefits",
        "Our manager has ten years of experience.", "Riverside Dental Associates", "Management", "", "2026",
        "The manager " + "of many things " * 10,
    ],
)  # fmt: skip
def test_what_is_no_job_s_title_is_none(heading: str) -> None:
    assert not is_job_title(heading)


@pytest.mark.parametrize(
    ("url", "about_jobs", "body", "titles"),
    [
        ("/careers", True, f"<h2>Office Manager</h2>{ASKS}", ["Office Manager"]),
        ("/careers", True, "<h2>Office Manager</h2><p>Ana has been with us for many happy years and loves the clinic.</p>", []),
        ("/careers", True, "<h2>Office Manager</h2><p>Full-time. Apply.</p>", []),
        ("/news", False, f"<h2>Office Manager</h2>{ASKS}", []),
        ("/news", False, f"<h2>Office Manager</h2>{ASKS}<p>To apply send your resume.</p>", ["Office Manager"]),
        ("/careers", True, f"<h2>Office Manager</h2>{ASKS}<h2>Benefits</h2><p>To apply …</p>", ["Office Manager"]),
        ("/careers", True, f"<details><summary>Office Manager</summary>{ASKS}</details>", ["Office Manager"]),
        ("/careers", True, f"<p><b>Office Manager</b></p>{ASKS}<p><b>Lead Biller</b></p>{ASKS}", ["Office Manager", "Lead Biller"]),
        ("/careers", True, f"<p>Our <b>office manager</b> says</p>{ASKS}", []),
        ("/careers", True, f"<nav><h2>Office Manager</h2>{ASKS}</nav><div style='display: none'><h2>Biller</h2>{ASKS}</div>", []),
    ],
)  # fmt: skip
def test_words_under_a_heading_make_an_opening(
    url: str, about_jobs: bool, body: str, titles: list[str]
) -> None:
    soup = clean_soup(f"<html><title>A clinic</title><body>{body}</body></html>")
    assert is_about_jobs(soup, f"https://jobsmith-clinic.example{url}") == about_jobs
    found = find_openings(soup, about_jobs=about_jobs)
    assert [opening.title for opening in found] == titles
    assert all("Benefits" not in opening.section.get_text() for opening in found)


def test_links_that_read_like_titles_lead_on() -> None:
    soup = clean_soup(
        "<ul><li><a href='/a'>Office Manager</a></li><li><h3>Lead Biller</h3><a href='/b'>More</a></li>"
        "<li><a href='/c'>Our doctors</a></li><li><a href='/a'>Office Manager</a></li></ul>"
    )
    assert [(lead.title, lead.href) for lead in find_leads(soup)] == [
        ("Office Manager", "/a"), ("Lead Biller", "/b"),
    ]  # fmt: skip
