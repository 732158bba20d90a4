"""Serve the demo boards on loopback: every origin is a port of its own."""

import json
import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.demo import greenhouse, site, workday
from crawler.demo.answers import App
from crawler.demo.boards import DemoBoard, load_boards
from crawler.demo.origin import OriginServer, Served

PACE = 0.02
"""Seconds between requests that the demo's source list asks for: the host is our own. A
Crawl-delay of a board's robots.txt still stands above it."""


@dataclass(frozen=True, slots=True)
class DemoBoards:
    """The served boards."""

    greenhouse: str
    """Origin of the Greenhouse stand-in."""
    workday: str
    """Origin of the Workday stand-in."""
    sites: dict[str, str]
    """Origin of each employer's own site, by slug."""
    served: list[Served] = field(default_factory=list)
    """All requests so far, in the order of their answers: what a crawl cost and asked for."""

    def sources_toml(self) -> str:
        """Return a source list whose lines point at the served boards."""
        lines = ["# Written by the demo: its boards live only while it runs.\n"]
        lines += [
            "[[source]]\n"
            f"name = {_quoted(board.slug)}\n"
            f"platform = {_quoted(board.platform)}\n"
            f"url = {_quoted(self.url(board))}\n"
            f"employer = {_quoted(board.employer)}\n"
            "expect_min = 1\n"
            f"delay = {PACE}\n"
            for board in load_boards()
        ]
        return "\n".join(lines)

    def url(self, board: DemoBoard) -> str:
        """Return the url of a board, as a source list gives it."""
        if board.platform == "greenhouse":
            return f"{self.greenhouse}/v1/boards/{board.slug}"
        if board.platform == "workday":
            return f"{self.workday}/wday/cxs/{workday.tenant(board)}/{workday.SITE}"
        return f"{self.sites[board.slug]}/"


def _quoted(words: str) -> str:
    """Return a TOML basic string: JSON's is one, as long as it escapes no surrogate pairs."""
    return json.dumps(words, ensure_ascii=False)


@contextmanager
def serve_demo(now: datetime | None = None, first_port: int = 0) -> Iterator[DemoBoards]:
    """Serve the boards while the block runs.

    `now`: the aware instant that "3 days ago" counts from; default the clock.
    `first_port`: 0 lets the system choose; else ports from there on, so that addresses stay
    the same from one start to the next.

    Raises:
        Failed: a port is taken, or a board's file is wrong.
    """
    today = now or datetime.now(UTC)
    boards = load_boards()
    of = {
        name: [board for board in boards if board.platform == name]
        for name in ("greenhouse", "workday", "jsonld")
    }
    servers: list[OriginServer] = []
    served: list[Served] = []

    def serve(make: Callable[[str], App]) -> str:
        port = first_port + len(servers) if first_port else 0
        servers.append(OriginServer(port, make, served))
        return servers[-1].origin

    def serve_site(board: DemoBoard) -> str:
        return serve(lambda origin: site.app(board, origin, today))

    try:
        yield DemoBoards(
            greenhouse=serve(lambda origin: greenhouse.app(of["greenhouse"], origin, today)),
            workday=serve(lambda origin: workday.app(of["workday"], origin, today)),
            sites={board.slug: serve_site(board) for board in of["jsonld"]},
            served=served,
        )
    finally:
        # All at once: each waits until its own thread notices.
        with ThreadPoolExecutor(len(servers) or 1) as pool:
            list(pool.map(OriginServer.stop, servers))


def usual_ports(first: int) -> int:
    """Return `first` if that port and all after it that the demo needs are free, else 0.

    The same addresses at every start let a second demo show what an unchanged board costs.
    """
    needed = 2 + sum(board.platform == "jsonld" for board in load_boards())
    for port in range(first, first + needed):
        with socket.socket() as probe:
            # As the server binds: a connection that is only winding down does not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                return 0
    return first
