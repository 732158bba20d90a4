"""Which board a page shows, told by the addresses and widgets in it."""

from datetime import UTC, datetime

import pytest

from crawler.adding.detection import board_at, boards_in, careers_link
from crawler.platforms import Page

GUID = "11111111-2222-3333-4444-555555555555"
TOKEN = "0F1E2D3C4B5A69788796A5B4C3D2E1F0"


def page(markup: str) -> Page:
    return Page(
        url="https://clinic.example/careers", body=markup.encode(), fetched_at=datetime.now(UTC)
    )


def link(url: str) -> str:
    return f'<a href="{url}">Jobs</a>'


def frame(url: str) -> str:
    return f'<iframe src="{url}"></iframe>'


def script(url: str) -> str:
    return f'<script src="{url}"></script>'


@pytest.mark.parametrize(
    ("markup", "platform", "url"),
    [
        (script("https://boards.greenhouse.io/embed/job_board/js?for=acme"), "greenhouse", "https://boards.greenhouse.io/embed/job_board/js?for=acme"),
        (frame("https://job-boards.greenhouse.io/embed/job_app?for=acme&token=7"), "greenhouse", "https://job-boards.greenhouse.io/embed/job_app?for=acme"),
        (link("https://boards.greenhouse.io/acme/jobs/123?gh_jid=123"), "greenhouse", "https://boards.greenhouse.io/acme"),
        (link("//jobs.lever.co/acme/5b1"), "lever", "https://jobs.lever.co/acme"),
        (r'<script>get("https:\/\/api.lever.co\/v0\/postings\/acme?mode=json")</script>', "lever", "https://api.lever.co/v0/postings/acme"),
        (frame("https://careers-acme.icims.com/jobs/search?ss=1"), "icims", "https://careers-acme.icims.com"),
        (link(f"https://recruiting.ultipro.com/ACM1000/JobBoard/{GUID}/?q=&o=x"), "ukg", f"https://recruiting.ultipro.com/ACM1000/JobBoard/{GUID}"),
        (link(f"https://recruiting.paylocity.com/recruiting/jobs/All/{GUID}/Acme"), "paylocity", f"https://recruiting.paylocity.com/recruiting/jobs/All/{GUID}"),
        (link(f"https://www.paycomonline.net/v4/ats/web.php/portal/{TOKEN}/career-page"), "paycom", f"https://www.paycomonline.net/v4/ats/web.php/portal/{TOKEN}"),
        (frame(f"https://workforcenow.adp.com/mascsr/default/mdf/recruitment/recruitment.html?cid={GUID}&amp;lang=en_US"), "adp", f"https://workforcenow.adp.com/mascsr/default/mdf/recruitment/recruitment.html?cid={GUID}"),
        (link("https://eabc.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1/requisitions"), "oracle", "https://eabc.fa.us2.oraclecloud.com/hcmUI/CandidateExperience/en/sites/CX_1"),
        (link("https://acme.wd5.myworkdayjobs.com/en-US/External/job/Austin/Manager_R1"), "workday", "https://acme.wd5.myworkdayjobs.com/en-US/External"),
        (script("https://www.smartrecruiters.com/job-api/public/search/widgets/Acme/postings"), "smartrecruiters", "https://careers.smartrecruiters.com/Acme"),
        ("<script>widget({'company_code': 'Acme'})</script>", "smartrecruiters", "https://careers.smartrecruiters.com/Acme"),
        (link("https://apply.workable.com/acme/j/ABC123/"), "workable", "https://apply.workable.com/acme"),
        (script("https://www.workable.com/assets/embed.js") + "<script>whr_embed(12345, {})</script>", "workable", "https://apply.workable.com/api/v1/widget/accounts/12345"),
        (script("https://jobs.ashbyhq.com/acme/embed"), "ashby", "https://jobs.ashbyhq.com/acme"),
        (link("https://acme.applytojob.com/apply/jobs/details/x"), "jazzhr", "https://acme.applytojob.com"),
        (script("https://app.jazz.co/widgets/basic/create/acme"), "jazzhr", "https://acme.applytojob.com"),
        ('<div id="BambooHR" data-domain="acme.bamboohr.com"></div>', "bamboohr", "https://acme.bamboohr.com"),
        (link("https://acme.breezy.hr/p/1-x"), "breezy", "https://acme.breezy.hr"),
        (link("https://ats.rippling.com/en-US/acme/jobs"), "rippling", "https://ats.rippling.com/en-US/acme"),
        (link("https://jobs.dayforcehcm.com/en-US/acme/PORTAL/jobs/1"), "dayforce", "https://jobs.dayforcehcm.com/en-US/acme/PORTAL"),
        (link("https://acme.recruitee.com/o/x"), "recruitee", "https://acme.recruitee.com"),
        (link("https://acme.pinpointhq.com/en/postings/1"), "pinpoint", "https://acme.pinpointhq.com"),
        (link("https://acme.teamtailor.com/jobs"), "teamtailor", "https://acme.teamtailor.com"),
        (link("https://acme.jobs.personio.com/job/1"), "personio", "https://acme.jobs.personio.com"),
    ],
)  # fmt: skip
def test_the_board_is_told_by_what_shows_it(markup: str, platform: str, url: str) -> None:
    (found,) = boards_in(page(markup))
    assert (found.platform.name, found.url) == (platform, url)
    again = board_at(found.url)
    assert again is not None, "what is written down is recognised when it is read"
    assert (again.platform.name, again.url) == (platform, url)


def test_a_vendor_s_own_site_is_no_board() -> None:
    vendors = (
        "www.greenhouse.io", "www.lever.co", "www.workable.com", "www.icims.com", "www.paylocity.com",
        "www.adp.com", "www.bamboohr.com", "breezy.hr", "www.smartrecruiters.com", "www.teamtailor.com",
        "www.recruitee.com", "www.pinpointhq.com", "www.personio.com", "www.jazzhr.com",
    )  # fmt: skip
    assert boards_in(page("".join(link(f"https://{host}/") for host in vendors))) == []


def test_what_a_page_shows_outweighs_what_it_links_to() -> None:
    markup = link("https://boards.greenhouse.io/vendor") + frame("https://jobs.lever.co/acme")
    assert [board.evidence for board in boards_in(page(markup))] == ["frame", "link"]


def test_a_board_named_often_is_one_board() -> None:
    markup = "".join(link(f"https://jobs.lever.co/acme/{n}") for n in range(9))
    assert [board.url for board in boards_in(page(markup))] == ["https://jobs.lever.co/acme"]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<a href='/team'>Team</a><a href='join#top'>Careers</a>", "https://clinic.example/join"),
        ("<a href='/employment/'>See more</a>", "https://clinic.example/employment/"),
        ("<a href='mailto:jobs@clinic.example'>Jobs</a><a href='/careers'>Careers</a>", None),
        ("", None),
    ],
)
def test_the_link_to_the_jobs_is_found(markup: str, url: str | None) -> None:
    assert careers_link(page(markup)) == url
