"""A small HTTP server on loopback whose answers a test sets, and which keeps what was asked."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    at: float
    """Seconds of a clock that only goes forward."""
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    promised: int | None = None
    """Bytes that the Content-Length names, where it lies."""
    pause: float = 0.0
    """Seconds between the headers and the body."""


Route = Reply | Callable[[Asked], Reply]


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that had enough of a slow or large answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # typeshed narrows it


class LocalSite:
    """One origin; a path without a route answers 404, or as `otherwise` says."""

    def __init__(self) -> None:
        self.routes: dict[str, Route] = {}
        self.otherwise: Route = Reply(status=404)
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True
            wbufsize = -1

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self.answer()

            def do_POST(self) -> None:
                self.answer()

            def answer(self) -> None:
                size = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(size)
                asked = Asked(self.command, self.path, time.monotonic(), dict(self.headers), body)
                site.asked.append(asked)
                route = site.routes.get(self.path, site.otherwise)
                reply = route(asked) if callable(route) else route
                etag = reply.headers.get("ETag")
                if etag and etag == self.headers.get("If-None-Match"):
                    reply = Reply(status=304, headers={"ETag": etag})
                data = reply.body.encode() if isinstance(reply.body, str) else reply.body
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(reply.promised or len(data)))
                self.end_headers()
                if reply.pause:
                    self.wfile.flush()
                    time.sleep(reply.pause)
                self.wfile.write(data)
                self.close_connection = reply.promised is not None

        self.server = _Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.origin = f"http://127.0.0.1:{self.server.server_address[1]}"

    def paths(self, start: str = "/") -> list[str]:
        return [asked.path for asked in self.asked if asked.path.startswith(start)]

    def times(self, path: str) -> list[float]:
        return [asked.at for asked in self.asked if asked.path == path]


@contextmanager
def serving(count: int) -> Iterator[list[LocalSite]]:
    """Serve some origins while the block runs."""
    sites = [LocalSite() for _ in range(count)]
    for site in sites:
        threading.Thread(target=site.server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield sites
    finally:
        for site in sites:
            site.server.shutdown()
            site.server.server_close()
