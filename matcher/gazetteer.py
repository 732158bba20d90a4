"""Where US places lie: ZIP codes and cities, from the `zipcodes` package. Only building imports it.

Its coordinates come from GeoNames (CC BY 4.0) and the USPS.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

_WRITTEN_OUT = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount", "n": "north", "s": "south", "e": "east", "w": "west"}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_ZIP_DIGITS = 5

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Points of US places."""

    zips: npt.NDArray[np.int32]
    """ZIP codes as numbers, sorted."""
    points: npt.NDArray[np.float32]
    """Their latitude and longitude, in degrees."""
    cities: Mapping[tuple[str, str], Point]
    """By state and the city's plain name: the middle of its ZIP codes."""

    def locate(self, place: Mapping[str, Any]) -> Point | None:
        """Return the point of a posting's location: by its ZIP code, else its city."""
        code = (place.get("postal_code") or "")[:_ZIP_DIGITS]
        if len(code) == _ZIP_DIGITS and code.isascii() and code.isdigit():
            number = int(np.searchsorted(self.zips, int(code)))
            if number < len(self.zips) and self.zips[number] == int(code):
                return float(self.points[number, 0]), float(self.points[number, 1])
        city, state = place.get("city"), place.get("state")
        return self.cities.get((state, _plain(city))) if city and state else None


@cache
def load_gazetteer() -> Gazetteer:
    """Return the gazetteer of the installed package: two seconds, once a process."""
    import zipcodes  # noqa: PLC0415 -- its data is unpacked on first use

    found: dict[int, Point] = {}
    members: dict[tuple[str, str], list[Point]] = {}
    for entry in zipcodes.list_all():  # type: ignore[no-untyped-call] # its stubs are bare
        point = float(entry["lat"] or 0), float(entry["long"] or 0)
        if point == (0.0, 0.0):
            continue  # the package does not know where it lies
        found[int(entry["zip_code"])] = point
        for city in (entry["city"], *entry["acceptable_cities"]):
            members.setdefault((entry["state"], _plain(city)), []).append(point)
    codes = sorted(found)
    return Gazetteer(
        np.array(codes, np.int32),
        np.array([found[code] for code in codes], np.float32).reshape(-1, 2),
        {city: (_mean(points, 0), _mean(points, 1)) for city, points in members.items()},
    )


def _mean(points: list[Point], axis: int) -> float:
    return sum(point[axis] for point in points) / len(points)


def _plain(city: str) -> str:
    """Return a city's name as it is compared: "St. Louis" is "saint louis"."""
    words = _WORD.findall(city.lower().replace("'", "").replace("\u2019", ""))
    return " ".join(_WRITTEN_OUT.get(word, word) for word in words)
