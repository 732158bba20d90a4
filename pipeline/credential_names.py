"""Whether words name a credential asked for: not people, a shift, a place or somebody's job."""

import re
from dataclasses import replace

from pipeline.claims import Claim
from pipeline.reading import Reading

NONE_CERTIFIED = "cert-none-required"
_GENERIC_CODER = "cert-generic-billing-coding"
_GENERIC_MANAGER = "cert-generic-manager"
_SIBLINGS = {
    "cert-cmm": _GENERIC_MANAGER, "cert-cmom": _GENERIC_MANAGER, "cert-cmpe": _GENERIC_MANAGER,
    "cert-cppm": _GENERIC_MANAGER, "cert-facmpe": _GENERIC_MANAGER,
    "cert-cpc": _GENERIC_CODER, "cert-ccs": _GENERIC_CODER, "cert-ccsp": _GENERIC_CODER,
    "cert-cpb": _GENERIC_CODER, "cert-cca": _GENERIC_CODER, "cert-cbcs": _GENERIC_CODER,
    "cert-coc": _GENERIC_CODER, "cert-cmrs": _GENERIC_CODER,
}  # fmt: skip
"""What "or a similar certification" means behind a name."""
_ALSO_ELSE = frozenset(("PT", "OT", "MD", "DO", "PA", "NP", "SLP"))
"""Overtime, part time, Maryland …: a licence only where the sentence speaks of one."""
_REACH = 40
_PEOPLE = re.compile(
    r"(?:nurses|practitioners|assistants|coders|billers|technologists|technicians|physicians|hygienists|workers|"
    r"counselors|psychologists|therapists|professionals|directors|accountants|pathologists|phlebotomists|managers|associates)$"
)
_OTHERS_AFTER = re.compile(
    r"(?:\s*(?:,|/|and|or|&)\s*(?:rns?|lpns?|mas?|cmas?|nps?|pas?|lvns?|crnas?))*\s+(?:staff|staffing|team|teams|employees|personnel|schedules?|"
    r"providers?|colleagues|coverage|students?|externs?|shifts?|supervision|firm|firms|manager|supervisor|director|notes?|visits?|"
    r"knowledge|guidelines|standards|regulations|rules|role|jobs?|positions?|pay|wages|salary|department|floor|meetings?|on staff|on site|in the office|in our)\b"
)
_OTHERS_BEFORE = re.compile(
    r"\b(?:experience|background|work(?:ed|ing)?|time|served|serving|career|years?|acting|role|practic(?:ed|ing)) as (?:an? )?(?:\w+[ ,/]+(?:or |and |an? )*){0,4}$"
    r"|\b(?:coordinators?|assistants?|coders?|billers?|she|he|they|doctors?|partners?|providers?|nurses?)\b[\w' ]{0,24} (?:is|are|was|were) (?:all |both |an? |already )*$"
    r"|\(not (?:an? )?$"
    r"|\b(?:supervis(?:e|es|ing)|overs(?:ee|ees|eeing)|manag(?:e|es|ing)|leading|coaching|hiring|hire|training|train|scheduling|schedule|supporting|assisting|mentoring|"
    r"direct(?:s|ing)|evaluat\w+|reports? to|reporting to|alongside|work(?:s|ing)? with|interact\w* with|liaise with|under)"
    r" (?:(?:the|our|an?|all|both|two|three|four|five|six|\d+|of|certified|staff|other|medical assistants?|mas?|lpns?|rns?|cmas?|nurses|clinical|and|or|,|/)[ ,/]*){0,6}$"
    r"|\b(?:keep|track|check|monitor|every|each|renew|everyone's|whose|verify|that) (?:(?:everyone's|that|all|every|each|staff|the|employee|team)[ ]*){0,4}$|\b(?:the|our|my|his|her) (?!following|credential|certif)(?:[\w-]+ ){1,3}\($|(?:^|[\s(,])(?:\d{1,2}|one|two|three|four|five|six) $|\b(?:our|my|his|her|their|the doctor's|whose|an outside|outside|local) (?:[\w-]+ ){0,2}$|\bdr\.? [\w-]+,? $"
)
IMAGINED = re.compile(
    r"\b(?:if|in case|whether|should) (?:you (?:have|hold|speak|know|are|possess|bring) |your |an? |the )*(?:\w+ or )?$"
)
"""Only thought of: "if Mandarin is among your talents"."""
_SHORTER = re.compile(
    r"\b(?:years?|yrs|one|two|three|four|five|\d{1,2}) (?:if|where|when|for those who|for holders of|with) "
    r"(?:you |they |you're |you are |they are )?(?:also |already )?(?:hold |have |holding )?(?:an? |the |your )?$"
)
"""A credential that makes up for years: "three years, or two if you hold the FAADOM"."""
_HOLDER = re.compile(
    r"[^()\n]{0,40}\)[, ]+(?:who|does|runs|has|leads|handles|keeps|trains|manages|retired|left|teaches|joined|steps|will)\b"
)
"""Behind a credential in brackets: somebody who holds it, "Ann (CPC) does our coding"."""
_NAMED_HOLDER = re.compile(
    r"\b(?:have|has|because|and|with|to|by|from|where|our|since|as|is|but|ask|see) (?!Cert|Licen|Regis|Medic|Pract)[A-Z][a-z]+ \((?:[A-Z/-]+, ?)*$"
)
"""Before a credential: a person who holds it, "because Gretchen (CPC, CPB)"."""
_OPENED = re.compile(r"\([^()\n]{0,40}$")
_SIMILAR = re.compile(
    r"(?:,? (?P<word>or)|,? ?(?P<mark>/))\s*(?:an? |any |other )?(?:similar|equivalent|comparable|equal|like|other)\b(?: (?:coding|billing|practice|medical|management|manager|professional|industry|recognized))*"
    r"(?: (?:certifications?|credentials?|designations?|cert))?(?! (?:experience|training|education|degree|combination|work))"
)


def is_generic(claim: Claim) -> bool:
    """Return whether a claim is for a credential without a name."""
    return claim.concept in (_GENERIC_CODER, _GENERIC_MANAGER)


def or_similar(reading: Reading, claim: Claim) -> Claim | None:
    """Return the claim for the unnamed sibling of "CMM or similar"."""
    sibling = _SIBLINGS.get(claim.concept)
    if sibling is None:
        return None
    match = _SIMILAR.match(reading.folded, claim.end)
    if match is None:
        return None
    start = match.start("word") if match["word"] else match.start("mark") + 1
    return replace(claim, start=start, end=match.end(), concept=sibling)


def makes_up_for_years(reading: Reading, claim: Claim) -> bool:
    """Return whether a credential is one way to need fewer years: it is asked for, as an option."""
    opens = reading.context.sentence_at(claim.start).start
    before = reading.folded[max(opens, claim.start - _REACH) : claim.start]
    return _SHORTER.search(before) is not None


def names_a_credential(reading: Reading, claim: Claim) -> bool:
    """Return whether the words name a credential that is asked for where they stand."""
    words = reading.text[claim.start : claim.end]
    folded = reading.folded
    following = reading.text[claim.end : claim.end + 2]
    needless = claim.stance.strength == "not_required"
    if (words[:-1].isupper() and words.endswith("s")) or (words.isupper() and following[:1] == "s"):
        return needless  # people who hold it: "our RNs", "CPCs"
    if words in _ALSO_ELSE:
        sentence = reading.context.sentence_at(claim.start)
        if "licen" not in folded[sentence.start : sentence.end]:
            return False
    if following[:1] in (")", ",") and _NAMED_HOLDER.search(
        reading.text, max(0, claim.start - _REACH), claim.start
    ):
        return False
    return needless or not _belongs_to_others(reading, claim)


def _belongs_to_others(reading: Reading, claim: Claim) -> bool:
    """Return whether the words around a credential give it to somebody else."""
    words, folded = reading.text[claim.start : claim.end], reading.folded
    if _PEOPLE.search(words.lower()) or _OTHERS_AFTER.match(folded, claim.end, claim.end + _REACH):
        return True
    opens = reading.context.sentence_at(claim.start).start
    before = folded[max(opens, claim.start - 2 * _REACH) : claim.start]
    if not before.strip(" -*\n\u2022"):
        return False  # most stand first in their line
    if claim.stance.strength != "preferred" and IMAGINED.search(before):
        return _SHORTER.search(before) is None
    if "(" in before and _OPENED.search(before) and _HOLDER.match(folded, claim.end):
        return True
    return _OTHERS_BEFORE.search(before) is not None
