"""Where the time of one reading goes: the functions `pipeline.extract` calls, each by itself."""

import functools
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from inspect import isclass, isfunction
from typing import Any

from pipeline import extract


class Stages:
    """Seconds of CPU by stage; what a stage spends in another one is counted there."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._running: list[float] = []

    def timed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(call, updated=())
        def wrapped(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            self._running.append(0.0)
            started = time.process_time()
            try:
                return call(*args, **kwargs)
            finally:
                took = time.process_time() - started
                self.seconds[name] += took - self._running.pop()
                if self._running:
                    self._running[-1] += took

        return wrapped

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every function that `pipeline.extract` calls, under the name it has there."""
        known = dict(vars(extract))
        matcher = extract._matcher()  # noqa: SLF001 -- a benchmark may look inside
        extractors = tuple(
            self.timed(f"extractor {found.__module__.rpartition('.')[2]}", found)
            for found in extract.load_extractors()
        )
        find = matcher.find
        try:
            for name, value in known.items():
                if (isfunction(value) or (isclass(value) and name == "Context")) and (
                    value.__module__.startswith("pipeline.")
                    and value.__module__ != extract.__name__
                ):
                    setattr(extract, name, self.timed(name, value))
            for name in ("once_each", "extractor_version"):
                setattr(extract, name, self.timed(name, known[name]))
            extract.load_extractors = lambda: extractors  # type: ignore[assignment]
            matcher.find = self.timed("mentions", find)  # type: ignore[method-assign]
            yield
        finally:
            matcher.__dict__.pop("find", None)
            for name, value in known.items():
                setattr(extract, name, value)
