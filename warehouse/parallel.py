"""Work in several processes where that pays."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

_FEWEST = 5
"""Chunks, of a second or two each, from which further processes pay for their start."""

Item = TypeVar("Item")
Made = TypeVar("Made")


def in_chunks(
    work: Callable[[Sequence[Item]], Made], items: Sequence[Item], size: int
) -> Iterator[Made]:
    """Yield what `work` makes of each so many items, in order."""
    chunks = [items[at : at + size] for at in range(0, len(items), size)]
    if len(chunks) < _FEWEST:
        yield from map(work, chunks)
        return
    # Spawned: a fork would copy the database's threads in whatever state they are.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(mp_context=context) as pool:
        yield from pool.map(work, chunks)
