"""Archives in any state: read up to the break, never a crash, never an endless loop."""

import gzip
import io
import os
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.formats.archive import read_archive
from crawler.platforms import load_platforms
from crawler.platforms.base import Page, Problem

WHOLE = (
    Path(__file__).parent / "pages" / "warc" / "all_kinds_of_records" / "input.warc.gz"
).read_bytes()
URL = "https://data.example/00001.warc.gz"


def pages(body: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses of the pages of an archive, and the reasons of its problems."""
    found = list(read_archive(io.BytesIO(body), URL))
    return (
        [item.url for item in found if isinstance(item, Page)],
        [item.reason for item in found if isinstance(item, Problem)],
    )


def test_packed_or_not_an_archive_says_the_same() -> None:
    assert pages(gzip.decompress(WHOLE)) == pages(WHOLE)
    assert len(pages(WHOLE)[0]) > 10


@given(cut=st.integers(0, len(WHOLE)))
def test_a_torn_archive_is_read_up_to_the_break(cut: int) -> None:
    found, _ = pages(WHOLE[:cut])
    assert found == pages(WHOLE)[0][: len(found)]


@given(at=st.integers(0, 8000), junk=st.binary(max_size=40), lost=st.integers(0, 60))
def test_spoilt_bytes_end_in_pages_and_reasons(at: int, junk: bytes, lost: int) -> None:
    unpacked = gzip.decompress(WHOLE)
    for body in (WHOLE, unpacked):
        where = at % len(body)
        _, reasons = pages(body[:where] + junk + body[where + lost :])
        assert all(reason and "\n" not in reason for reason in reasons)


@pytest.mark.parametrize("body", [WHOLE, gzip.decompress(WHOLE)])
def test_an_archive_is_read_from_a_pipe(body: bytes) -> None:
    reading, writing = os.pipe()
    feeder = threading.Thread(target=lambda: (os.write(writing, body), os.close(writing)))
    feeder.start()
    with os.fdopen(reading, "rb") as stream:
        found = [item.url for item in read_archive(stream, URL) if isinstance(item, Page)]
    feeder.join()
    assert found == pages(WHOLE)[0]


def test_postings_belong_to_their_pages_host_unless_a_source_is_named() -> None:
    warc = load_platforms()["warc"]
    page = Page(url=URL, body=WHOLE, fetched_at=datetime(2026, 11, 20, tzinfo=UTC))
    by_host = warc.parse("data.example", page).postings
    assert {posting.source for posting in by_host} == {
        "juniper.example", "boards-api.greenhouse.io",
    }  # fmt: skip
    assert {posting.source for posting in warc.parse("mine", page).postings} == {"mine"}
    assert all(posting.archived for posting in by_host)
    assert {posting.fetched_at.isoformat() for posting in by_host} == {"2024-05-18T01:58:10+00:00"}


def test_an_archive_is_no_source_to_visit() -> None:
    with pytest.raises(ValueError, match="read its file with `crawler parse FILE`"):
        load_platforms()["warc"].start(URL)
