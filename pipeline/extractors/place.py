"""Places of work and the kind of workplace, as the posting states them."""

import re
from dataclasses import dataclass
from functools import cache

from crawler.posting import RawLocation
from pipeline.posting import Location, Workplace
from pipeline.reading import Facts, Reading
from pipeline.rulebook import Rule, load_rules
from pipeline.states import ABBREVIATIONS, CODES, state_code

_WORD = r"(?:[A-Z][A-Za-z'\u2019.-]+|St\.|Ft\.|Mt\.|de|of|the|Du)"
_CITY = rf"[A-Z][A-Za-z'\u2019.-]+(?:[ -]{_WORD}){{0,3}}"
_STATES = "|".join(sorted(ABBREVIATIONS))
_NAMES = "|".join(
    name.title().replace(" Of ", " of ") for name in sorted(CODES, key=len, reverse=True)
)
# A bare abbreviation is a word, a licence or a degree; after "City," it is a state.
_CITY_STATE = re.compile(
    rf"(?P<city>{_CITY}),\s*(?P<state>(?:{_STATES})\b|(?:{_NAMES})\b)(?:,?\s+(?P<zip>\d{{5}})(?:-\d{{4}})?\b)?"
)
_CITY_LINE = re.compile(
    rf"(?i:\b(?:location|locations|city|worksite|work site|work location|site)\b)\s*:\s*(?P<city>{_CITY})\s+(?P<state>{_STATES})\b"
)
_LEADING = re.compile(
    r"^(?:(?:the|our|in|at|near|from|of|and|or|for|to|location|locations|city|is|position|based|office|clinic|centers?|centre|across)\s+)+",
    re.IGNORECASE,
)
_OTHERS_PLACE = re.compile(
    r"(?:headquartered|headquarters|based|founded|corporate office|travel(?:s)? to|licensed)\s+(?:in|at|of|is)?\s*$",
    re.IGNORECASE,
)
_ROLL_UP = re.compile(r"^\d+ locations?$|^multiple locations?$|^various", re.IGNORECASE)
_DASHED = re.compile(
    r"^(?:US|USA|United States)?\s*[-,]\s*(?P<state>[A-Z]{2})\s*[-,]\s*(?P<city>[A-Za-z .'-]+)$"
)
_ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b")
_COUNTRIES = {
    "us": "US",
    "usa": "US",
    "united states": "US",
    "united states of america": "US",
    "u.s.": "US",
}
_GIVEN_WORKPLACE: dict[str, Workplace] = {
    "remote": "remote", "telecommute": "remote", "fully remote": "remote", "hybrid": "hybrid",
    "on-site": "on_site", "onsite": "on_site", "on site": "on_site", "in person": "on_site", "in-person": "on_site", "in office": "on_site",
}  # fmt: skip
_LONGEST_ACRONYM = 4
_SECTIONS_OF_OTHERS = frozenset(("boilerplate",))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceRule(Rule):
    """Words that state the kind of workplace."""

    workplace: str


@cache
def _workplaces() -> tuple[tuple[WorkplaceRule, re.Pattern[str]], ...]:
    return tuple(
        (rule, re.compile(rule.pattern)) for rule in load_rules("workplace", WorkplaceRule)
    )


def extract(reading: Reading) -> Facts:
    """Read locations and workplace; the text goes before the source's own fields."""
    facts: Facts = {}
    locations = _stated(reading.text) or _given(reading.raw.locations)
    if locations:
        facts["locations"] = locations
    workplace = _workplace(reading)
    if workplace is not None:
        facts["workplace"] = workplace
    return facts


def _stated(text: str) -> tuple[Location, ...]:
    found: dict[tuple[str, str], Location] = {}
    if "," in text or ":" in text:
        for pattern in (_CITY_STATE, _CITY_LINE):
            for match in pattern.finditer(text):
                before = text[max(0, match.start() - 40) : match.start()]
                city = _city(match["city"])
                state = state_code(match["state"])
                if city is None or state is None or _OTHERS_PLACE.search(before):
                    continue
                location = Location(
                    city=city, state=state, postal_code=match.groupdict().get("zip")
                )
                found.setdefault((city.lower(), state), location)
    return tuple(found.values())


def _city(words: str) -> str | None:
    """Return the city of the words before a state; None where they are a credential or a code."""
    city = _LEADING.sub("", words).strip()
    if city.isupper():
        # "BOISE, ID" is a city in capitals; "LPN, MA" and "RN, MD" are none.
        return city.title() if len(city) > _LONGEST_ACRONYM else None
    return city or None


def _given(locations: tuple[RawLocation, ...]) -> tuple[Location, ...]:
    read = (_location(raw) for raw in locations)
    return tuple(dict.fromkeys(location for location in read if location is not None))


def _location(raw: RawLocation) -> Location | None:
    country = _COUNTRIES.get((raw.country or "").strip().lower(), raw.country)
    if raw.city or raw.state:
        return Location(
            city=raw.city,
            state=state_code(raw.state) or raw.state,
            postal_code=raw.postal_code,
            country=country,
        )
    words = raw.words.strip()
    if _ROLL_UP.match(words):
        return None
    dashed = _DASHED.match(words)
    if dashed and dashed["state"] in ABBREVIATIONS:
        return Location(city=dashed["city"].strip(), state=dashed["state"], country=country)
    match = _CITY_STATE.search(words)
    if match:
        return Location(
            city=match["city"],
            state=state_code(match["state"]),
            postal_code=match["zip"] or raw.postal_code,
            country=country,
        )
    return None


def _workplace(reading: Reading) -> Workplace | None:
    folded = reading.folded
    for rule, pattern in _workplaces():
        for match in pattern.finditer(folded):
            section = reading.section_at(match.start())
            if (
                section is None
                or section.kind not in _SECTIONS_OF_OTHERS
                or rule.workplace == "on_site"
            ):
                return rule.workplace  # type: ignore[return-value] # closed by a test
    return _GIVEN_WORKPLACE.get((reading.raw.workplace or "").strip().lower().replace("_", " "))
