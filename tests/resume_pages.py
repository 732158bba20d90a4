"""Profiles written out as résumés, in layouts that people use."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Resume = Mapping[str, Any]


def compact(resume: Resume) -> str:
    """Return a page with title, employer and dates on one line, headings in capitals."""
    lines = [*_head(resume), "PROFESSIONAL SUMMARY", resume["basics"].get("summary", "")]
    lines.append("EXPERIENCE")
    for job in resume.get("work", ()):
        lines.append(f"{job['position']}, {job['name']}          {_span(job, '–')}")
        lines += [f"• {told}" for told in _told(job)]
    lines.append("EDUCATION")
    for school in resume.get("education", ()):
        parts = (school.get("studyType"), school.get("area"), school.get("institution"))
        lines.append(", ".join(filter(None, (*parts, _day(school.get("endDate"), "")))))
    lines.append("CERTIFICATIONS")
    for one in resume.get("certificates", ()):
        earned = f" ({_day(one['date'], '')})" if "date" in one else ""
        lines.append(f"{one['name']}{earned}")
    lines.append("SKILLS")
    lines += [
        f"{skill['name']}: {', '.join(skill['keywords'])}" for skill in resume.get("skills", ())
    ]
    lines.append("LANGUAGES")
    lines += [f"{one['language']} ({one['fluency']})" for one in resume.get("languages", ())]
    return "\n".join(lines)


def airy(resume: Resume) -> str:
    """Return a page with employer, title and dates below each other, empty lines between."""
    lines = [*_head(resume), "Summary", resume["basics"].get("summary", ""), "", "Work History", ""]
    for job in resume.get("work", ()):
        lines += [
            job["name"],
            job["position"],
            _span(job, "to"),
            *(f"- {t}" for t in _told(job)),
            "",
        ]
    lines += ["Education", ""]
    for school in resume.get("education", ()):
        area = f" in {school['area']}" if "area" in school else ""
        lines += [
            school["institution"],
            f"{school['studyType']}{area}",
            _day(school.get("endDate"), ""),
            "",
        ]
    lines.append("Licenses & Certifications")
    lines += [f"- {one['name']}" for one in resume.get("certificates", ())]
    lines += ["", "Core Skills"]
    lines += [f"- {word}" for skill in resume.get("skills", ()) for word in skill["keywords"]]
    spoken = (f"{one['language']} ({one['fluency']})" for one in resume.get("languages", ()))
    lines += ["", f"Languages: {', '.join(spoken)}"]
    return "\n".join(lines)


LAYOUTS: tuple[Callable[[Resume], str], ...] = (compact, airy)


def _head(resume: Resume) -> Iterator[str]:
    basics = resume["basics"]
    place = basics["location"]
    yield basics["name"]
    yield f"{place['city']}, {place['region']} | 555-010-2000 | somebody@example.org"
    yield ""


def _told(job: Resume) -> list[str]:
    return [told for told in (job.get("summary"), *job.get("highlights", ())) if told]


def _span(job: Resume, between: str) -> str:
    return f"{_day(job['startDate'], '')} {between} {_day(job.get('endDate'), 'Present')}"


def _day(iso: str | None, none: str) -> str:
    if iso is None:
        return none
    year, _, month = iso.partition("-")
    return f"{_MONTHS[int(month) - 1]} {year}" if month else year
