"""Which kind of experience words tell: "managing a clinic" is more than a manager and a clinic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from pipeline.concepts import load_taxonomy
from pipeline.cues import Cue, CueFinder, PhraseRule
from pipeline.rulebook import load_rules
from pipeline.sayings import Sayings, load_sayings
from pipeline.spelling import fold

PRACTICE_MANAGEMENT = "exp-practice-management"
SUPERVISORY = "exp-supervisory"
SPECIALTY = "exp-specialty"
OFFICE = "exp-medical-office"
ADMINISTRATION = "exp-administration"
HEALTH_CARE = "exp-health-care"
EQUIVALENT = "exp-equivalent"
ASSISTANT = "exp-medical-assistant"
CLINICAL = "exp-clinical"
BILLING = "exp-medical-billing"

TRIGGERS = frozenset(("experience", "did", "was"))
"""What asks for the kind beside it."""
_PLAIN = {
    "assistant": ASSISTANT,
    "clinical": CLINICAL,
    "specialty": SPECIALTY,
    "secretary": "exp-medical-secretary",
    "place": OFFICE,
    "work": OFFICE,
    "system": "exp-ehr",
    "clerical": "exp-administrative-assistant",
    "administration": ADMINISTRATION,
    "health": HEALTH_CARE,
    "other": EQUIVALENT,
    "same": PRACTICE_MANAGEMENT,
}
"""What each word tells where nothing else does; the first of these decides."""
_RUN = frozenset(("place", "specialty", "dental", "health"))
"""What can be run, or stands before "management"."""
_MANAGE = frozenset(("manage", "did"))
_PEOPLE = _MANAGE | {"lead", "office_manager", "practice_management"}
_OBJECT_WORDS = 7
_ADJECTIVE_WORDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ExperienceRule(PhraseRule):
    """Words that tell something of a kind of experience."""

    says: str


Words = Sequence[Cue[ExperienceRule]]


@cache
def load_experience_words() -> tuple[ExperienceRule, ...]:
    """Return the rules of `rules/experience.toml`."""
    return load_rules("experience", ExperienceRule)


@cache
def trigger_words() -> CueFinder[ExperienceRule]:
    """Return the finder of the words that ask without a length, and of branches of care."""
    rules = (*load_experience_words(), _named_specialties())
    return CueFinder([rule for rule in rules if rule.says in TRIGGERS | {"nothing", "specialty"}])


@cache
def experience_words() -> CueFinder[ExperienceRule]:
    """Return the finder of all words that tell a kind, the taxonomy's specialties among them."""
    return CueFinder((*load_experience_words(), _named_specialties()))


def _named_specialties() -> ExperienceRule:
    """Return the taxonomy's names of branches of care that the rules do not have."""
    known = {phrase for rule in load_experience_words() for phrase in rule.phrases}
    return ExperienceRule(
        id="experience.taxonomy-specialty", says="specialty", why="", hits=(), misses=(),
        phrases=tuple(dict.fromkeys(
            form
            for concept in load_taxonomy()
            if concept.id.startswith("specialty-")
            for form in map(fold, concept.forms)
            if form not in known
        )),
    )  # fmt: skip


@cache
def _words() -> Sayings:
    return load_sayings("experience_kinds")


def kind_of(folded: str, words: Words, *, health: bool) -> str | None:
    """Return the kind that the words in a phrase tell together, None if they tell none.

    `health` says whether the posting is one of health care.
    """
    if not words:
        return None
    said: dict[str, Cue[ExperienceRule]] = {}
    for cue in words:
        said.setdefault(cue.rule.says, cue)
    if "any_health" in said:
        return HEALTH_CARE
    if "dental" in said:
        cue = said.pop("dental")
        if _words().search("office", folded, cue.end, words[-1].end + 12):
            said["place"] = cue
            said.pop("specialty", None)
        else:
            said.setdefault("specialty", cue)
    people = [cue for cue in words if cue.rule.says in _PEOPLE]
    billing = said.get("billing")
    if billing is not None and (not people or _is_billing(folded, people[0], billing)):
        return OFFICE if not people and _is_list(folded, billing, said) else BILLING
    if people:
        return _of_people(folded, words, people, health=health)
    if (
        "specialty" in said
        and "place" in said
        and (_opens_to_any_office(folded, words) or _is_any_office(folded, said))
    ):
        return OFFICE
    return _of_work(folded, said)


def _of_work(folded: str, said: Mapping[str, Cue[ExperienceRule]]) -> str:
    """Tell the kind where nobody is led: the work or the place that weighs most."""
    if (
        "administration" in said
        and "specialty" not in said
        and "work" not in said
        and _is_operations(folded, said)
    ):
        return ADMINISTRATION
    if "clinical" in said and "assistant" in said:
        return min((said["clinical"].start, CLINICAL), (said["assistant"].start, ASSISTANT))[1]
    if "clinical" in said and "place" in said and folded.startswith("nurs", said["clinical"].start):
        return CLINICAL  # "ambulatory nursing"
    if "clinical" in said and "place" in said and said["place"].start < said["clinical"].start:
        return OFFICE
    clerical = said.get("clerical")
    if clerical is not None and "health" in said and folded[clerical.start :].startswith("office"):
        return OFFICE
    return next(kind for word, kind in _PLAIN.items() if word in said)


def _is_billing(folded: str, first: Cue[ExperienceRule], billing: Cue[ExperienceRule]) -> bool:
    """Return whether billing is what is managed: "managing a billing office", not a billing team."""
    if billing.start < first.start:
        return True
    near = folded.count(" ", first.end, billing.start) <= _ADJECTIVE_WORDS
    return (
        first.rule.says in _MANAGE
        and near
        and not _words().search("not_object", folded, first.end, billing.end + 12)
    )


def _is_list(
    folded: str, billing: Cue[ExperienceRule], said: Mapping[str, Cue[ExperienceRule]]
) -> bool:
    """Return whether billing is one of several things: "front desk or billing", not "billing in a clinic"."""
    for word in ("work", "place"):
        other = said.get(word)
        if other is not None:
            first, second = sorted((billing, other), key=lambda cue: cue.start)
            between = folded[first.end : second.start]
            joined = _words().search("joined", between)
            if joined and not _words().search("in", between, 0, joined.start()):
                return True
            if (
                first is other
                and _words().search("in", folded, max(0, first.start - 12), first.start)
                and not _words().search("in", between)
            ):
                return True  # "in a clinic's front or billing office"
    return False


def _of_people(folded: str, words: Words, people: Words, *, health: bool) -> str:
    """Tell the running of a practice from the leading of people."""
    first = people[0].rule.says
    if first == "lead":
        return SUPERVISORY
    if first == "office_manager":
        return PRACTICE_MANAGEMENT if health else ADMINISTRATION
    for position, cue in enumerate(words):
        if cue.rule.says == "practice_management" or (
            cue.rule.says in _MANAGE
            and (
                _is_named_before(folded, words, position)
                or _is_named_after(folded, words, position)
            )
        ):
            return PRACTICE_MANAGEMENT
    return SUPERVISORY


def _is_named_before(folded: str, words: Words, position: int) -> bool:
    """Return whether what is run stands before: "multi-provider outpatient management"."""
    if not position:
        return False
    before, cue = words[position - 1], words[position]
    between = folded[before.end : cue.start]
    return (
        before.rule.says in _RUN
        and between.count(" ") <= _ADJECTIVE_WORDS
        and not _words().search("not_object", between)
        and "," not in between
    )


def _is_named_after(folded: str, words: Words, position: int) -> bool:
    """Return whether what is run stands behind: "running a clinic", "management in a practice"."""
    cue = words[position]
    noun = _words().fullmatch("managing_whole", folded, cue.start, cue.end) is not None
    for after in words[position + 1 :]:
        if after.rule.says == "other":
            return False
        if after.rule.says in ("place", "specialty", "dental"):
            between = folded[cue.end : after.start]
            if between.count(" ") > _OBJECT_WORDS:
                return False
            return "," not in between if noun else not _words().search("not_object", between)
    return False


def _opens_to_any_office(folded: str, words: Words) -> bool:
    """Return whether a list of specialties ends in any office: "a mental health or medical office"."""
    for cue in words:
        if cue.rule.says == "place" and _words().search(
            "office_after_or_before", folded, max(0, cue.start - 12), cue.start
        ):
            return any(other.rule.says == "specialty" and other.end < cue.start for other in words)
    return False


def _is_any_office(folded: str, said: Mapping[str, Cue[ExperienceRule]]) -> bool:
    """Return whether a branch is only another choice: "in a medical office or imaging center"."""
    place, branch = said["place"], said["specialty"]
    return (
        place.start < branch.start
        and _words().fullmatch("any_office_between", folded, place.end, branch.start) is not None
    )


def _is_operations(folded: str, said: Mapping[str, Cue[ExperienceRule]]) -> bool:
    """Return whether it is the running of operations, not office work: "ambulatory operations"."""
    cue = said["administration"]
    place = said.get("place")
    if place is None:
        return not {"assistant", "clinical", "secretary", "clerical", "system"} & said.keys()
    words = folded[cue.start : cue.end]
    named = _words().fullmatch("whole_whole", folded, place.start, place.end)
    return words.endswith("operations") and place.start < cue.start and named is not None
