"""Find the job boards that a page is, frames, loads or links to.

Which addresses are a system's own is the systems' to say (`Platform.recognises`, `embedded`); where a
thing stands tells how much it weighs: a frame or a script shows the board here, a link may be anyone's.
"""

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from selectolax.lexbor import LexborHTMLParser

from crawler.formats.jsonld import decode
from crawler.frontier import request_id
from crawler.platforms import Page, Platform, load_platforms
from crawler.platforms.base import absolute_url

_WEIGHTS = {"frame": 8, "widget": 8, "script": 6, "form": 3, "data": 3, "link": 1}
_PLACES = (
    ("frame", "iframe[src], frame[src], embed[src]", "src"),
    ("frame", "iframe[data-src], object[data]", "data-src"),
    ("script", "script[src]", "src"),
    ("form", "form[action]", "action"),
    ("link", "a[href], area[href], link[href]", "href"),
)
_URL = re.compile(
    r"""(?:https?:)?(?://|\\/\\/)[\w-]+(?:\.[\w-]+)+(?::\d+)?(?![\w.-])[^\s"'<>`]{0,300}""",
    re.IGNORECASE,
)
_CAREERS = re.compile(
    r"career|employment|\bjobs?\b|openings|join (?:our|the) team|work (?:with|for) us|vacanc|opportunit",
    re.IGNORECASE,
)


_WEB = ("http://", "https://")
SYSTEM, MARKUP = 0, 2
"""Precedences of platforms: a job system's own, and the first that any page has."""


@dataclass(frozen=True, slots=True)
class Board:
    """A board that may be what a page shows."""

    platform: Platform
    url: str
    """The shortest address that means this board."""
    evidence: str
    """Where its address stands: itself, frame, widget, script, form, data, link."""


def board_at(url: str) -> Board | None:
    """Return the board whose address, or whose posting's address, a url itself is."""
    for platform in load_platforms().values():
        by_address = platform.precedence < MARKUP  # a feed's address tells it too
        if by_address and platform.recognises(url) and board_id(platform, url):
            return Board(platform, _shortest(platform, url), "itself")
    return None


def boards_in(page: Page) -> list[Board]:
    """Return the boards that a page names, the likeliest first."""
    own = board_at(page.url)
    weights: Counter[tuple[str, ...]] = Counter()
    boards: dict[tuple[str, ...], Board] = {}
    for evidence, platform, url in _named(page):
        board = board_id(platform, url)
        if board:
            weights[board] += _WEIGHTS[evidence]
            found = Board(platform, _shortest(platform, url), evidence)
            known = boards.setdefault(board, found)
            if _WEIGHTS[evidence] > _WEIGHTS[known.evidence]:
                boards[board] = found
    ranked = sorted(boards, key=lambda board: -weights[board])
    return ([own] if own else []) + [boards[board] for board in ranked]


def board_id(platform: Platform, url: str) -> tuple[str, ...]:
    """Return what makes two addresses one board: the requests that its list begins with.

    Empty where an address names no board of the system.
    """
    try:
        requests = platform.start(url)
    except ValueError:
        return ()
    return (platform.name, *map(request_id, requests))


def careers_link(page: Page) -> str | None:
    """Return the address that a page gives for its jobs, on the same site or another."""
    tree = LexborHTMLParser(decode(page.body, page.content_type))
    for node in tree.css("a[href]"):
        href = absolute_url(page.url, (node.attributes.get("href") or "").split("#")[0])
        if href is None or not href.startswith(_WEB) or href == page.url:
            continue
        if _CAREERS.search(f"{node.text()} {urlsplit(href).path}"):
            return href
    return None


def _named(page: Page) -> Iterator[tuple[str, Platform, str]]:
    """Yield each address of a system that a page names, and where it stands."""
    text = decode(page.body, page.content_type)
    systems = [item for item in load_platforms().values() if item.precedence == SYSTEM]
    for evidence, said in _addresses(text):
        url = absolute_url(page.url, html.unescape(said))
        if url is None or not url.startswith(_WEB):
            continue
        platform = next((item for item in systems if item.recognises(url)), None)
        if platform is not None:
            yield evidence, platform, url
    for platform in systems:
        for url in platform.embedded(text):
            yield "widget", platform, url


def _addresses(text: str) -> Iterator[tuple[str, str]]:
    tree = LexborHTMLParser(text)
    for evidence, selector, attribute in _PLACES:
        for node in tree.css(selector):
            said = node.attributes.get(attribute) or node.attributes.get("data")
            if said:
                yield evidence, said
    for node in tree.css("script:not([src])"):
        for match in _URL.finditer(node.text()):
            yield "data", match[0].replace("\\/", "/").rstrip(".,;)")
    for node in tree.css("*"):
        for name, value in node.attributes.items():
            if name.startswith("data-") and value and "//" in value and " " not in value:
                yield "data", value


def _shortest(platform: Platform, url: str) -> str:
    """Return the shortest beginning of a url that means the same board."""
    wanted = board_id(platform, url)
    parts = urlsplit(url)
    steps = [step for step in parts.path.split("/") if step]
    paths = ["/" + "/".join(steps[:count]) if count else "" for count in range(len(steps) + 1)]
    said = [pair for pair in parts.query.split("&") if pair]
    # What a board needs of a query is mostly one name; its path is kept then, for people to open.
    tried = [(path, "") for path in paths] + [(parts.path, query) for query in (*said, parts.query)]
    for path, query in tried:
        shorter = urlunsplit((parts.scheme, parts.netloc, path, query, ""))
        if platform.recognises(shorter) and board_id(platform, shorter) == wanted:
            return shorter
    return url
