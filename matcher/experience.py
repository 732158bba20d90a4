"""Years of experience by kind and branch, from dated jobs: overlapping ones are counted once."""

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Self

from matcher.resume import Resume, parse_day
from pipeline.phrases import fold
from pipeline.rulebook import Rule
from pipeline.specialties import ANY_HEALTH, Branch, named_in

_DAYS_A_YEAR = 365.25
_HEALTH = re.compile(
    r"\b(?:medical|medicine|clinics?|patients?|physicians?|providers?|doctors?|hospitals?|health(?: ?care)?|"
    r"nurs\w+|surg(?:ery|eon|eons|ical)|copays?|ehr|emr|ambulatory|outpatient)\b"
)
_MANAGES = re.compile(
    r"\b(?:practice|office|clinic|cent(?:er|re)|site|operations|business|department|general)\b.{0,20}\b(?:manager|administrator|director|mgr)\b|\b(?:administrator|practice leader)\b"
)
_OFFICE = re.compile(
    r"\b(?:reception\w*|front (?:desk|office)|office|scheduler|check-?in|check-?out|registra\w+|patient (?:access|services?)|unit clerk|secretary)\b"
)
_CLINICAL_TITLE = re.compile(
    r"\b(?:nurse|rn|lpn|lvn|therapist|hygienist|technologist|paramedic|emt)\b"
)
_LEADS = re.compile(r"^\W*(?:lead|led|supervis|manag|direct|oversee|oversaw|run\b|ran\b)")
_PEOPLE = re.compile(
    r"\b(?:team|staff|people|employees|desk|technicians|assistants|\d+|two|three|four|five|six|seven|eight|nine|ten)\b"
)
# A kind of work shows the wider kinds too: who managed a practice has supervised people and
# worked in its office.
_IMPLIES: dict[str, tuple[str, ...]] = {
    "exp-practice-management": ("exp-supervisory", "exp-medical-office", "exp-administration", "exp-administrative-assistant", "exp-health-care", "exp-equivalent"),
    "exp-medical-office": ("exp-health-care", "exp-equivalent"),
    "exp-medical-billing": ("exp-health-care", "exp-equivalent"),
    "exp-medical-assistant": ("exp-clinical", "exp-medical-office", "exp-health-care", "exp-equivalent"),
    "exp-clinical": ("exp-health-care", "exp-equivalent"),
    "exp-specialty": ("exp-health-care", "exp-equivalent"),
    "exp-supervisory": ("exp-equivalent",),
    "exp-administration": ("exp-equivalent",),
    "exp-administrative-assistant": ("exp-equivalent",),
    "exp-health-care": ("exp-equivalent",),
}  # fmt: skip
_BY_TITLE = frozenset(
    (
        "exp-practice-management",
        "exp-supervisory",
        "exp-medical-billing",
        "exp-medical-assistant",
        "exp-clinical",
        "exp-administrative-assistant",
        "exp-administration",
    )
)
_ONLY_IN_HEALTH = frozenset(
    (
        "exp-practice-management",
        "exp-medical-office",
        "exp-medical-billing",
        "exp-clinical",
        "exp-specialty",
        "exp-health-care",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRule(Rule):
    """Words of a job that tell a kind of experience."""

    concept: str


Kinds = tuple[tuple[str, re.Pattern[str]], ...]
"""Kinds of experience and the words that tell them, in the pipeline's order."""


@dataclass(frozen=True, slots=True)
class Job:
    """A dated job: what kinds of experience it gives, in which branches."""

    start: date
    end: date
    kinds: frozenset[str]
    branches: frozenset[str]
    words: str


@dataclass(frozen=True, slots=True)
class Experience:
    """What a candidate has done, and how long."""

    jobs: tuple[Job, ...] = ()
    stated: tuple[tuple[str, float], ...] = ()
    """Years by kind that the profile states under meta.matcher, of no branch."""

    @property
    def kinds(self) -> list[str]:
        """All kinds there are years of."""
        return sorted({k for job in self.jobs for k in job.kinds} | {k for k, _ in self.stated})

    def years(
        self, kind: str | None, *, only: Iterable[str] = (), without: Iterable[str] = ()
    ) -> tuple[float, str]:
        """Return the years of a kind and the words that show them.

        Args:
            kind: None counts every job.
            only: branches, one of which a job must be in.
            without: branches of which a job must be in none.
        """
        inside, outside = frozenset(only), frozenset(without)
        jobs = [
            job
            for job in self.jobs
            if (kind is None or kind in job.kinds)
            and (not inside or job.branches & inside)
            and not job.branches & outside
        ]
        years = _merged((job.start, job.end) for job in jobs)
        words = [job.words for job in jobs]
        for stated_kind, said in self.stated:
            if kind in shown_by(stated_kind) and not inside and said > years:
                years = said
                words = [f"meta.matcher.years: {said:g}"]
        return years, "; ".join(words)

    def with_more(self, kind: str, years: float, branch: Branch | None, start: date) -> Self:
        """Return the experience after so many more years of a kind, in a branch, from a day on."""
        kinds, branches = shown_by(kind), {branch.id} if branch else set()
        if branch and branch.outside:
            kinds -= _ONLY_IN_HEALTH
        elif branch or kind in _ONLY_IN_HEALTH:
            branches.add(ANY_HEALTH)
        if branches > {ANY_HEALTH}:
            kinds |= shown_by("exp-specialty")
        # Two days over: years are rounded to the hundredth, and so are those still to go.
        end = start + timedelta(days=math.ceil(years * _DAYS_A_YEAR) + 2)
        job = Job(start, end, kinds, frozenset(branches), f"{years:g} more years")
        stated = {of: said + years if of in kinds else said for of, said in self.stated}
        said = max((said for of, said in self.stated if kind in shown_by(of)), default=None)
        if said is not None:
            stated[kind] = max(stated.get(kind, 0.0), said + years)
        return replace(self, jobs=(*self.jobs, job), stated=tuple(stated.items()))

    def on(self, day: date, today: date) -> Self:
        """Return the experience on a later day, if the jobs of today go on until then."""
        years = (day - today).days / _DAYS_A_YEAR
        present = [job for job in self.jobs if job.end >= today]
        kinds = {kind for job in present for kind in job.kinds}
        return replace(
            self,
            jobs=tuple(replace(job, end=day) if job in present else job for job in self.jobs),
            stated=tuple((kind, said + years * (kind in kinds)) for kind, said in self.stated),
        )


def shown_by(kind: str) -> frozenset[str]:
    """Return a kind of experience with the wider kinds it shows."""
    return frozenset((kind, *_IMPLIES.get(kind, ())))


def read_experience(
    resume: Resume, kinds: Kinds, branches: tuple[Branch, ...], today: date
) -> Experience:
    """Return the experience that a résumé's dated jobs show on a day."""
    jobs = []
    for _path, item in resume.items("work"):
        start = parse_day(item.get("startDate"))
        if start is None:
            continue
        end = min(parse_day(item.get("endDate"), end=True) or today, today)
        if end < start:
            continue
        place = filter(None, (str(item.get("position") or ""), str(item.get("name") or "")))
        told = named_in(_setting(item), branches) - {ANY_HEALTH}
        in_health = _in_health(item, told, branches)
        jobs.append(
            Job(
                start, end, frozenset(_kinds_of(item, kinds, told, in_health=in_health)),
                told | ({ANY_HEALTH} if in_health else set()),
                f"{', '.join(place)} ({start:%Y-%m} to {end:%Y-%m})",
            )
        )  # fmt: skip
    stated: Mapping[str, Any] = resume.wishes.get("years") or {}
    return Experience(tuple(jobs), tuple((kind, float(said)) for kind, said in stated.items()))


def _setting(item: Mapping[str, Any]) -> str:
    """Return the words that tell where a job was: its highlights tell of all sorts of things."""
    return "\n".join(
        str(item.get(name) or "") for name in ("name", "position", "summary", "description")
    )


def _in_health(item: Mapping[str, Any], told: frozenset[str], branches: tuple[Branch, ...]) -> bool:
    """Return whether a job was in health care: a hotel has a front office too."""
    if told:
        return bool(told - {branch.id for branch in branches if branch.outside})
    return bool(_HEALTH.search(fold(_setting(item))))


def _kinds_of(
    item: Mapping[str, Any], kinds: Kinds, told: frozenset[str], *, in_health: bool
) -> set[str]:
    """Return the kinds of experience a job gives: its title tells the role, its text the setting."""
    title, setting = fold(str(item.get("position") or "")), fold(_setting(item))
    found = {
        kind
        for kind, pattern in kinds
        if pattern.search(title if kind in _BY_TITLE else setting)
        and (in_health or kind not in _ONLY_IN_HEALTH)
    }
    if in_health:
        found.add("exp-health-care")
        if told:
            found.add("exp-specialty")
        if _MANAGES.search(title) and not _CLINICAL_TITLE.search(title):
            found.add("exp-practice-management")
        if _OFFICE.search(title):
            found.add("exp-medical-office")
        if _CLINICAL_TITLE.search(title):
            found.add("exp-clinical")
    if _OFFICE.search(title):
        found.add("exp-administrative-assistant")
    lines = [setting, *(fold(line) for line in item.get("highlights") or ())]
    lines[0] = fold(str(item.get("summary") or ""))
    if any(_LEADS.match(line) and _PEOPLE.search(line) for line in lines):
        found.add("exp-supervisory")
    for kind in tuple(found):
        found.update(_IMPLIES.get(kind, ()))
    return found


def _merged(spans: Iterable[tuple[date, date]]) -> float:
    """Return the years that spans cover together."""
    days = 0
    reached: date | None = None
    for start, end in sorted(spans):
        begin = start if reached is None or start > reached else reached
        if end > begin:
            days += (end - begin).days
        reached = end if reached is None or end > reached else reached
    return round(days / _DAYS_A_YEAR, 2)
