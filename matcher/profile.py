"""What a candidate can show: claims by concept, years by kind, degrees: each with its words."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal, Self

from matcher.credits import Credits, field_of, read_credits
from matcher.experience import Experience, Kinds, read_experience
from matcher.resume import Resume, parse_day
from pipeline.ambiguity import Evidence, decide
from pipeline.concepts import Taxonomy
from pipeline.phrases import PhraseMatcher, fold
from pipeline.specialties import Branch

Status = Literal["met", "limited", "in_progress", "expired", "denied"]

_ORDER: dict[Status, int] = {"met": 0, "in_progress": 1, "limited": 2, "expired": 3, "denied": 4}
# What a clause says of the things in it. The nearest one before a thing counts, within its clause.
_DENIED = re.compile(
    r"\b(?:no(?!-)|not|never|without|lacks?|lacking|neither|nor|don't|doesn't|haven't|isn't|unfamiliar)\b"
)
_PENDING = re.compile(
    r"\b(?:pursuing|in progress|studying|working (?:toward|towards|on)|enrolled|candidate for|expected|preparing|sit(?:ting)? for|planning|scheduled|interest(?:ed)? in|hop(?:e|ing) to|finishing|currently completing|will complete)\b"
)
_LAPSED = re.compile(r"\b(?:expired|lapsed|not renewed|no longer|inactive|retired)\b")
_LIMITED = re.compile(r"\b(?:elementary|basic|beginner|limited|some|school|rudimentary|a1|a2)\b")
_CLAUSE = re.compile(r"[.;\n]|,\s*(?:but|though|yet)\b|\bbut\b")


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
    ends: date | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """Everything the scorer asks of a candidate."""

    name: str
    claims: dict[str, Claim]
    """The best claim of each concept."""
    experience: Experience
    degrees: tuple[Degree, ...]
    titles: str
    """What the candidate calls the work done and wanted."""
    text: str
    """All words, for matching what the taxonomy does not know."""
    lists_languages: bool
    credits: tuple[Credits, ...] = ()
    """College credits, where stated."""
    warnings: tuple[str, ...] = ()
    wanted: str = "medical_office_manager"
    _below: dict[str, Claim] = field(default_factory=dict, compare=False)

    def claim_of(self, concept: str) -> Claim | None:
        """Return the claim that shows a concept: its own, or a narrower one's (Epic shows EHR)."""
        own, below = self.claims.get(concept), self._below.get(concept)
        if own is None or (below is not None and _ORDER[below.status] < _ORDER[own.status]):
            return below
        return own

    def with_claim(self, claim: Claim, broader: Iterable[str]) -> Self:
        """Return the profile with one more claim, which shows its broader concepts too."""
        below = dict(self._below)
        for concept in broader:
            _keep(below, replace(claim, concept=concept))
        return replace(self, claims={**self.claims, claim.concept: claim}, _below=below)


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading a profile needs, compiled: no rule file is parsed for it."""

    taxonomy: Taxonomy
    matcher: PhraseMatcher
    experience: Kinds
    branches: tuple[Branch, ...]
    evidence: Evidence


def read_profile(resume: Resume, reader: Reader, today: date) -> Profile:
    """Return what a résumé shows on a day."""
    claims: dict[str, Claim] = {}
    for path, text in _texts(resume):
        for claim in _claims_in(path, text, reader, today):
            _keep(claims, claim)
    for claim in _listed_languages(resume, reader):
        _keep(claims, claim)
    degrees = tuple(_degrees(resume, reader, today))
    below: dict[str, Claim] = {}
    for claim in claims.values():
        if claim.status != "denied":
            for broader in reader.taxonomy.ancestors(claim.concept):
                _keep(below, Claim(broader, claim.status, claim.words, claim.path))
    return Profile(
        name=str(resume.basics.get("name") or ""),
        claims=claims,
        experience=read_experience(resume, reader.experience, reader.branches, today),
        degrees=degrees,
        titles="\n".join(
            [str(resume.basics.get("label") or "")]
            + [str(item.get("position") or "") for _, item in resume.items("work")]
        ),
        text="\n".join(text for _, text in _texts(resume)),
        lists_languages=bool(resume.data.get("languages")),
        credits=read_credits(resume, reader.matcher, reader.taxonomy),
        warnings=(*resume.warnings, *_future_jobs(resume, today), *_unknown_counts(resume, reader)),
        _below=below,
    )


def _future_jobs(resume: Resume, today: date) -> Iterator[str]:
    for path, item in resume.items("work"):
        start = parse_day(item.get("startDate"))
        if start is not None and start > today:
            said = item["startDate"]
            yield f"{path}: startDate {said} is in the future; its years are not counted"


def _unknown_counts(resume: Resume, reader: Reader) -> Iterator[str]:
    taxonomy = reader.taxonomy
    for kind in resume.wishes.get("years") or {}:
        if kind not in taxonomy.concepts or taxonomy[kind].kind != "experience":
            yield f"meta.matcher.years.{kind}: unknown kind of experience; not read"
    for name in resume.wishes.get("credits") or {}:
        if not field_of(name, reader.matcher, taxonomy):
            yield f"meta.matcher.credits.{name}: unknown field of study; counted for no credential"


def _keep(claims: dict[str, Claim], claim: Claim) -> None:
    """Keep the better of two claims of a concept, in whatever order they come.

    What is said of it in words outweighs a list of skills only when it is a denial of something
    merely narrated: "no Epic yet" beside "go-live of Epic", not beside a listed skill.
    """
    other = claims.get(claim.concept)
    if other is None or _weight_of(claim) < _weight_of(other):
        claims[claim.concept] = claim


def _weight_of(claim: Claim) -> int:
    """Return the place of a claim among those of one concept, the strongest first."""
    listed = claim.path.startswith(("skills", "certificates", "languages"))
    if claim.status == "met":
        return 0 if listed else 2
    return 1 if claim.status == "denied" else 2 + _ORDER[claim.status]


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


_LISTS = ("skills", "certificates")
_CREDENTIALS = frozenset(("certification", "licence"))
_NARRATES = re.compile(r"work\[\d+\]\.(?!position)")
_HOLDS = re.compile(r"\b(?:certified|certificat|licen[sc]|card|credential|passed|earned|hold)")
_CLAIMED_KINDS = frozenset(("skill", "language", "certification", "licence"))


def _claims_in(path: str, text: str, reader: Reader, today: date) -> Iterator[Claim]:
    folded = fold(text)
    for mention in reader.matcher.find(text, folded):
        # In a list of skills a word of many meanings means the skill: nobody lists verbs. A
        # credential needs its evidence even there: NHA issues certificates and is a licence.
        concepts = mention.concepts + tuple(
            concept
            for concept in mention.open
            if (path.startswith(_LISTS) and concept.kind not in _CREDENTIALS)
            or decide(text, folded, mention, concept, reader.evidence) == "meant"
        )
        for concept in concepts:
            if concept.kind not in _CLAIMED_KINDS:
                continue
            if concept.kind in _CREDENTIALS and _NARRATES.match(path) and not _HOLDS.search(folded):
                continue  # "trained two CPCs": the words tell of others
            status = status_at(folded, mention.start, mention.end, today)
            yield Claim(concept.id, status, " ".join(text.split())[:160], path)


def status_at(folded: str, start: int, end: int, today: date) -> Status:
    """Return what the clause around a thing says of it; `start` and `end` are its span."""
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
        status: Status = "limited" if _LIMITED.search(fold(words)) else "met"
        yield Claim(found[0].id if found else "language-other", status, words, f"{path}.language")


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
        yield Degree(level.id, level.rank or 0, tuple(dict.fromkeys(fields)), status, words, ends)
