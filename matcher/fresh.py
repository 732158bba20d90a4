"""Open the index for a home, building it where it is missing or older than the warehouse."""

from collections.abc import Callable

from crawler.errors import Failed
from crawler.home import Home
from matcher.index import Index, open_current
from warehouse.published import published_id


def ready_index(home: Home, say: Callable[[str], None]) -> Index:
    """Return the index of a home, as new as its published warehouse.

    Raises:
        Failed: no published warehouse and no index.
    """
    index = open_current(home.index)
    mark = published_id(home.published)
    if mark is None and index is None:
        raise Failed(
            f"no published warehouse at {home.published} and no index; run `matcher refresh` first"
        )
    if index is not None and mark in (None, index.manifest.publication):
        return index
    say(
        "building the index: there is none yet of this version"
        if index is None
        else "the published warehouse is newer than the index; building it again"
    )
    return build(home)


def build(home: Home) -> Index:
    """Build the index from the published warehouse and return it.

    Raises:
        Failed: no published warehouse, or the index cannot be written.
    """
    # Loaded only here: scoring alone never imports them.
    from crawler.command import progress  # noqa: PLC0415
    from crawler.lock import run_lock  # noqa: PLC0415
    from matcher.build import Sources, build_index  # noqa: PLC0415
    from matcher.weights import load_weights  # noqa: PLC0415
    from pipeline.concepts import load_taxonomy  # noqa: PLC0415
    from warehouse.read import open_published  # noqa: PLC0415

    with run_lock(home.path, "index"):
        mark = published_id(home.published)
        with open_published(home.published) as published:
            sources = Sources(published, load_taxonomy(), load_weights(), mark)
            with progress("building the index", published.postings.num_rows) as step:
                version = build_index(home.index, sources, step)
    return Index(home.index, version)
