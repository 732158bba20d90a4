"""A stand-in for Greenhouse's Job Board API: content entity-encoded once inside the JSON."""

import html
import re
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any

from crawler.demo.answers import Answer, App, Asked, as_json, text, web_page
from crawler.demo.boards import DemoBoard, DemoPosting

_PATH = re.compile(r"/v1/boards/(?P<token>[\w-]+)/jobs(?:/(?P<id>\d+))?(?:\?(?P<query>.*))?$")
_PAGE_PATH = re.compile(r"/(?P<token>[\w-]+)/jobs/(?P<id>\d+)$")
_EASTERN = timezone(timedelta(hours=-5))
"""The API gives instants with the offset of its own clock."""


def app(boards: Sequence[DemoBoard], origin: str, today: datetime) -> App:
    """Return the application of the API's origin, and of the pages its postings point to."""
    by_token = {board.slug: board for board in boards}

    def answer(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return text("User-agent: *\nDisallow: /internal/\n")
        if match := _PAGE_PATH.match(asked.path):
            return _page(by_token.get(match["token"]), match["id"])
        match = _PATH.match(asked.path)
        board = by_token.get(match["token"]) if match else None
        if match is None or board is None:
            return as_json({"status": 404, "error": "Job board not found"}, 404)
        full = "content=true" in (match["query"] or "") or match["id"] is not None
        jobs = [_job(board, posting, origin, today, full=full) for posting in board.postings]
        if match["id"] is None:
            return as_json({"jobs": jobs, "meta": {"total": len(jobs)}})
        found = [job for job in jobs if str(job["id"]) == match["id"]]
        if not found:
            return as_json({"status": 404, "error": "Job not found"}, 404)
        return as_json(found[0])

    return answer


def _page(board: DemoBoard | None, number: str) -> Answer:
    postings = board.postings if board else ()
    for posting in postings:
        if board is not None and str(job_number(posting)) == number:
            body = f"<h1>{html.escape(posting.title)}</h1>\n{posting.description}"
            return web_page(board.employer, body)
    return web_page(
        "Job board", "<h1>The job you are looking for is no longer open.</h1>", status=404
    )


def job_number(posting: DemoPosting) -> int:
    """Return the id of a posting: its key, or a number made of it."""
    return int(posting.key) if posting.key.isdigit() else zlib.crc32(posting.key.encode())


def _published(posting: DemoPosting, number: int, today: datetime) -> str:
    """Return an instant of the day of posting, the same however often the demo starts that day.

    Never later than the day's first instant for a posting of today: nobody posts in the future.
    """
    midnight = datetime.combine(today.astimezone(UTC).date(), time(), UTC)
    since_midnight = timedelta(hours=14, seconds=number % 25_000)
    instant = midnight - timedelta(days=posting.posted_days_ago) + since_midnight
    return min(instant, midnight).astimezone(_EASTERN).isoformat()


def _job(
    board: DemoBoard, posting: DemoPosting, origin: str, today: datetime, *, full: bool
) -> dict[str, Any]:
    number = job_number(posting)
    published = _published(posting, number, today)
    job: dict[str, Any] = {
        "absolute_url": f"{origin}/{board.slug}/jobs/{number}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False, "retention_period": None}],
        "internal_job_id": number + 5_000_000,
        "location": {"name": "; ".join(place["words"] for place in posting.locations)},
        "metadata": [
            _select(1, "Employment Type", posting.employment_type),
            _select(2, "Location Type", posting.workplace),
        ],
        "id": number,
        "updated_at": published,
        "requisition_id": posting.requisition_id or None,
        "title": posting.title,
        "company_name": posting.employer or board.employer,
        "first_published": published,
        "language": "en",
        "application_deadline": _deadline(posting, today),
    }
    if full:
        job["content"] = html.escape(posting.description)
        job["departments"] = [
            {"id": 10, "name": "Practice Operations", "child_ids": [], "parent_id": None}
        ]
        job["offices"] = [
            _office(place_number, place)
            for place_number, place in enumerate(posting.locations, number % 10_000 + 1)
        ]
    return job


def _select(number: int, name: str, value: str) -> dict[str, Any]:
    return {"id": number, "name": name, "value": value or None, "value_type": "single_select"}


def _office(number: int, place: dict[str, str]) -> dict[str, Any]:
    return {
        "id": number,
        "name": place.get("city") or place["words"],
        "location": f"{place['words']}, United States",
        "child_ids": [],
        "parent_id": None,
    }


def _deadline(posting: DemoPosting, today: datetime) -> str | None:
    if posting.closes_in_days is None:
        return None
    return (today.date() + timedelta(days=posting.closes_in_days)).isoformat()
