"""Work in several processes where that pays."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_PARALLEL_FROM = 1_000
"""Items from which further processes, a second each to start, pay for it."""

Item = TypeVar("Item")
Made = TypeVar("Made")


def in_chunks(
    work: Callable[[Sequence[Item]], Made], items: Sequence[Item], size: int
) -> Iterator[Made]:
    """Yield what `work` makes of each so many items, in order."""
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    if len(items) < _PARALLEL_FROM:
        yield from map(work, chunks)
        return
    # Spawned: a fork would copy the database's threads in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        yield from pool.map(work, chunks)
