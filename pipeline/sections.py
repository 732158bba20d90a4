"""Cut a document into sections by the headings people really write."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.document import Block, Document
from pipeline.headings import LONGEST_HEADING, SectionRule, classify
from pipeline.reading import QUALIFICATIONS, Section, SectionKind
from pipeline.table_headings import headings_of_cells

_MOST_WORDS = 9
"""Of a heading that nothing but its words tells."""
_INLINE_REACH = 48
# Where a heading may begin inside a block: after a sentence, or glued to the last word.
_INLINE_START = re.compile(r"[.;!?)\]*_\u2022]\s*(?=[A-Z*_])|(?<=[a-z.])(?=[A-Z])")
_LABEL = re.compile(r"(?:[^\s.:;!?]+ ){0,6}?[^\s.:;!?]+(?: ?:| [-\u2013\u2014]) ")
"""What a line opens with before a colon or a dash."""
_CAPITALS_STOP = re.compile(r"[A-Z][A-Z ,&/'\u2019-]{3,46}\.(?=\s)")
_WORDS_STOP = re.compile(
    r"[A-Z][a-z]+(?: (?:and|&|/|or) [A-Za-z][a-z]+| [A-Z]?[a-z]+){0,2}\.(?= +[A-Z0-9])"
)
_MOSTLY_CAPITALS = 0.8
_ENDED = ((_CAPITALS_STOP, True), (_WORDS_STOP, False))
"""Headings that end in a full stop: "SKILLS. Calm, exact, kind.", "Requirements. Two years …"."""
_ASKING = ("what ", "who ", "things ", "stuff ")
"""How a line begins that no sentence does: it is a heading without a mark."""
_WISHES = frozenset(("preferred", "not_required"))


def find_sections(document: Document) -> tuple[Section, ...]:
    """Return the sections of a document in text order, each without its heading's words."""
    sections: list[Section] = []
    kind: SectionKind = "unknown"
    heading: str | None = None
    start = 0
    label: _Heading | None = None
    before: tuple[SectionKind, str | None] = kind, heading
    parent: tuple[int, str] | None = None

    def close(end: int) -> None:
        if document.text[start:end].strip():
            sections.append(Section(start, end, kind, heading))

    ends = _Heading(len(document.text), len(document.text), None)
    for found in (*_headings(document), ends):
        if label is not None and label.until <= found.start:
            close(label.until)
            start, (kind, heading) = label.until, before
        close(found.start)
        label, before = (found if found.until else None), (kind, heading)
        kind = _next_kind(kind, found.rule)
        words = document.text[found.start : found.end].strip(" :*#_") or found.column
        parent = _parent(document.text, parent, found, words)
        heading = f"{parent[1]}: {words}" if parent and parent[0] < found.start else words
        start = found.end
    return tuple(sections)


def _parent(
    text: str, parent: tuple[int, str] | None, found: "_Heading", words: str | None
) -> tuple[int, str] | None:
    """Return the heading that one in its line is a part of: "Certificates: Required: none."."""
    if found.rule is None:
        return None
    if found.rule.kind == "inherit" and words:
        return found.start, words
    if found.rule.kind not in QUALIFICATIONS or parent is None:
        return None
    return parent if "\n" not in text[parent[0] : found.start] else None


@dataclass(frozen=True, slots=True)
class _Heading:
    start: int
    end: int
    rule: SectionRule | None
    """None: a heading we do not know."""
    until: int = 0
    """Where a label of one line ends, and what stood before it goes on."""
    column: str | None = None
    """The head of its column, where a cell of a table has no heading of its own."""


def _next_kind(current: SectionKind, rule: SectionRule | None) -> SectionKind:
    if rule is None:
        # "Operations", "People" under "Key responsibilities" are parts of it; elsewhere an
        # unknown heading ends what we knew.
        return current if current == "duty" else "unknown"
    if rule.kind == "inherit":
        return current if current in ("requirement", "preferred") else "requirement"
    return rule.kind  # type: ignore[return-value] # checked against SectionKind by a test


def _headings(document: Document) -> Iterator[_Heading]:
    cells = headings_of_cells(document)
    blocks = document.blocks
    for before, block, following in zip((None, *blocks), blocks, (*blocks[1:], None), strict=False):
        words = document.text[block.start : block.end]
        if cells and before is not None and before.cell is not None and block.cell is None:
            yield _Heading(block.start, block.start, None)  # the row heads end with their table
        if block.start in cells:
            if (told := cells[block.start]) is not None:
                yield _Heading(told.start, told.end, told.rule, block.end, told.column)
            continue
        if block.kind == "heading":
            rule = classify(words, marked=True)
            if rule is not None or _reads_as_heading(words):
                yield _Heading(block.start, block.end, rule)
                continue
        elif (
            len(words) <= LONGEST_HEADING
            and (
                (
                    introduces := words.find(":") == len(words) - 1
                    and following is not None
                    and following.kind == "item"
                )
                or words.count(" ") < _MOST_WORDS
            )
            and ((capitals := _is_capitals(words)) or words[-1] not in ".;," or words[-3:] == "...")
        ):
            # A line that ends in a colon above a list is its heading, however it is written.
            rule = classify(
                words,
                marked=introduces or capitals or block.lead >= len(words),
                placed=_stands_as_heading(words, block, following),
            )
            if rule is not None:
                yield _Heading(block.start, block.end, rule)
                continue
        yield from _inline_headings(document.text, block)


def _inline_headings(text: str, block: Block) -> Iterator[_Heading]:
    """Find "Requirements: …" at the start of a block or of a sentence in it."""
    reached = block.start
    if 0 < block.lead <= _INLINE_REACH and ":" not in text[block.start : block.start + block.lead]:
        # "**Pay** $27.00": the bold run that opens the block is the heading.
        rule = classify(text[block.start : block.start + block.lead], marked=True)
        if rule is not None:
            reached = block.start + block.lead
            yield _Heading(block.start, reached, rule)
    for pattern, marked in _ENDED if block.kind != "item" else _ENDED[:1]:
        ended = pattern.match(text, reached, block.end)
        rule = classify(ended[0], marked=marked) if ended is not None else None
        if ended is not None and rule is not None:
            reached = ended.end()
            yield _Heading(block.start, reached, rule)
    if reached == block.start and block.kind != "item":
        label = _LABEL.match(text, reached, block.end)
        if label is not None:
            # "Even better - CMM, BLS."
            rule = classify(label[0], marked=False, placed=True)
            if (
                rule is not None
                and rule.kind in _WISHES
                and (":" not in label[0] or not classify(label[0], marked=False))
            ):
                reached = label.end()
                yield _Heading(block.start, reached, rule, block.end)
    colon = text.find(":", reached, block.end)
    while colon >= 0:
        found = _heading_before(text, block, reached, colon)
        if found is not None:
            yield found
            reached = colon + 1
        colon = text.find(":", colon + 1, block.end)


def _heading_before(text: str, block: Block, reached: int, colon: int) -> _Heading | None:
    starts = [] if colon - reached > _INLINE_REACH else [reached]
    low = max(reached, colon - _INLINE_REACH)
    starts += [match.end() for match in _INLINE_START.finditer(text, low, colon)]
    for start in starts:
        marked = start == block.start and block.lead >= colon - start
        rule = classify(text[start:colon], marked=marked)
        if rule is not None:
            # "Plus: an MBA" is of that line alone.
            alone = start == block.start and rule.kind in _WISHES and block.end > colon + 1
            return _Heading(start, colon + 1, rule, block.end if alone else 0)
    return None


def _stands_as_heading(words: str, block: Block, following: Block | None) -> bool:
    """Return whether a line opens a list, or ends in a colon before the next."""
    if following is None or block.kind == "item":
        return False
    if words.lower().startswith(_ASKING) and words[-1] not in ".;,":
        return True
    return words.endswith((":", "...")) or (following.kind == "item" and words[-1] not in ".;,")


def _reads_as_heading(words: str) -> bool:
    return len(words) <= LONGEST_HEADING and not words.rstrip().endswith((".", ";", ","))


def _is_capitals(words: str) -> bool:
    if words[1:2].islower() or words[-2:-1].islower():
        return False  # the usual line: told without counting
    letters = [letter for letter in words if letter.isalpha()]
    if len(letters) < 4:  # noqa: PLR2004 -- "RN", "CPC" are items, not headings
        return False
    return sum(letter.isupper() for letter in letters) >= _MOSTLY_CAPITALS * len(letters)
