"""What is understood of a profile, for the person to check."""

import re
from datetime import UTC, datetime
from pathlib import Path

from matcher.experience import JobRule
from matcher.profile import Reader, read_profile
from matcher.resume import Json, Resume, check_resume, read_resume
from matcher.resume_text.language import other_language
from pipeline.ambiguity import load_evidence
from pipeline.concepts import load_taxonomy
from pipeline.phrases import PhraseMatcher
from pipeline.rulebook import load_rules
from pipeline.specialties import load_branches

_KINDS = {
    "Skills": ("skill",), "Languages": ("language",), "Certifications": ("certification",),
    "Licences": ("licence",),
}  # fmt: skip
_STATUS = {
    "met": "",
    "limited": " (limited)",
    "in_progress": " (in progress)",
    "expired": " (expired)",
    "denied": " (you say you have not)",
}


def reader() -> Reader:
    """Return a reader from the package's own data: for use without an index."""
    taxonomy = load_taxonomy()
    rules = load_rules("jobs", JobRule)
    return Reader(
        taxonomy,
        PhraseMatcher(taxonomy),
        tuple((rule.concept, re.compile(rule.pattern)) for rule in rules),
        load_branches(),
        load_evidence(),
    )


def understood(path: Path, reader: Reader) -> dict[str, list[str]]:
    """Return what is understood of a profile, by heading.

    Raises:
        WrongUse: the profile cannot be read.
    """
    return _shown(read_resume(path), reader)


def understood_of(data: Json, reader: Reader) -> dict[str, list[str]]:
    """Return what is understood of a profile that is not in a file.

    Raises:
        WrongUse: wrong types or nothing in it.
    """
    return _shown(check_resume(data), reader)


def _shown(resume: Resume, reader: Reader) -> dict[str, list[str]]:
    profile = read_profile(resume, reader, datetime.now(UTC).date())
    labels = {concept.id: concept.label for concept in reader.taxonomy}
    shown: dict[str, list[str]] = {}
    for heading, kinds in _KINDS.items():
        shown[heading] = sorted(
            labels[claim.concept] + _STATUS[claim.status]
            for claim in profile.claims.values()
            if reader.taxonomy[claim.concept].kind in kinds
        )
    shown["Degrees"] = [
        f"{labels[degree.concept]}: {degree.words}{_STATUS[degree.status]}"
        for degree in profile.degrees
    ]
    years = [(profile.experience.years(kind)[0], kind) for kind in profile.experience.kinds]
    shown["Years of experience"] = [
        f"{had:4.1f}  {labels.get(kind, kind)}" for had, kind in sorted(years, reverse=True)
    ]
    shown["College credits"] = [
        f"{said.number:4g}  {', '.join(labels[field] for field in said.fields) or said.words}"
        for said in profile.credits
    ]
    foreign = other_language(profile.text)
    shown["Not understood"] = [*profile.warnings, *([foreign] if foreign else [])]
    return shown
