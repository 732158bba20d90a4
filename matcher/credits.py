"""College credits that a profile states: in its education, or under meta.matcher.credits."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from matcher.resume import Resume
from pipeline.concepts import Taxonomy
from pipeline.phrases import PhraseMatcher, fold

_SAID = re.compile(
    r"(?<![\d.-])(\d{1,3}(?:\.\d)?) (?:college |semester )?(?:credits?(?: hours?)?|semester hours?)\b"
)
"""Of folded text. Quarter credits are worth another amount and are not read."""


@dataclass(frozen=True, slots=True)
class Credits:
    """Credits of one place in a profile."""

    fields: tuple[str, ...]
    """Concept ids; () where the taxonomy does not know the field."""
    number: float
    words: str


def read_credits(resume: Resume, matcher: PhraseMatcher, taxonomy: Taxonomy) -> tuple[Credits, ...]:
    """Return the credits that a résumé states; a degree alone states none.

    What stands under meta.matcher.credits is the person's own count and replaces the rest.
    """
    counted: dict[str, float] = resume.wishes.get("credits") or {}
    if counted:
        return tuple(
            Credits(field_of(name, matcher, taxonomy), number, f"meta.matcher.credits.{name}")
            for name, number in counted.items()
        )
    return tuple(_of_education(resume, matcher))


def field_of(name: str, matcher: PhraseMatcher, taxonomy: Taxonomy) -> tuple[str, ...]:
    """Return the fields of study that an id or a name says."""
    known = taxonomy.concepts.get(name)
    return (name,) if known is not None and known.kind == "field" else _fields(name, matcher)


def credits_in(said: Iterable[Credits], fields: Iterable[str]) -> float | None:
    """Return the credits in one of some fields; None where no credits are stated at all."""
    wanted = frozenset(fields)
    numbers = [credit.number if wanted & {*credit.fields} else 0.0 for credit in said]
    return sum(numbers) if numbers else None


def _of_education(resume: Resume, matcher: PhraseMatcher) -> Iterator[Credits]:
    for _path, item in resume.items("education"):
        study, area = str(item.get("studyType") or ""), str(item.get("area") or "")
        fields = _fields(f"{study}\n{area}", matcher)
        whole = _number(study) or _number(area)
        if whole:
            yield Credits(fields, whole, ", ".join(filter(None, (study, area))))
            continue
        for course in item.get("courses") or ():
            if number := _number(course):
                of_course = dict.fromkeys((*_fields(course, matcher), *fields))
                yield Credits(tuple(of_course), number, course)


def _number(text: str) -> float | None:
    match = _SAID.search(fold(text))
    return float(match[1]) if match else None


def _fields(text: str, matcher: PhraseMatcher) -> tuple[str, ...]:
    found = (c.id for m in matcher.find(text) for c in m.concepts if c.kind == "field")
    return tuple(dict.fromkeys(found))
