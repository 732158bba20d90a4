"""Whether a word that may name a degree does so where it stands: "AS", "associates", "master"."""

from functools import cache

from pipeline.sayings import Sayings, load_sayings

UNSPECIFIED = "edu-college-unspecified"
NONE = "edu-none"
RELATED = "edu-field-related"
"""A field in disguise: "related field" is no level."""

_REACH = 40
_TWO_LETTERS = 2
_DENTIST = frozenset(("dds", "dmd", "jd", "j.d."))


@cache
def _words() -> Sayings:
    return load_sayings("degree_names")


@cache
def _near() -> frozenset[str]:
    """Return words of which one is near wherever words before a degree can tell that it is not had."""
    return frozenset(_words().anchors("not_had_before"))


def names_a_degree(text: str, folded: str, start: int, end: int, level: str) -> bool:
    """Return whether an abbreviation or a common word names a degree where it stands."""
    words = text[start:end]
    said = folded[start:end]
    before = folded[max(0, start - _REACH) : start]
    after = folded[end : end + _REACH]
    if _words().match("people_after", after) or (
        (before.endswith("-to-") or not _near().isdisjoint(before.split()[-5:]))
        and _words().search("not_had_before", before)
    ):
        return False
    if words[:-1].isupper() and words[-1] == "s":
        return False  # people who hold it: "our MSWs"
    if len(words) == _TWO_LETTERS and words.isalpha():
        if said == "ma":
            return bool(
                _words().match("master_of_arts_after", after)
                or _words().search("short_before", before)
            )
        if said in ("md", "do"):
            return bool(_words().match("physician_after", after))
        return bool(_words().match("names_after", after) or _words().search("short_before", before))
    check = _BY_LEVEL.get(level)
    return check is None or check(said, before, after)


def _is_unspecified(said: str, before: str, after: str) -> bool:
    if _words().search("referring_before", before) or _words().match("no_degree_after", after):
        return False
    return said not in ("degree", "degrees") or not _words().search("extent_before", before)


def _is_certificate(said: str, before: str, after: str) -> bool:
    if said.rstrip("s") not in ("certificate", "diploma"):
        return True
    return bool(
        _words().match("certificate_after", after) or _words().search("certificate_before", before)
    )


def _is_associate(said: str, before: str, after: str) -> bool:
    if said in ("associate", "associates"):
        if after[:2] in ("'s", "s'"):
            return not _words().match("associate_others_after", after[2:])
        return bool(
            _words().match("associate_after", after)
            or _words().search("associate_label_before", before)
        )
    return said != "associate's" or not _words().match("associate_others_after", after)


def _is_bachelor(said: str, _before: str, after: str) -> bool:
    return said not in ("bachelor", "bachelors", "bachelor's") or not _words().match(
        "bachelor_else_after", after
    )


def _is_master(said: str, _before: str, after: str) -> bool:
    if said in ("master", "masters"):
        return after[:2] in ("'s", "s'") or bool(_words().match("master_after", after))
    return True


def _is_doctoral(said: str, _before: str, after: str) -> bool:
    return said not in _DENTIST or bool(_words().match("names_after", after))


def _is_high_school(said: str, before: str, after: str) -> bool:
    if said not in ("high school", "high-school", "high schools"):
        return True
    if said.endswith("s") or _words().match("school_else_after", after):
        return False
    return bool(
        _words().search("school_graduate_before", before)
        or not _words().search("school_place_before", before)
    )


_BY_LEVEL = {
    UNSPECIFIED: _is_unspecified,
    "edu-certificate": _is_certificate,
    "edu-associate": _is_associate,
    "edu-bachelor": _is_bachelor,
    "edu-master": _is_master,
    "edu-doctoral": _is_doctoral,
    "edu-hs-ged": _is_high_school,
}
