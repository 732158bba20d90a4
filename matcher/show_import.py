"""Tell a person what was understood of a résumé, and what was not, for them to correct."""

from collections.abc import Iterator, Mapping
from typing import Any

import click

from matcher.profile import Reader
from matcher.resume_text.read import Draft
from matcher.show import cut, terminal_width
from matcher.understood import understood_of
from pipeline.terminal import printable

_PRIVATE = ("name", "email", "phone", "url", "location")
_PLACED = ("Degrees", "Not understood")
"""Told of the document by its own entries."""


def account_lines(form: str, draft: Draft, reader: Reader, output: str | None) -> Iterator[str]:
    """Yield the account: entries as they were read, then what a posting can be matched with.

    Name and contact are only counted: they stand in the written file and nowhere else.
    """
    resume, width = draft.resume, terminal_width()
    yield click.style(f"Read as: {form}", bold=True)
    basics = resume.get("basics") or {}
    private = [name for name in _PRIVATE if basics.get(name)]
    where = f"written to {output} only" if output else "not written"
    yield f"  {', '.join(private) or 'no name or contact'} ({where})"
    for heading, entries in (
        ("Jobs", [_job(job) for job in resume.get("work", ())]),
        ("Unpaid work", [_job(job) for job in resume.get("volunteer", ())]),
        ("Education", [_school(school) for school in resume.get("education", ())]),
    ):
        yield from _section(heading, entries, width)
    shown = understood_of(resume, reader)
    for heading, lines in shown.items():
        if heading not in _PLACED:
            yield from _section(heading, lines, width)
    doubts = list(dict.fromkeys((*draft.unread, *shown["Not understood"])))
    yield from _section("Not understood: correct it in the file", doubts, width)
    if not doubts:
        yield "Nothing was left over."


def _section(heading: str, lines: list[str], width: int) -> Iterator[str]:
    if lines:
        yield click.style(heading, bold=True)
        for line in lines:
            yield cut(printable(f"  {' '.join(line.splitlines())}"), width)


def _job(job: Mapping[str, Any]) -> str:
    start = job.get("startDate") or "?"
    span = f"{start} to {job.get('endDate') or 'now'}" if "startDate" in job else "no dates"
    name = job.get("name") or job.get("organization") or "employer?"
    told = len(job.get("highlights", ())) + bool(job.get("summary"))
    return f"{span:<19}  {job.get('position') or 'title?'}, {name} (lines on the work: {told})"


def _school(school: Mapping[str, Any]) -> str:
    study = school.get("studyType") or "degree?"
    area = f" in {school['area']}" if school.get("area") else ""
    pending = "in progress" in study
    done = (
        ""
        if pending
        else f", completed {school['endDate']}"
        if school.get("endDate")
        else ", completed"
    )
    return f"{study}{area}, {school.get('institution') or 'school?'}{done}"
