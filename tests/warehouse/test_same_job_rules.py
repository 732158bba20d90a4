"""Each rule that tells jobs apart keeps its own examples."""

import re

import pytest

from warehouse.jobs.words import (
    JobRule,
    city_words,
    employer_words,
    job_rules,
    named_sites,
    plain,
    title_levels,
    title_words,
)


def test_there_are_rules_of_every_role() -> None:
    assert {rule.role for rule in job_rules()} == {
        "drop", "alias", "level", "hours", "agency", "site",
    }  # fmt: skip


@pytest.mark.parametrize("rule", job_rules(), ids=lambda rule: rule.id)
def test_a_rule_keeps_its_examples(rule: JobRule) -> None:
    assert rule.why
    assert rule.hits
    assert rule.misses
    for words in rule.hits:
        assert re.search(rule.pattern, words), words
    for words in rule.misses:
        assert not re.search(rule.pattern, words), words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Medical Office Manager", "Office Mgr. - Hiring Immediately!"),
        ("Practice Administrator", "Practice Manager (Full-Time)"),
        ("Practice Manager I", "Practice Manager | $84K-$97K"),
        ("Asst. Office Manager", "Assistant Office Manager"),
    ],
)
def test_titles_that_compare_equal(one: str, other: str) -> None:
    assert title_words(one) == title_words(other)
    assert title_levels(one) == title_levels(other)


def test_names_that_compare_equal() -> None:
    assert employer_words("Saint Odilia Health, Inc.") == employer_words("ST. ODILIA HEALTH")
    assert employer_words("O'Brien's Clinic") == employer_words("O’Brien’s clinic, P.C.")
    assert city_words("St. Louis") == city_words("SAINT LOUIS")
    assert plain("Peña") == "pena"


def test_sites_are_named_by_words_of_their_own() -> None:
    text = (
        "Our Medical Center at 12 N. Elm Street; the Deer Lake Family Clinic. Busy dental office."
    )
    assert named_sites(text) == ["12 n elm", "deer lake"]
