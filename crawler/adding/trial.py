"""Try an address as a source: find its board, read the list's first page and one detail."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crawler.adding.detection import MARKUP, Board, board_at, boards_in, careers_link
from crawler.adding.visitor import Visitor
from crawler.errors import Failed
from crawler.health import FIELDS, has_field
from crawler.platforms import Fetch, Page, Parsed, load_platforms
from crawler.posting import Json, RawPosting
from crawler.privacy import without_personal_data
from crawler.titles import is_wanted

_OK = 200
_GONE = frozenset((404, 410))
_MOST_BOARDS = 3
_MOST_DETAILS = 3
"""A list may name what was closed since."""
_MOST_LISTS = 6
"""Requests until a list shows a posting: robots.txt, an index of sitemaps, sitemaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What an address gave."""

    board: Board
    count: int
    """Postings of the list as far as it was read, or as it says itself."""
    employer: str | None = None
    """The only one that the list and the sample name; None for none or several."""
    sample: RawPosting | None = None
    """A posting read in full, or the list's entry where it could not be."""
    problems: tuple[str, ...] = field(default=())

    @property
    def filled(self) -> tuple[str, ...]:
        """Fields that the sample has."""
        return tuple(name for name in FIELDS if self.sample and has_field(self.sample, name))

    @property
    def works(self) -> bool:
        """A posting was read with its text, and nothing was wrong."""
        return "description" in self.filled and not self.problems

    def to_json(self) -> dict[str, Json]:
        """Return plain values."""
        sample = self.sample
        return {
            "platform": self.board.platform.name,
            "url": self.board.url,
            "evidence": self.board.evidence,
            "employer": self.employer,
            "postings": self.count,
            "sample_title": sample.title if sample else None,
            "filled": list(self.filled),
            "missing": [name for name in FIELDS if name not in self.filled],
            "guessed": bool(sample and sample.guessed),
            "problems": list(self.problems),
        }


def find_board(url: str, visitor: Visitor) -> Trial:
    """Return the first board of an address that answers with postings, else the first that answers.

    Raises:
        Failed: nothing answers, robots.txt forbids it, or no board is found.
    """
    best: Trial | None = None
    refusal: Failed | None = None
    for board in _candidates(url, visitor):
        of_a_system = board.platform.precedence < MARKUP
        try:
            trial = try_board(board, visitor)
        except Failed as error:
            # That a site has no sitemap refuses nothing.
            refusal = refusal or (error if of_a_system else None)
            continue
        if trial.count and (of_a_system or "description" in trial.filled):
            return trial
        # A site without a posting is no board; a system's empty list is.
        if best is None and of_a_system:
            best = trial
    if best is not None:
        return best
    if refusal is not None:
        raise refusal
    raise Failed(
        f"{url}: no job board found there; give the board's own address, the one that "
        "its list of jobs or one of its postings has"
    )


def _candidates(url: str, visitor: Visitor) -> Iterator[Board]:
    own = board_at(url)
    if own is not None:
        yield own
        return
    page = _opened(url, visitor)
    yield from boards_in(page)[:_MOST_BOARDS]
    further = careers_link(page)
    if further is not None:
        elsewhere = board_at(further)
        opened = None if elsewhere else _opened(further, visitor)
        found = [elsewhere] if elsewhere else boards_in(opened)[:_MOST_BOARDS] if opened else []
        yield from found
    platforms = load_platforms()
    for name in ("jsonld", "page"):
        yield Board(platforms[name], page.url, "itself")
    if further is not None:
        yield Board(platforms["page"], further, "link")


def _opened(url: str, visitor: Visitor) -> Page:
    page = visitor.ask(Fetch(url=url))
    if page.status != _OK:
        raise Failed(
            f"{url}: answers HTTP {page.status}; open it in a browser and check the address"
        )
    return page


def try_board(board: Board, visitor: Visitor) -> Trial:
    """Read the first page of a board's list that names a posting, and the detail of one.

    Raises:
        Failed: the list cannot be had.
    """
    waiting = list(board.platform.start(board.url))
    problems: list[str] = []
    parsed = Parsed()
    for _ in range(_MOST_LISTS):
        if not waiting:
            break
        fetch = waiting.pop(0)
        parsed = _read(board, fetch, visitor, problems)
        if parsed.postings or _details(parsed) or parsed.listed:
            break
        waiting = [item for item in parsed.fetches if item.kind == "list"] + waiting
    named = max(len(parsed.postings), len(_details(parsed)), len(parsed.listed))
    sample = _sample(board, parsed, visitor, problems)
    told = {item.employer for item in (*parsed.postings, sample) if item and item.employer}
    return Trial(
        board=board,
        count=parsed.total if parsed.total is not None else named,
        employer=told.pop() if len(told) == 1 else None,
        sample=without_personal_data(sample) if sample is not None else None,
        problems=tuple(problems),
    )


def _read(board: Board, fetch: Fetch, visitor: Visitor, problems: list[str]) -> Parsed:
    page = visitor.ask(fetch)
    if page.status != _OK and not fetch.context.get("robots"):
        if fetch.kind == "list":
            raise Failed(f"{fetch.url}: answers HTTP {page.status}; check the address")
        if page.status not in _GONE:
            problems.append(f"{fetch.url}: HTTP {page.status}")
        return Parsed()
    parsed = board.platform.parse("trial", page)
    problems += [f"{problem.url}: {problem.reason}" for problem in parsed.problems]
    return parsed


def _sample(
    board: Board, parsed: Parsed, visitor: Visitor, problems: list[str]
) -> RawPosting | None:
    """Return a posting in full, one whose title the crawl would read if there is any."""
    whole = [item for item in parsed.postings if not item.partial]
    if whole:
        return next((item for item in whole if is_wanted(item.title)), whole[0])
    for fetch in sorted(_details(parsed), key=_is_unwanted)[:_MOST_DETAILS]:
        read = _read(board, fetch, visitor, problems).postings
        if read:
            return next((item for item in read if item.key == fetch.key), read[0])
    return next(iter(parsed.postings), None)


def _details(parsed: Parsed) -> list[Fetch]:
    """Return the requests for details: those of list entries, else those that a list names."""
    given = {item.key: item for item in parsed.fetches if item.kind == "detail"}
    entries = [
        given.get(item.key)
        or Fetch(url=item.detail_url, kind="detail", key=item.key, title=item.title)
        for item in parsed.postings
        if item.detail_url
    ]
    return entries or list(given.values())


def _is_unwanted(fetch: Fetch) -> bool:
    return not (fetch.title and is_wanted(fetch.title))
