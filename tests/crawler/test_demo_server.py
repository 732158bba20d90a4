"""What holds at every origin of the demo."""

import socket
import tomllib
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from demo_client import BY_SLUG, HOSPITAL, NOW, ask, first_free, of_kind, whole_list

from crawler.demo.server import DemoBoards, serve_demo, usual_ports
from crawler.errors import Failed


@pytest.fixture(scope="module")
def demo() -> Iterator[DemoBoards]:
    with serve_demo(NOW) as boards:
        yield boards


def urls(demo: DemoBoards) -> list[str]:
    board, posting = of_kind("closed")
    origin = demo.sites[board.slug]
    return [
        f"{origin}/careers/jobs/{posting.key}",
        f"{origin}/sitemap-jobs.xml.gz",
        f"{demo.greenhouse}/v1/boards/juniper-skin-laser/jobs?content=true",
        demo.url(HOSPITAL) + whole_list(demo)[0]["externalPath"],
    ]


def test_what_the_client_has_is_not_sent_again(demo: DemoBoards) -> None:
    for url in urls(demo):
        first = ask(url)
        again = ask(url, If_None_Match=first.headers["ETag"])
        assert (again.status, again.body) == (304, b"")
        assert ask(url, If_None_Match='"another"').status == 200


def test_own_sites_know_last_modified_too(demo: DemoBoards) -> None:
    for url in urls(demo)[:2]:
        modified = ask(url).headers["Last-Modified"]
        assert ask(url, If_Modified_Since=modified).status == 304
        assert ask(url, If_Modified_Since="Thu, 01 Jan 2015 00:00:00 GMT").status == 200
        assert ask(url, If_Modified_Since="last week").status == 200
        assert ask(url, If_None_Match='"another"', If_Modified_Since=modified).status == 200


def test_refusals_carry_no_validator(demo: DemoBoards) -> None:
    refused = ask(f"{demo.greenhouse}/v1/boards/nobody/jobs")
    assert "ETag" not in refused.headers


def test_head_is_get_without_the_body(demo: DemoBoards) -> None:
    for url in urls(demo):
        head, get = ask(url, method="HEAD"), ask(url)
        assert head.body == b""
        assert head.headers["ETag"] == get.headers["ETag"]
        assert head.headers["Content-Length"] == str(len(get.body))


def test_every_origin_is_a_loopback_port_of_its_own(demo: DemoBoards) -> None:
    origins = [demo.greenhouse, demo.workday, *demo.sites.values()]
    assert len({urlsplit(origin).port for origin in origins}) == len(origins)
    assert {urlsplit(origin).hostname for origin in origins} == {"127.0.0.1"}


def test_source_list_names_every_board_by_the_address_it_is_served_at(demo: DemoBoards) -> None:
    sources = tomllib.loads(demo.sources_toml())["source"]
    assert [source["name"] for source in sources] == sorted(BY_SLUG)
    for source in sources:
        board = BY_SLUG[source["name"]]
        assert source["platform"] == board.platform
        assert source["url"] == demo.url(board)
        assert source["employer"] == board.employer


def test_every_request_is_counted() -> None:
    with serve_demo(NOW) as demo:
        ask(f"{demo.greenhouse}/robots.txt")
        ask(f"{demo.workday}/nothing")
        assert [(s.origin, s.path, s.status) for s in demo.served] == [
            (demo.greenhouse, "/robots.txt", 200),
            (demo.workday, "/nothing", 422),
        ]


def test_taken_port_is_one_clear_line_and_leaves_nothing_open() -> None:
    first = first_free()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", first + 3))
        taken.listen()
        assert usual_ports(first) == 0
        with (
            pytest.raises(Failed, match=rf"127\.0\.0\.1:{first + 3}: .*--port"),
            serve_demo(NOW, first_port=first),
        ):
            pass
    assert usual_ports(first) == first
