"""Read a text as a posting's."""

from datetime import UTC, datetime

from crawler.posting import RawPosting
from pipeline.extract import read_posting
from pipeline.posting import Posting

NOW = datetime(2026, 11, 25, tzinfo=UTC)


def read(text: str) -> Posting:
    """Return what is read of a posting with this text."""
    return read_posting(
        RawPosting(
            source="t", key="1", title="Practice Manager", description=text, fetched_at=NOW,
            description_format="text",
        )
    )  # fmt: skip
