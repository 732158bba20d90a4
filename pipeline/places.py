"""Read cities and states out of running text and of the words sources give for a place.

A state is read only where its form leaves no doubt: its abbreviation after a city and a comma,
before a ZIP, or in a field for places. IN, OR, ME, OK, MA, PA, MD and MS are also words, degrees
and products. A state is never inferred from a city.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.phrases import fold
from pipeline.posting import Location
from pipeline.rulebook import Rule, load_rules
from pipeline.states import ABBREVIATIONS, CODES, OLD_ABBREVIATIONS, TOWNS, state_code

_CODES = "|".join(sorted(ABBREVIATIONS))
_SPELT = [name.title().replace(" Of ", " of ") for name in sorted(CODES, key=len, reverse=True)]
_NAMES = "|".join(_SPELT)
_LOUD = "|".join(name.upper() for name in _SPELT)
_OLD = "|".join(name.capitalize() for name in OLD_ABBREVIATIONS)
# Not M.D., N.D. and the other states that are degrees too.
_DOTTED = r"D\.C|N\.[CHJMY]|S\.[CD]|R\.I|W\.V"
_ZIP = r"(?:,?\s+(?P<zip>\d{5})(?:-\d{4})?\b)?"
_AFTER_COMMA = re.compile(
    rf",\s?(?=[A-Z])(?:(?P<state>(?:{_DOTTED})\.|(?:{_OLD})\.|(?:{_CODES})\b|(?:{_NAMES})\b|(?:{_LOUD})\b)(?!-C|[/’']\w)){_ZIP}"
)
_AFTER_SPACE = re.compile(rf" (?P<state>[A-Z]{{2}})(?![\w-]|\.[A-Z]){_ZIP}")
_FIRST = r"[A-Z][\w'’.]*(?:-[A-Z][\w'’]*)*"
_LATER = rf"(?:{_FIRST}|of|de|du|la|the|upon|d['’][A-Z]\w+)"
_CITY_END = re.compile(rf"{_FIRST}(?: {_LATER}){{0,7}}\Z")
_PLAIN_CITY = r"(?:St\. |Ft\. |Mt\. )?[A-Z][a-z'’]+(?:[ -][A-Z][a-z'’]+){0,2}"
# "offices in Dallas and Plano, TX": the state stands for all of them.
_SHARED = re.compile(
    rf"(?:\b(?:in|at|of|near|serving|both|between|[Ll]ocations?:?|[Oo]ffices?:?|[Ss]ites?:?|[Cc]linics?:?)\s+|\()(?:our |both )?"
    rf"(?P<cities>(?:{_PLAIN_CITY}, )*{_PLAIN_CITY}),? (?:and|&|or|/) \Z"
)
_PLACE_BEFORE = re.compile(
    r"(?:\b(?:in|at|near|from|of|our)\s+|\b(?:location|city|where|site|clinic|office)s?\s*[:-]\s*|[-–—|(@]\s*)\Z",
    re.IGNORECASE,
)
_LISTED = rf"(?:{_CODES}|{_NAMES})\b(?: \((?:{_CODES})\))?"
_LIST = re.compile(
    rf" (?:in|of|to|from|states?:?|following:?) (?:the )?(?P<list>{_LISTED}"
    rf"(?:(?:,? (?:and|or) |, ?| ?/ ?){_LISTED})*)"
)
_STATE = re.compile(rf"(?:{_CODES}|{_NAMES})\b")
_SENTENCE = re.compile(r"(?<!\bSt)(?<!\bSte)(?<!\bFt)(?<!\bMt)(?<!\bPt)(?<!\b[NSEW])\.\s")
_LEADING = re.compile(
    r"^(?:(?:the(?! (?:villages|dalles|woodlands|colony|pinery|plains|acreage)\b)|our|in|at|near|from|of|and|or|for|to|is|(?-i:de|la|du|upon)|across|city|location|area|based|busy|new(?= [a-z]*ly))\s+)+",
    re.IGNORECASE,
)
_CREDENTIALS = frozenset(("MD", "PA", "MA", "MS", "DC", "ND", "MT"))
_STOP = re.compile(r"[.,;:)|\n]| [-–—|(]|\Z")
_INITIAL_BEFORE = re.compile(r"\b[A-Z]\.\s*\Z")
_DEGREE_AFTER = re.compile(r", (?:[A-Z]{3,}|RD|RN|DO|PA)\b(?!,? [A-Z]{2}\b)")
_LONGEST_ACRONYM = 4
_MOST_WORDS = 3
_REACH = 70
_NEAR = 20
_JOINERS = ("and ", "& ", "or ", "/ ")
_PRODUCT_AFTER = re.compile(r"\s+(?:Word|Excel|Office|Outlook|Teams|PowerPoint|SQL|Access|Suite)\b")
_COUNTRY = re.compile(
    r"(?:^|,\s*|\s-\s|\s)\(?(?:United States(?: of America)?|USA?|U\.S\.A?\.?)\)?\s*$|^(?:USA?|United States)\s*[-,:]\s*"
)
_DASHED = re.compile(r"^(?P<state>[A-Z]{2})\s*[-,]\s*(?P<city>[A-Za-z .'’-]+?)(?:\s*-\s.*)?$")
_FOREIGN = re.compile(r"^(?P<country>[A-Z]{2}),\s*[A-Z]{2,3},\s*(?P<city>[A-Za-z .'’-]+)$")
_NO_PLACE = re.compile(
    r"^\d+ locations?$|^multiple|^various|^(?:remote|hybrid|on-?site|virtual)$", re.IGNORECASE
)
_ASIDE = re.compile(
    r"\s*\([^)]*\)|^(?:remote|hybrid|on-?site)\s*[-,:]\s*|\s*[-,:]\s*(?:remote|hybrid|on-?site)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule(Rule):
    """Words around a place that tell whether it is one, and whose."""

    effect: str


@dataclass(frozen=True, slots=True)
class Place:
    """A place found in a text."""

    location: Location
    perhaps: bool = False
    """The job's place only where nothing better is stated."""


@cache
def _words(effect: str) -> re.Pattern[str]:
    rules = load_rules("places", PlaceRule)
    return re.compile("|".join(rule.pattern for rule in rules if rule.effect == effect))


def find_places(text: str, employer: str | None = None) -> Iterator[Place]:
    """Yield the places of work that a text states with their state, in order."""
    spans = [(match, True) for match in _AFTER_COMMA.finditer(text)]
    spans += [
        (match, False)
        for match in _AFTER_SPACE.finditer(text)
        # "Yonkers NY"; in capitals only with a ZIP: "CALL IN OR EMAIL".
        if match["state"] in ABBREVIATIONS
        and (text[match.start() - 1].islower() or (match["zip"] and text[match.start() - 1] != ","))
    ]
    for match, comma in sorted(spans, key=lambda item: item[0].start()):
        yield from _places(text, match, employer, comma=comma)


def find_states(text: str) -> tuple[Location, ...]:
    """Return the states in which candidates may live or work, where no city is named."""
    found = []
    for match in _LIST.finditer(text):
        start = match.start("list")
        before = text[max(0, start - _REACH) : start].rpartition("\n")[2]
        if _words("states").search(fold(before)):
            codes = (state_code(name) for name in _STATE.findall(match["list"]))
            found += [Location(state=code) for code in codes if code is not None]
    return tuple(dict.fromkeys(found))


def read_place(words: str) -> Location | None:
    """Return the place of a source's own words, or None: "2 Locations" and "Remote" are none."""
    plain = _ASIDE.sub("", words.strip()).strip(" ,-")
    foreign = _FOREIGN.match(plain)
    if foreign and foreign["country"] not in (*ABBREVIATIONS, "US"):
        return Location(city=foreign["city"].strip(), country=foreign["country"])
    without = _COUNTRY.sub("", plain).strip(" ,-")
    country = "US" if without != plain else None
    if _NO_PLACE.match(without):
        return None
    if state_code(without):
        return Location(state=state_code(without), country=country)
    dashed = _DASHED.match(without)
    if dashed and dashed["state"] in ABBREVIATIONS:
        return Location(city=dashed["city"].strip(), state=dashed["state"], country=country)
    for place in find_places(without):
        location = place.location
        return Location(
            city=location.city, state=location.state, postal_code=location.postal_code,
            country=country,
        )  # fmt: skip
    return None


def _places(
    text: str, match: re.Match[str], employer: str | None, *, comma: bool
) -> Iterator[Place]:
    begin = max(0, match.start() - _REACH)
    begin = max(begin, text.rfind("\n", begin, match.start()) + 1)
    ending = _CITY_END.search(text, begin, match.start())
    if ending is None or _PRODUCT_AFTER.match(text, match.end()):
        return
    state = state_code(match["state"])
    city, offset = _city(ending[0], employer)
    before = text[begin : ending.start() + offset]
    if city is None or state is None or not _is_city(city, state):
        return
    degree = state in _CREDENTIALS and not match["zip"] and match["state"].isupper()
    placed = bool(match["zip"] or _PLACE_BEFORE.search(before[-_NEAR:]))
    alone = not before.strip() and text[match.end() : match.end() + 1] in ("", "\n")
    if not (comma or placed or _is_bare_place(text, match, before)):
        return
    if _words("elsewhere").search(fold(before)) or (
        degree and (_words("person").search(before) or _is_person(text, match.end(), before, city))
    ):
        return
    if city.isupper():
        # "BOISE, ID" is a city in capitals; "LPN, MA" and "RN, MD" are none.
        if len(city) < _LONGEST_ACRONYM or (
            len(city) == _LONGEST_ACRONYM and not (placed or alone)
        ):
            return
        city = city.title()
    elif any(len(word) > 1 and word.removesuffix("s").isupper() for word in city.split()):
        return  # "ARNPs, PA"
    # "Anna Reed, MD" may be a physician.
    doubtful = degree and " " in city and not (placed or alone)
    perhaps = doubtful or _words("perhaps").search(fold(before[-2 * _NEAR :])) is not None
    shared = _SHARED.search(before) if comma and before.endswith(_JOINERS) else None
    for other in re.split(r", ", shared["cities"]) if shared else ():
        if _is_city(other, state) and not _words("cut").search(fold(other)):
            yield Place(Location(city=other, state=state), perhaps)
    yield Place(Location(city=city, state=state, postal_code=match["zip"]), perhaps)


def _is_bare_place(text: str, match: re.Match[str], before: str) -> bool:
    """Return whether "Tulsa OK" without a comma is a place: behind one, in a list, or alone."""
    if before.endswith(("office ", "clinic ", "practice ")):
        return True
    return _STOP.match(text, match.end()) is not None and (
        not before.strip() or before.endswith((", ", ". "))
    )


def _is_person(text: str, end: int, before: str, city: str) -> bool:
    """Return whether MD, PA or MS is the degree of somebody named: "Anna Reed, MD, FACP"."""
    return bool(
        _words("name").match(fold(city))
        or _INITIAL_BEFORE.search(before)
        or (" " in city and _DEGREE_AFTER.match(text, end))
    )


def _city(words: str, employer: str | None) -> tuple[str | None, int]:
    """Return the city at the end of capitalised words, and where in them it begins."""
    start = 0
    for sentence in _SENTENCE.finditer(words):
        start = sentence.end()
    if employer and words.startswith(employer, start) and len(words) > start + len(employer):
        start += len(employer)
    for name in _words("cut").finditer(fold(words), start):
        # "Center" may end a city's name, "Group" never does; what follows a hyphen is a new word.
        start = name.end()
    rest = words[start:]
    stripped = rest.lstrip(" -.,:")
    leading = _LEADING.match(stripped)
    city = stripped[leading.end() :] if leading else stripped
    return (city or None), len(words) - len(city)


def _is_city(city: str, state: str) -> bool:
    lower = city.lower()
    if len(city.split()) > _MOST_WORDS and " of " not in city:
        return False
    if lower in CODES and (lower, state) not in TOWNS:
        return False
    if city.upper() in ABBREVIATIONS or _words("reject").search(lower):
        return False
    return not (lower.endswith(" center") and state in _CREDENTIALS)
