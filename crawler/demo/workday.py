"""A stand-in for Workday: a paged list by POST that wraps past its end, and details by GET."""

import html
import json
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from crawler.demo.answers import Answer, App, Asked, as_json, text, web_page
from crawler.demo.boards import DemoBoard, DemoPosting

SITE = "Careers"
_LIMIT = 20
_FLOOR_DAYS = 30
_PATH = re.compile(r"/wday/cxs/(?P<tenant>[\w-]+)/(?P<site>[\w-]+)(?P<rest>/.*)")


def tenant(board: DemoBoard) -> str:
    """Return the tenant of a board: a slug without dashes, as the system has them."""
    return board.slug.replace("-", "")


def app(boards: Sequence[DemoBoard], origin: str, today: datetime) -> App:
    """Return the application of the system's origin, and of the pages its postings point to."""
    by_tenant = {tenant(board): board for board in boards}

    def answer(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return text("User-agent: *\nDisallow: /refreshFacet/\n")
        if asked.path.startswith(f"/{SITE}/"):
            return _page(boards, asked.path.removeprefix(f"/{SITE}"))
        match = _PATH.match(asked.path)
        board = by_tenant.get(match["tenant"]) if match else None
        if match is None or board is None or match["site"].lower() != SITE.lower():
            return _refused(422, "unknown tenant or site")
        if match["rest"] == "/jobs" and asked.method == "POST":
            return _list(board.postings, asked.body)
        for posting in board.postings:
            if match["rest"] == _path(posting):
                return as_json(_detail(board, posting, origin, today))
        return _refused(404, "no such posting")

    return answer


def _refused(status: int, message: str) -> Answer:
    return as_json({"errorCode": f"HTTP_{status}", "message": message}, status)


def _page(boards: Sequence[DemoBoard], path: str) -> Answer:
    for board in boards:
        for posting in board.postings:
            if _path(posting) == path:
                body = f"<h1>{html.escape(posting.title)}</h1>\n{posting.description}"
                return web_page(board.employer, body)
    return web_page("Careers", "<h1>The page you are looking for doesn't exist.</h1>", status=404)


def _list(postings: Sequence[DemoPosting], body: bytes) -> Answer:
    try:
        asked = json.loads(body)
        limit, offset = int(asked.get("limit", _LIMIT)), int(asked.get("offset", 0))
        words = str(asked.get("searchText") or "").lower().split()
        facets = dict(asked.get("appliedFacets") or {})
    except (ValueError, TypeError, AttributeError):
        return _refused(400, "bad body")
    if not 0 < limit <= _LIMIT or offset < 0:
        return _refused(400, f"limit must be 1 to {_LIMIT}, offset 0 or more")
    if facets:
        return _refused(400, f"no facet {', '.join(facets)} here")
    found = [posting for posting in postings if _has_words(posting, words)]
    start = offset if offset < len(found) else 0  # past the end the list starts over
    return as_json(
        {
            "total": len(found) if offset == 0 else 0,
            "jobPostings": [_entry(posting) for posting in found[start : start + limit]],
            "facets": [],
            "userAuthenticated": False,
        },
        cacheable=False,
    )


def _has_words(posting: DemoPosting, words: list[str]) -> bool:
    searched = f"{posting.title} {_requisition(posting)} {posting.description}".lower()
    return all(word in searched for word in words)


def _entry(posting: DemoPosting) -> dict[str, Any]:
    places = [place["words"] for place in posting.locations]
    entry = {
        "title": posting.title,
        "externalPath": _path(posting),
        "locationsText": places[0] if len(places) == 1 else f"{len(places)} Locations",
        "postedOn": _posted_on(posting.posted_days_ago),
        "timeType": posting.employment_type or "Full time",
        "bulletFields": [_requisition(posting)],
    }
    return entry | ({"remoteType": posting.workplace} if posting.workplace else {})


def _detail(board: DemoBoard, posting: DemoPosting, origin: str, today: datetime) -> dict[str, Any]:
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
        "jobReqId": _requisition(posting),
        "jobPostingId": _path(posting).rsplit("/", 1)[-1],
        "jobPostingSiteId": SITE,
        "country": {"descriptor": "United States of America"},
        "canApply": True,
        "posted": True,
        "includeResumeParsing": True,
        "externalUrl": f"{origin}/{SITE}{_path(posting)}",
    }
    if posting.workplace:
        info["remoteType"] = posting.workplace
    if posting.closes_in_days is not None:
        info["endDate"] = (today.date() + timedelta(days=posting.closes_in_days)).isoformat()
    return {
        "jobPostingInfo": info,
        "hiringOrganization": {"name": posting.employer or board.employer, "url": ""},
        "similarJobs": [],
        "userAuthenticated": False,
    }


def _requisition(posting: DemoPosting) -> str:
    return posting.requisition_id or posting.key


def _path(posting: DemoPosting) -> str:
    place = posting.locations[0]["words"] if posting.locations else "US"
    return f"/job/{_dashed(place)}/{_dashed(posting.title)}_{_requisition(posting)}"


def _dashed(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-")


def _posted_on(days: int) -> str:
    if days <= 0:
        return "Posted Today"
    if days == 1:
        return "Posted Yesterday"
    return f"Posted {days} Days Ago" if days < _FLOOR_DAYS else "Posted 30+ Days Ago"
