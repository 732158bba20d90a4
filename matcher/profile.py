"""What a candidate can show: claims by concept, years by kind, degrees: each with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from matcher.resume import Resume, parse_day
from pipeline.concepts import Taxonomy
from pipeline.phrases import PhraseMatcher, fold

Status = Literal["met", "in_progress", "expired", "denied"]

_ORDER: dict[Status, int] = {"met": 0, "in_progress": 1, "expired": 2, "denied": 3}
# What a clause says of the things in it. The nearest one before a thing counts, within its clause.
_DENIED = re.compile(
    r"\b(?:no(?!-)|not|never|without|lacks?|lacking|neither|nor|don't|doesn't|haven't|isn't|unfamiliar)\b"
)
_PENDING = re.compile(
    r"\b(?:pursuing|in progress|studying|working (?:toward|towards|on)|enrolled|candidate for|expected|preparing|sit(?:ting)? for|planning|scheduled|interest(?:ed)? in|hop(?:e|ing) to|finishing|currently completing|will complete)\b"
)
_LAPSED = re.compile(r"\b(?:expired|lapsed|not renewed|no longer|inactive|retired)\b")
_CLAUSE = re.compile(r"[.;\n]|,\s*(?:but|though|yet)\b|\bbut\b")
_YEARS_IN = re.compile(
    r"\b(?:practice|office|clinic|cent(?:er|re)|site|operations|business|department|general)\b.{0,20}\b(?:manager|administrator|director|mgr)\b|\b(?:administrator|practice leader)\b"
)
_DAYS_A_YEAR = 365.25
# A manager of a practice has supervised people and worked in its office.
_IMPLIES = {
    "exp-practice-management": ("exp-supervisory", "exp-medical-office", "exp-administration", "exp-health-care", "exp-equivalent"),
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
_LEADS = re.compile(
    r"^\W*(?:lead|led|supervis|manag|direct|oversee|oversaw|run\b|ran\b)", re.IGNORECASE
)
_CLINICAL_TITLE = re.compile(
    r"\b(?:nurse|rn|lpn|lvn|therapist|hygienist|technologist|paramedic|emt)\b"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """That the candidate has a concept, in the profile's own words."""

    concept: str
    status: Status
    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Degree:
    """A degree, completed or under way."""

    concept: str
    rank: int
    fields: tuple[str, ...]
    status: Status
    words: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the scorer asks of a candidate."""

    name: str
    claims: dict[str, Claim]
    """The best claim of each concept."""
    years: dict[str, float]
    """Years by kind of experience, overlapping jobs counted once."""
    years_words: dict[str, str]
    degrees: tuple[Degree, ...]
    text: str
    """All words, for matching what the taxonomy does not know."""
    lists_languages: bool
    warnings: tuple[str, ...] = ()
    wanted: str = "medical_office_manager"
    _below: dict[str, Claim] = field(default_factory=dict, compare=False)

    def claim_of(self, concept: str) -> Claim | None:
        """Return the claim that shows a concept: its own, or a narrower one's (Epic shows EHR)."""
        own, below = self.claims.get(concept), self._below.get(concept)
        if own is None or (below is not None and _ORDER[below.status] < _ORDER[own.status]):
            return below
        return own


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a profile needs, compiled: no rule file is parsed for it."""

    taxonomy: Taxonomy
    matcher: PhraseMatcher
    experience: tuple[tuple[str, re.Pattern[str]], ...]
    """Kinds of experience and the words that tell them, in the pipeline's order."""


def read_profile(resume: Resume, reader: Reader, today: date) -> Profile:
    """Return what a résumé shows on a day."""
    claims: dict[str, Claim] = {}
    for path, text in _texts(resume):
        for claim in _claims_in(path, text, reader, today):
            _keep(claims, claim)
    for claim in _listed_languages(resume, reader):
        _keep(claims, claim)
    degrees = tuple(_degrees(resume, reader, today))
    years, words = _years(resume, reader, today)
    below: dict[str, Claim] = {}
    for claim in claims.values():
        if claim.status != "denied":
            for broader in reader.taxonomy.ancestors(claim.concept):
                _keep(below, Claim(broader, claim.status, claim.words, claim.path))
    return Profile(
        name=str(resume.basics.get("name") or ""),
        claims=claims,
        years=years,
        years_words=words,
        degrees=degrees,
        text="\n".join(text for _, text in _texts(resume)),
        lists_languages=bool(resume.data.get("languages")),
        warnings=resume.warnings,
        _below=below,
    )


def _keep(claims: dict[str, Claim], claim: Claim) -> None:
    """Keep the better of two claims; that it is denied outweighs that it is mentioned."""
    other = claims.get(claim.concept)
    if (
        other is None
        or (claim.status == "denied" and other.status == "met" and "skills" not in other.path)
        or (other.status != "denied" and _ORDER[claim.status] < _ORDER[other.status])
    ):
        claims[claim.concept] = claim


_READ: dict[str, tuple[str, ...]] = {
    "work": ("position", "summary", "description", "highlights"),
    "volunteer": ("position", "summary", "highlights"),
    "projects": ("description", "highlights", "keywords"),
    "skills": ("name", "keywords"),
    "certificates": ("name",),
    "education": ("courses",),
}
"""The parts of a résumé whose words make claims."""


def _texts(resume: Resume) -> Iterator[tuple[str, str]]:
    items: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
        ("basics", resume.basics, ("label", "summary"))
    ]
    items += [
        (path, item, names) for part, names in _READ.items() for path, item in resume.items(part)
    ]
    for path, item, names in items:
        for name in names:
            value = item.get(name)
            if isinstance(value, str):
                yield f"{path}.{name}", value
            else:
                yield from ((f"{path}.{name}[{n}]", text) for n, text in enumerate(value or ()))


_CREDENTIALS = frozenset(("certification", "licence"))
_NARRATES = re.compile(r"work\[\d+\]\.(?!position)")
_HOLDS = re.compile(r"\b(?:certified|certificat|licen[sc]|card|credential|passed|earned|hold)")
_CLAIMED_KINDS = frozenset(("skill", "language", "certification", "licence"))


def _claims_in(path: str, text: str, reader: Reader, today: date) -> Iterator[Claim]:
    folded = fold(text)
    for mention in reader.matcher.find(text, folded):
        # In a list of skills a word of many meanings means the skill: nobody lists verbs.
        concepts = mention.concepts + (mention.open if path.startswith("skills") else ())
        for concept in concepts:
            if concept.kind not in _CLAIMED_KINDS:
                continue
            if concept.kind in _CREDENTIALS and _NARRATES.match(path) and not _HOLDS.search(folded):
                continue  # "trained two CPCs": the words tell of others
            status = _status_at(folded, mention.start, mention.end, today)
            yield Claim(concept.id, status, " ".join(text.split())[:160], path)


def _status_at(folded: str, start: int, end: int, today: date) -> Status:
    clause_start = 0
    clause_end = len(folded)
    for match in _CLAUSE.finditer(folded):
        if match.end() <= start:
            clause_start = match.end()
        elif match.start() >= end:
            clause_end = match.start()
            break
    before, clause = folded[clause_start:start], folded[clause_start:clause_end]
    if _LAPSED.search(clause) or _past_expiry(clause, today):
        return "expired"
    if _PENDING.search(clause):
        return "in_progress"
    return "denied" if _DENIED.search(before) else "met"


def _past_expiry(clause: str, today: date) -> bool:
    match = re.search(r"\b(?:expires?|through|until|valid to)\s+(?:[a-z]+\s+)?(\d{4})\b", clause)
    return match is not None and int(match[1]) < today.year


def _listed_languages(resume: Resume, reader: Reader) -> Iterator[Claim]:
    for path, item in resume.items("languages"):
        language = str(item.get("language") or "")
        if not language or language.lower() == "english":
            continue
        found = [
            c for m in reader.matcher.find(language) for c in m.concepts if c.kind == "language"
        ]
        words = ", ".join(filter(None, (language, item.get("fluency"))))
        yield Claim(found[0].id if found else "language-other", "met", words, f"{path}.language")


def _degrees(resume: Resume, reader: Reader, today: date) -> Iterator[Degree]:
    for _path, item in resume.items("education"):
        study, area = str(item.get("studyType") or ""), str(item.get("area") or "")
        words = " ".join(filter(None, (study, f"in {area}" if area and study else area)))
        found = reader.matcher.find(study)
        levels = [c for m in found for c in m.concepts if c.kind == "degree" and c.rank is not None]
        if not levels:
            continue
        fields = [
            c.id
            for m in (*found, *reader.matcher.find(area))
            for c in m.concepts
            if c.kind == "field"
        ]
        level = max(levels, key=lambda concept: concept.rank or 0)
        ends = parse_day(item.get("endDate"), end=True)
        pending = bool(_PENDING.search(fold(study))) or (ends is not None and ends > today)
        unfinished = re.search(
            r"\b(?:incomplete|not completed|some|coursework|credits)\b", fold(study)
        )
        status: Status = "in_progress" if pending or unfinished else "met"
        yield Degree(level.id, level.rank or 0, tuple(dict.fromkeys(fields)), status, words)


def _years(resume: Resume, reader: Reader, today: date) -> tuple[dict[str, float], dict[str, str]]:
    spans: dict[str, list[tuple[date, date]]] = {}
    words: dict[str, list[str]] = {}
    for _path, item in resume.items("work"):
        start = parse_day(item.get("startDate"))
        if start is None:
            continue
        end = min(parse_day(item.get("endDate"), end=True) or today, today)
        if end < start:
            continue
        job = ", ".join(
            filter(None, (str(item.get("position") or ""), str(item.get("name") or "")))
        )
        for kind in _kinds_of(item, reader):
            spans.setdefault(kind, []).append((start, end))
            words.setdefault(kind, []).append(f"{job} ({start:%Y-%m} to {end:%Y-%m})")
    years = {kind: _merged_years(found) for kind, found in spans.items()}
    for kind, said in (resume.wishes.get("years") or {}).items():
        years[kind] = max(years.get(kind, 0.0), float(said))
        words.setdefault(kind, []).append(f"meta.matcher.years: {said}")
    return years, {kind: "; ".join(said) for kind, said in words.items()}


def _kinds_of(item: dict[str, object], reader: Reader) -> set[str]:
    """Return the kinds of experience a job gives: its title tells the role, its text the setting."""
    title = fold(str(item.get("position") or ""))
    highlights = item.get("highlights")
    lines = [str(item.get("summary") or ""), *(highlights if isinstance(highlights, list) else [])]
    setting = fold(" ".join([str(item.get("name") or ""), title, lines[0]]))
    kinds = set()
    for kind, pattern in reader.experience:
        if pattern.search(title if kind in _BY_TITLE else setting):
            kinds.add(kind)
    in_health = bool(
        kinds
        & {
            "exp-medical-office",
            "exp-specialty",
            "exp-health-care",
            "exp-practice-management",
            "exp-clinical",
        }
    ) or any(c.kind == "setting" for m in reader.matcher.find(setting) for c in m.concepts)
    if in_health and _YEARS_IN.search(title) and not _CLINICAL_TITLE.search(title):
        kinds.add("exp-practice-management")
    elif not in_health:
        kinds -= {"exp-practice-management", "exp-medical-office"}
    if any(
        _LEADS.match(line)
        and re.search(
            r"\b(?:team|staff|people|employees|desk|technicians|assistants|\d+|two|three|four|five|six|seven|eight|nine|ten)\b",
            line,
            re.IGNORECASE,
        )
        for line in lines
    ):
        kinds.add("exp-supervisory")
    for kind in tuple(kinds):
        kinds.update(_IMPLIES.get(kind, ()))
    return kinds


def _merged_years(spans: list[tuple[date, date]]) -> float:
    days = 0
    reached: date | None = None
    for start, end in sorted(spans):
        begin = start if reached is None or start > reached else reached
        if end > begin:
            days += (end - begin).days
        reached = end if reached is None or end > reached else reached
    return round(days / _DAYS_A_YEAR, 2)
