"""Every urls/PLATFORM.toml: a url of each shape that people have is known for what it is."""

import tomllib
from pathlib import Path

import pytest

from crawler.platforms import find_platform, load_platforms

URLS = Path(__file__).parent / "urls"
ROWS = [
    (table.stem, url, first)
    for table in sorted(URLS.glob("*.toml"))
    for url, first in tomllib.loads(table.read_text("utf-8"))["urls"]
]


@pytest.mark.parametrize(("name", "url", "first"), ROWS)
def test_a_url_is_known_for_what_it_is(name: str, url: str, first: str) -> None:
    assert find_platform(url).name == name
    platform = load_platforms()[name]
    if first:
        assert [fetch.url for fetch in platform.start(url)] == [first]
    else:
        with pytest.raises(ValueError, match=r"give https://") as told:
            platform.start(url)
        assert url in str(told.value)


def test_a_page_that_shows_a_widget_names_its_board() -> None:
    page = """<div id="BambooHR" data-domain="acme.bamboohr.com" data-version="1.0.0"></div>"""
    assert load_platforms()["bamboohr"].embedded(page * 2) == ("https://acme.bamboohr.com/careers",)
    assert load_platforms()["bamboohr"].embedded("<p>bamboohr.com is a vendor</p>") == ()
