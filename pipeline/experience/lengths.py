"""Which stated lengths are somebody's experience, and numbers whose unit was said before.

"Five years in a clinic, two of them as a lead" states two lengths. The age of a practice, a
contract, a recency, a course of study, the years of the one who leaves are none.
"""

import re
from collections.abc import Iterator

from pipeline.concepts import ConceptKind
from pipeline.context import Sentence
from pipeline.durations import NUMBER, STATED, Years, find_years, has_number, read_number
from pipeline.reading import Reading

_MOST = 15
"""Nobody asks for more years: above it a practice or a veteran is spoken of."""
_AGES = (18.0, 21.0)
_REACH = 60
_SUBJECT_REACH = 240

_BEFORE = re.compile(
    r"(?:\b(?:within|(?<!put )in|at|every|each|per|past|last|next|first|final|after|for over|for more than|since|once|twice|"
    r"serving|served|by|until|during|aged?|ages|turned|toward|towards|instead of|in place of|in lieu of|"
    r"replac\w+|substitut\w+(?: for)?|count\w* (?:for|as|toward)|stand in for|the place of|offset|credit\w*(?: as| for)?|equals?|equal to|worth|good for|in exchange for|waive|"
    r"expires?(?: in)?|renew\w*|commit\w*(?: to)?|stay(?:ing)?(?: for)?|combined|this|early|recent|"
    r"celebrat\w+|guarantee\w*|contract of|(?:period|program|probation|term|contract|assignment|appointment) (?:is|lasts)|in (?:force|effect) for|time[- ]in[- ]grade:|clean|period of|programs? of|gap of|review at)"
    r"(?:,? (?:the|a|an|our|your|about|up to|under|over|roughly|nearly|almost|only|just|as little as|at least))*|[$#])\s*$"
)
_AFTER = re.compile(
    r"\s*(?:of (?:this|that|these|those|the|it)(?: \w+)?(?: experience)? )?(?:may|can|will|could) (?:also )?be (?:waived|credited)|"
    r"\s*of [^.;,\n]{0,40}\bcounts? (?:as|toward)\b|\s*running\s*(?:[.;,!]|$)|\s*-?\s*(?:of age|of service|old|ago|in business|in town|in the (?:community|business|area|making)|"
    r"(?:and|or) (?:older|younger|under|counting)|warranty|contract|lease|term\b|after|later|anniversar|strong\b|young\b|away|"
    r"from (?:hire|start|now|the|your|date)|(?:of|from|after|following|post) (?:your |the )?(?:hire|start|employment|joining|appointment|date of hire)|"
    r"of (?:\w+ )?(?:growth|age|college|school|schooling|high school|education|coursework|graduate|"
    r"undergraduate|university|study|studies|post-?(?:secondary|high)|vocational|technical|tuition|"
    r"continuous employment|training toward|excellence|accredited|nursing school)|"
    r"(?:\w+ )?(?:degree|diploma|college|university|plan|grant|commitment|probation\w*|assignment|renewal|"
    r"program|residency|fellowship|course|goal|strateg\w+|vision|period|orientation|review|evaluation|mark|fiscal|"
    r"window|look-?back|project|extension|engagement|guarantee|introductory|deployment|appointment)\b(?! (?:manag|experience|coordinat|schedul|lead|direct|develop|plan|assist|admin))|"
    r"of (?:an? )?(?:externship|internship|residency|fellowship|clinicals)|in grade|in a row|in (?:your|their|his|her|its|the) (?:\w+ )?(?:job|position|role)\b|of the (?:degree|required|needed|stated)\b(?![^.;\n]*\b(?:must|shall|should|supervis|in a)\b)|(?:\w+ )?(?:progressively higher level )?graduate education)"
)
_FOR_EACH = re.compile(r"for (?:each|every)(?: \w+)? years?\b")
# "May substitute four years of … for the degree": it is the years that are offered.
_FOR_A_DEGREE = re.compile(
    r"[^.;\n]{0,80}?\bfor (?:an?|the|this|that|any)?\s?(?:[\w']+ ){0,2}?(?:degree|education|college|diploma|schooling|education requirement)\b"
)
_STANDS_FOR = re.compile(
    r"\b(?:stand in for|substitut\w+ for|replac\w+|count\w* (?:as|for|toward)|worth|good for|waive|offset|take the place of|in place of|equals?)(?: (?:up to|the|only|about|just))* $"
)
_UP_TO_SCHOOL = re.compile(
    r"\b(?:each|every) (?:\w+ )?year of (?:college|school|schooling|education|study)\b[^.;\n]{0,60}\bup to (?:an? )?(?:maximum of |total of )?$"
)
_FOR = re.compile(
    r"(?<!ask )(?<!asks )(?<!asking )(?<!look )(?<!looking )(?<!call )(?<!calls )\bfor(?: (?:about|over|nearly|almost|more than|the|at least|a minimum of|minimum of))?\s*$"
)
_OF_PERSON = re.compile(
    r"(?<!minimum)(?<!min)(?<!min\.)(?<!total)(?<!least)(?<!excess)(?<!experience)(?<!background)(?<!combination)"
    r"(?<!equivalent)(?<!management)(?<!leadership)(?<!supervision)(?<!maximum)(?<!plus)(?<!history)(?<!record) of $"
)
_CANDIDATE = re.compile(
    r"\b(?:you|your|you've|you'll|candidates?|applicants?|must|should|requir\w*|looking for|seek\w*|needs?|"
    r"wants?|someone|somebody|anyone|person|qualif\w*|minimum|min|least|prefer\w*|ideal\w*|who has|trade|swap|accept\w*)\b"
)
_OTHERS = re.compile(
    r"\b(?:our|dr\.? [a-z]+|the doctor is|he|she|we've|we have|the owner|founder|founded|has been|retir\w+)\b"
)
_DID = re.compile(
    r"(?:^|, )[^a-z]*(?:held|worked|been|ran|run|managed|led|supervised|served|done|have|having|has|experience\w*|employed|working)\b"
)
_LICENCE = re.compile(r"\b(?:driv|licen[cs]e)")
_EXPERIENCE = re.compile(r"experience|\bexp\b|background|history|track record|tenure|stint")
_A_YEAR_BEFORE = re.compile(
    r"(?:^|[,;:(>*•-]|\b(?:least|min\.?|minimum|of|with|and|plus|or|have|has|than|about|roughly|need|bring|half|us|"
    r"over|required|preferred|prefer|ideally|preferably))\s*$"
)
_A_YEAR_AFTER = re.compile(
    r"\s*(?:of|in|as|experience|exp|work\w*|manag\w+|supervis\w+|running|doing|leading|at|spent)\b"
)
_CREDENTIALS: tuple[ConceptKind, ...] = ("certification", "licence")
_DEGREE = re.compile(r"degree|bachelor|master|associate|diploma|\bged\b|\b[ab]\.?[as]\b")
_CARRIED = re.compile(
    rf"(?:\b(?P<lead>and|or|plus|with|including|incl\.?|which|ideally|preferably|least|minimum|min\.?|min\. of|but|last|latest|recent|(?:no |not )?(?:fewer|less) than|say|only|those|take|into|accept|for)\s+|[,;(:]\s*|\.\s+(?=\w+ (?:of (?:those|these|them|which)|is|are|will|with|if)\b)|(?:^|(?<=\n))[\s•*-]*)"
    rf"(?P<number>{NUMBER}){STATED}\+?(?: or more)?"
    r"(?: ?(?P<tail>of (?:them|those|these|which|it|that|your)\b|(?:years? )?(?:must |should |need to |has to )?(?:be |have been |being )?(?:in|as|at|on|doing)\b|(?:with|plus) an?\b|with the\b|with (?:profit|p&l|budget)|"
    r"(?:supervis|manag|lead|runn|work|direct|oversee|handl|serv)\w*ing\b|(?:supervis|lead|manag)\w*\b|(?:years? )?if (?:you|they)\b|(?:(?:is|are|will be|would be) )?(?:enough|plenty|fine|considered|accepted|acceptable)\b|(?:will|would) do\b|for (?:those|holders|an?)\b|from (?:someone|somebody|anyone|those|an?)\b|preferred\b|required\b|desired\b)"
    r"|(?P<stop>\s*(?:[,;.)]|$)))"
)


_OF_THOSE = re.compile(
    rf"\s*(?:and |at least |but |only )*{NUMBER}{STATED} (?:of (?:those|these|them|which)|(?:is|are|will be) (?:enough|plenty|fine)|will do|with an?|if you)\b"
)


def experience_lengths(reading: Reading) -> list[Years]:
    """Return the lengths that are experience, in text order."""
    folded = reading.folded
    stated = find_years(folded)
    found: list[Years] = []
    for position, years in enumerate(stated):
        sentence = reading.context.sentence_at(years.start)
        joined = folded[stated[position - 1].end : years.start].strip() if position else ""
        if joined in ("and", "or", "&") and stated[position - 1] not in found:
            continue
        if not _is_experience(folded, years, sentence):
            continue
        found.append(years)
        following = stated[position + 1].start if position + 1 < len(stated) else len(folded)
        found += _carried(reading, years, min(following, _clauses_end(reading, sentence)))
    return found


def _is_experience(folded: str, years: Years, sentence: Sentence) -> bool:
    if years.high is not None and years.high > _MOST and years.low <= 1:
        return False
    if _UP_TO_SCHOOL.search(folded, sentence.start, years.start):
        return False
    if _FOR_EACH.search(folded, years.end, min(sentence.end, years.end + _REACH * 2)):
        return False
    if years.low > _MOST or _AFTER.match(folded, years.end):
        return False
    opening = max(sentence.start, years.start - _REACH)
    before = folded[opening : years.start]
    replaces = _BEFORE.search(before) and not _FOR_A_DEGREE.match(folded, years.end)
    if replaces or (before.endswith("of ") and _OF_PERSON.search(before)):
        return False
    said = folded[years.start : years.end]
    if (
        years.low in _AGES
        and "year" in said
        and not _EXPERIENCE.search(folded, years.end, years.end + _REACH)
    ):
        return False
    if said in ("a year", "an year", "a month", "a year or two"):
        return bool(_A_YEAR_BEFORE.search(before) and _A_YEAR_AFTER.match(folded, years.end))
    if said.endswith(("-year", "-month", "-yr")) or (
        said.endswith(("year", "month")) and years.low / years.unit > 1
    ):
        clause = folded[years.end : min(sentence.end, years.end + 40)]
        if not _EXPERIENCE.search(clause) and not clause.lstrip().startswith("("):
            return False
    return _is_the_candidates(folded, years, sentence, before)


def _is_the_candidates(folded: str, years: Years, sentence: Sentence, before: str) -> bool:
    """Return whether nobody else has it: "Dr. Vail has cared for you for sixteen years"."""
    words = folded[max(sentence.start, years.start - _SUBJECT_REACH) : years.start]
    if _FOR.search(before):
        asked = _CANDIDATE.search(words) or (
            _DID.search(words) if not _OTHERS.search(words) else _DID.match(words)
        )
        return asked is not None and not _LICENCE.search(words)
    other = max((match.start() for match in _OTHERS.finditer(words)), default=-1)
    return other < 0 or _CANDIDATE.search(words, other + 1) is not None


def _clauses_end(reading: Reading, sentence: Sentence) -> int:
    """Return where a statement ends that goes on after semicolons and brackets, in its line."""
    folded, end = reading.folded, sentence.end
    limit = min(len(folded), sentence.start + 400)
    while end < limit and (
        folded[sentence.start : end].rstrip().endswith((";", "incl."))
        or _OF_THOSE.match(folded, end)
    ):
        end = reading.context.sentence_at(end).end
    return end


def _carried(reading: Reading, years: Years, limit: int) -> Iterator[Years]:
    """Yield the numbers after a length that share its unit: "…, two of them supervising"."""
    folded = reading.folded
    if not has_number(folded, years.end, limit):
        return
    for match in _CARRIED.finditer(folded, years.end, limit):
        number = match.start("number")
        if _STANDS_FOR.search(folded, years.end, number):
            continue  # "a bachelor's can stand in for two of them"
        if match["stop"] is not None and not _may_stand_alone(reading, years, match):
            continue
        unit = min(years.unit, 1.0)  # after "a decade" they are years
        low = read_number(match["number"]) * unit
        if low > _MOST:
            continue
        end = match.end("number")
        yield Years(match.start("number"), end, round(low, 2), None, unit)


def _may_stand_alone(reading: Reading, years: Years, match: re.Match[str]) -> bool:
    """Return whether a number with nothing behind it is a length: "a diploma with eight"."""
    lead, start, end = match["lead"], years.end, match.start("number")
    if lead in ("ideally", "preferably"):
        return True
    if lead == "for":
        alternative = reading.folded.find(" or ", start, end) >= 0
        return alternative and reading.folded.endswith("for ", 0, years.start)
    return lead in ("plus", "with", "and", "or") and _names_a_qualification(reading, start, end)


def _names_a_qualification(reading: Reading, start: int, end: int) -> bool:
    """Return whether a degree or a credential is named in a span."""
    if _DEGREE.search(reading.folded, start, end):
        return True
    return any(
        start <= mention.start < end
        for kind in _CREDENTIALS
        for mention in reading.mentions_of(kind)
    )
