"""The weights of the score: read from `weights.toml` when an index is built, then kept in it."""

from dataclasses import asdict, dataclass, fields
from importlib.resources import files
from typing import Any, Self

from crawler.errors import Failed


@dataclass(frozen=True, slots=True)
class Weights:
    """Points, weights, credits and what missing must-haves leave; `weights.toml` gives the reason of each."""

    points: dict[str, float]
    kind: dict[str, float]
    strength: dict[str, float]
    credit: dict[str, float]
    kept: dict[str, float]
    unknown: dict[str, list[str]]
    text: dict[str, float]
    unsaid: dict[str, float]

    def to_json(self) -> dict[str, Any]:
        """Return plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        """Read plain values.

        Raises:
            Failed: a table is missing or unknown.
        """
        names = {item.name for item in fields(cls)}
        if set(values) != names:
            wrong = ", ".join(sorted(set(values) ^ names))
            raise Failed(f"weights: missing or unknown: {wrong}")
        return cls(**values)


def load_weights() -> Weights:
    """Return the weights of the installed package."""
    import tomllib  # noqa: PLC0415 -- scoring reads the weights its index was built with

    data = files("matcher").joinpath("weights.toml").read_text("utf-8")
    return Weights.from_json(tomllib.loads(data))
