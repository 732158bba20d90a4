"""Write what postings ask, unit-major: each distinct unit once, with the postings that ask it."""

import json
from array import array
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from matcher.score import points_of, weigh
from matcher.units import Need, Unit
from matcher.weights import Weights

Array = npt.NDArray[Any]

_PARTS = ("requirements", "duties", "text", "occupation")


class UnitColumns:
    """The units of the postings added so far, in few bytes each."""

    def __init__(self, weights: Weights, idf: Mapping[str, float]) -> None:
        self._weights, self._idf = weights, idf
        self._numbers: dict[Unit, int] = {}
        self._units, self._postings = array("i"), array("i")
        self._worths, self._musts = array("f"), array("b")
        self._part_points = array("f")
        self._count = 0

    def add(self, detail: Mapping[str, Any]) -> None:
        """Add the next posting."""
        weights = self._weights
        weighed = weigh(detail["requirements"], weights, self._idf)
        totals = {duty: sum(w.weight for w in weighed if w.duty == duty) for duty in (False, True)}
        points = points_of(weights, qualifications=totals[False] > 0, duties=totals[True] > 0)
        self._part_points.extend(points.get(name, 0.0) for name in _PARTS)
        for item in weighed:
            name = "duties" if item.duty else "requirements"
            worth = points[name] * item.weight / (totals[item.duty] + weights.unsaid[name])
            self._units.append(self._numbers.setdefault(item.unit, len(self._numbers)))
            self._postings.append(self._count)
            self._worths.append(worth)
            self._musts.append(item.must)
        self._count += 1

    def write(self, target: Path) -> None:
        """Write the columns."""
        of_unit, postings = np.asarray(self._units), np.asarray(self._postings)
        order = np.argsort(of_unit, kind="stable")
        self._save_ends(target / "unit_indptr.npy", of_unit)
        np.save(target / "unit_postings.npy", postings[order])
        np.save(target / "unit_points.npy", np.asarray(self._worths)[order])
        musts = order[np.asarray(self._musts)[order] != 0]
        self._save_ends(target / "must_indptr.npy", of_unit[musts])
        np.save(target / "must_postings.npy", postings[musts])
        part_points = np.asarray(self._part_points).reshape(self._count, len(_PARTS))
        np.save(target / "part_points.npy", np.ascontiguousarray(part_points.T))
        _write_needs(target, self._numbers)

    def _save_ends(self, path: Path, of_unit: Array) -> None:
        ends = np.cumsum(np.bincount(of_unit, minlength=len(self._numbers)))
        np.save(path, np.concatenate([[0], ends]).astype(np.int64))


def _write_needs(target: Path, units: Iterable[Unit]) -> None:
    """Store each distinct need once, and units as lists of options, options as lists of needs."""
    numbers: dict[Need, int] = {}
    needs_of: list[int] = []
    option_ends, unit_ends = [0], [0]
    for unit in units:
        for option in unit.options:
            needs_of += [numbers.setdefault(need, len(numbers)) for need in option]
            option_ends.append(len(needs_of))
        unit_ends.append(len(option_ends) - 1)
    np.save(target / "option_needs.npy", np.array(needs_of, np.int32))
    np.save(target / "option_indptr.npy", np.array(option_ends, np.int64))
    np.save(target / "unit_options.npy", np.array(unit_ends, np.int64))
    needs = [[n.kind, n.concept, n.years_min, n.fields, n.branches] for n in numbers]
    (target / "needs.json").write_text(json.dumps(needs), "utf-8")
