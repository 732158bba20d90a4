"""Employment types as stated in the text, else in the source's own field."""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.posting import EmploymentType
from pipeline.reading import Facts, Reading
from pipeline.rulebook import Rule, load_rules

_GIVEN: dict[str, EmploymentType] = {
    "full time": "full_time", "fulltime": "full_time", "full": "full_time", "ft": "full_time", "regular full time": "full_time",
    "part time": "part_time", "parttime": "part_time", "part": "part_time", "pt": "part_time", "regular part time": "part_time",
    "contract": "contract", "contractor": "contract", "temporary": "temporary", "temp": "temporary",
    "seasonal": "temporary", "interim": "temporary", "per diem": "per_diem", "prn": "per_diem",
    "pool": "per_diem", "pool/prn": "per_diem", "casual": "per_diem", "intern": "internship",
    "internship": "internship",
}  # fmt: skip
"""The closed list of what sources say; anything else stays raw and is not guessed at."""

# "Part-time staff", "full-time providers", "benefits for full-time employees": others' types.
_OF_OTHERS = re.compile(
    r"\s+(?:staff|employees|providers?|physicians?|clinicians?|team members|benefits|students?|equivalents?|assistants|coders?|therapists?|dentists?|doctors?|workers|hygienists?)\b"
)
_OTHERS_BEFORE = re.compile(
    r"(?:\b(?:two|three|our|all|other|for|eligible|supervises?|staff of|\d+)\s+)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScheduleRule(Rule):
    """Words that state one employment type."""

    type: str


@cache
def _rules() -> tuple[tuple[ScheduleRule, re.Pattern[str]], ...]:
    return tuple((rule, re.compile(rule.pattern)) for rule in load_rules("schedule", ScheduleRule))


def extract(reading: Reading) -> Facts:
    """Read the employment types."""
    found = [rule.type for rule, pattern in _rules() if _states(reading, pattern)]
    if not found:
        found = [
            _GIVEN[word]
            for part in re.split(r"[,;|]", reading.raw.employment_type or "")
            if (word := re.sub(r"[-_\s]+", " ", part).strip().lower()) in _GIVEN
        ]
    types = tuple(dict.fromkeys(found))
    return {"employment_types": types} if types else {}  # type: ignore[typeddict-item] # closed by a test


def _states(reading: Reading, pattern: re.Pattern[str]) -> bool:
    for match in pattern.finditer(reading.folded):
        line_start = reading.folded.rfind("\n", 0, match.start()) + 1
        before = reading.folded[line_start : match.start()]
        if _OF_OTHERS.match(reading.folded, match.end()) or _OTHERS_BEFORE.search(before):
            continue
        section = reading.section_at(match.start())
        if section is not None and section.kind == "employer" and len(before) > 60:  # noqa: PLR2004 -- prose about the employer
            continue
        return True
    return False
