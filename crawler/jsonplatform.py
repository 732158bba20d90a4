"""What the systems that answer in JSON share: one body, many entries, each read on its own."""

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, ClassVar

from crawler.brokenjson import read_values
from crawler.platforms.base import Page, Parsed, Platform, Problem, query_of
from crawler.platforms.jsonld import read_page
from crawler.posting import Json, RawPosting
from crawler.reading import day, is_past, load_json

Entry = dict[str, Json]


class JsonPlatform(Platform):
    """A job system that answers in JSON, and whose public pages have markup at most."""

    page_key: ClassVar[re.Pattern[str] | None] = None
    """Finds a posting's key in the address of its public page."""

    def parse(self, source: str, page: Page) -> Parsed:
        """Read an answer; a page is read by its markup, and without any it is a problem."""
        if page.body.lstrip()[:1] == b"<":
            key = self.page_key.search(page.url) if self.page_key else None
            parsed = read_page(source, page, platform=self.name, key=key[1] if key else None)
            if parsed.postings:
                return parsed
            return Parsed(problems=(Problem(page.url, "not JSON but a page without a posting"),))
        data, fault = _json_of(page)
        if fault is None:
            return self.read(source, data, page)
        if data is None:
            return Parsed(problems=(fault,))
        parsed = self.read(source, data, page)
        return replace(parsed, problems=(*parsed.problems, fault))

    @abstractmethod
    def read(self, source: str, data: Json, page: Page) -> Parsed:
        """Read the JSON of an answer. Never raises for bad input: it reports a problem."""


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
    said = query_of(page.url).get(query, "")
    return int(said) if said.isdecimal() else 0
