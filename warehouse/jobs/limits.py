"""The figures of `limits.toml`, by which postings are taken to be of one job."""

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from typing import Any

from crawler.errors import Failed


@dataclass(frozen=True, slots=True)
class Limits:
    """Figures by table and name; `limits.toml` has the reason of each."""

    shingles: dict[str, int]
    buckets: dict[str, int]
    alike: dict[str, float]
    time: dict[str, int]


@cache
def load_limits() -> Limits:
    """Return the figures.

    Raises:
        Failed: a table is missing or unknown.
    """
    data: dict[str, Any] = tomllib.loads(
        files("warehouse").joinpath("jobs", "limits.toml").read_text("utf-8")
    )
    known = {item.name for item in fields(Limits)}
    if set(data) != known:
        wrong = ", ".join(sorted(set(data) ^ known))
        raise Failed(f"jobs/limits.toml: missing or unknown: {wrong}")
    return Limits(**data)
