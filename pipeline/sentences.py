"""Where sentences begin: at stops, semicolons, and with every block."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from pipeline.concepts import load_taxonomy
from pipeline.document import Document

# A full stop ends a sentence before white space, or glued to the next ("care.Requirements").
_BREAK = re.compile(r"[;.!?][.!?]*[)\"'*_\u201d\u2019]*(?=\s|$|[A-Z])|;")
_ABBREVIATIONS = frozenset(
    ("e.g", "i.e", "dr", "st", "mt", "vs", "no", "min", "yrs", "yr", "exp", "approx", "inc", "attn", "dept",
     "mrs", "mr", "mos", "mo", "hrs", "jr", "sr", "ph", "assoc", "incl")
)  # fmt: skip
_BEFORE_LOWER_CASE = frozenset(
    ("med", "mgmt", "mgt", "mgr", "equiv", "cert", "lic", "bach", "admin", "supv", "univ", "prof", "dent", "bus", "etc", "asst", "req", "pref", "ed", "edu", "dipl", "deg")
)  # fmt: skip
"""Short forms that may also end a sentence: they do before a capital."""
_GLUED = re.compile(r"[a-z]{3}(?=[A-Z][a-z]{2})")
"""Where a line break was lost: "compassionate careStrong computer skills"."""
_LAST_WORD = re.compile(r"[A-Za-z](?:[A-Za-z.]*[A-Za-z])?$")
_BRACKET_REACH = 80
_LONGEST_WORD = 40
_LONGEST = 1500
"""Characters of a sentence; real ones have up to 600. What is asked of each phrase in a sentence
is asked of all its cues, so that a page in one line would take hours."""
# "A degree? We do not require one." asks and answers in one breath.
_SHORT_QUESTION = re.compile(r"(?:^|[.!?;:\n*•·-])\s*(?:[\w'’/-]+\s+){0,3}[\w'’/-]+$")
_QUESTION_REACH = 40


@cache
def _written_as_one() -> frozenset[str]:
    """Return names with a capital inside: "QuickBooks", "eClinicalWorks"."""
    forms = (form for concept in load_taxonomy() for form in concept.forms)
    return frozenset(word for form in forms for word in form.split() if _GLUED.search(word))


def sentence_starts(document: Document) -> list[int]:
    """Return the positions where sentences begin, the first of them 0."""
    text = document.text
    starts = {0}
    starts.update([block.start for block in document.blocks])
    starts.update([match.end() for match in _BREAK.finditer(text) if _ends_sentence(text, match)])
    if _GLUED.search(text):
        starts.update([match.end() for match in _GLUED.finditer(text) if not _is_name(text, match)])
    ordered = sorted(start for start in starts if start < len(text)) or [0]
    if len(text) > _LONGEST:
        return [
            place
            for start, end in pairwise([*ordered, len(text)])
            for place in _cut(text, start, end)
        ]
    return ordered


def _cut(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a sentence begins, and where it is cut because no sentence is so long."""
    yield start
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        start = space + 1 if space > start else start + _LONGEST
        yield start


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Return whether a capital inside a word belongs to a name: "QuickBooks", not "careStrong"."""
    start, end = match.start(), match.end()
    first, last = max(0, start - _LONGEST_WORD), min(len(text), end + _LONGEST_WORD)
    while start > first and text[start - 1].isalpha():
        start -= 1
    while end < last and text[end].isalpha():
        end += 1
    return text[start:end] in _written_as_one()


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Return whether a stop ends a sentence: not in "e.g.", "Dr.", "P.C.", "B.S. or B.A."."""
    mark, start, end = match[0][0], match.start(), match.end()
    if mark == ";":
        return not _in_brackets(text, match)
    if mark == "?" and match[0] == "?":
        asked = _SHORT_QUESTION.search(text, max(0, start - _QUESTION_REACH), start)
        return asked is None or text[end : end + 1] != " "
    if mark != ".":
        return True
    word = _LAST_WORD.search(text, max(0, start - 8), start)
    if word is None:
        return True
    said = word[0]
    if text[word.start() - 1] in "'\u2019":
        return True  # "a bachelor's."
    if said.lower() in _BEFORE_LOWER_CASE:
        return not text[end : end + 3].lstrip(" ,)")[:1].islower()
    if len(said) == 1 or "." in said or said.lower() in _ABBREVIATIONS:
        return False
    # Glued to a capital: a new sentence only after a word in lower case.
    return end >= len(text) or not text[end].isupper() or said[-1].islower()


def _in_brackets(text: str, match: re.Match[str]) -> bool:
    """Return whether a semicolon stands inside brackets that close soon after."""
    around = max(0, match.start() - _LONGEST)
    line = text.rfind("\n", around, match.start()) + 1
    opened = text.rfind("(", line or around, match.start())
    if opened < 0 or text.find(")", opened, match.start()) >= 0:
        return False
    return text.find(")", match.end(), match.end() + _BRACKET_REACH) >= 0
