"""The score of one posting, exact to the hundredth: parts and requirements sum to it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.profile import Profile
from matcher.units import UNKNOWN, Credit, Judge, Unit, units_of
from matcher.weights import Weights

WANTED_YEARS = "exp-practice-management"
_FULL_YEARS = 2.0
"""Years in the occupation from which its part is earned whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """A named share of the score, in hundredths of a point."""

    name: str
    hundredths: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A requirement row with what the profile shows for it."""

    row: Mapping[str, Any]
    credit: Credit
    hundredths: int
    """Points this row earned; rows of a group share what its best option earned."""


@dataclass(frozen=True, slots=True)
class Score:
    """A posting's score."""

    parts: tuple[Part, ...]
    requirements: tuple[Judged, ...]
    possible: int
    """Hundredths, if every unknown were met."""
    notes: tuple[str, ...]

    @property
    def hundredths(self) -> int:
        """The score in hundredths of a point: the sum of its parts."""
        return sum(part.hundredths for part in self.parts)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A unit of a posting with its weight."""

    unit: Unit
    rows: list[int]
    weight: float
    duty: bool
    required: bool


def weigh(
    rows: Sequence[Mapping[str, Any]], weights: Weights, idf: Mapping[str, float]
) -> list[Weighed]:
    """Return the units of a posting's rows with their weights.

    A unit weighs as its heaviest row: kind x strength x how rare the concept is.
    """
    weighed = []
    for unit, numbers in units_of(rows):
        members = [rows[number] for number in numbers]
        weight = max(
            weights.kind[row["kind"]]
            * weights.strength[row["strength"]]
            * idf.get(row["concept"], 1.0)
            for row in members
        )
        weighed.append(
            Weighed(
                unit, numbers, weight,
                duty=all(row["asked_as"] == "duty" for row in members),
                required=any(row["strength"] == "required" for row in members),
            )
        )  # fmt: skip
    return weighed


def points_of(weights: Weights, *, qualifications: bool, duties: bool) -> dict[str, float]:
    """Return the points of each part: those of a part a posting lacks go to the others it has."""
    points = dict(weights.points)
    lacking = [
        name for name, there in (("requirements", qualifications), ("duties", duties)) if not there
    ]
    freed = sum(points.pop(name) for name in lacking)
    shares = {name: points[name] for name in points if name != "occupation"}
    total = sum(shares.values())
    for name, share in shares.items():
        points[name] += freed * share / total
    return points


def occupation_share(profile: Profile, occupation: str) -> float:
    """Return how far a posting's occupation is the wanted one, done before or not."""
    if occupation != profile.wanted:
        return 0.0
    done = min(1.0, profile.years.get(WANTED_YEARS, 0.0) / _FULL_YEARS)
    return 0.5 + 0.5 * done


def cap_of(unit: Unit, credit: Credit, weights: Weights) -> float:
    """Return the ceiling that an unmet required unit sets; 100 where it sets none."""
    if credit.outcome not in ("unmet", "partly"):
        return 100.0
    kinds = {need.kind for option in unit.options for need in option}
    if credit.outcome == "unmet" and kinds == {"licence"}:
        return weights.cap["licence"]
    if credit.outcome == "unmet" and kinds == {"degree"}:
        return weights.cap["degree"]
    years = [need.years_min for option in unit.options for need in option if need.years_min]
    if kinds == {"experience"} and years and credit.share < 0.5:  # noqa: PLR2004 -- half of the years
        return weights.cap["experience"]
    return 100.0


def score_posting(
    detail: Mapping[str, Any],
    likeness: float,
    profile: Profile,
    judge: Judge,
    weights: Weights,
    idf: Mapping[str, float],
) -> Score:
    """Return the score of a posting.

    `detail`: occupation and requirement rows, as the index stores them. `likeness`: how
    like the profile's words the posting's are, as `Index.likeness` gives it.
    """
    rows = detail["requirements"]
    weighed = weigh(rows, weights, idf)
    points = points_of(
        weights,
        qualifications=any(not item.duty for item in weighed),
        duties=any(item.duty for item in weighed),
    )
    judged: dict[int, Judged] = {}
    parts, gain = [], 0.0
    for name, duty in (("requirements", False), ("duties", True)):
        chosen = [item for item in weighed if item.duty == duty]
        if chosen:
            worth = points[name] / (sum(item.weight for item in chosen) + weights.unsaid[name])
            parts.append(_part(name, chosen, worth, judge, rows, judged))
            gain += sum(worth * i.weight for i in chosen if judge.unit(i.unit)[0] == UNKNOWN)
    occupation = points["occupation"] * occupation_share(profile, detail["occupation"])
    parts.append(Part("text", round(100 * points["text"] * likeness)))
    parts.append(Part("occupation", round(100 * occupation)))
    cap = _cap(weighed, judge, weights)
    if detail["occupation"] != profile.wanted:
        cap = min(cap, weights.cap["occupation"])
    reached = sum(part.hundredths for part in parts)
    ceiling = round(100 * cap)
    if reached > ceiling:
        parts.append(Part("cap", ceiling - reached))
    possible = min(reached + math.floor(100 * gain), ceiling)
    return Score(
        parts=tuple(parts),
        requirements=tuple(
            judged.get(number) or Judged(row, UNKNOWN, 0) for number, row in enumerate(rows)
        ),
        possible=max(possible, min(reached, ceiling)),
        notes=tuple(_notes(profile, rows, cap)),
    )


def _part(
    name: str,
    chosen: list[Weighed],
    worth: float,
    judge: Judge,
    rows: Sequence[Mapping[str, Any]],
    judged: dict[int, Judged],
) -> Part:
    """Return the part that some units earn, and put what their rows earned into `judged`."""
    shares = _hundredths([worth * item.weight * judge.unit(item.unit)[0].share for item in chosen])
    for item, share in zip(chosen, shares, strict=True):
        _judge_rows(judged, item, rows, judge, share)
    return Part(name, sum(shares))


def _cap(weighed: list[Weighed], judge: Judge, weights: Weights) -> float:
    hard = [item for item in weighed if item.required and not item.duty]
    return min(
        (cap_of(item.unit, judge.unit(item.unit)[0], weights) for item in hard), default=100.0
    )


def _judge_rows(
    judged: dict[int, Judged],
    item: Weighed,
    rows: Sequence[Mapping[str, Any]],
    judge: Judge,
    share: int,
) -> None:
    """Give the unit's points to the rows of the option that earned them."""
    _, chosen = judge.unit(item.unit)
    numbers = iter(item.rows)
    for option_number, option in enumerate(item.unit.options):
        members = [next(numbers) for _ in option]
        earned_by = [judge.need(need) for need in option]
        total = sum(credit.share for credit in earned_by)
        points = [0] * len(members)
        if option_number == chosen and share and total:
            points = _hundredths(
                [share / 100 * credit.share / total for credit in earned_by], share
            )
        for number, credit, earned in zip(members, earned_by, points, strict=True):
            judged[number] = Judged(rows[number], credit, earned)


def _hundredths(values: Sequence[float], total: int | None = None) -> list[int]:
    """Return values in whole hundredths whose sum is the rounded sum: largest remainder first."""
    exact = [100 * value for value in values]
    floors = [math.floor(value) for value in exact]
    wanted = round(sum(exact)) if total is None else total
    order = sorted(range(len(exact)), key=lambda n: (floors[n] - exact[n], n))
    for n in order[: wanted - sum(floors)]:
        floors[n] += 1
    return floors


def _notes(profile: Profile, rows: Sequence[Mapping[str, Any]], cap: float) -> list[str]:
    notes = []
    if cap < 100:  # noqa: PLR2004 -- the whole
        notes.append(f"capped at {cap:g}: something this job insists on is missing")
    years = [row["years_min"] for row in rows if row["kind"] == "experience" and row["years_min"]]
    had = profile.years.get(WANTED_YEARS, 0.0)
    if years and had >= 3 * max(years):
        notes.append(f"you have {had:g} years in the occupation, far more than asked for")
    return notes
