"""Employment types as stated in the text, else in the title, else in the source's own field."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.phrases import fold
from pipeline.posting import EmploymentType
from pipeline.reading import Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.week_hours import stated_hours

_GIVEN: dict[str, EmploymentType] = {
    "full time": "full_time", "fulltime": "full_time", "full": "full_time", "ft": "full_time",
    "part time": "part_time", "parttime": "part_time", "part": "part_time", "pt": "part_time",
    "contract": "contract", "contractor": "contract", "contract to hire": "contract",
    "independent contractor": "contract", "1099": "contract",
    "temporary": "temporary", "temp": "temporary", "seasonal": "temporary",
    "interim": "temporary", "limited term": "temporary", "fixed term": "temporary",
    "temp to hire": "temporary", "per diem": "per_diem", "perdiem": "per_diem",
    "prn": "per_diem", "pool": "per_diem", "casual": "per_diem", "relief": "per_diem",
    "intern": "internship", "internship": "internship",
}  # fmt: skip
"""The closed list of what sources say; anything else stays raw and is not guessed at."""

_NEUTRAL = re.compile(
    r"\b(?:regular|permanent|employees?|position|salar(?:y|ied)|hourly|(?:non )?exempt|status|"
    r"job|days?|nights?|benefited|benefits eligible|w2|standard|schedule)\b"
)
"""Words of sources that say nothing of the type: "Regular Full Time (Salary)"."""

_LONGEST_BEFORE = 60
_MOST_PART_TIME = 30
"""Hours a week; more may be a full-time job of four days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRule(AnchoredRule):
    """Words that state one employment type, or whose it is."""

    type: str
    anchors: tuple[str, ...] = ()


@cache
def _finder() -> AnchoredFinder[ScheduleRule]:
    return AnchoredFinder([rule for rule in load_rules("schedule", ScheduleRule) if rule.anchors])


@cache
def _of_others(where: str) -> re.Pattern[str]:
    rules = load_rules("schedule", ScheduleRule)
    return re.compile("|".join(rule.pattern for rule in rules if rule.type == where))


def extract(reading: Reading) -> Facts:
    """Read the employment types."""
    types = (
        _stated(reading.folded, reading)
        or _stated(fold(reading.raw.title), None)
        or _given(reading.raw.employment_type)
        or _by_hours(reading.folded)
    )
    return {"employment_types": types} if types else {}


def _stated(folded: str, reading: Reading | None) -> tuple[EmploymentType, ...]:
    """Return the types a text states, in the order of their first statement."""
    found: dict[EmploymentType, int] = {}
    for rule, match in _finder().find(folded):
        type_: EmploymentType = rule.type  # type: ignore[assignment] # closed by a test
        if type_ not in found and _is_of_this_job(folded, match, reading):
            found[type_] = match.start()
    return tuple(sorted(found, key=lambda item: found[item]))


def _is_of_this_job(folded: str, match: re.Match[str], reading: Reading | None) -> bool:
    before = folded[max(0, match.start() - _LONGEST_BEFORE) : match.start()].rpartition("\n")[2]
    if _of_others("others_after").match(folded, match.end()):
        return False
    if _of_others("others_before").search(before):
        return False
    one = _of_others("others_one").match(folded, match.end())
    if one and reading is not None and one["colleague"] not in fold(reading.raw.title):
        return False
    section = reading.section_at(match.start()) if reading is not None else None
    # Prose about the employer tells of its people; a short line there is still the job's.
    return section is None or section.kind != "employer" or len(before) < _LONGEST_BEFORE


def _by_hours(folded: str) -> tuple[EmploymentType, ...]:
    """Return part time where the hours of the week alone tell it."""
    hours = stated_hours(folded)
    return ("part_time",) if hours is not None and hours <= _MOST_PART_TIME else ()


def _given(words: str | None) -> tuple[EmploymentType, ...]:
    found = []
    for part in re.split(r"[,;|/()]", words or ""):
        plain = " ".join(re.sub(r"[-_\s]+", " ", part).lower().split())
        plain = " ".join(_NEUTRAL.sub(" ", plain).split())
        if plain in _GIVEN:
            found.append(_GIVEN[plain])
    return tuple(dict.fromkeys(found))
