"""The source list: good lines are used, a faulty one is told with what to do about it."""

from collections import Counter
from pathlib import Path
from typing import ClassVar

import pytest

from crawler.adding.detection import board_id
from crawler.addresses import private_address
from crawler.errors import WrongUse
from crawler.platforms import Platform, find_platform, load_platforms
from crawler.platforms.base import host_of
from crawler.sources import SourceList, load_sources, platform_of
from crawler.spiders.platform import PlatformSpider

GOOD = '[[source]]\nname = "good"\nurl = "https://boards.greenhouse.io/good"\n'


class IcimsSpider(PlatformSpider):
    name = "icims"
    platform: ClassVar[Platform] = load_platforms()["icims"]


def load(tmp_path: Path, text: str) -> SourceList:
    path = tmp_path / "sources.toml"
    path.write_text(text, "utf-8")
    return load_sources(path)


def table(**values: str) -> str:
    known = {"name": '"bad"', "url": '"https://boards.greenhouse.io/bad"'} | values
    return "[[source]]\n" + "".join(f"{key} = {value}\n" for key, value in known.items())


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"nmae": '"x"'}, "unknown key nmae; known: name, url"),
        ({"platform": '"wrokday"'}, "unknown platform 'wrokday'; choose from "),
        ({"platform": '"workday"'}, "is no workday url; give https://TENANT.wdN"),
        ({"url": '"https://boards.greenhouse.io/"'}, "names no board; give https://boards.greenhouse.io/TOKEN"),
        ({"url": '"https://data.example/00001.warc.gz"'}, "an archive is no board to visit: read its file with `crawler parse FILE`"),
        ({"url": '"https://acme.wd5.myworkdayjobs.com/"'}, "TENANT.wdN.myworkdayjobs.com/SITE"),
        ({"url": '"boards.greenhouse.io/x"'}, "bad url 'boards.greenhouse.io/x'; give it as https://host/path"),
        ({"url": '"file:///etc/passwd"'}, "bad url 'file:///etc/passwd'"),
        ({"url": '""'}, "missing url"),
        ({"url": "5"}, "url is 5; it must be text in quotes"),
        ({"name": '"Good Clinic/.."'}, "the name may have lower-case letters"),
        ({"name": '"good"'}, "the name is used twice; give this line another"),
        ({"expect_min": '"3"'}, "expect_min is '3'; it must be a whole number, 0 or more"),
        ({"expect_min": "true"}, "expect_min is True; it must be a whole number"),
        ({"delay": "-1"}, "delay is -1; it must be a number of seconds, 0 or more"),
        ({"delay": "inf"}, "delay is inf; it must be a number of seconds"),
        ({"title_words": '"manager"'}, "title_words is 'manager'; it must be a list of words"),
        ({"verified": '"yes"'}, "verified is 'yes'; it must be true or false"),
    ],
)  # fmt: skip
def test_a_faulty_line_is_told_and_the_others_go_on(
    tmp_path: Path, values: dict[str, str], says: str
) -> None:
    listed = load(tmp_path, GOOD + table(**values))
    assert [source.name for source in listed.sources] == ["good"]
    (fault,) = listed.faults
    assert says in fault.message
    assert "sources.toml: source " in fault.message
    assert "\n" not in fault.message


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[source]\n", "not TOML: .*; mend that line"),
        ("[[sources]]\nname = 'x'\n", r"unknown key sources; it has `contact` and tables \[\[source\]\]"),
        ("[source]\nname = 'x'\n", r"write \[\[source\]\] above it"),
        ("contact = 5\n", "contact must be an address in quotes"),
        ('contact = "a\\nb"\n', "contact must be an address in quotes, on one line"),
    ],
)  # fmt: skip
def test_a_list_that_is_none_is_wrong_use(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        load(tmp_path, text)


def test_a_list_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"cannot read .*sources\.toml: No such file"):
        load_sources(tmp_path / "sources.toml")


def test_a_whole_line_is_read(tmp_path: Path) -> None:
    text = 'contact = "ops@clinic.example"\n' + table(
        platform='"greenhouse"', employer='"Bad"', expect_min="2", delay="0.5",
        title_words='["manager"]', verified="true", note='"n"',
    )  # fmt: skip
    listed = load(tmp_path, text)
    assert listed.contact == "ops@clinic.example"
    (source,) = listed.sources
    assert (source.platform, source.employer, source.expect_min) == ("greenhouse", "Bad", 2)
    assert (source.delay, source.title_words, source.verified) == (0.5, ("manager",), True)


def test_a_faulty_source_asked_for_by_name_says_why(tmp_path: Path) -> None:
    listed = load(tmp_path, GOOD + table(delay="-1"))
    with pytest.raises(WrongUse, match="delay is -1"):
        listed.named(["bad"])


@pytest.fixture(scope="module")
def starter(repo: Path) -> SourceList:
    return load_sources(repo / "crawler" / "sources.toml")


def test_the_starter_list_has_many_providers_on_many_systems(starter: SourceList) -> None:
    assert starter.faults == ()
    assert len(starter.sources) >= 170
    assert len({source.platform for source in starter.sources}) >= 16
    assert not any(source.verified for source in starter.sources), "nobody has tried them yet"


def test_the_starter_list_is_in_order_of_platform_and_name(starter: SourceList) -> None:
    order = [(source.platform, source.name) for source in starter.sources]
    assert order == sorted(order)


def test_no_employer_and_no_board_of_the_starter_list_stands_twice(starter: SourceList) -> None:
    employers = Counter(source.employer.casefold() for source in starter.sources)
    boards = Counter(board_id(platform_of(source), source.url) for source in starter.sources)
    assert "" not in employers
    assert [name for name, count in employers.items() if count > 1] == []
    assert [board for board, count in boards.items() if count > 1] == []


def test_each_board_of_the_starter_list_begins_on_a_public_host(starter: SourceList) -> None:
    for source in starter.sources:
        first = platform_of(source).start(source.url)
        assert first, source.name
        for fetch in first:
            assert fetch.url.startswith("https://"), source.name
            assert "." in host_of(fetch.url), source.name
            assert private_address(host_of(fetch.url)) is None, source.name


def test_the_starter_list_spreads_over_shards(repo: Path, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_bytes((repo / "crawler" / "sources.toml").read_bytes())
    shares = [
        IcimsSpider(home=str(tmp_path), shard=f"{number}/4").sources for number in range(1, 5)
    ]
    everyone = IcimsSpider(home=str(tmp_path)).sources
    assert sorted(source.name for share in shares for source in share) == sorted(
        source.name for source in everyone
    ), "each host is asked by one node"
    assert min(map(len, shares)) >= len(everyone) / 8


@pytest.mark.parametrize(
    ("url", "platform", "first"),
    [
        ("https://boards.greenhouse.io/acme", "greenhouse", "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"),
        ("https://job-boards.greenhouse.io/acme/", "greenhouse", "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"),
        ("https://boards.greenhouse.io/embed/job_board?for=acme&b=1", "greenhouse", "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true&pay_transparency=true"),
        ("http://127.0.0.1:80/v1/boards/acme", "greenhouse", "http://127.0.0.1:80/v1/boards/acme/jobs?content=true&pay_transparency=true"),
        ("https://acme.wd5.myworkdayjobs.com/External", "workday", "https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/External/jobs"),
        ("https://acme.wd501.myworkdayjobs.com/en-US/External/", "workday", "https://acme.wd501.myworkdayjobs.com/wday/cxs/acme/External/jobs"),
        ("https://wd5.myworkdaysite.com/recruiting/acme/External", "workday", "https://wd5.myworkdaysite.com/wday/cxs/acme/External/jobs"),
        ("http://127.0.0.1:80/wday/cxs/acme/External", "workday", "http://127.0.0.1:80/wday/cxs/acme/External/jobs"),
        ("https://clinic.example/careers", "jsonld", "https://clinic.example/robots.txt"),
        ("https://acme.teamtailor.com/jobs/7-office-manager", "teamtailor", "https://acme.teamtailor.com/jobs.rss?per_page=100&offset=0"),
        ("https://careers.clinic.example/jobs.json", "teamtailor", "https://careers.clinic.example/jobs.rss?per_page=100&offset=0"),
        ("https://acme.jobs.personio.de/job/7?language=de", "personio", "https://acme.jobs.personio.de/xml?language=en"),
        ("https://acme.recruitee.com/o/office-manager", "recruitee", "https://acme.recruitee.com/api/offers/"),
        ("https://careers.clinic.example/api/offers", "recruitee", "https://careers.clinic.example/api/offers/"),
        ("https://acme.pinpointhq.com/en/postings/7", "pinpoint", "https://acme.pinpointhq.com/postings.json"),
        ("https://careers.clinic.example/postings.json", "pinpoint", "https://careers.clinic.example/postings.json"),
        ("https://clinic.example/indeed-feed.xml.gz", "xmlfeed", "https://clinic.example/indeed-feed.xml.gz"),
        ("https://clinic.example/feed.xml", "xmlfeed", "https://clinic.example/feed.xml"),
        ("https://clinic.example/job-sitemap.xml", "jsonld", "https://clinic.example/job-sitemap.xml"),
        ("https://clinic.example/jobs/feed/", "rss", "https://clinic.example/jobs/feed/"),
        ("https://clinic.example/?feed=job_feed", "rss", "https://clinic.example/?feed=job_feed"),
        ("https://clinic.example/jobs/sitemap.xml.gz", "jsonld", "https://clinic.example/jobs/sitemap.xml.gz"),
    ],
)  # fmt: skip
def test_platform_and_first_request_are_found_from_the_url(
    url: str, platform: str, first: str
) -> None:
    found = find_platform(url)
    assert found.name == platform
    assert [fetch.url for fetch in load_platforms()[platform].start(url)] == [first]
