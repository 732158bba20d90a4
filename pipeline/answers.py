"""What the answer to a question says of the thing asked after: "A degree? Not needed."."""

import re
from bisect import bisect_right
from typing import Literal

from pipeline.claims import Claim
from pipeline.concepts import ConceptKind
from pipeline.posting import Strength
from pipeline.reading import Reading
from pipeline.sayings import load_sayings

_QUESTION_REACH = 60
_ANSWER_REACH = 110
_LATER_REACH = 170
_CLOSING = re.compile(r"[\s?!\"'*_)\]\u201d\u2019:,.-]*")
_MARKED = re.compile(r"(?:a|ans|answer)\s*[:.)-]\s*")
"""How an answer in a line of its own is marked: "A: Nope."."""
_STOP = re.compile(r"[.!?;\n]")
_KINDS: tuple[ConceptKind, ...] = ("degree", "certification", "licence")
_UNNAMED = frozenset(
    ("edu-college-unspecified", "edu-none", "cert-none-required", "cert-generic-manager",
     "cert-generic-billing-coding", "lic-any-clinical")
)  # fmt: skip
"""What a question asks after without a name."""
_OPENS: tuple[tuple[str, Strength], ...] = (
    ("answer_no_after", "not_required"),
    ("answer_glad_after", "preferred"),
    ("answer_yes_after", "required"),
)
_COMES_TO: tuple[tuple[str, Strength], ...] = (
    ("answer_so_no", "not_required"),
    ("answer_so_yes", "required"),
)


def answer_of(reading: Reading, claim: Claim) -> Strength | Literal["nobody"] | None:
    """Return what the answer to a question says, None where a claim stands in none.

    "nobody": the question itself asks for nothing: its answer names what is asked for, or asks it
    of some only, or it is put to whoever applies and has no answer here.
    """
    folded, end = reading.folded, claim.end
    asked = folded.find("?", end, end + _QUESTION_REACH)
    if asked < 0 or _STOP.search(folded, end, asked) or folded.startswith(" background", end):
        return None
    if claim.stance.section == "boilerplate":
        return "nobody"
    begin = _answer_at(reading, asked)
    if begin is None:
        return None
    stop = _STOP.search(folded, begin, begin + _ANSWER_REACH)
    until = stop.start() if stop else min(len(folded), begin + _ANSWER_REACH)
    if load_sayings("answers").match("answer_some_after", folded, begin, until):
        return "nobody"
    said = _said(folded, claim, begin, until)
    if said == "not_required" or claim.concept not in _UNNAMED:
        return said
    return "nobody" if _names_one(reading, begin, until) else said


def _answer_at(reading: Reading, asked: int) -> int | None:
    """Return where the answer to a question begins: behind its mark, or in the next line."""
    folded = reading.folded
    closing = _CLOSING.match(folded, asked)
    assert closing is not None
    begin = closing.end()
    if "\n" not in folded[asked:begin]:
        return begin
    marked = _MARKED.match(folded, begin)
    if marked is not None:
        return marked.end()
    question = reading.document.blocks[bisect_right(reading.block_starts, asked) - 1]
    return begin if question.kind == "heading" else None


def _said(folded: str, claim: Claim, begin: int, until: int) -> Strength | None:
    sayings = load_sayings("answers")
    if sayings.search("negative", folded, max(0, claim.start - _QUESTION_REACH), claim.start):
        forgiven = sayings.match("answer_no_matter_after", folded, begin, until)
        return "not_required" if forgiven else None
    if sayings.match("answer_enough_after", folded, begin, until):
        return "required"
    for says, strength in _COMES_TO:
        if sayings.search(says, folded, begin, until):
            return strength
    for says, strength in _OPENS:
        if sayings.match(says, folded, begin, until):
            return strength
    later = sayings.search("answer_glad_later", folded, begin, begin + _LATER_REACH)
    return "preferred" if later else None


def _names_one(reading: Reading, start: int, end: int) -> bool:
    """Return whether a degree or credential is named in a span: it is what is asked for."""
    return any(
        start <= mention.start < end for kind in _KINDS for mention in reading.mentions_of(kind)
    )
