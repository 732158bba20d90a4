"""Every rule proves itself on its own examples, and is refused when it says what nobody reads."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.errors import Failed
from matcher.experience import JobRule
from pipeline import rulebook
from pipeline.alternatives.words import JoinRule
from pipeline.ambiguity import AmbiguityRule
from pipeline.anchored import AnchoredFinder, AnchoredRule
from pipeline.asking import AskingRule
from pipeline.concepts import load_taxonomy
from pipeline.context import StrengthRule, SubjectRule
from pipeline.cues import CueFinder, PhraseRule
from pipeline.deadlines import DeadlineRule, find_deadlines
from pipeline.durations import read_number
from pipeline.evaluation import read_labels
from pipeline.experience.kinds import ExperienceRule
from pipeline.extractors.occupation import OccupationRule, SettingRule
from pipeline.extractors.place import WorkplaceRule
from pipeline.extractors.schedule import ScheduleRule
from pipeline.fields_of_study import FieldRule
from pipeline.headings import SectionRule, classify
from pipeline.misspelling import find_misspelt, load_misspellings
from pipeline.openings import OpeningRule, kind_of_sentence, load_openings
from pipeline.pay_words import PayRule
from pipeline.phrases import fold
from pipeline.places import PlaceRule
from pipeline.qualifications import QualificationRule
from pipeline.reading import SectionKind
from pipeline.rulebook import Rule, load_rules
from pipeline.sayings import SayingRule
from pipeline.skill_phrases import load_skill_phrases, skill_finder
from pipeline.skill_strength import SkillStrengthRule
from pipeline.specialties import SpecialtyRule

FILES: dict[str, type[Rule]] = {
    "ambiguous": AmbiguityRule,
    "answers": SayingRule,
    "asking": AskingRule,
    "asking_needless": AskingRule,
    "asking_others": AskingRule,
    "benefits": SayingRule,
    "conditions": SayingRule,
    "credential_names": SayingRule,
    "deadlines": DeadlineRule,
    "degree_names": SayingRule,
    "durations": SayingRule,
    "experience": ExperienceRule,
    "experience_kinds": SayingRule,
    "experience_lengths": SayingRule,
    "experience_phrases": SayingRule,
    "experience_reductions": SayingRule,
    "experience_substitutes": SayingRule,
    "experience_unstated": SayingRule,
    "jobs": JobRule,
    "joins": JoinRule,
    "fields_of_study": FieldRule,
    "occupation": OccupationRule,
    "parts": Rule,
    "pay": PayRule,
    "places": PlaceRule,
    "practice": SayingRule,
    "qualifications": QualificationRule,
    "schedule": ScheduleRule,
    "sections": SectionRule,
    "skill_strength": SkillStrengthRule,
    "settings": SettingRule,
    "size": SayingRule,
    "strength": StrengthRule,
    "specialties": SpecialtyRule,
    "subjects": SubjectRule,
    "tone": SayingRule,
    "travel": SayingRule,
    "workplace": WorkplaceRule,
}
LANGUAGE = ("credential_names", "deadlines", "degree_names", "durations", "joins")
RULES = [(name, rule) for name, cls in FILES.items() for rule in load_rules(name, cls)]
RULES += [("skills", rule) for rule in load_skill_phrases()]
RULES += [("openings", rule) for rule in load_openings()]
RULES += [("misspelling", rule) for rule in load_misspellings()]


def fires(name: str) -> Callable[[Rule, str], bool]:
    if name == "sections":
        return lambda rule, text: (
            (found := classify(text, marked=True)) is not None and found.id == rule.id
        )
    if name == "misspelling":
        return lambda rule, text: rule.id in {word.rule for word in find_misspelt(fold(text))}
    if name == "skills":
        return wording_fires
    if name == "openings":
        return lambda rule, text: opens(rule, fold(text))
    if name in ("experience", "strength", "subjects", "settings"):
        finder = CueFinder([r for n, r in RULES if n == name and isinstance(r, PhraseRule)])
        return lambda rule, text: cue_fires(finder, rule, fold(text))
    if name == "parts":
        return lambda rule, text: re.fullmatch(rule.pattern, fold(text)) is not None
    if name in ("asking", "asking_needless", "asking_others", "qualifications", "skill_strength"):
        return lambda rule, text: anchored_fires(rule, fold(text))
    return lambda rule, text: rule.search(fold(text)) is not None


def anchored_fires(rule: Rule, folded: str) -> bool:
    assert isinstance(rule, AnchoredRule)
    return any(AnchoredFinder([rule]).find(folded))


def wording_fires(rule: Rule, text: str) -> bool:
    rules, folded = load_skill_phrases(), fold(text)
    found = skill_finder().find(folded, lambda _place: (0, len(folded), True))
    return rule in [rules[item.rule] for item in found]


def opens(rule: Rule, folded: str) -> bool:
    cues = CueFinder(load_openings()).find(folded)
    assert isinstance(rule, OpeningRule)
    return kind_of_sentence(folded, 0, cues) == rule.kind


def cue_fires(finder: CueFinder[PhraseRule], rule: Rule, folded: str) -> bool:
    cues = finder.find(folded)
    for cue in cues:
        if cue.rule.id == rule.id:
            needed = getattr(rule, "if_followed", "")
            later = {getattr(other.rule, "effect", "") for other in cues if other.start > cue.start}
            return not needed or needed in later
    return False


def test_every_rule_file_is_known(repo: Path) -> None:
    assert {path.stem for path in (repo / "pipeline" / "rules").glob("*.toml")} == {
        *FILES,
        "misspelling",
        "openings",
    }
    assert RULES


@pytest.mark.parametrize(("name", "rule"), RULES, ids=lambda value: getattr(value, "id", value))
def test_a_rule_keeps_its_own_examples(name: str, rule: Rule) -> None:
    assert rule.why
    assert rule.hits, "a rule needs at least one hit"
    assert rule.misses, "and one near-miss"
    check = fires(name)
    for text in rule.hits:
        assert check(rule, text), text
    for text in rule.misses:
        assert not check(rule, text), text


def test_closed_words_of_rules_are_those_of_the_contract() -> None:
    closed = {
        "strength": {"required", "preferred", "not_required", "divider", "nothing", "hypothetical"},
        "subjects": {"staff", "employer", "patient", "benefit", "hypothetical"},
        "workplace": {"on_site", "hybrid", "remote"},
        "schedule": {
            "full_time",
            "part_time",
            "contract",
            "temporary",
            "per_diem",
            "internship",
            "others_before",
            "others_after",
            "others_one",
        },
        "sections": {*SectionKind.__args__, "inherit"},
        "occupation": {"other", "medical_office_manager", "if_health"},
        "settings": {"health", "other", "sure_other", "neither"},
        "places": {"cut", "name", "reject", "elsewhere", "person", "perhaps", "states"},
        "pay": {"pay", "other", "never", "last", "levels"},
        "benefits": {"offered", "employees_only", "others", "opens_after", "none"},
        "asking": {"required", "preferred"},
        "asking_needless": {"not_required", "not_that"},
        "asking_others": {"others", "another_job"},
        "answers": {
            "negative",
            "answer_enough_after",
            "answer_no_after",
            "answer_so_no",
            "answer_so_yes",
            "answer_glad_after",
            "answer_glad_later",
            "answer_some_after",
            "answer_yes_after",
            "answer_no_matter_after",
        },
        "tone": {"echo", "soft", "hard", "asks", "tells", "tells_always", "imagined"},
        "conditions": {
            "required",
            "possible",
            "denied_before",
            "denied_after",
            "others",
            "clinical",
        },
        "practice": {
            "ours",
            "practice_after",
            "others_before",
            "others_after",
            "nothing",
            "nothing_in_title",
            "nothing_in_name",
        },
        "size": {
            "providers_after",
            "staff_after",
            "sites_after",
            "staff_before",
            "one_before",
            "one_after",
            "more_before",
            "solo_after",
            "least_before",
            "most_before",
            "employer",
            "experience",
            "others_before",
            "others_after",
        },
        "travel": {
            "asked_before",
            "asked_after",
            "none_before",
            "none_after",
            "others_before",
            "others_after",
            "possible",
        },
    }
    key = {
        "strength": "effect", "subjects": "subject", "workplace": "workplace", "schedule": "type",
        "sections": "kind", "occupation": "decides", "settings": "trade", "pay": "says", "places": "effect",
        "asking": "says", "asking_needless": "says", "asking_others": "says", "answers": "says", "tone": "says", "benefits": "says", "conditions": "says", "practice": "says", "size": "says", "travel": "says",
    }  # fmt: skip
    for name, rule in RULES:
        if name in closed:
            assert getattr(rule, key[name]) in closed[name], rule.id


def test_what_a_rule_says_is_asked_for_somewhere(repo: Path) -> None:
    """A word that no code asks for would make a rule count for nothing, unseen."""
    code = "".join(path.read_text("utf-8") for path in (repo / "pipeline").rglob("*.py"))
    named = [
        (rule.id, rule.says)
        for name, rule in RULES
        if isinstance(rule, SayingRule) and name.startswith(("experience_", *LANGUAGE))
    ]
    assert named
    assert not [(rule, says) for rule, says in named if f'"{says}"' not in code]


def test_the_numbers_that_patterns_know_can_be_read() -> None:
    parts = {rule.id: rule.pattern for name, rule in RULES if name == "parts"}
    for word in filter(str.isalpha, parts["number"].split("|")):
        assert read_number(word) > 1 or word == "one"
        assert find_deadlines(f"within {word} months of hire")
    for word in re.findall(r"[a-z]+ty", parts["tens"]):
        assert find_deadlines(f"within {word}-two days of hire")
    (nth,) = (rule.pattern for _, rule in RULES if rule.id == "deadline.nth")
    for name in nth[nth.index("(?P<nth>") + len("(?P<nth>") :].partition(")")[0].split("|"):
        assert find_deadlines(f"by your {name} anniversary")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[[rule]]\nid = "a"\nwhy = "b"\nhits = []\nmisses = []\npattern = "{nothing}"\n',
            "no piece {nothing}",
        ),
        (
            '[[rule]]\nid = "a"\nwhy = "b"\nhits = []\nmisses = []\npattern = "x"\ntypo = 1\n',
            "unknown key typo",
        ),
        ('[[rule]]\nid = "a"\nhits = []\nmisses = []\npattern = "x"\n', "missing why"),
        ('[[rule]]\nid = "a"\nwhy = "b"\nhits = []\nmisses = []\n' * 2, "id used twice: a"),
        ("[[rules]]\n", "unknown table rules"),
        ("[[rule]\n", "rules/broken.toml"),
    ],
)
def test_a_faulty_rule_file_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "broken.toml").write_text(text)
    monkeypatch.setattr(rulebook, "files", lambda _package: tmp_path)
    with pytest.raises(Failed, match=said):
        load_rules("broken", Rule)


@pytest.mark.parametrize(
    "name", [name for name, cls in FILES.items() if issubclass(cls, PhraseRule)] + ["openings"]
)
def test_no_phrase_belongs_to_two_rules(name: str) -> None:
    """The finder gives a phrase to one rule: a second claim would count for nothing, unseen."""
    rules = load_rules(name, OpeningRule if name == "openings" else FILES[name])
    owners: dict[str, list[str]] = {}
    for rule in rules:
        assert isinstance(rule, PhraseRule)
        for phrase in rule.phrases:
            owners.setdefault(phrase, []).append(rule.id)
    assert not {phrase: ids for phrase, ids in owners.items() if len(ids) > 1}


def test_every_skill_rule_names_a_skill_once() -> None:
    taxonomy = load_taxonomy()
    concepts = [rule.concept for rule in load_skill_phrases()]
    assert {taxonomy[concept].kind for concept in concepts} == {"skill"}
    assert len(set(concepts)) == len(concepts)


def test_no_example_or_form_is_a_labelled_posting_s_own_sentence(repo: Path) -> None:
    """Learn the language, never the file: more than six words in a row must not stand there."""
    paths = [*repo.glob("tests/labels/*/*.jsonl"), repo.parent / "shared/labels/real_dev.jsonl"]
    texts = [label["text"] for path in paths if path.exists() for label in read_labels(path)]
    assert texts
    labelled = " ".join(
        " ".join(fold(re.sub(r"<[^>]+>", " ", html.unescape(text))).split()) for text in texts
    )
    examples = [(rule.id, text) for _, rule in RULES for text in (*rule.hits, *rule.misses)]
    examples += [(rule.id, line) for rule in load_skill_phrases() for line in rule.say]
    examples += [(concept.id, form) for concept in load_taxonomy() for form in concept.forms]
    for name, text in examples:
        plain = " ".join(fold(text.replace("<", "").replace(">", "")).split())
        assert plain.count(" ") < 6 or plain not in labelled, f"{name}: {text}"
