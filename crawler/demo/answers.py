"""Requests and answers of the demo's little applications."""

import html
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    method: str
    path: str
    """Path with its query."""
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """A response."""

    status: int
    body: bytes
    content_type: str = "text/html; charset=utf-8"
    cacheable: bool = True
    """Gets an ETag and answers 304."""
    modified: datetime | None = None
    """Aware UTC instant; gets a Last-Modified and answers If-Modified-Since with 304."""


App = Callable[[Asked], Answer]
"""What answers at one origin."""


def as_json(value: Any, status: int = 200, *, cacheable: bool = True) -> Answer:  # noqa: ANN401 -- any JSON
    """Return a JSON answer."""
    return Answer(status, json.dumps(value).encode(), "application/json", cacheable)


def text(words: str, status: int = 200, content_type: str = "text/plain; charset=utf-8") -> Answer:
    """Return a text answer."""
    return Answer(status, words.encode(), content_type)


def web_page(
    name: str, body: str, head: str = "", status: int = 200, modified: datetime | None = None
) -> Answer:
    """Return a page of an employer's site: navigation, the body, a footer.

    `name` is plain text; `body` and `head` are HTML.
    """
    shown = html.escape(name)
    page = (
        "<!doctype html>\n"
        f'<html lang="en"><head><meta charset="utf-8"><title>{shown}</title>\n{head}</head>\n'
        f'<body><nav><a href="/">{shown}</a> <a href="/about">About</a>'
        ' <a href="/careers">Careers</a></nav>\n'
        f"<main>{body}</main>\n<footer>&copy; {shown}</footer></body></html>\n"
    )
    return Answer(status, page.encode(), modified=modified)
