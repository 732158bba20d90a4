"""How two neighbouring requirements are joined: what the words between and behind them say."""

import re
from collections.abc import Sequence

from pipeline.alternatives.offers import (
    across,
    is_for_some,
    is_offered,
    needs_fewer,
    offers,
    stands_for_years,
)
from pipeline.alternatives.pairs import (
    CARRYING,
    CREDENTIALS,
    REACH,
    Join,
    Pair,
    follows,
    in_one_sentence,
)
from pipeline.alternatives.words import join_words, meanings
from pipeline.concepts import load_taxonomy
from pipeline.experience.kinds import EQUIVALENT
from pipeline.posting import Requirement
from pipeline.reading import Reading

_COMMA = re.compile(r"\s*,\s*")
_PARTED = re.compile(r"[\s)]*[,;(][\s(]*(?:an?\s+)?")
_BRACKET_REACH = 70
_LOOKED_BACK = 30
_TAIL = 26
"""Characters at the end of evidence in which words may stand that join it to the next."""


def join_of(reading: Reading, pair: Pair) -> Join | None:
    """Return how two neighbouring rows are joined, None if they have nothing to do."""
    left, right = pair.left, pair.right
    folded, words = reading.folded, join_words()
    end = _name_end(reading, pair)
    start = right.start
    if opening := words.match("opening_after", folded, start, right.end):
        start = opening.end()  # "or comparable certification" brings its own
    between = folded[end:start]
    other = not in_one_sentence(reading, left, right)
    if pair.apart:
        for_degree = right.concept == EQUIVALENT and left.kind == "degree"
        for_years = right.kind == "degree" and left.kind == "experience"
        near = for_degree or (for_years and follows(reading, left, right))
        return "or" if other and near and offers(reading, pair) else None
    if left.kind not in CARRYING:
        return _of_names(reading, pair, between, other=other)
    if other:
        return across(reading, pair, between)
    if start - end > REACH:
        return None
    return (
        _of_credentials(reading, pair, between)
        or _of_lengths(reading, pair, between)
        or _by_connectors(reading, pair, between)
    )


def _of_names(reading: Reading, pair: Pair, between: str, *, other: bool) -> Join | None:
    """Return how two products or two languages are joined."""
    if len(between) > REACH:
        return None
    if _is_offered_for_it(reading, pair) and (other or not _is_both(between)):
        return "or" if follows(reading, pair.left, pair.right) else None
    if other:
        opens = join_words().search("goes_on", between, 0, len(between))
        return "or" if opens and follows(reading, pair.left, pair.right) else None
    if pair.left.kind == "skill":
        return _of_products(pair, between)
    words = join_words()
    listed = words.fullmatch("languages_between", between, 0, len(between))
    return _choice(reading.folded[pair.end : pair.until]) if listed else None


def _is_offered_for_it(reading: Reading, pair: Pair) -> bool:
    """Return whether words behind a name offer it for the one before, not for the one they name."""
    said = is_offered(reading, pair)
    if said is None:
        return False
    return not join_words().match("in_place", reading.folded, said.end() + 1, len(reading.folded))


def _is_both(between: str) -> bool:
    return " and " in between or "&" in between


def _of_products(pair: Pair, between: str) -> Join | None:
    match = join_words().fullmatch("products_between", between, 0, len(between))
    if match is None:
        general = pair.right.concept in load_taxonomy().ancestors(pair.left.concept)
        return "or" if general and _choice(between) == "or" else None
    word = match["word"]
    if word in ("and", "&"):
        return "and"
    return "or" if (word or "").endswith("of") else _choice(between)


def _choice(between: str) -> Join | None:
    if join_words().search("choice", between, 0, len(between)):
        return "or"
    return "list" if "," in between else None


def _name_end(reading: Reading, pair: Pair) -> int:
    """Return where the words between two rows begin."""
    left, right, end = pair.left, pair.right, pair.end
    # Words of experience may run on over what follows them: look back from there.
    if end > right.start:
        return max(left.start, right.start - _LOOKED_BACK)
    trailing = join_words().search(
        "trailing_before", reading.folded, max(left.start, end - _TAIL), end
    )
    return trailing.start() if trailing else end


def _of_credentials(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how degrees, certificates and licences stand in one list, None if they do not."""
    left, right = pair.left, pair.right
    kinds = {left.kind, right.kind}
    if len(kinds) > 1 and not kinds <= CREDENTIALS:
        return None
    words, length = join_words(), len(between)
    if left.kind != "experience" and words.fullmatch("tight_between", between, 0, length):
        if "," not in between and not _is_of_two_ways(reading, pair, between):
            return "tight"
        # "A bachelor's, or an associate's and four years": the comma parts what "and" binds.
        return "or" if left.kind == "degree" else "oxford"
    if kinds <= CREDENTIALS and words.fullmatch("credentials_between", between, 0, length):
        return "list"
    return None


def _is_of_two_ways(reading: Reading, pair: Pair, between: str) -> bool:
    """Return whether years go with the lower degree only: "a bachelor's or an associate's plus two"."""
    ranks = [load_taxonomy()[row.concept].rank for row in (pair.left, pair.right)]
    if pair.left.kind != "degree" or None in ranks or not between.endswith((" an ", " a ")):
        return False
    higher, lower = ranks
    words = join_words().match("with_years_after", reading.folded, pair.until)
    return words is not None and (higher or 0) > (lower or 0)


def _by_connectors(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return what the words between two rows of one sentence say of them."""
    left, right = pair.left, pair.right
    words = join_words()
    if words.search("own_choice", between):
        return None
    connectors = list(words.each("connector", between, 0, len(between)))
    if stands_for_years(reading, left, right) and _PARTED.match(between):
        return "or"
    if not connectors:
        return _unconnected(reading, pair, between)
    meaning = _meaning(connectors, left, right)
    if meaning == "or" and right.concept == EQUIVALENT and left.kind == "degree":
        return "tight"  # "a degree or equivalent experience" is one thing to what follows
    if meaning == "and":
        beside = words.match("beside_after", between, 0, len(between))
        if is_offered(reading, pair) and (beside or left.kind == right.kind):
            return "or"
        return "outside" if left.kind != "degree" and beside else "and"
    return "tight" if meaning == "or" and _closes_bracket(reading, pair, between) else meaning


def _unconnected(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how two rows are joined that have no word for it between them."""
    left, right = pair.left, pair.right
    words, length = join_words(), len(between)
    if left.kind != right.kind == "experience" and is_for_some(reading, left):
        return "and"
    if is_offered(reading, pair) or _speaks_of_itself(reading, right):
        return "or"
    if left.kind != right.kind:
        if left.kind == "degree" and between.strip() == ":":
            return "and"  # "Bachelor's: 5 years"
        if _PARTED.fullmatch(between):
            return "comma"
        return "comma" if left.kind == "experience" and _COMMA.match(between) else None
    listed = words.fullmatch("list_between", between, 0, length)
    named = left.kind == "certification" and words.fullmatch("issuer_between", between)
    return "list" if named or listed else None


def _speaks_of_itself(reading: Reading, right: Requirement) -> bool:
    """Return whether a row's own words offer it: "experience … in place of formal education"."""
    return right.concept == EQUIVALENT and bool(
        join_words().match("in_place", reading.folded, right.start, right.end)
    )


def _of_lengths(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how two of experience are joined by what is said of the second."""
    left, right = pair.left, pair.right
    if left.kind != "experience" or right.kind != "experience":
        return None
    if left.start == right.start:
        return "tight"  # "experience as an MA or LPN" is of one kind or the other
    if _is_part(reading, between, right):
        return "and"
    return "or" if needs_fewer(reading, left, right) else None


def _is_part(reading: Reading, between: str, right: Requirement) -> bool:
    """Return whether years are part of those before: "five years, two of them supervising"."""
    folded, words = reading.folded, join_words()
    if " or " in between:
        return False  # "three years, or two of it plus an RDA"
    return bool(
        words.search("within", between, 0, len(between))
        or words.search("within", folded, right.start, right.end)
        or words.match("within", folded, right.end + 1, len(folded))
    )


def _closes_bracket(reading: Reading, pair: Pair, between: str) -> bool:
    """Return whether the second stands in brackets opened between the two."""
    opened = between.rfind("(")
    if opened < 0 or ")" in between[opened:]:
        return False
    closed = reading.folded.find(")", pair.right.start)
    if not 0 <= closed < pair.right.end + _BRACKET_REACH:
        return False
    # "(or the CMM and three years)" holds more than the one.
    inside = join_words().each("connector", reading.folded, pair.until, closed)
    return all(meanings()[join_words().rule(word)] != "and" for word in inside)


def _meaning(
    connectors: Sequence[re.Match[str]], left: Requirement, right: Requirement
) -> Join | None:
    """Return what the words between two rows say: the last of them, or "or" right before it."""
    words, means = join_words(), meanings()
    last = connectors[-1]
    said = means[words.rule(last)]
    if said == "reduces":
        # "A master's may count as one year" stands beside what is left of the years.
        reduced = right.kind == "experience" != left.kind or "waive" in last[0]
        return "and" if reduced else "or"
    if said == "slash":
        return "or" if left.kind == right.kind or right.concept == EQUIVALENT else None
    if said == "or":
        return "or"
    before = connectors[-2] if len(connectors) > 1 else None
    if before is not None and means[words.rule(before)] == "or":
        near = last.start() - before.end() <= 1
        # ", or graduation from college with a bachelor's": the degree opens what "or" offers.
        opens = right.kind == "degree" and before.string[: before.start()].rstrip()[-1:] in ",;("
        return "or" if near or opens else "and"
    return "and"
