"""Rank postings for a profile: estimate all, then score the best exactly."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from crawler.errors import WrongUse
from matcher.filters import Filters
from matcher.index import Index, Words
from matcher.profile import Profile
from matcher.score import Judged, Score, score_posting
from matcher.units import Judge

_MARGIN = 0.05
"""Points by which an estimate may differ from the score: both are rounded, part by part."""


@dataclass(frozen=True, slots=True)
class Result:
    """A ranked posting."""

    rank: int
    detail: dict[str, Any]
    score: Score

    def to_json(self) -> dict[str, Any]:
        """Return the contract's result."""
        detail, score = self.detail, self.score
        return {
            "rank": self.rank,
            "posting_id": detail["posting_id"],
            "title": detail["title"],
            "employer": detail["employer"],
            "url": detail["url"],
            "places": detail["places"],
            "pay": {"min": detail["pay_min"], "max": detail["pay_max"], "unit": detail["pay_unit"]}
            if detail["pay_unit"]
            else None,
            "posted_at": detail["posted_at"],
            "status": detail["status"],
            "score": score.hundredths / 100,
            "possible": score.possible / 100,
            "parts": [{"name": p.name, "points": p.hundredths / 100} for p in score.parts],
            "requirements": [_requirement_json(judged) for judged in score.requirements],
            "notes": list(score.notes),
        }


def _requirement_json(judged: Judged) -> dict[str, Any]:
    row = judged.row
    not_asked = row["strength"] == "not_required"
    return {
        "concept": row["concept"],
        "kind": row["kind"],
        "strength": row["strength"],
        "asked_as": row["asked_as"],
        "group": row["group"],
        "option": row["option"],
        "years_min": row["years_min"],
        "fields": row["fields"] or [],
        "within_days_of_hire": row["within_days_of_hire"],
        "status": "met" if not_asked else judged.credit.outcome,
        "points": judged.hundredths / 100,
        "evidence": row["evidence"],
        "profile_evidence": judged.credit.words or None,
    }


def rank(index: Index, profile: Profile, filters: Filters, top: int) -> list[Result]:
    """Return the best postings for a profile, best first.

    Equal scores are ordered by what could be reached, then by posting id: the order is stable.
    """
    judge = index.judge(profile)
    words = index.words(profile)
    estimates = index.estimate(profile, judge, words)
    numbers = np.flatnonzero(index.chosen(filters))
    best = estimates[numbers]
    if len(numbers) > top:
        bar = np.partition(best, len(best) - top)[len(best) - top]
        numbers = numbers[best >= bar - _MARGIN]
    scored = [
        (_score(index, int(number), detail, words, profile, judge), detail)
        for number, detail in zip(numbers, index.details(numbers), strict=True)
    ]
    scored.sort(key=lambda item: (-item[0].hundredths, -item[0].possible, item[1]["posting_id"]))
    return [Result(n, detail, score) for n, (score, detail) in enumerate(scored[:top], 1)]


def explain(index: Index, profile: Profile, posting_id: str) -> Result:
    """Return the score of one posting, whatever its rank.

    Raises:
        WrongUse: no such posting in the index.
    """
    number = index.find(posting_id)
    if number is None:
        raise WrongUse(
            f"no posting {posting_id!r} in the index; take an id from `matcher score --format json`"
        )
    judge = index.judge(profile)
    words = index.words(profile)
    detail = index.details([number])[0]
    score = _score(index, number, detail, words, profile, judge)
    mask = index.chosen(Filters(all_occupations=True))
    estimates = index.estimate(profile, judge, words)
    better = int(np.count_nonzero(estimates[mask] > estimates[number] + 1e-6))
    return Result(better + 1, detail, score)


def _score(
    index: Index,
    number: int,
    detail: dict[str, Any],
    words: Words,
    profile: Profile,
    judge: Judge,
) -> Score:
    likeness, title_fit = float(words.likeness[number]), float(words.title_fit[number])
    return score_posting(detail, likeness, title_fit, profile, judge, index.weights, index.idf)
