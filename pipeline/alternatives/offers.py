"""Alternatives that words offer: "in lieu of the degree, …", "… will do just as well"."""

import re

from pipeline.alternatives.lists import are_of_one_list, is_led_clause, of_ways, opens_ways
from pipeline.alternatives.pairs import REACH, Join, Pair, clause_start, follows
from pipeline.alternatives.words import join_words, meanings
from pipeline.durations import has_number
from pipeline.experience.kinds import EQUIVALENT
from pipeline.posting import Requirement
from pipeline.reading import Reading

_BEHIND = 80
"""Characters behind the second in which words that offer it stand."""


def across(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how rows of two sentences are joined: by words that offer one for the other."""
    left, right = pair.left, pair.right
    if way := of_ways(reading, left, right):
        return way
    folded, words = reading.folded, join_words()
    if words.match("of_all_after", folded, right.start, len(folded)):
        return None
    led = are_of_one_list(reading, left, right) or is_led_clause(reading, left, between)
    if led or stands_for_years(reading, left, right):
        return "or"
    near = follows(reading, left, right)
    if "certification" in (left.kind, right.kind):
        return "or" if near and _offers_credential(reading, pair) else None
    goes_on = words.search("goes_on", between, 0, len(between)) is not None
    many = left.concept == EQUIVALENT and opens_ways(reading, left.start, right.start)
    if goes_on or many or (near and _is_offered_next(reading, pair, between)):
        return "or"
    parted = left.kind != right.kind and (left.kind == "experience" or right.kind != "degree")
    return "line" if parted and words.fullmatch("marks_between", between) else None


def _is_offered_next(reading: Reading, pair: Pair, between: str) -> bool:
    """Return whether the next sentence offers its degree or years in place of what stands before."""
    left, right = pair.left, pair.right
    if right.kind == "experience" and _is_fewer(reading, left, right, between):
        return True
    if right.kind == "degree" and left.kind != "experience":
        # "A master's may substitute for two years" stands for years
        said = lacks(reading, right) or is_offered(reading, pair) is not None
        return said and not is_for_years(reading, right)
    if offers(reading, pair) or (left.kind == "degree" and is_offered(reading, pair)):
        return True
    return left.kind == "experience" and is_for_some(reading, right)


def _offers_credential(reading: Reading, pair: Pair) -> bool:
    """Return whether the next sentence offers a credential, or something for one."""
    right = pair.right
    if right.kind != "experience":
        offered = lacks(reading, right) and offers(reading, pair)
        return offered or is_offered(reading, pair) is not None
    return offers(reading, pair)


def offers(reading: Reading, pair: Pair) -> bool:
    """Return whether the second's sentence offers it: words before it, or those of its clause."""
    folded, right = reading.folded, pair.right
    sentence = reading.context.sentence_at(right.start)
    bracket = folded.find("(", pair.until, sentence.end)
    end = bracket if bracket >= 0 else sentence.end
    opening = clause_start(reading, right)
    if join_words().search("lacks", folded, opening, right.start):
        return True
    said = join_words().search("offers", folded, opening, end)
    if said is None or right.kind != "degree":
        return said is not None
    return join_words().fullmatch("bare_offer_whole", said[0]) is None


def lacks(reading: Reading, right: Requirement) -> bool:
    """Return whether a row is for those who lack what is asked for before: "without one, …"."""
    folded, words = reading.folded, join_words()
    opening = clause_start(reading, right)
    return bool(
        words.search("lacks", folded, opening, right.start)
        or words.search("in_place", folded, opening, right.start)
    )


def is_offered(reading: Reading, pair: Pair) -> re.Match[str] | None:
    """Return the words behind the second that offer it for the first."""
    right = pair.right
    start = right.start + 1 if right.kind == "experience" else pair.until
    named = max(right.end, pair.until)
    end = min(reading.context.sentence_at(right.start).end, named + _BEHIND)
    words, turns = join_words(), "turn" if right.kind == "experience" else "next"
    turn = words.search(turns, reading.folded, named, end)
    return words.search("offered", reading.folded, start, turn.start() if turn else end)


def stands_for_years(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether a sentence offers a degree for years: "A master's may count as two of them"."""
    if left.kind != "experience" or right.kind == "experience":
        return False
    folded, words = reading.folded, join_words()
    if not follows(reading, left, right):
        return False
    limit = min(reading.context.sentence_at(right.start).end, right.end + REACH)
    after = words.search("connector", folded, right.end, limit)
    return after is not None and meanings()[words.rule(after)] == "reduces"


def is_for_some(reading: Reading, held: Requirement) -> bool:
    """Return whether a sentence tells how many years those need who hold a thing."""
    folded, sentence = reading.folded, reading.context.sentence_at(held.start)
    opening = max(0, sentence.start - 2)  # with the stop before it
    if held.kind == "experience" or not has_number(folded, held.end, sentence.end):
        return False
    return join_words().search("for_some_before", folded, opening, held.start) is not None


def is_for_years(reading: Reading, right: Requirement) -> bool:
    """Return whether a degree is said to count for years."""
    folded, words = reading.folded, join_words()
    limit = reading.context.sentence_at(right.start).end
    after = words.search("connector", folded, right.end, limit)
    return (
        after is not None
        and meanings()[words.rule(after)] == "reduces"
        and folded.find("year", after.end(), limit) >= 0
    )


def needs_fewer(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether the second's years are fewer, for those who have something else."""
    return (left.years_min or 0) > (right.years_min or 0) > 0 and _is_for_some(reading, right)


def _is_fewer(reading: Reading, left: Requirement, right: Requirement, between: str) -> bool:
    """Return whether fewer years do for some: "ten years; eight with a bachelor's degree"."""
    if join_words().fullmatch("marks_between", between) is None:
        return False
    if left.kind == "experience":
        return needs_fewer(reading, left, right)
    return _is_for_some(reading, right)


def _is_for_some(reading: Reading, right: Requirement) -> bool:
    """Return whether years are those of people who have something else."""
    folded = reading.folded
    return join_words().match("fewer_after", folded, right.start, len(folded)) is not None
