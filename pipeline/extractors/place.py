"""Places of work and the kind of workplace, as the posting states them."""

import re
from dataclasses import dataclass
from functools import cache

from crawler.posting import RawLocation
from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.phrases import fold
from pipeline.places import find_places, find_states, read_place
from pipeline.posting import Location, Workplace
from pipeline.reading import Facts, Reading
from pipeline.rulebook import load_rules
from pipeline.states import state_code

_COUNTRIES = {
    "us": "US", "usa": "US", "u.s.": "US", "united states": "US", "united states of america": "US",
}  # fmt: skip
_GIVEN_WORKPLACE: dict[str, Workplace] = {
    "remote": "remote", "telecommute": "remote", "fully remote": "remote", "virtual": "remote",
    "100% remote": "remote", "remote only": "remote", "hybrid": "hybrid",
    "hybrid remote": "hybrid", "partially remote": "hybrid", "onsite": "on_site",
    "on site": "on_site", "in person": "on_site", "in office": "on_site",
    "fully on site": "on_site", "not remote": "on_site",
}  # fmt: skip
"""The closed list of what sources say; anything else stays raw and is not guessed at."""
_REACH = 48
_FIELD = 70
"""Characters of a line that is a field with its value."""
_NO_CITIES = frozenset(("remote", "hybrid", "virtual", "multiple", "various"))


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceRule(AnchoredRule):
    """Words that state the kind of workplace."""

    workplace: str
    before: str = ""
    """What must stand right before, where the words alone may speak of other things."""

    def search(self, folded: str) -> re.Match[str] | None:
        """Return the first match that stands behind the right words."""
        matches = re.finditer(self.pattern, folded)
        return next((match for match in matches if _follows(self, folded, match.start())), None)


@cache
def _workplaces() -> tuple[AnchoredFinder[WorkplaceRule], dict[str, int]]:
    rules = load_rules("workplace", WorkplaceRule)
    return AnchoredFinder(rules), {rule.id: number for number, rule in enumerate(rules)}


def _follows(rule: WorkplaceRule, folded: str, start: int) -> bool:
    return not rule.before or (
        re.search(rule.before, folded[max(0, start - _REACH) : start]) is not None
    )


def extract(reading: Reading) -> Facts:
    """Read locations and workplace; the text goes before the source's own fields."""
    facts: Facts = {}
    locations = _locations(reading)
    if locations:
        facts["locations"] = locations
    workplace = (
        _stated_workplace(reading.folded, reading)
        or _stated_workplace(fold(reading.raw.title), None)
        or _given_workplace(reading.raw.workplace)
    )
    if workplace is not None:
        facts["workplace"] = workplace
    return facts


def _locations(reading: Reading) -> tuple[Location, ...]:
    places = list(find_places(reading.text, reading.raw.employer))
    sure = [place.location for place in places if not place.perhaps]
    return (
        _distinct(sure)
        or _given(reading.raw.locations)
        or _distinct([place.location for place in places])
        or find_states(reading.text)
    )


def _distinct(locations: list[Location]) -> tuple[Location, ...]:
    """Return each city once, with its ZIP where any statement has one."""
    found: dict[tuple[str, str | None], Location] = {}
    for location in locations:
        key = ((location.city or "").lower(), location.state)
        if key not in found or (location.postal_code and not found[key].postal_code):
            found[key] = location
    return tuple(found.values())


def _given(locations: tuple[RawLocation, ...]) -> tuple[Location, ...]:
    read = (_location(raw) for raw in locations)
    return tuple(dict.fromkeys(location for location in read if location is not None))


def _location(raw: RawLocation) -> Location | None:
    if not (raw.city or raw.state):
        return read_place(raw.words)
    city = raw.city if raw.city and raw.city.lower() not in _NO_CITIES else None
    state = state_code(raw.state) or raw.state
    if city is None and state is None:
        return None
    country = _COUNTRIES.get((raw.country or "").strip().lower(), raw.country)
    return Location(city=city, state=state, postal_code=raw.postal_code, country=country)


def _stated_workplace(folded: str, reading: Reading | None) -> Workplace | None:
    """Return what the first rule of the file that fits says."""
    finder, order = _workplaces()
    best: WorkplaceRule | None = None
    for rule, match in finder.find(folded):
        if best is not None and order[best.id] <= order[rule.id]:
            continue
        if not _follows(rule, folded, match.start()):
            continue
        section = reading.section_at(match.start()) if reading is not None else None
        # Boilerplate forbids and defines remote work in general; on site it speaks of the job,
        # and so does a short line: "Work arrangement: hybrid".
        if (
            section is None
            or section.kind != "boilerplate"
            or rule.workplace == "on_site"
            or _line_length(folded, match.start()) <= _FIELD
        ):
            best = rule
    return None if best is None else best.workplace  # type: ignore[return-value] # closed by a test


def _line_length(folded: str, position: int) -> int:
    end = folded.find("\n", position)
    return (len(folded) if end < 0 else end) - folded.rfind("\n", 0, position) - 1


def _given_workplace(words: str | None) -> Workplace | None:
    plain = " ".join((words or "").lower().replace("-", " ").replace("_", " ").split())
    return _GIVEN_WORKPLACE.get(plain)
