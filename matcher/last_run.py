"""What was the newest posting when a profile was last scored: for "only what is new"."""

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

from crawler.home import Home
from matcher.index import Index
from matcher.marks import write_state


def remember_run(home: Home, profile: Path, index: Index) -> datetime | None:
    """Remember that a profile is scored now; return the newest posting's instant of the run before.

    Runs on the same postings count as one: asked twice, "new" gives the same answer. None: the
    profile was never scored before on this home. The file's name is a digest of the profile's path;
    nothing of the profile is in it.

    Raises:
        Failed: the state cannot be written.
    """
    digest = hashlib.sha256(str(profile.resolve()).encode("utf-8", "surrogateescape")).hexdigest()
    path = home.state / "last_runs" / f"{digest[:20]}.json"
    newest = index.newest_seen
    try:
        known = json.loads(path.read_text("utf-8"))
        before, seen = known["before"], int(known["seen"])
    except (OSError, ValueError, TypeError, KeyError):
        before = seen = None  # never run, or damaged: then all is new, and it is written anew
    if seen != newest:
        before = seen
        write_state(path, {"seen": newest, "before": before})
    return None if before is None else datetime.fromtimestamp(before / 1_000_000, UTC)
