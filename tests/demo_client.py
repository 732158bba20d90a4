"""Ask the demo's servers over real HTTP."""

import http.client
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from urllib.parse import urlsplit

from crawler.demo.boards import DemoBoard, DemoPosting, load_boards
from crawler.demo.server import DemoBoards, usual_ports

NOW = datetime(2026, 11, 20, 16, 30, tzinfo=UTC)
BY_SLUG = {board.slug: board for board in load_boards()}
HOSPITAL = next(b for b in BY_SLUG.values() if b.platform == "workday" and len(b.postings) > 20)


@dataclass(frozen=True)
class Got:
    status: int
    body: bytes
    headers: Message

    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(url: str, body: object = None, method: str = "", **headers: str) -> Got:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=10)
    data = None if body is None else json.dumps(body)
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method or ("POST" if data else "GET"), path, data, named)
    response = connection.getresponse()
    got = Got(response.status, response.read(), response.headers)
    connection.close()
    return got


def listed(demo: DemoBoards, **asked: object) -> Got:
    body = {"appliedFacets": {}, "limit": 20, "offset": 0, "searchText": ""} | asked
    return ask(f"{demo.url(HOSPITAL)}/jobs", body)


def whole_list(demo: DemoBoards) -> list[dict]:
    return [e for o in (0, 20) for e in listed(demo, offset=o).json["jobPostings"]]


def of_kind(page: str) -> tuple[DemoBoard, DemoPosting]:
    return next((b, p) for b in BY_SLUG.values() for p in b.postings if p.page == page)


def first_free() -> int:
    return next(port for port in range(24_000, 30_000, 50) if usual_ports(port))
