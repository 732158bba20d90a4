"""A posting opened for reading: what every extractor is given, worked out once."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypedDict

from crawler.posting import RawPosting
from pipeline.concepts import ConceptKind
from pipeline.document import Document
from pipeline.misspelling import Misspelt
from pipeline.phrases import Mention
from pipeline.posting import (
    EmploymentType,
    Fact,
    Location,
    Occupation,
    Pay,
    Requirement,
    Workplace,
)

if TYPE_CHECKING:
    from pipeline.context import Context  # it reads sections, which are defined here

SectionKind = Literal[
    "requirement",
    "preferred",
    "not_required",
    "duty",
    "employer",
    "offer",
    "boilerplate",
    "unknown",
]


QUALIFICATIONS = frozenset(("requirement", "preferred", "not_required"))
"""Sections that say what a candidate must bring, may bring, or need not."""
ASKING = QUALIFICATIONS | {"duty"}
"""Sections that ask for something: duties imply the skills they take."""


@dataclass(frozen=True, slots=True)
class Section:
    """A run of text under one heading."""

    start: int
    end: int
    """Half-open span of the content, without its heading."""
    kind: SectionKind
    heading: str | None
    """The heading's words; None before the first heading."""
    told: bool = False
    """Its sentences tell its kind, not its heading."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One posting opened for reading."""

    raw: RawPosting
    document: Document
    folded: str
    """`document.text` folded for comparing: same length, lower case, plain quotes and dashes."""
    sections: tuple[Section, ...]
    """In text order, not overlapping."""
    mentions: tuple[Mention, ...]
    """Taxonomy phrases found in the text, in text order."""
    block_starts: Sequence[int]
    """Where the document's blocks begin, for looking them up."""
    by_kind: Mapping[ConceptKind, Sequence[Mention]]
    """The mentions by the kinds they may stand for."""
    misspelt: Sequence[Misspelt]
    """Words of mentions that are misspelt."""
    context: "Context"
    """Who must have what, and how strongly: ask it of any span."""

    def mentions_of(self, kind: ConceptKind) -> Sequence[Mention]:
        """Return the mentions that may stand for concepts of a kind, in text order."""
        return self.by_kind.get(kind, ())

    @property
    def text(self) -> str:
        """The stored text, which spans point into."""
        return self.document.text

    def section_at(self, position: int) -> Section | None:
        """Return the section a position stands in; None in a heading."""
        return covering(self.sections, position)


class Facts(TypedDict, total=False):
    """What one extractor read: some of a `Posting`'s fields. Absent means "not stated"."""

    requirements: tuple[Requirement, ...]
    facts: tuple[Fact, ...]
    pay: Pay
    locations: tuple[Location, ...]
    workplace: Workplace
    employment_types: tuple[EmploymentType, ...]
    occupation: Occupation
    occupation_reason: str


def covering(spans: Sequence[Section], position: int) -> Section | None:
    """Return the span that covers a position, of sorted spans that do not overlap."""
    number = bisect_right(spans, position, key=lambda span: span.start) - 1
    if number >= 0 and position < spans[number].end:
        return spans[number]
    return None
