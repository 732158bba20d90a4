"""Skills that a résumé says in words, found as postings' skills are found."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from crawler.posting import RawPosting
from matcher.profile import Reader, status_at
from pipeline.extract import open_reading
from pipeline.skill_phrases import find_skill_phrases

_HEADING = "Responsibilities:\n"
"""Told under it, what a candidate has done is read as a posting's duties are."""


def skills_said(texts: Iterable[str], reader: Reader, today: date) -> Iterator[tuple[str, str]]:
    """Yield concept and words of each skill that texts say by verb and object, each once.

    "Balanced the daily deposit" says cash handling without its name. What is denied, planned or
    lapsed says nothing.
    """
    wholes = [" ".join(text.split()) for text in texts]
    described = _HEADING + "\n".join(f"- {text}" for text in wholes if text)
    now = datetime.combine(today, time(), UTC)
    reading = open_reading(
        RawPosting(
            source="resume",
            key="resume",
            title="",
            fetched_at=now,
            description=described,
            description_format="text",
        )
    )
    seen: set[str] = set()
    for rule, found in find_skill_phrases(reading):
        start = reading.text.rfind("\n", 0, found.start) + 1
        end = reading.text.find("\n", found.end)
        line = reading.text[start : end if end >= 0 else None]
        status = status_at(line.lower(), found.start - start, found.end - start, today)
        if (
            rule.concept not in seen
            and status == "met"
            and rule.concept in reader.taxonomy.concepts
        ):
            seen.add(rule.concept)
            yield rule.concept, line.removeprefix("- ")
