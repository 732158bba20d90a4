"""Personio: one XML answer with all positions, texts in named sections.

The vendor documents /xml ("Retrieving open positions"); `language=en` asks for English where the
employer has it. A position without its text there is read from its page.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, ClassVar

from lxml import etree

from crawler.errors import Unreadable
from crawler.formats.jsonplatform import dates
from crawler.formats.reading import joined, place, places, sections, words
from crawler.formats.syndication import decoded
from crawler.formats.xmlstream import as_json, read_elements, text_of
from crawler.platforms.base import (
    Fetch,
    Page,
    Parsed,
    StreamedPlatform,
    host_of,
    one,
    origin_of,
    problem,
)
from crawler.platforms.jsonld import read_page
from crawler.posting import RawLocation, RawPosting

_HOST = re.compile(r"(?:^|\.)jobs\.personio\.(?:com|de|es|fr|it|nl)$")
_JOB = re.compile(r"/job/(\d+)")


class Personio(StreamedPlatform):
    """SUB.jobs.personio.com and .de."""

    name: ClassVar[str] = "personio"
    url_help: ClassVar[str] = "give https://SUB.jobs.personio.com"

    def recognises(self, url: str) -> bool:
        """Return whether a url is of a Personio careers site."""
        return bool(_HOST.search(host_of(url)))

    def start(self, url: str) -> tuple[Fetch, ...]:
        """Return the one request of a site."""
        return (Fetch(url=f"{origin_of(url)}/xml?language=en"),)

    def parse(self, source: str, page: Page) -> Parsed:
        """Read all positions, or the page of one, which has JSON-LD."""
        job = _JOB.search(page.url)
        if job:
            return read_page(source, page, platform=self.name, key=job[1])
        return super().parse(source, page)

    def read(self, source: str, stream: IO[bytes], page: Page) -> Iterator[Parsed]:
        """Yield the positions of the XML answer; one that is repeated is yielded once."""
        seen = set()
        try:
            for element in read_elements(stream, ("position",), ("workzag-jobs",)):
                posting = _posting(source, element, page)
                if posting is None or posting.key not in seen:
                    yield one(posting, page, "position without id or name")
                seen.add(posting.key if posting else "")
        except Unreadable as error:
            yield problem(page, str(error))


def _posting(source: str, position: etree._Element, page: Page) -> RawPosting | None:
    key, title = words(text_of(position, "id")), words(text_of(position, "name"))
    if key is None or title is None:
        return None
    url = f"{origin_of(page.url)}/job/{key}"
    posting = RawPosting(
        source=source,
        platform=Personio.name,
        key=key,
        url=url,
        apply_url=f"{url}#apply",
        title=title,
        employer=words(text_of(position, "subcompany")),
        locations=_offices(position),
        employment_type=joined(
            (text_of(position, "employmentType"), text_of(position, "schedule"))
        ),
        description=_description(position),
        fetched_at=page.fetched_at,
        payload=as_json(position),
        **dates(page, posted=text_of(position, "createdAt")),
    )
    return posting if posting.description else replace(posting, partial=True, detail_url=url)


def _offices(position: etree._Element) -> tuple[RawLocation, ...]:
    found = [text_of(position, "office")]
    found += [more.text for more in position.iterfind("additionalOffices/office")]
    return places(place(item) for item in found)


def _description(position: etree._Element) -> str:
    parts = []
    for part in position.iterfind("jobDescriptions/jobDescription"):
        text = text_of(part, "value")
        parts.append((words(text_of(part, "name")), decoded(text) if text else None))
    return sections(parts)


PLATFORM = Personio()
