"""Requests and answers of the demo's little applications."""

import json
from dataclasses import dataclass
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


def as_json(value: Any, status: int = 200, *, cacheable: bool = True) -> Answer:  # noqa: ANN401 -- any JSON
    """Return a JSON answer."""
    return Answer(status, json.dumps(value).encode(), "application/json", cacheable)


def text(words: str, status: int = 200, content_type: str = "text/plain; charset=utf-8") -> Answer:
    """Return a text answer."""
    return Answer(status, words.encode(), content_type)
