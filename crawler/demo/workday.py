"""A stand-in for Workday: a paged list by POST that wraps past its end, and details by GET."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.demo.answers import Answer, Asked, as_json, text
from crawler.demo.boards import DemoBoard, DemoPosting

SITE = "Careers"
_LIMIT = 20
_FLOOR_DAYS = 30
_PATH = re.compile(r"/wday/cxs/(?P<tenant>[\w-]+)/(?P<site>[\w-]+)(?P<rest>/.*)")


def tenant(board: DemoBoard) -> str:
    """Return the tenant of a board: a slug without dashes, as the system has them."""
    return board.slug.replace("-", "")


def app(boards: Sequence[DemoBoard], origin: str, today: datetime) -> Callable[[Asked], Answer]:
    """Return the application of the system's origin."""
    by_tenant = {tenant(board): board for board in boards}

    def answer(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return text("User-agent: *\nDisallow: /refreshFacet/\n")
        match = _PATH.match(asked.path)
        board = by_tenant.get(match["tenant"]) if match else None
        if match is None or board is None or match["site"].lower() != SITE.lower():
            return as_json({"errorCode": "HTTP_422", "message": "unknown tenant or site"}, 422)
        postings = [posting for posting in board.postings if posting.page != "gone"]
        if match["rest"] == "/jobs" and asked.method == "POST":
            return _list(postings, asked.body, today)
        for posting in postings:
            if match["rest"] == _path(posting):
                return as_json(_detail(board, posting, origin, today))
        return as_json({"errorCode": "HTTP_404", "message": "no such posting"}, 404)

    return answer


def _list(postings: list[DemoPosting], body: bytes, today: datetime) -> Answer:
    try:
        asked = json.loads(body)
        limit, offset = int(asked["limit"]), int(asked["offset"])
    except (ValueError, KeyError, TypeError):
        return as_json({"errorCode": "HTTP_400", "message": "bad body"}, 400)
    if limit > _LIMIT:
        return as_json({"errorCode": "HTTP_400", "message": "limit above 20"}, 400)
    start = offset if offset < len(postings) else 0  # past the end the list starts over
    return as_json(
        {
            "total": len(postings) if offset == 0 else 0,
            "jobPostings": [_entry(p, today) for p in postings[start : start + limit]],
            "facets": [],
            "userAuthenticated": False,
        },
        cacheable=False,
    )


def _entry(posting: DemoPosting, today: datetime) -> dict[str, Any]:
    places = [place["words"] for place in posting.locations]
    return {
        "title": posting.title,
        "externalPath": _path(posting),
        "locationsText": places[0] if len(places) == 1 else f"{len(places)} Locations",
        "postedOn": _posted_on(posting.posted_days_ago),
        "timeType": posting.employment_type or "Full time",
        "bulletFields": [posting.requisition_id or posting.key],
    }


def _detail(
    board: DemoBoard, posting: DemoPosting, origin: str, today: datetime
) -> dict[str, Any]:
    places = [place["words"] for place in posting.locations] or [""]
    posted = today.date() - timedelta(days=posting.posted_days_ago)
    info: dict[str, Any] = {
        "id": posting.key,
        "title": posting.title,
        "jobDescription": posting.description,
        "location": places[0],
        "additionalLocations": places[1:],
        "postedOn": _posted_on(posting.posted_days_ago),
        "startDate": posted.isoformat(),
        "timeType": posting.employment_type or "Full time",
        "jobReqId": posting.requisition_id or posting.key,
        "country": {"descriptor": "United States of America"},
        "canApply": True,
        "posted": True,
        "externalUrl": f"{origin}/{SITE}{_path(posting)}",
    }
    if posting.workplace:
        info["remoteType"] = posting.workplace
    return {
        "jobPostingInfo": info,
        "hiringOrganization": {"name": posting.employer or board.employer, "url": ""},
    }


def _path(posting: DemoPosting) -> str:
    place = posting.locations[0]["words"] if posting.locations else "US"
    slug = re.sub(r"[^A-Za-z0-9]+", "-", posting.title).strip("-")
    return f"/job/{re.sub(r'[^A-Za-z0-9]+', '-', place)}/{slug}_{posting.requisition_id or posting.key}"


def _posted_on(days: int) -> str:
    if days <= 0:
        return "Posted Today"
    if days == 1:
        return "Posted Yesterday"
    return f"Posted {days} Days Ago" if days < _FLOOR_DAYS else "Posted 30+ Days Ago"
