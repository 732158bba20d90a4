"""From the lines of a résumé to a JSON Resume, with what was not understood."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from crawler.errors import WrongUse
from matcher.profile import Reader, read_profile
from matcher.resume import check_resume
from matcher.resume_text.head import read_head
from matcher.resume_text.jobs import read_jobs
from matcher.resume_text.language import other_language
from matcher.resume_text.lines import Line, Unread
from matcher.resume_text.lists import read_certificates, read_languages, read_skills
from matcher.resume_text.schools import read_schools
from matcher.resume_text.sections import find_sections, with_head
from matcher.resume_text.skills import skills_said

SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"

LONGEST = 300_000
"""Characters of a résumé: 200 jobs with ten lines each have half of them."""
TOO_LONG = f"more than {LONGEST:,} characters of text; a résumé has a tenth of them"
_HINT = "; are its headings words like Experience, Education, Skills?"


@dataclass(frozen=True, slots=True)
class Draft:
    """A JSON Resume made from a document, for the person to correct."""

    resume: dict[str, Any]
    unread: tuple[str, ...]
    """What was not understood or is doubtful, a line each."""


def draft_of(lines: Sequence[Line], reader: Reader, today: date) -> Draft:
    """Return the JSON Resume that lines say.

    Raises:
        WrongUse: nothing in them can be matched with a job, or they are too many.
    """
    if sum(len(line.text) for line in lines) > LONGEST:
        raise WrongUse(TOO_LONG)
    unread = Unread()
    parts: dict[str, list[Line]] = {}
    for section in with_head(find_sections(lines)):
        parts.setdefault(section.kind, []).extend(section.lines)
    basics, letters = read_head(
        [*parts.get("head", ()), *parts.get("contact", ())], reader, unread, today
    )
    if "summary" in parts:
        basics["summary"] = " ".join(line.words for line in parts["summary"])
    volunteered = read_jobs(parts.get("volunteer", ()), unread, today)
    resume = {
        "basics": basics,
        "work": read_jobs(parts.get("work", ()), unread, today),
        "volunteer": [_volunteered(job) for job in volunteered],
        "education": read_schools(parts.get("education", ()), reader, unread, today),
        "certificates": letters + read_certificates(parts.get("certificates", ()), today),
        "skills": read_skills(parts.get("skills", ())),
        "languages": read_languages(parts.get("languages", ()), reader, unread),
    }
    left_out = parts.get("left_out", ())
    if left_out:
        unread.said.append(
            f"references, interests or prizes: left out on purpose ({len(left_out)} of the lines)"
        )
    if "name" not in basics:
        unread.said.append("no name found above the first heading; add it as basics.name")
    foreign = other_language("\n".join(line.words for line in lines))
    if foreign:
        unread.said.insert(0, foreign)
    return finished(resume, unread.said, reader, today, _HINT)


def finished(
    resume: Mapping[str, Any], unread: Iterable[str], reader: Reader, today: date, hint: str = ""
) -> Draft:
    """Return a draft with the skills that its texts say, checked as every profile is.

    `hint` is what to do where nothing was found.

    Raises:
        WrongUse: nothing in it can be matched with a job.
    """
    whole = {"$schema": SCHEMA} | {name: value for name, value in resume.items() if value}
    try:
        checked = check_resume(whole)
    except WrongUse as error:
        raise WrongUse(f"no jobs, education, skills or certificates found{hint}") from error
    profile = read_profile(checked, reader, today)
    texts: list[str] = []  # of work done: a summary tells of wishes, too
    for _, job in checked.items("work"):
        texts += [str(job.get("summary") or ""), *job.get("highlights", ())]
    said = [
        {"name": reader.taxonomy[concept].label, "keywords": [*_known_by(concept, reader), words]}
        for concept, words in skills_said(texts, reader, today)
        if concept not in profile.claims
    ]
    if said:
        whole["skills"] = [*whole.get("skills", []), *said]
    return Draft(whole, tuple(unread))


def _known_by(concept: str, reader: Reader) -> list[str]:
    """Return a form by which a profile's reader knows a skill again, where its label is none."""
    known = reader.taxonomy[concept]
    for name in (known.label, *known.forms):
        if any(known in (*m.concepts, *m.open) for m in reader.matcher.find(name)):
            return [] if name == known.label else [name]
    return []


def _volunteered(job: Mapping[str, Any]) -> dict[str, Any]:
    """Return unpaid work as JSON Resume writes it."""
    named = {"organization": job["name"]} if "name" in job else {}
    return named | {name: value for name, value in job.items() if name not in ("name", "location")}
