"""Whether a sentence asks for a qualification or only tells of one; what answers a question.

"A nursing license? Not needed." asks and answers; "Maureen finished high school" asks nothing,
though it stands among sentences that do.
"""

import re
from dataclasses import replace

from pipeline.claims import Claim
from pipeline.posting import Strength
from pipeline.reading import Reading

_SOFTENED = frozenset(("requirement", "unknown"))
_QUESTION_REACH = 60
_ANSWER_REACH = 110
_CLOSING = re.compile(r"[\s?!\"'*_)\]\u201d\u2019:,.-]*")
# The answers to "A degree?", tried in this order at their beginning.
_ENOUGH = re.compile(
    r"(?:that(?:'s| is|'ll| will)? )?(?:be )?(?:good enough|enough|plenty|all (?:we|i|you) (?:ask|need)|will do|do nicely|we can talk|we're set)\b"
)
_NO = re.compile(
    r"(?:oh,? |well,? |frankly,? |honestly,? |sorry,? |fine,? (?=nobody|no one|not|but not))*(?:no|nope|nah|naw|not|never|none|unnecessary|optional|doesn't matter|does not matter|"
    r"don't (?:need|worry|bother|care|sweat)|we don't|we do not|i don't|i do not|nobody|no one|forget|skip|leave (?:it|them)|keep (?:it|them)|"
    r"immaterial|irrelevant|couldn't care|who cares)\b(?! (?:yet|only|just|a problem|without|necessarily|required but|a must but|a must, but))"
)
_SO_NO = re.compile(r"\bso no\b|, no,|\bnobody will ask\b|\bisn't on (?:our|the) list\b")
_YES = re.compile(
    r"(?:oh,? |well,? |but |of course,? )*(?:yes\b(?! please)|yep|yup|yeah|of course|absolutely|always|required|needed|a must|must|mandatory|we insist|naturally|"
    r"you'll need|you will need|got to|have to|everyone|everybody|non-negotiable|certainly|definitely|has to)\b"
)
_SO_YES = re.compile(r"\bso yes\b")
_GLAD = re.compile(
    r"(?:oh,? |well,? |that would be |then |so |we'd be |we would be |i'd be |all |even |very |yes,? )*(?:great|good|lovely|wonderful|terrific|better|nice|bonus|a (?:big |huge |real |definite )?(?:plus|bonus|treat|delight)|perfect|"
    r"excellent|fantastic|super|splendid|swell|grand|helpful|ideal|awesome|welcome|hooray|please|delighted|thrilled|happy|impressed|tickled|"
    r"extra (?:points|credit)|bonus points|tell us|the better|that (?:helps|would)|preferred|by all means|so much the better|bring it|"
    r"we'd (?:like|love|prefer)|we would (?:like|love|prefer)|would be|we'll (?:love|take)|come (?:right )?in|you(?:'re| are) (?:our|my|the)|top of|you(?:'ll| will) use)\b"
)
# Who is asked. Words of asking that markers do not hold, in a sentence of any shape.
_ASKS = re.compile(
    r"\b(?:you|your|yours|yourself|candidates?|applicants?|someone|somebody|anyone|a person|whoever|looking|seeking|seeks?|needs?|needed|requires?|"
    r"required|must|please|wants?|wanted|hiring|ideal\w*|should|minimum|bring|have|possess|successful|qualified|incumbent|eligible|qualif\w+)\b"
)
_IMAGINED = re.compile(
    r"\bif you\b[^.;]*\b(?:could|might|would|'d|may)\b|\b(?:could|might) (?:maybe |also |then )?grow\b"
)
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|had|holds|held|does|did|runs|she|he|they|his|hers?|their|we|our|us|my|i|i'm|there|"
    r"became|becomes|gets?|took|takes|earned|finished|sits|keeps|works|came|comes|there's)\b"
)
# Words of liking in the clause of a thing that nothing else marks: it is wished for.
_SOFT_AFTER = re.compile(
    r"[^.;\n]{0,70}?\b(?:would|'d (?:be|like|love|help)|could (?:help|come|be)|smiles?|smiling|grins?|happy|happier|happiest|glad|gladder|gladly|pleased|pleases|pleasing|"
    r"delight(?:s|ed)?|thrill(?:s|ed)?|tickles?|tickled|impress(?:es|ed|ive)?|charm(?:s|ed)?|swoon|cheers?|hooray|hurrah|bonus|perk|edge|points|advantage|favou?r(?:s|ed|ably)?|"
    r"preferr?(?:ed|able|ably|s|ence)?|ideal|welcomed?|nice|nicer|lovely|wonderful|terrific|grand|swell|splendid|gold|golden|gravy|icing|cherry|treat|sweet(?:ener|ens)|star|leg up|head start|"
    r"stands? out|stand you|noticed?|perks|appreciate[ds]?|helpful|helps|useful|handy|beneficial|benefits? (?:you|us|the)|valued?|valuable|prized?|prizes|treasured?|coveted|admired?|"
    r"interests|intrigues|attracts?|tempts?|wins|earns|weighs|tips?|tilts?|sways?|moves? you|lifts|boosts?|strengthens?|sets? you|puts? you|gets? you|first in line|ahead of|top of|front of|"
    r"not essential|not critical|not vital|less needed|though not|but not|if possible|wish|hope|dream|love|loved|like to (?:see|have|find)|warm(?:s|ly)?|extra|better|best of all|all the)\b"
)
_SOFT_BEFORE = re.compile(
    r"\b(?:love|hope|hoping|wish|wishing|dream|dreaming|happy|happier|glad|pleased|delighted|thrilled|tickled|impressed|charmed|smile|smiles|partial|fond|lean|leans|leaning|prefer\w*|favou?r|favors|"
    r"ideal|ideally|bonus|extra|points|nice|lovely|wonderful|terrific|welcome|perfect world|preferably|soft spot|weakness|like to (?:see|have|find)|better|best of all|swoon|applaud|cheer)\b[^.;\n]{0,44}$"
)
_HARD = re.compile(
    r"\b(?:must|required?|requires|need|needed|needs|mandatory|essential|minimum|at least|necessary|insist|non-negotiable|have to|has to)\b"
)
_OF_ANOTHER_JOB = ("differs from", "differ from", "distinguished from", "in that the latter", "unlike the ", "unlike our ", "unlike a ")  # fmt: skip
_TELLS_OF_ANOTHER = re.compile(
    r"\b(?:had|was|were|she|he|his|her|i'm|i hold|i have|my (?!ideal)|everybody who|everyone who|differs|took|"
    r"may be obtained|can be obtained)\b"
)


def heard(reading: Reading, claim: Claim, *, of_people: bool = True) -> Claim:
    """Return a claim as its sentence means it.

    `of_people`: it is often somebody else's, so that "our coder is a CPC" asks for nothing.

    An answered question is told by its answer; what a sentence only tells of is somebody else's.
    """
    answer = _answer(reading, claim.end)
    if answer is not None:
        stance = claim.stance._replace(
            strength=answer, marked=True, subject="candidate", rule="asking.answer"
        )
        return replace(claim, stance=stance)
    stance = claim.stance
    if stance.marked and stance.strength == "required" and _is_of_another_job(reading, claim):
        return replace(claim, stance=stance._replace(subject="employer"))
    if stance.marked or stance.subject != "candidate":
        return claim
    if stance.strength in (None, "required") and _is_soft(reading, claim):
        soft = stance._replace(strength="preferred", marked=True, rule="asking.soft")
        return replace(claim, stance=soft)
    if _tells(reading, claim, of_people=of_people):
        return replace(claim, stance=stance._replace(subject="employer"))
    return claim


def _is_soft(reading: Reading, claim: Claim) -> bool:
    """Return whether words of liking stand in the clause of a claim, and none of need."""
    sentence = reading.context.sentence_at(claim.start)
    if sentence.section not in _SOFTENED or not (sentence.told or sentence.section == "unknown"):
        return False
    folded = reading.folded
    if _HARD.search(folded, sentence.start, sentence.end):
        return False
    return (
        _SOFT_AFTER.match(folded, claim.end, sentence.end) is not None
        or _SOFT_BEFORE.search(folded, sentence.start, claim.start) is not None
    )


def _answer(reading: Reading, end: int) -> Strength | None:
    """Return what the answer to a question says, None where a span that ends there asks none."""
    folded = reading.folded
    asked = folded.find("?", end, end + _QUESTION_REACH)
    if asked < 0:
        return None
    between = folded[end:asked]
    if "." in between or "\n" in between or ";" in between or "!" in between:
        return None
    match = _CLOSING.match(folded, asked)
    assert match is not None
    begin = match.end()
    if "\n" in folded[asked:begin]:
        return None
    stop = re.search(r"[.!?;\n]", folded[begin : begin + _ANSWER_REACH])
    said = folded[begin : begin + (stop.start() if stop else _ANSWER_REACH)]
    if _ENOUGH.match(said):
        return "required"
    if _SO_NO.search(said):
        return "not_required"
    if _SO_YES.search(said):
        return "required"
    for pattern, strength in _ANSWERS:
        if pattern.match(said):
            return strength
    return None


_ANSWERS: tuple[tuple[re.Pattern[str], Strength], ...] = (
    (_NO, "not_required"),
    (_GLAD, "preferred"),
    (_YES, "required"),
)


def _is_of_another_job(reading: Reading, claim: Claim) -> bool:
    opens = reading.context.sentence_at(claim.start).start
    before = reading.folded[opens : claim.start]
    return any(words in before for words in _OF_ANOTHER_JOB)


def _tells(reading: Reading, claim: Claim, *, of_people: bool) -> bool:
    """Return whether a sentence tells of a qualification without asking for it."""
    sentence = reading.context.sentence_at(claim.start)
    words = reading.folded[sentence.start : sentence.end]
    if claim.stance.told and of_people:
        if _IMAGINED.search(words):
            return True
        return _ASKS.search(words) is None and _TELLS.search(words) is not None
    return _TELLS_OF_ANOTHER.search(words) is not None and _ASKS.search(words) is None
