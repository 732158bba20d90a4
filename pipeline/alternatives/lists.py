"""Lists whose items are alternatives, because words before or behind them say so."""

from bisect import bisect_right

from pipeline.alternatives.pairs import Join
from pipeline.alternatives.words import join_words
from pipeline.posting import Requirement
from pipeline.reading import Reading

_LEAD_REACH = 100
_CHOSEN_REACH = 60
_LONGEST_LIST = 8
_WAY_LINES = 3
"""Lines of one way: its own, and two below."""


def is_led(reading: Reading, row: Requirement) -> bool:
    """Return whether a row opens a list of alternatives: "at least one of CMM, CMPE"."""
    folded = reading.folded
    block = reading.document.blocks[bisect_right(reading.block_starts, row.start) - 1]
    opening = max(block.start, row.start - _LEAD_REACH)
    if folded.find("one", opening, row.start) < 0 and folded.find(" of", opening, row.start) < 0:
        return False
    return join_words().search("leads_before", folded, opening, row.start) is not None


def is_chosen_from(reading: Reading, end: int) -> bool:
    """Return whether words behind a list make it one of alternatives: "(any one)"."""
    limit = min(len(reading.folded), end + _CHOSEN_REACH)
    return join_words().match("chosen_after", reading.folded, end, limit) is not None


def is_bracketed(reading: Reading, row: Requirement) -> bool:
    """Return whether a row opens brackets that name what stands before them: "certified (CPC, CCS)"."""
    opening = max(0, row.start - _LEAD_REACH)
    return (
        reading.folded[row.start - 1] in "( "
        and join_words().search("bracketed_before", reading.folded, opening, row.start) is not None
    )


def is_led_clause(reading: Reading, left: Requirement, between: str) -> bool:
    """Return whether two clauses of one line are ways that its beginning offers: "either: A; B"."""
    if ";" not in between or "\n" in between:
        return False
    block = reading.document.blocks[bisect_right(reading.block_starts, left.start) - 1]
    return join_words().search("leads_clauses", reading.folded, block.start, left.start) is not None


def of_ways(reading: Reading, left: Requirement, right: Requirement) -> Join | None:
    """Return how rows of numbered ways are joined: "Option A: …", "Option B: …"."""
    second = _way_at(reading, right)
    if second is None or _way_at(reading, left) is None:
        return None
    return "or" if second > left.start else "and"


def _way_at(reading: Reading, row: Requirement) -> int | None:
    """Return where the way begins that a row belongs to."""
    blocks = reading.document.blocks
    at = bisect_right(reading.block_starts, row.start) - 1
    for number in range(at, max(at - _WAY_LINES, -1), -1):
        block = blocks[number]
        if join_words().match("way_after", reading.folded, block.start, block.end):
            return block.start
    return None


def opens_ways(reading: Reading, start: int, end: int) -> bool:
    """Return whether words in a span open a list of ways to qualify."""
    folded, words = reading.folded, join_words()
    if not any(folded.find(anchor, start, end) >= 0 for anchor in words.anchors("ways")):
        return False
    return words.search("ways", folded, start, end) is not None


def are_of_one_list(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether two rows are items of one list of ways: "One of the following: …"."""
    blocks = reading.document.blocks
    starts = reading.block_starts
    first, second = bisect_right(starts, left.start) - 1, bisect_right(starts, right.start) - 1
    near = first < second <= first + 2 and blocks[first].level == blocks[second].level
    if not near or reading.section_at(left.start) != reading.section_at(right.start):
        return False
    for head in range(first - 1, max(first - _LONGEST_LIST, 0) - 1, -1):
        if opens_ways(reading, blocks[head].start, blocks[head].end):
            return True
        if blocks[head].level != blocks[first].level or blocks[head].kind == "heading":
            return False  # another list, or the end of this one
    return False
