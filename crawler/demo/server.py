"""Serve the demo boards on loopback: every origin is a port of its own."""

import hashlib
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from crawler.demo import greenhouse, site, workday
from crawler.demo.answers import Answer, Asked
from crawler.demo.boards import DemoBoard, load_boards

App = Callable[[Asked], Answer]
PACE = 0.02
"""Seconds between requests that the demo's source list asks for: the host is our own."""


@dataclass(frozen=True, slots=True)
class DemoBoards:
    """The served boards."""

    greenhouse: str
    """Origin of the Greenhouse stand-in."""
    workday: str
    sites: dict[str, str]
    """Origin of each employer's own site, by slug."""

    def sources_toml(self) -> str:
        """Return a source list whose lines point at the served boards."""
        lines = ["# Written by the demo: its boards change port at every start.\n"]
        for board in load_boards():
            lines.append(
                "[[source]]\n"
                f'name = "{board.slug}"\n'
                f'platform = "{board.platform}"\n'
                f'url = "{self.url(board)}"\n'
                f'employer = "{board.employer}"\n'
                f"expect_min = 1\n"
                f"delay = {PACE}\n"
            )
        return "\n".join(lines)

    def url(self, board: DemoBoard) -> str:
        """Return the url of a board, as a source list gives it."""
        if board.platform == "greenhouse":
            return f"{self.greenhouse}/v1/boards/{board.slug}"
        if board.platform == "workday":
            return f"{self.workday}/wday/cxs/{workday.tenant(board)}/{workday.SITE}"
        return f"{self.sites[board.slug]}/"


@contextmanager
def serve_demo(now: datetime | None = None, first_port: int = 0) -> Iterator[DemoBoards]:
    """Serve the boards while the block runs.

    `first_port`: 0 lets the system choose; else ports from there on, so that addresses stay
    the same from one start to the next.
    """
    today = now or datetime.now(UTC)
    boards = load_boards()
    servers: list[ThreadingHTTPServer] = []

    def serve(make: Callable[[str], App]) -> str:
        port = first_port + len(servers) if first_port else 0
        server = ThreadingHTTPServer(("127.0.0.1", port), BaseHTTPRequestHandler)
        origin = f"http://127.0.0.1:{server.server_address[1]}"
        server.RequestHandlerClass = _handler(make(origin))
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return origin

    try:
        of = {name: [b for b in boards if b.platform == name] for name in ("greenhouse", "workday", "jsonld")}
        yield DemoBoards(
            greenhouse=serve(lambda origin: greenhouse.app(of["greenhouse"], origin, today)),
            workday=serve(lambda origin: workday.app(of["workday"], origin, today)),
            sites={
                board.slug: serve(lambda origin, board=board: site.app(board, origin, today))  # type: ignore[misc] # binds the loop's board
                for board in of["jsonld"]
            },
        )
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


def _handler(app: App) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        server_version = "demo"
        sys_version = ""

        def do_GET(self) -> None:  # noqa: N802 -- the name is http.server's
            self._answer("GET", b"")

        def do_POST(self) -> None:  # noqa: N802 -- idem
            size = int(self.headers.get("Content-Length") or 0)
            self._answer("POST", self.rfile.read(size))

        def log_message(self, *_arguments: object) -> None:
            """Say nothing: the demo's own output is what people watch."""

        def _answer(self, method: str, body: bytes) -> None:
            answer = app(Asked(method, self.path, body))
            status, payload = answer.status, answer.body
            etag = f'"{hashlib.sha256(payload).hexdigest()[:16]}"'
            conditional = answer.cacheable and status == 200  # noqa: PLR2004 -- HTTP OK
            if conditional and self.headers.get("If-None-Match") == etag:
                status, payload = 304, b""
            self.send_response(status)
            if conditional:
                self.send_header("ETag", etag)
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(payload)))
            self.end_headers()
            self.wfile.write(payload)

    return Handler
