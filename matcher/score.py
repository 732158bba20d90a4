"""The score of one posting, exact to the hundredth: parts and requirements sum to it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy.typing as npt

from matcher.profile import Profile
from matcher.units import UNKNOWN, Credit, Judge, Unit, units_of
from matcher.weights import Weights

Share = TypeVar("Share", float, npt.NDArray[Any])
"""0 to 1, of one posting or of all."""

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
    must: bool
    """Required as a qualification, and not to be had after hire."""


def weigh(
    rows: Sequence[Mapping[str, Any]], weights: Weights, idf: Mapping[str, float]
) -> list[Weighed]:
    """Return the units of a posting's rows with their weights.

    A unit weighs as its heaviest row: kind x strength x how rare the concept is.
    """
    weighed = []
    for unit, numbers in units_of(rows):
        members = [rows[number] for number in numbers]
        duty = all(row["asked_as"] == "duty" for row in members)
        weight = max(
            weights.kind[row["weighs_as"]]
            * weights.strength[row["strength"]]
            * idf.get(row["concept"], 1.0)
            for row in members
        )
        weighed.append(
            Weighed(
                unit, numbers, weight, duty=duty,
                must=not duty
                and any(row["strength"] == "required" for row in members)
                and not any(row["within_days_of_hire"] for row in members),
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


def years_done(profile: Profile) -> float:
    """Return how far a profile has done the wanted occupation, 0 to 1."""
    return min(1.0, profile.experience.years(WANTED_YEARS)[0] / _FULL_YEARS)


def occupation_share(wanted: Share, done: float, title_fit: Share) -> Share:
    """Return the share of the occupation's points: of one posting, or of all as arrays.

    `wanted` is 1 for the wanted occupation. A wanted posting earns by work done in it; another
    by how far its title is one the candidate has worked under.
    """
    share: Share = wanted * (0.5 + 0.5 * done) + (1 - wanted) * 0.5 * title_fit
    return share


def occupation_kept(wanted: Share, title_fit: Share, weights: Weights) -> Share:
    """Return the share of the score that is left to another occupation than the one wanted."""
    kept = weights.kept["occupation"]
    left: Share = wanted + (1 - wanted) * (kept + (1 - kept) * title_fit)
    return left


def score_posting(
    detail: Mapping[str, Any],
    likeness: float,
    title_fit: float,
    profile: Profile,
    judge: Judge,
    weights: Weights,
    idf: Mapping[str, float],
) -> Score:
    """Return the score of a posting.

    `detail`: occupation and requirement rows, as the index stores them. `likeness`: how
    like the profile's words the posting's are; `title_fit`: its titles, as `Index.words` gives.
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
            earned = [judge.unit(item.unit) for item in chosen]
            parts.append(_part(name, chosen, earned, worth, judge, rows, judged))
            gain += sum(
                worth * item.weight
                for item, (credit, _) in zip(chosen, earned, strict=True)
                if credit == UNKNOWN
            )
    wanted = float(detail["occupation"] == profile.wanted)
    occupation = points["occupation"] * occupation_share(wanted, years_done(profile), title_fit)
    parts.append(Part("text", round(100 * points["text"] * likeness)))
    parts.append(Part("occupation", round(100 * occupation)))
    now, later = _kept(weighed, judge)
    other = occupation_kept(wanted, title_fit, weights)
    now, later = now * other, later * other
    reached = sum(part.hundredths for part in parts)
    left = round(reached * now)
    if left < reached:
        parts.append(Part("must_haves", left - reached))
    possible = math.floor((reached + 100 * gain) * later)
    return Score(
        parts=tuple(parts),
        requirements=tuple(
            judged.get(number) or Judged(row, UNKNOWN, 0) for number, row in enumerate(rows)
        ),
        possible=max(possible, left),
        notes=tuple(_notes(profile, rows, reached - left)),
    )


def _part(
    name: str,
    chosen: list[Weighed],
    earned: list[tuple[Credit, int]],
    worth: float,
    judge: Judge,
    rows: Sequence[Mapping[str, Any]],
    judged: dict[int, Judged],
) -> Part:
    """Return the part that some units earn, and put what their rows earned into `judged`."""
    shares = _hundredths(
        [
            worth * item.weight * credit.share
            for item, (credit, _) in zip(chosen, earned, strict=True)
        ]
    )
    for item, (_, option), share in zip(chosen, earned, shares, strict=True):
        _judge_rows(judged, item, option, rows, judge, share)
    return Part(name, sum(shares))


def _kept(weighed: list[Weighed], judge: Judge) -> tuple[float, float]:
    """Return the share of the score that missing must-haves leave, now and if unknowns were met."""
    now = later = 1.0
    for item in weighed:
        if item.must:
            kept = judge.kept(item.unit)
            now, later = now * kept[0], later * kept[1]
    return now, later


def _judge_rows(
    judged: dict[int, Judged],
    item: Weighed,
    chosen: int,
    rows: Sequence[Mapping[str, Any]],
    judge: Judge,
    share: int,
) -> None:
    """Give the unit's points to the rows of the option that earned them."""
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


def _notes(profile: Profile, rows: Sequence[Mapping[str, Any]], lost: int) -> list[str]:
    notes = []
    if lost:
        notes.append(f"{lost / 100:.2f} points off: something this job insists on is missing")
    years = [row["years_min"] for row in rows if row["kind"] == "experience" and row["years_min"]]
    had = profile.experience.years(WANTED_YEARS)[0]
    if years and had >= 3 * max(years):
        notes.append(f"you have {had:g} years in the occupation, far more than asked for")
    return notes
