"""Whether a word that may name a degree does so where it stands: "AS", "associates", "master"."""

import re

UNSPECIFIED = "edu-college-unspecified"
NONE = "edu-none"
RELATED = "edu-field-related"
"""A field in disguise: "related field" is no level."""

_REACH = 32
_TWO_LETTERS = 2
# A degree sought, offered or told of, whatever its name.
_NOT_BEFORE = re.compile(
    r"(?:-to-|\b(?:towards?|complet(?:e|ing) your|earn(?:ing)? your|finish(?:ing)? your|pursu(?:e|ing) your|"
    r"further(?:ing)? your|bring your|(?:and|of) our) (?:an? |the )?|"
    r"\b(?:if you have|if you hold) (?:an? )?|\b(?:candidates|applicants|those|nurses|people|hires|anyone|anybody|managers|employees) without (?:an? |the )?|\(not (?:an? )?|"
    r"(?<!must )(?<!you )(?<!should )(?<!will )\b(?:have|has|had) (?:all |each |since )?(?:earned|finished|completed|gotten) (?:an?|their|his|her) )$"
)
_TELLING_BEFORE = frozenset(
    ("toward", "towards", "your", "our", "have", "hold", "without", "(not", "earned", "finished", "completed", "gotten")
)  # fmt: skip
"""Words of which one must be near for the pattern above, which is slow, to fit."""
_NOT_AFTER = re.compile(
    r"-to-|[- ]seeking|\s+(?:programs|cohorts?|students?|interns?|candidates? (?:on|from)|residents?)\b"
)
# "MA" may be a medical assistant, "AS" a word: what follows must make a degree of it.
_ABBREVIATED = re.compile(
    r"\.?\s*(?:/\s*(?:b\.?[as]|a\.?a|a\.?s|m\.?[as]|mba|mha|bsn|associate|bachelor|master)\b|\(|in\b|degrees?\b|required|preferred|"
    r"or (?:higher|above|equivalent|b\.?[as]\b|a\.?[as]\b|m\.?[ash]|bachelor|master|associate|better)|level|,? or (?:b|a|m)\.?[as]\b|"
    r"with\b|w/|\+|plus\b|and (?:\d|one|two|three|four|five|six|seven)|(?:business|nursing|health|healthcare|accounting|finance|public|management|biology|psychology)\b|-level|from\b|strongly preferred|highly preferred|a plus|is\b|desired)"
)
_MA = re.compile(
    r"\.?\s*(?:/\s*(?:m\.?s|mba|mha|mph)\b|(?:or|,) (?:m\.?s|mba|mha|mph)\b|in (?!training|the|our|an?\b|charge|good|dermatolog|pediatric|primary|family)|degree)"
)
_PHYSICIAN = re.compile(r"\s*(?:in\b|degree|/ ?ph\.?d)")
_SHORT_BEFORE = re.compile(r"(?:\b(?:b\.?[as]|a\.?a|a\.?s|m\.?[as]|mba|mha)\.?)\s*(?:/|\bor )\s*$")
_OF_ANGLE = re.compile(
    r"(?:\b(?:the|this|that|such|some|large|great|greater|high|higher|higher|certain|same|lesser|reasonable|360|any|what|first|second|"
    r"third|varying|such an?|only education or|education or|other|of|by)[- ]|\d[- ]?)$"
)
_LIEU = re.compile(
    r"\b(?:in lieu of|instead of|in place of|substitut\w+ for)(?: an?| the| any| such)? $"
)
_NO_DEGREE_AFTER = re.compile(
    r"s?: |\s*(?:of (?!arts|science|applied|business)|programs?\b|requirements?\b|completion|audit|verification|conferred|recognized|"
    r"granted|issued|evaluation|from outside|must be|feedback|heat|weather|burns?|view|f\b|days?\b)"
)
_CERTIFICATE_AFTER = re.compile(
    r"s?\s+(?:in|program|from|of completion|or (?:degree|diploma|associate|certificate|license)|required|preferred)\b"
)
_CERTIFICATE_BEFORE = re.compile(
    r"\b(?:vocational|technical|trade|post-?secondary|college|business school|career school|community college)[\w/ ]*$"
)
_PLAIN_ASSOCIATE = re.compile(
    r"\s*(?:\(?(?:required|preferred)\b|degree|[- ]level|/\s*(?:bachelor|aas|aa\b|as\b|ba\b|bs\b)|of (?:arts|science|applied|occupational)|,? or (?:higher|bachelor|equivalent|above|a bachelor|aas?\b)|"
    r"in (?:applied|arts|science|business|health|nursing|medical|accounting|a related|related|any|office)|(?:strongly |highly )?preferred|required|,? bachelor|\((?:aa|as|aas)\b)"
)
_ASSOCIATE_NOT_AFTER = re.compile(
    r"\s+(?:in|of|with|or|and)\b(?=.*\b(?:team|engagement|training|development|performance|relations)\b)|"
    r"\s+(?:team|engagement|training|development|performance|relations|schedules?|health|safety|experience|satisfaction|needs|handbook)\b"
)
_PLAIN_BACHELOR_NOT = re.compile(r"\s+(?:part(?:y|ies)|pad\b|apartment)|ette")
_PLAIN_MASTER = re.compile(
    r"(?:\s+(?:degree|of (?:arts|science|business|health|public|social|nursing|healthcare|education)|in (?:health|business|nursing|public|a related|social|hospital|management)|prepared|level|or (?:higher|above|phd|doctor)|"
    r"required|(?:strongly |highly )?preferred|a plus|desired|is (?:a plus|preferred|required|desired))|[- ](?:level|prepared)|\s*(?:/|\((?:mba|mha|mph|ms)))"
)
_SCHOOL_NOT_AFTER = re.compile(
    r"\s+(?:students?|sports?|interns?|volunteers?|athlet\w+|football|teams?|aged?|kids|seniors?|juniors?|programs?|externs?|"
    r"physicals?|camps?|job|jobs|districts?|health (?:center|clinic)|based|coach\w*)\b"
)
_SCHOOL_NOT_BEFORE = re.compile(
    r"\b(?:near|behind|from|at|across from|beside|by|local|the old|our|area|shadow|elementary|middle)(?: the| a)? $|\bat (?:\w+ ){1,3}$"
)
_SCHOOL_GRADUATE = re.compile(
    r"(?:graduat\w+|diploma|degree|completion|finish|finished|complete|completed)[ -](?:from|of)?(?: an?| the)?(?: senior)? ?$"
)
_DENTIST = frozenset(("dds", "dmd", "jd", "j.d."))


def names_a_degree(text: str, folded: str, start: int, end: int, level: str) -> bool:
    """Return whether an abbreviation or a common word names a degree where it stands."""
    words = text[start:end]
    said = folded[start:end]
    before = folded[max(0, start - _REACH) : start]
    after = folded[end : end + _REACH]
    if _NOT_AFTER.match(after) or (
        (before.endswith("-to-") or not _TELLING_BEFORE.isdisjoint(before.split()[-3:]))
        and _NOT_BEFORE.search(before)
    ):
        return False
    if words[:-1].isupper() and words[-1] == "s":
        return False  # people who hold it: "our MSWs"
    if len(words) == _TWO_LETTERS and words.isalpha():
        if said == "ma":
            return bool(_MA.match(after) or _SHORT_BEFORE.search(before))
        if said in ("md", "do"):
            return bool(_PHYSICIAN.match(after))
        return bool(_ABBREVIATED.match(after) or _SHORT_BEFORE.search(before))
    check = _BY_LEVEL.get(level)
    return check is None or check(said, before, after)


def _is_unspecified(said: str, before: str, after: str) -> bool:
    if _LIEU.search(before) or _NO_DEGREE_AFTER.match(after):
        return False
    return said not in ("degree", "degrees") or not _OF_ANGLE.search(before)


def _is_certificate(said: str, before: str, after: str) -> bool:
    if said.rstrip("s") not in ("certificate", "diploma"):
        return True
    return bool(_CERTIFICATE_AFTER.match(after) or _CERTIFICATE_BEFORE.search(before))


def _is_associate(said: str, before: str, after: str) -> bool:
    if said in ("associate", "associates"):
        if after[:2] in ("'s", "s'"):
            return not _ASSOCIATE_NOT_AFTER.match(after[2:])
        return bool(_PLAIN_ASSOCIATE.match(after)) or before.endswith(("degree: ", "education: "))
    return said != "associate's" or not _ASSOCIATE_NOT_AFTER.match(after)


def _is_bachelor(said: str, _before: str, after: str) -> bool:
    return said not in ("bachelor", "bachelors", "bachelor's") or not _PLAIN_BACHELOR_NOT.match(
        after
    )


def _is_master(said: str, _before: str, after: str) -> bool:
    if said in ("master", "masters"):
        return after[:2] in ("'s", "s'") or bool(_PLAIN_MASTER.match(after))
    return True


def _is_doctoral(said: str, _before: str, after: str) -> bool:
    return said not in _DENTIST or bool(_ABBREVIATED.match(after))


def _is_high_school(said: str, before: str, after: str) -> bool:
    if said not in ("high school", "high-school", "high schools"):
        return True
    if said.endswith("s") or _SCHOOL_NOT_AFTER.match(after):
        return False
    return bool(_SCHOOL_GRADUATE.search(before)) or not _SCHOOL_NOT_BEFORE.search(before)


_BY_LEVEL = {
    UNSPECIFIED: _is_unspecified,
    "edu-certificate": _is_certificate,
    "edu-associate": _is_associate,
    "edu-bachelor": _is_bachelor,
    "edu-master": _is_master,
    "edu-doctoral": _is_doctoral,
    "edu-hs-ged": _is_high_school,
}
