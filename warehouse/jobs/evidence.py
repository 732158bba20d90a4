"""Evidence that two wordings are of one job, or of two."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from rapidfuzz import fuzz

from warehouse.jobs.limits import load_limits
from warehouse.jobs.signs import Sign, block_of, shingles
from warehouse.jobs.words import employer_words, plain, words_of

_SAME, _IN_TEXT = "same employer", "employer named in the text"
_EITHER_SAYS_MORE = ("hours", "specialty", "site")
"""Kinds of marks that part two wordings where each has one that the other has not: what one says
beyond the other may have been cut or added."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two wordings that are alike enough to be of one job."""

    wording: int
    other: int
    likeness: float
    """Share of all shingles of both that they share: 0 to 1."""
    named: bool
    """The employer speaks for it too, not the text alone."""
    reason: str


def conflict(a: Sign, b: Sign) -> str | None:
    """Return what tells two wordings apart, employers left out; None where nothing does."""
    if a.places and b.places and not _share_a_place(a.places, b.places):
        return "other places"
    if _of_kind(a, "level") != _of_kind(b, "level"):
        return "another level"
    types, others = _of_kind(a, "type"), _of_kind(b, "type")
    if types and others and types.isdisjoint(others):
        return "other terms of employment"
    for kind in _EITHER_SAYS_MORE:
        first, second = _of_kind(a, kind), _of_kind(b, kind)
        if _left_over(first, second) and _left_over(second, first):
            return f"another {kind}"
    return "another title" if titles_differ(a, b) else None


def one_job_of_places(middle: Sign, a: Sign, b: Sign) -> bool:
    """Tell whether two alike wordings differ by place only, and a third names both places.

    Feeds that hold one place take the first, or list the posting once for each.
    """
    several = set(middle.places)
    return (
        several > set(a.places)
        and several > set(b.places)
        and conflict(a, replace(b, places=a.places)) is None
    )


def titles_differ(a: Sign, b: Sign) -> bool:
    """Tell whether each title says something of the job that the other does not."""
    known = {word for sign in (a, b) for place in sign.places for word in words_of(plain(place))}
    known |= {*a.employer.split(), *b.employer.split()}
    first, second = set(a.title.split()) - known, set(b.title.split()) - known
    return bool(_left_over(first, second) and _left_over(second, first))


def employers_alike(a: Sign, b: Sign) -> bool:
    """Tell whether two stated names may be of one employer: one is part of the other, or mistyped."""
    if not a.employer or not b.employer:
        return False
    first, second = a.employer.split(), b.employer.split()
    return not _left_over(first, second) or not _left_over(second, first)


def employers_differ(a: Sign, b: Sign) -> bool:
    """Tell whether two postings name employers that have nothing to do with each other."""
    if not a.employer or not b.employer or a.agency or b.agency:
        return False
    return not employers_alike(a, b)


def compare(a: Sign, b: Sign, texts: Mapping[str, str]) -> Link | None:
    """Return the link of two wordings; None where they are not alike, or something parts them.

    `texts` has the text of each sign's posting.
    """
    if conflict(a, b):
        return None
    text_a, text_b = texts[a.posting_id], texts[b.posting_id]
    who = _who(a, text_a, b, text_b)
    if not who:
        return None
    first, second = shingles(text_a), shingles(text_b)
    limits, shorter = load_limits(), min(len(first), len(second))
    shared = len(np.intersect1d(first, second, assume_unique=True))
    if shorter < limits.shingles["fewest"] or shared < limits.alike["same_employer"] * shorter:
        return None
    named = who in (_SAME, _IN_TEXT)
    if not (named or shared >= limits.alike["unnamed"] * shorter):
        return None
    low, high = sorted((a.wording, b.wording))
    return Link(
        low, high, shared / (len(first) + len(second) - shared), named,
        f"{who}, same place, {shared / shorter:.0%} of the shorter text in the longer",
    )  # fmt: skip


def _who(a: Sign, text_a: str, b: Sign, text_b: str) -> str:
    """Return how the employers of two postings agree; "" where they do not."""
    if employers_alike(a, b) and a.agency == b.agency:
        return "same agency" if a.agency else _SAME
    if a.agency or b.agency:
        return "posted by an agency"
    if not a.employer or not b.employer:
        return "employer not named"
    if _names(text_a, b.employer) or _names(text_b, a.employer):
        return _IN_TEXT
    return ""


def _names(text: str, employer: str) -> bool:
    # Looking for one word costs a tenth of writing the whole text one way.
    longest = max(employer.split(), key=len)
    return longest in plain(text) and f" {employer} " in f" {employer_words(text)} "


def _of_kind(sign: Sign, kind: str) -> set[str]:
    return {mark for mark in sign.marks if mark.startswith(f"{kind}:")}


def _left_over(words: Iterable[str], others: Iterable[str]) -> list[str]:
    """Return the words that have no like among the others, faults of typing allowed."""
    spelling = load_limits().alike["spelling"]
    known = set(others)
    return [
        word
        for word in words
        if word not in known
        # A figure is right or another one.
        and (
            any(map(str.isdigit, word))
            or all(fuzz.ratio(word, other) < spelling for other in known)
        )
    ]


def _share_a_place(places: Sequence[str], others: Sequence[str]) -> bool:
    spelling = load_limits().alike["spelling"]
    return any(
        place == other
        or (block_of(place) == block_of(other) and fuzz.ratio(place, other) >= spelling)
        for place in places
        for other in others
    )
