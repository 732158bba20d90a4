"""A stand-in for Greenhouse's Job Board API: content entity-encoded once inside the JSON."""

import html
import re
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.demo.answers import Answer, Asked, as_json, text
from crawler.demo.boards import DemoBoard, DemoPosting

_PATH = re.compile(r"/v1/boards/(?P<token>[\w-]+)/jobs(?:/(?P<id>\d+))?(?:\?(?P<query>.*))?$")


def app(boards: Sequence[DemoBoard], origin: str, today: datetime) -> Callable[[Asked], Answer]:
    """Return the application of the API's origin."""
    by_token = {board.slug: board for board in boards}

    def answer(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return text("User-agent: *\nDisallow: /internal/\n")
        match = _PATH.match(asked.path)
        board = by_token.get(match["token"]) if match else None
        if match is None or board is None:
            return as_json({"status": 404, "error": "Job board not found"}, 404)
        full = "content=true" in (match["query"] or "") or match["id"] is not None
        jobs = [_job(board, p, origin, today, full=full) for p in board.postings if p.page != "gone"]
        if match["id"] is None:
            return as_json({"jobs": jobs, "meta": {"total": len(jobs)}})
        found = [job for job in jobs if str(job["id"]) == match["id"]]
        return as_json(found[0]) if found else as_json({"status": 404, "error": "Job not found"}, 404)

    return answer


def _job(
    board: DemoBoard, posting: DemoPosting, origin: str, today: datetime, *, full: bool
) -> dict[str, Any]:
    number = int(posting.key) if posting.key.isdigit() else zlib.crc32(posting.key.encode())
    posted = (today - timedelta(days=posting.posted_days_ago)).replace(microsecond=0, second=0)
    job: dict[str, Any] = {
        "absolute_url": f"{origin}/{board.slug}/jobs/{number}",
        "data_compliance": [{"type": "gdpr", "requires_consent": False}],
        "internal_job_id": number + 5_000_000,
        "location": {"name": "; ".join(place["words"] for place in posting.locations)},
        "metadata": [
            {"id": 1, "name": "Employment Type", "value": posting.employment_type or None, "value_type": "single_select"},
            {"id": 2, "name": "Location Type", "value": posting.workplace or None, "value_type": "single_select"},
        ],
        "id": number,
        "updated_at": posted.isoformat(),
        "requisition_id": posting.requisition_id or None,
        "title": posting.title,
        "company_name": posting.employer or board.employer,
        "first_published": posted.isoformat(),
        "language": "en",
        "application_deadline": None,
    }  # fmt: skip
    if full:
        job["content"] = html.escape(posting.description)
        job["departments"] = [{"id": 10, "name": "Practice Operations", "child_ids": [], "parent_id": None}]
        job["offices"] = []
    return job
