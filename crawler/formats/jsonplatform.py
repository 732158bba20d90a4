"""What the systems that answer in JSON share: one body, many entries, each read on its own."""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import Any, ClassVar

from crawler.formats.brokenjson import read_values
from crawler.formats.reading import day, is_past, items, load_json, whole
from crawler.platforms.base import Fetch, Page, Parsed, Platform, Problem, each_posting, query_of
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawPosting

Entry = dict[str, Json]
_HEAD = 1000


class JsonPlatform(Platform):
    """A job system that answers in JSON, and whose public pages have markup at most."""

    page_key: ClassVar[re.Pattern[str] | None] = None
    """Finds a posting's key in the address of its public page."""

    def parse(self, source: str, page: Page) -> Parsed:
        """Read an answer; a page is read by its markup, and without any it is a problem."""
        if is_markup(page):
            key = self.page_key.search(page.url) if self.page_key else None
            parsed = read_page(source, page, platform=self.name, key=key[1] if key else None)
            if parsed.postings:
                return parsed
            return Parsed(problems=(Problem(page.url, "not JSON but a page without a posting"),))
        return read_json(page, partial(self._whole, source, page))

    def _whole(self, source: str, page: Page, data: Json) -> Parsed:
        parsed = self.read(source, data, page)
        if page.fetch is None:
            return parsed if parsed.postings else self._bundle(source, data, page) or parsed
        return as_detail(parsed) if page.fetch.kind == "detail" else parsed

    def _bundle(self, source: str, data: Json, page: Page) -> Parsed | None:
        """Read a saved file that holds several answers by name; None for any other file.

        A whole posting of one answer stands for its entry in another.
        """
        if not isinstance(data, dict):
            return None
        groups = [
            value.values() if isinstance(value, dict) else items(value) for value in data.values()
        ]
        answers = [answer for group in groups for answer in group if isinstance(answer, dict)]
        read = [self.read(source, answer, page) for answer in answers]
        found: dict[str, RawPosting] = {}
        for posting in [posting for parsed in read for posting in parsed.postings]:
            if posting.key not in found or not posting.partial:
                found[posting.key] = posting
        problems = tuple(
            problem for parsed in read if parsed.postings for problem in parsed.problems
        )
        return Parsed(postings=tuple(found.values()), problems=problems) if found else None

    @abstractmethod
    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read the JSON of an answer. Never raises for bad input: it reports a problem."""


def is_markup(page: Page) -> bool:
    """Return whether a body is HTML or XML, as public pages and errors of JSON systems are."""
    return page.body[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def read_json(page: Page, read: Callable[[Json], Parsed]) -> Parsed:
    """Return what a reader finds in the JSON of a page, and a problem for what is none."""
    data, fault = _json_of(page)
    if fault is not None and data is None:
        return Parsed(problems=(fault,))
    parsed = read(data)
    return replace(parsed, problems=(*parsed.problems, fault)) if fault else parsed


def as_detail(parsed: Parsed) -> Parsed:
    """Return the answer of a detail, which has all there is, also where it has no description."""
    return each_posting(parsed, lambda item: replace(item, partial=False, detail_url=None))


def _json_of(page: Page) -> tuple[Json, Problem | None]:
    """Return the JSON of a page; where it is broken, what could be read of it, and the fault."""
    try:
        return load_json(page), None
    except (ValueError, RecursionError) as error:
        said = f"not JSON: {error}"
    values, cut = read_values(page.body.decode("utf-8-sig", "replace"))
    if not values:
        return None, Problem(page.url, said)
    fault = Problem(page.url, f"JSON {cut}; what could be read was read") if cut else None
    return values[0], fault


def read_each(
    entries: Iterable[Json],
    page: Page,
    read: Callable[[Entry], RawPosting | None],
    fault: str = "entry without id or title",
) -> tuple[tuple[RawPosting, ...], tuple[Problem, ...]]:
    """Return the postings of a list's entries, and a problem for each that is none."""
    postings, problems = [], []
    for entry in entries:
        posting = read(entry) if isinstance(entry, dict) else None
        if posting is None:
            problems.append(Problem(page.url, fault))
        else:
            postings.append(posting)
    return tuple(postings), tuple(problems)


def counted_list(
    page: Page,
    entries: list[Json],
    read: Callable[[Entry], RawPosting | None],
    *,
    total: Json,
    start: int,
    further: Callable[[int], Fetch | None],
    left_out: int = 0,
) -> Parsed:
    """Return a page of a list that tells its `total`, and the request for what follows it.

    `start` counts the entries before this page, `left_out` those of it that are not for reading;
    `further` gets the count up to its end. An empty page before the total is reached is a problem.
    A saved file asks for nothing.
    """
    count = whole(total)
    postings, problems = read_each(entries, page, read)
    length = len(entries) + left_out
    more = count is not None and start + length < count
    if more and not length:
        problems = (*problems, Problem(page.url, f"list ends at {start} of {count}"))
    following = further(start + length) if more and length and page.fetch else None
    return Parsed(
        postings=postings,
        problems=problems,
        fetches=(following,) if following else (),
        total=count,
    )


def together(rows: Iterable[Json], key_of: Callable[[Entry], str | None]) -> list[Json]:
    """Return `{"rows": […]}` for each posting of a list that has a row for each place or language.

    What is no row of a posting stays by itself as None, to be reported.
    """
    groups: dict[str, Json] = {}
    for number, row in enumerate(rows):
        key = key_of(row) if isinstance(row, dict) else None
        group = groups.setdefault(key or f"row {number}", {"rows": []} if key else None)
        if isinstance(group, dict):
            group["rows"].append(row)
    return list(groups.values())


def not_understood(page: Page, wanted: str) -> Parsed:
    """Return what is said of JSON of no known shape: an error's answer, another system's."""
    return Parsed(problems=(Problem(page.url, f"{wanted}: is the address right?"),))


def dates(page: Page, *, posted: Json = None, until: Json = None) -> dict[str, Any]:
    """Return a posting's fields of stated dates; a last day that is over closes it."""
    first, last = day(posted, page.fetched_at), day(until, page.fetched_at)
    return {
        "posted_at": first,
        "posted_at_basis": "stated" if first else None,
        "valid_through": last,
        "valid_through_basis": "stated" if last else None,
        "closed": is_past(last, page.fetched_at),
    }


def offset_of(page: Page, query: str) -> int:
    """Return from where a list page starts: as it was asked for, else as its url says."""
    asked = page.fetch.context.get("offset") if page.fetch else None
    if isinstance(asked, int):
        return asked
    return whole(query_of(page.url).get(query)) or 0
