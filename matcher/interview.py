"""Make a profile by asking the few questions that decide what a posting is worth to a person."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from typing import Any, Protocol

from crawler.errors import WrongUse
from matcher.profile import Reader
from matcher.resume_text.dates import find_day
from matcher.resume_text.lines import Line, Unread
from matcher.resume_text.lists import certificate, read_languages, read_skills
from matcher.resume_text.read import Draft, finished

_ZIP_DIGITS = 5
_STILL = frozenset(("present", "now", "current", "today", "still there"))


class Ask(Protocol):
    """Asks one question; an empty answer is a good one."""

    def __call__(self, question: str, check: Callable[[str], str] = str) -> str:
        """Return the answer as `check` gives it; ask again where it raises WrongUse."""


def interview(ask: Ask, reader: Reader, today: date) -> Draft:
    """Return the profile that the answers tell.

    Raises:
        WrongUse: nothing was answered that can be matched.
    """
    name = ask("Your name (stays in the file; may be empty)")
    zip_code = ask("Your ZIP code, for --within", _zip_code)
    located = {"location": {"postalCode": zip_code, "countryCode": "US"}} if zip_code else {}
    jobs = list(_jobs(ask))
    label = {"label": jobs[0]["position"]} if jobs else {}
    schools = list(_schools(ask))
    certificates = [
        certificate(words, today)
        for words in _lines(ask, "A certificate or licence (CMM, expires 2027; pursuing CMPE)")
    ]
    unread = Unread()
    systems = ask("Systems you use, with commas (Epic, Dentrix, QuickBooks)")
    skills = ask("Other skills, with commas (payroll, denials, hiring)")
    spoken = ask("Languages beside English, with commas (Spanish (fluent))")
    resume = {
        "basics": ({"name": name} if name else {}) | label | located,
        "work": jobs,
        "education": schools,
        "certificates": certificates,
        "skills": read_skills(
            [Line(f"{kind}: {said}", 1) for kind, said in (("Systems", systems), ("Skills", skills)) if said]
        ),
        "languages": read_languages([Line(spoken, 1)], reader, unread) if spoken else [],
    }  # fmt: skip
    return finished(resume, unread.said, reader, today)


def _jobs(ask: Ask) -> Iterator[dict[str, Any]]:
    question = "Title of your latest job (empty: none)"
    while title := ask(question):
        job: dict[str, Any] = {"position": title}
        employer = ask("  Employer")
        start = ask("  Began (2022-03, or March 2022)", _day)
        end = ask("  Ended (empty: you are still there)", partial(_end, start))
        told = list(_lines(ask, "  What you did there, one thing a line (empty: no more)"))
        said = {"name": employer, "startDate": start, "endDate": end, "highlights": told}
        yield job | {name: value for name, value in said.items() if value}
        question = "Title of the job before it (empty: no more)"


def _schools(ask: Ask) -> Iterator[dict[str, Any]]:
    question = "Your highest degree or diploma (Associate of Applied Science; empty: none)"
    while study := ask(question):
        said = {
            "studyType": study,
            "area": ask("  In which field"),
            "institution": ask("  Where"),
            "endDate": ask("  Completed in, or expected in (2021, or May 2027)", _day),
        }
        yield {name: value for name, value in said.items() if value}
        question = "Another one (empty: no more)"


def _lines(ask: Ask, question: str) -> Iterator[str]:
    while words := ask(question):
        yield words


def _day(words: str) -> str:
    found = find_day(words)
    if words and found is None:
        raise WrongUse(f"{words!r} is no date; write 2022-03 or March 2022")
    return found[0] if found else ""


def _end(start: str, words: str) -> str:
    if words.lower() in _STILL:
        return ""
    day = _day(words)
    if day and day < start[: len(day)]:
        raise WrongUse(f"{day} is before {start}")
    return day


def _zip_code(words: str) -> str:
    if words and not (words.isascii() and words.isdigit() and len(words) == _ZIP_DIGITS):
        raise WrongUse(f"{words!r} is no ZIP code; it has five digits")
    return words
