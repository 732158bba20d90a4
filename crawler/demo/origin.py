"""One origin on loopback: HTTP around an application, with conditional requests."""

import hashlib
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from crawler.demo.answers import Answer, App, Asked
from crawler.errors import Failed

_OK = 200
_NOTICE = 0.1
"""Seconds until an idle server notices that it should stop."""


@dataclass(frozen=True, slots=True)
class Served:
    """A request that was answered."""

    origin: str
    method: str
    path: str
    status: int


class OriginServer(ThreadingHTTPServer):
    """Serve an application at a port of its own until `stop`.

    `make` gets the origin, as the application's answers name it, and returns the application.
    Each answered request is appended to `served`.

    Raises:
        Failed: the port is taken or is none.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, make: Callable[[str], App], served: list[Served]) -> None:
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Failed(
                f"cannot serve the demo on 127.0.0.1:{port}: {reason}; give another --port"
            ) from error
        self.origin = f"http://127.0.0.1:{self.server_address[1]}"
        self.app = make(self.origin)
        self.served = served
        threading.Thread(target=self.serve_forever, args=(_NOTICE,), daemon=True).start()

    def stop(self) -> None:
        """Stop serving and give the port back."""
        self.shutdown()
        self.server_close()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a client that was killed in the middle: that is its right."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type] # typeshed narrows it


class _Handler(BaseHTTPRequestHandler):
    server: OriginServer
    protocol_version = "HTTP/1.1"
    server_version = "demo"
    sys_version = ""
    # Headers and body leave in one packet: two would wait for each other (Nagle).
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        self._answer("GET")

    def do_HEAD(self) -> None:
        self._answer("HEAD")

    def do_POST(self) -> None:
        self._answer("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def log_message(self, *_arguments: object) -> None:
        """Say nothing: the demo's own output is what people watch."""

    def _answer(self, method: str, body: bytes = b"") -> None:
        answer = self.server.app(Asked("GET" if method == "HEAD" else method, self.path, body))
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:16]}"'
        conditional = answer.cacheable and answer.status == _OK
        unchanged = conditional and self._has(etag, answer)
        status, payload = (304, b"") if unchanged else (answer.status, answer.body)
        self.server.served.append(Served(self.server.origin, method, self.path, status))
        self.send_response(status)
        if conditional:
            self.send_header("ETag", etag)
        if conditional and answer.modified is not None:
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(payload)))
        self.end_headers()
        if method != "HEAD":
            self.wfile.write(payload)

    def _has(self, etag: str, answer: Answer) -> bool:
        """Return whether the client has this answer; an ETag outranks a date (RFC 9110)."""
        tags = self.headers.get("If-None-Match")
        if tags is not None:
            return etag in (tag.strip() for tag in tags.split(","))
        since = self.headers.get("If-Modified-Since")
        if since is None or answer.modified is None:
            return False
        try:
            return answer.modified <= parsedate_to_datetime(since)
        except (ValueError, TypeError):
            return False  # the RFC: an unreadable date asks for the whole answer
