"""Whether words name a credential asked for: not people, a shift, a place or somebody's job."""

import re
from dataclasses import replace

from pipeline.claims import Claim
from pipeline.reading import Reading
from pipeline.sayings import load_sayings

NONE_CERTIFIED = "cert-none-required"
_DRIVERS = "lic-driver"
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
_OPENED = re.compile(r"\([^()\n]{0,40}$")
_NAMED = re.compile(r"\b(?P<name>[A-Z][a-z]+) \((?:[A-Z/-]+, ?)*$")
"""Somebody's name, and brackets with what they hold: "Gretchen (CPC, CPB)"."""


def is_generic(claim: Claim) -> bool:
    """Return whether a claim is for a credential without a name."""
    return claim.concept in (_GENERIC_CODER, _GENERIC_MANAGER)


def or_similar(reading: Reading, claim: Claim) -> Claim | None:
    """Return the claim for the unnamed sibling of "CMM or similar"."""
    sibling = _SIBLINGS.get(claim.concept)
    if sibling is None:
        return None
    match = load_sayings("credential_names").match("similar_after", reading.folded, claim.end)
    if match is None:
        return None
    start = match.start("word") if match["word"] else match.start("mark") + 1
    return replace(claim, start=start, end=match.end(), concept=sibling)


def counted(reading: Reading, claim: Claim) -> Claim:
    """Return a claim as asked for where it makes up for years: "ten years, seven with a degree"."""
    if claim.stance.subject != "hypothetical":
        return claim
    opens = reading.context.sentence_at(claim.start).start
    before = reading.folded[max(opens, claim.start - _REACH) : claim.start]
    if not load_sayings("credential_names").search("fewer_years_before", before):
        return claim
    return replace(claim, stance=claim.stance._replace(subject="candidate"))


def is_imagined(before: str) -> bool:
    """Return whether the words before a thing only think of it: "if Mandarin is among …"."""
    return load_sayings("credential_names").search("imagined_before", before) is not None


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
    if following[:1] in (")", ",") and _is_held_by_one_named(reading, claim):
        return False
    return needless or not _belongs_to_others(reading, claim)


def _is_held_by_one_named(reading: Reading, claim: Claim) -> bool:
    """Return whether a credential stands in brackets behind a person's name."""
    opening = max(0, claim.start - _REACH)
    named = _NAMED.search(reading.text, opening, claim.start)
    if named is None:
        return False
    words, folded = load_sayings("credential_names"), reading.folded
    return (
        words.search("name_before", folded, opening, named.start()) is not None
        and words.match("title_after", folded, named.start()) is None
    )


def _belongs_to_others(reading: Reading, claim: Claim) -> bool:
    """Return whether the words around a credential give it to somebody else."""
    named, folded = reading.text[claim.start : claim.end].lower(), reading.folded
    words = load_sayings("credential_names")
    if words.search("people_before", named) or words.match(
        "others_after", folded, claim.end, claim.end + _REACH
    ):
        return True
    if claim.concept.startswith("lic-") and words.match("as_work_after", folded, claim.end):
        return True
    opens = reading.context.sentence_at(claim.start).start
    before = folded[max(opens, claim.start - 2 * _REACH) : claim.start]
    if not before.strip(" -*\n\u2022"):
        return False  # most stand first in their line
    if claim.concept == _DRIVERS and before.endswith("("):
        return False  # "drive to our Salem office (license, insurance)": nobody's
    if claim.stance.strength != "preferred" and is_imagined(before):
        return words.search("fewer_years_before", before) is None
    if "(" in before and _OPENED.search(before) and words.match("holder_after", folded, claim.end):
        return True
    return words.search("others_before", before) is not None
