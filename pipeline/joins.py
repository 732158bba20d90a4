"""How two neighbouring requirements are joined: what the words between and behind them say."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pipeline.experience.kinds import EQUIVALENT
from pipeline.posting import Requirement
from pipeline.reading import Reading

Join = Literal["or", "and", "outside", "comma", "list", "tight"]
"""tight: "CPC or CCS-P", which binds before any "and". list: a comma, which means what the list's
last word says. comma: "a diploma with five years, a degree with two …", the same of whole options.
outside: "A or B, and C", where C is asked for by itself."""

CARRYING = frozenset(("degree", "experience", "licence", "certification"))
_CREDENTIALS = frozenset(("licence", "certification"))

_CONNECTOR = re.compile(
    r"\b(?P<or>and/or|or(?: (?:else )?with)?|in (?:lieu|place) of|instead of|alternatively|otherwise|unless"
    r"|failing (?:that|which)|we (?:will|would|do|can)(?: also| gladly)? (?:accept|consider|take))\b|(?P<slash>/)"
    r"|(?P<reduces>\b(?:(?:may|can|will|could|would)(?: also)? (?:be )?(?:substitut\w+|count\w* (?:as|for|toward)|stand in|waived|reduced|replace|offset)"
    r"|counts? (?:as|for|toward)|equals?|is worth)\b)"
    r"|\b(?:and|with|plus|including|in addition to|along with|if you|alongside|coupled|combined|together)\b|&|\+"
)
_LIST = re.compile(r"[\s,)(*;]*(?:(?:an?|the|such as|as|either|similar|other)\b)?[\s,)(*]*")
_NAMED = (
    r"(?:\([^)]{0,30}\)|certifications?|certified|certificates?|credentials?|registration|degree|"
    r"(?:\w+ )?licen[cs]e|licen[cs]ed)?"
)
_TIGHT = re.compile(
    rf"\s*{_NAMED}\s*(?:,\s*)?(?:/|or|and/or)\s*(?:(?:an?|the|either|current|active|valid|certified|registered)\s+){{0,2}}"
)
_TIGHT_LIST = re.compile(r"\s*,\s*")
_CREDENTIAL_LIST = re.compile(rf"\s*{_NAMED}\s*,\s*(?:(?:an?|the|current|active|valid)\s+){{0,2}}")
# "through PAHCOM (CMM), MGMA (CMPE) or AAPC (CPPM)": an issuer before each bracket.
_ISSUER = re.compile(r"\)?,\s*\w+\s*\(")
_TRAILING = re.compile(r"\s(?:and|or|plus|with)$")
_OPENING_OR = re.compile(r"or\s")
_OR = re.compile(r"\bor\b|/")
_AND_AFTER_COMMA = re.compile(r"[^(]{0,40}[,;)]\s*(?:and|plus|along with|as well as|in addition)\b")
_WITHIN = re.compile(
    r"\b(?:of (?:which|those|these|them|that|it)|including|include[sd]?|to include)\b"
)
# Words of a second sentence that offer something in place of what the first asks for.
_SUBSTITUTES = re.compile(
    r"\bin (?:lieu|place) of\b|\binstead\b|\bsubstitut\w+|\bequivalen\w+|\bwaived?\b|\boffset\b|\bcounts? (?:as|for|toward)\b"
    r"|\b(?:may|can|will|would|could)(?: also)? (?:be )?(?:used|count\w*|stand|replace|accept\w*|consider\w*|do\b|serve|offset|made up)"
    r"|\b(?:accept|consider)(?:s|ed)? in\b|\bwe (?:will|would|may) (?:also )?(?:accept|consider|take)\b|\balso (?:accept|consider|welcome)(?:ed)?\b|\bwelcome,? too\b"
    r"|\b(?:without|lacking) (?:one|it|the|a|that|this)\b|\bmake up for\b"
)
# The same words behind what they offer: "five years in a practice will do just as well".
_OFFERED = re.compile(
    r"[^.;\n]{0,30}?\b(?:(?:will|would|can|may|could)(?: also)?(?: be)? (?:do\b|suffice|work\b|fine\b|consider\w*|accept\w*|count\b|serve)"
    r"|(?:is|are|also) (?:accepted|considered|welcome|acceptable|as good|just as good|fine)\b|instead\b)"
)
_CARRY_ON = re.compile(
    r"[.;:\n][\s*•·–—-]*(?:in (?:lieu|place) of|or\b|instead of|alternatively|otherwise|failing that|an? equivalent (?:comb|exp)|"
    r"equivalent (?:comb|exp)|any (?:equivalent )?comb|additional experience)|[;,]?\s+or[.:]?\s*\n"
)
_WAYS = re.compile(
    r"\b(?:one|any|either|at least one)(?: or more)?(?: \w+)? of the following\b"
    r"|\b(?<!for )(?:one|any|either) of (?:these|the|those) (?:two|three|four|ways|options|paths|combinations)\W*$"
    r"|\bone of these\b|\bways? to (?:qualify|obtain|meet)\b|\bwould qualify\b"
    r"|\bequivalent to the following\b|\btypical ways?\b|\bfollowing (?:options|patterns|combinations)\b"
)
_LEAD = re.compile(
    r"\b(?:(?:at least |any )?one(?: or more)?|any|either|some)(?: (?:one|or more))? of\b(?P<gap>[^.;]{0,50})$"
)
"""What makes a list one of alternatives: "at least one of the following certifications: …"."""
_LEAD_GAP = re.compile(r"[^,:]*[:\s]*")
_LEADS_CLAUSES = re.compile(
    r"\b(?:any|one|either) of (?:these|the following)(?: \w+)?:|\beither:|\bone of (?:two|three|four) \w+:"
)
_WAY = re.compile(
    r"[\s*•·(-]*(?:option|pattern|path|alternative|track|choice|method)\s*#?(?:[a-e]|\d|i{1,3}|iv|v|one|two|three|four)\b"
)
_FEWER_WITH = re.compile(
    r"[^.;,\n]{0,30}?\b(?:with (?:an? |the )?(?:\w+ )?(?:degree|bachelor|master|associate|diploma|cm[a-z]{1,2}|cp[a-z]|ccs|coe|faadom|m[hbs]a|bsn|rn|lpn)|if you(?: also)? (?:have|hold)|for (?:those|holders|candidates))\b"
)
# "One year of the required experience must …" speaks of whichever is chosen.
_OF_ALL = re.compile(r"[^.;\n]{0,25}\bof (?:the|this|that|such) [^.;\n]{0,30}\b(?:must|shall)\b")
_ONLY_MARKS = re.compile(r"[\s;,.(•*-]*(?:(?:or|and)\s+)?")
_REACH = 150
"""Characters between two alternatives of one sentence: more, and they are two statements."""
FAR = 260
"""The same across sentences."""
_LEAD_REACH = 70
_LOOKED_BACK = 30
_LONGEST_LIST = 8
_SKILL_JOIN = re.compile(
    r"\)?(?:, [a-z][\w.-]+(?: [a-z][\w.-]+)?(?= or))?\s*(?:\([^)]{0,60}\)\s*)?(?:software|experience|systems?|\bemr\b|\behr\b)?\s*[,;]?\s*(?P<word>and/or|or|/|and|&|(?:is |are )?(?:fine |ok |okay |acceptable |accepted )?(?:in place of|in lieu of|instead of))?,?\s*\(?"
    r"(?:(?:an?|the|any|some|other|another|or|similar|comparable|equivalent|else|failing that,?|related|like|such"
    r"|specialty|dental|medical|eye care|rehab|therapy|modern|major|experience (?:with|in)|with|in)\s+){0,5}"
)


class Pair(NamedTuple):
    """Two neighbours, and where their last names end."""

    left: Requirement
    right: Requirement
    end: int
    until: int
    apart: bool = False
    """Something of another strength stands between: only a sentence's words join them."""


def join_of(reading: Reading, pair: Pair) -> Join | None:
    """Return how two neighbouring rows are joined, None if they have nothing to do."""
    left, right = pair.left, pair.right
    end = _name_end(reading, pair)
    start = right.start
    if opening := _OPENING_OR.match(reading.folded, start, right.end):
        start = opening.end()  # "or comparable certification" brings its own
    between = reading.folded[end:start]
    other = right.start >= reading.context.sentence_at(left.start).end
    if pair.apart:
        for_degree = right.concept == EQUIVALENT and left.kind == "degree"
        for_years = right.kind == "degree" and left.kind == "experience"
        near = for_degree or (for_years and _follows(reading, left, right))
        return "or" if other and near and _offers(reading, pair) else None
    if other:
        return _across(reading, pair, between) if left.kind in CARRYING else None
    if start - end > _REACH:
        return None
    if left.kind == "skill":
        return _of_skills(between)
    if left.kind == "language":
        listed = _TIGHT.fullmatch(between) or _TIGHT_LIST.fullmatch(between)
        return _choice(reading.folded[end : pair.until]) if listed else None
    return (
        _of_credentials(pair, between)
        or _of_lengths(reading, pair, between)
        or _by_connectors(reading, pair, between)
    )


def stands_for_years(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether a sentence offers a degree for years: "A master's may count as two of them"."""
    if left.kind != "experience" or right.kind != "degree" or not _follows(reading, left, right):
        return False
    after = _CONNECTOR.search(reading.folded, right.end, right.end + _REACH)
    return after is not None and after["reduces"] is not None


def is_led(reading: Reading, row: Requirement) -> bool:
    """Return whether a row opens a list of alternatives: "at least one of CMM, CMPE"."""
    opening = max(reading.context.sentence_at(row.start).start, row.start - _LEAD_REACH)
    if reading.folded.find(" of", opening, row.start) < 0:
        return False
    lead = _LEAD.search(reading.folded, opening, row.start)
    return lead is not None and _LEAD_GAP.fullmatch(lead["gap"]) is not None


def _name_end(reading: Reading, pair: Pair) -> int:
    """Return where the words between two rows begin."""
    left, right, end = pair.left, pair.right, pair.end
    # Words of experience may run on over what follows them: look back from there.
    if end > right.start:
        return max(left.start, right.start - _LOOKED_BACK)
    trailing = _TRAILING.search(reading.folded, max(left.start, end - 5), end)
    return trailing.start() if trailing else end


def _of_skills(between: str) -> Join | None:
    match = _SKILL_JOIN.fullmatch(between)
    if match is None:
        return None
    if match["word"] in ("and", "&"):
        return "and"
    return "or" if (match["word"] or "").endswith("of") else _choice(between)


def _choice(between: str) -> Join | None:
    if _OR.search(between):
        return "or"
    return "list" if "," in between else None


def _of_credentials(pair: Pair, between: str) -> Join | None:
    """Return how degrees, certificates and licences stand in one list, None if they do not."""
    left, right = pair.left, pair.right
    kinds = {left.kind, right.kind}
    if len(kinds) == 1 or kinds <= _CREDENTIALS:
        if left.kind != "experience" and _TIGHT.fullmatch(between):
            # "A bachelor's, or an associate's and four years": the comma parts what "and" binds.
            return "or" if left.kind == "degree" and "," in between else "tight"
        if kinds <= _CREDENTIALS and _CREDENTIAL_LIST.fullmatch(between):
            return "list"
    return None


def _by_connectors(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return what the words between two rows of one sentence say of them."""
    left, right = pair.left, pair.right
    connectors = list(_CONNECTOR.finditer(between))
    if not connectors:
        if _is_offered(reading, pair):
            return "or"
        if left.kind == "experience" and right.kind == "degree" and _TIGHT_LIST.match(between):
            return "comma"
        named = left.kind == "certification" and _ISSUER.fullmatch(between)
        return "list" if left.kind == right.kind and (named or _LIST.fullmatch(between)) else None
    meaning = _meaning(connectors, left, right)
    if meaning == "and":
        if _is_offered(reading, pair):
            return "or"
        return "outside" if left.kind != "degree" and _AND_AFTER_COMMA.match(between) else "and"
    return "tight" if meaning == "or" and _closes_bracket(reading, pair, between) else meaning


def _of_lengths(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how two of experience are joined by what is said of the second."""
    left, right = pair.left, pair.right
    if left.kind != "experience" or right.kind != "experience":
        return None
    if left.start == right.start:
        return "tight"  # "experience as an MA or LPN" is of one kind or the other
    if _is_part(reading, between, right):
        return "and"
    return "or" if _needs_fewer(reading, left, right) else None


def _is_part(reading: Reading, between: str, right: Requirement) -> bool:
    """Return whether years are part of those before: "five years, two of them supervising"."""
    folded = reading.folded
    return bool(
        _WITHIN.search(between)
        or _WITHIN.search(folded, right.start, right.end)
        or _WITHIN.match(folded, right.end + 1)
    )


def _is_offered(reading: Reading, pair: Pair) -> bool:
    """Return whether words behind the second offer it for the first."""
    within = pair.right.start + 1 if pair.right.kind == "experience" else pair.until
    return any(_OFFERED.match(reading.folded, at) for at in {within, pair.until})


def _closes_bracket(reading: Reading, pair: Pair, between: str) -> bool:
    """Return whether the second stands in brackets opened between the two."""
    opened = between.rfind("(")
    if opened < 0 or ")" in between[opened:]:
        return False
    closed = reading.folded.find(")", pair.right.start)
    return 0 <= closed < pair.right.end + _LEAD_REACH


def _meaning(
    connectors: Sequence[re.Match[str]], left: Requirement, right: Requirement
) -> Join | None:
    """Return what the words between two rows say: the last of them, or "or" right before it."""
    last = connectors[-1]
    if last["reduces"]:
        # "A master's may count as one year" stands beside what is left of the years.
        reduced = right.kind == "experience" != left.kind or "waive" in last[0]
        return "and" if reduced else "or"
    if last["slash"]:
        return "or" if left.kind == right.kind else None
    before = connectors[-2] if len(connectors) > 1 else None
    if last["or"]:
        return "or"
    if before and before["or"]:
        near = last.start() - before.end() <= 1
        # ", or graduation from college with a bachelor's": the degree opens what "or" offers.
        opens = right.kind == "degree" and before.string[: before.start()].rstrip()[-1:] in ",;("
        return "or" if near or opens else "and"
    return "and"


def _across(reading: Reading, pair: Pair, between: str) -> Join | None:
    """Return how rows of two sentences are joined: by words that offer one for the other."""
    left, right = pair.left, pair.right
    if way := _of_ways(reading, left, right):
        return way
    if _OF_ALL.match(reading.folded, right.start):
        return None
    led = _of_one_list(reading, left, right) or _is_led_clause(reading, left, between)
    follows = _follows(reading, left, right)
    offered = follows and _offers(reading, pair)
    if "certification" in (left.kind, right.kind):
        if left.kind == right.kind:
            return "or" if led or (follows and _is_offered(reading, pair)) else None
        return "or" if led or (offered and right.kind == "experience") else None
    if _CARRY_ON.search(between) or led:
        return "or"
    if left.concept == EQUIVALENT and _WAYS.search(reading.folded, left.start, right.start):
        return "or"
    if right.kind == "experience" and follows and _is_fewer(reading, left, right, between):
        return "or"
    if right.kind == "degree" and left.kind != "experience":
        return None  # "A master's may substitute for two years" stands for years
    return "or" if offered else None


def _follows(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether the second stands in the sentence after that of the first."""
    sentence = reading.context.sentence_at(right.start)
    return reading.context.sentence_at(max(sentence.start - 1, 0)).start <= left.start


def _offers(reading: Reading, pair: Pair) -> bool:
    """Return whether the second's sentence offers it: words before it, or those of its clause."""
    folded, right = reading.folded, pair.right
    sentence = reading.context.sentence_at(right.start)
    bracket = folded.find("(", pair.until, sentence.end)
    end = bracket if bracket >= 0 else sentence.end
    said = _SUBSTITUTES.search(folded, sentence.start, end)
    if said is None or right.kind != "degree":
        return said is not None
    return said[0] not in ("instead", "equivalent")  # of the degree, not for the years


def _is_fewer(reading: Reading, left: Requirement, right: Requirement, between: str) -> bool:
    """Return whether fewer years do for some: "ten years; eight with a bachelor's degree"."""
    if _ONLY_MARKS.fullmatch(between) is None:
        return False
    if left.kind == "experience":
        return _needs_fewer(reading, left, right)
    return _FEWER_WITH.match(reading.folded, right.start) is not None


def _needs_fewer(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether the second's years are fewer, for those who have something else."""
    fewer = (left.years_min or 0) > (right.years_min or 0) > 0
    return fewer and _FEWER_WITH.match(reading.folded, right.start) is not None


def _is_led_clause(reading: Reading, left: Requirement, between: str) -> bool:
    """Return whether two clauses of one line are ways that its beginning offers: "either: A; B"."""
    if ";" not in between or "\n" in between:
        return False
    block = reading.document.blocks[bisect_right(reading.block_starts, left.start) - 1]
    return _LEADS_CLAUSES.search(reading.folded, block.start, left.start) is not None


def _of_ways(reading: Reading, left: Requirement, right: Requirement) -> Join | None:
    """Return how rows of numbered ways are joined: "Option A: …", "Option B: …"."""
    second = _way_at(reading, right)
    if second is None or _way_at(reading, left) is None:
        return None
    return "or" if second > left.start else "and"


def _way_at(reading: Reading, row: Requirement) -> int | None:
    """Return where the way begins that a row belongs to."""
    blocks = reading.document.blocks
    at = bisect_right(reading.block_starts, row.start) - 1
    for number in range(at, max(at - 3, -1), -1):
        block = blocks[number]
        if _WAY.match(reading.folded, block.start, block.end):
            return block.start
    return None


def _of_one_list(reading: Reading, left: Requirement, right: Requirement) -> bool:
    """Return whether two rows are items of one list of ways: "One of the following: …"."""
    blocks = reading.document.blocks
    starts = reading.block_starts
    first, second = bisect_right(starts, left.start) - 1, bisect_right(starts, right.start) - 1
    near = first < second <= first + 2 and blocks[first].level == blocks[second].level
    if not near or reading.section_at(left.start) != reading.section_at(right.start):
        return False
    for head in range(first - 1, max(first - _LONGEST_LIST, 0) - 1, -1):
        if _WAYS.search(reading.folded, blocks[head].start, blocks[head].end):
            return True
        if blocks[head].level != blocks[first].level or blocks[head].kind == "heading":
            return False  # another list, or the end of this one
    return False
