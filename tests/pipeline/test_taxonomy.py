"""The taxonomy is whole, keeps its promises to the source documents, and refuses bad data."""

import json
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from crawler.errors import Failed
from pipeline import concepts, tables
from pipeline.ambiguity import load_ambiguity_rules
from pipeline.concepts import Taxonomy, load_taxonomy
from pipeline.source_documents import (
    load_contradictions,
    load_eligibility,
    load_salary_statements,
    load_shared_forms,
)
from pipeline.spelling import compared, fold, spellings

TAXONOMY = load_taxonomy()


@pytest.fixture(scope="module")
def proposal(repo: Path) -> str:
    """The proposal's own file: its ids are the contract."""
    path = repo.parent / "shared" / "taxonomy" / "taxonomy.yaml"
    if not path.exists():
        pytest.skip(f"SKIPPED LOUDLY: no {path.name} beside the repo, in ../shared/taxonomy")
    return path.read_text("utf-8")


@pytest.fixture(scope="module")
def statements(repo: Path) -> str:
    path = repo.parent / "shared" / "taxonomy" / "seeds.md"
    if not path.exists():
        pytest.skip(f"SKIPPED LOUDLY: no {path.name} beside the repo, in ../shared/taxonomy")
    return path.read_text("utf-8")


def test_no_id_of_the_proposal_is_lost_or_renamed(proposal: str) -> None:
    ids = set(re.findall(r"^\s*- id: [\"']?([a-z0-9-]+)", proposal, re.MULTILINE))
    groups = {concept.group for concept in TAXONOMY}
    beside = {item.id for item in load_contradictions()}
    beside |= {item.id for item in load_salary_statements()}
    assert len(ids) > 440
    assert ids - set(TAXONOMY.concepts) - groups - beside == set()


def test_every_statement_of_the_documents_has_its_concepts(statements: str) -> None:
    named = set()
    for line in statements.partition("\n## Coverage")[0].splitlines():
        if line.startswith("| `"):
            named |= set(re.findall(r"`([a-z0-9-]+)`", line.split("|")[1]))
    known = set(TAXONOMY.concepts) | {item.id for item in load_salary_statements()}
    assert len(named) > 100
    assert named - known == set()


def test_every_quote_of_the_statements_is_kept(statements: str) -> None:
    quoted = set(re.findall(r'\| "([^"]+)" \| `', statements))
    kept = {quote for concept in TAXONOMY for source in concept.sources for quote in source.quotes}
    assert len(kept & quoted) > 150


def test_quotes_are_short_and_documents_are_named() -> None:
    for concept in TAXONOMY:
        for source in concept.sources:
            assert re.fullmatch(r"00[0-4]_[0-9a-f]{16}\.txt", source.document), concept.id
            assert source.quotes, concept.id
            for quote in source.quotes:
                assert len(quote.split()) < 15, quote


def test_broader_leads_up_to_an_end() -> None:
    assert TAXONOMY.ancestors("epic") == ("ehr",)
    assert TAXONOMY.ancestors("denial-management") == (
        "claims-management",
        "medical-billing",
        "revenue-cycle-management",
    )
    assert "epic" in TAXONOMY.descendants("ehr")
    assert TAXONOMY.descendants("epic") == ()
    for concept in TAXONOMY:
        chain = TAXONOMY.ancestors(concept.id)
        assert concept.id not in chain
        assert len(chain) == len(set(chain))
        assert set(chain) <= set(TAXONOMY.concepts)


def test_concepts_say_what_they_are() -> None:
    assert len(TAXONOMY.of_kind("skill")) > 230
    for concept in TAXONOMY:
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", concept.id)
        assert concept.label.strip()
        assert len(concept.forms) == len(set(concept.forms)), concept.id
        if concept.kind == "certification":
            assert concept.issuer, concept.id
            assert concept.confidence, concept.id
        if concept.kind == "skill":
            assert concept.forms, concept.id
            assert concept.group, concept.id
        if concept.kind == "title":
            assert concept.relation, concept.id
        for link in concept.crosswalk:
            assert link.scheme in ("onet", "esco"), concept.id


def test_only_names_are_longer_than_six_words() -> None:
    for concept in TAXONOMY:
        if concept.kind not in ("association", "certification"):
            for form in concept.forms:
                assert len(form.split()) <= 6, form


def test_levels_of_degrees_are_in_order() -> None:
    levels = ("none", "hs-ged", "some-college", "certificate", "associate", "bachelor", "master", "doctoral")  # fmt: skip
    assert [TAXONOMY[f"edu-{level}"].rank for level in levels] == list(range(8))


def claimants() -> dict[str, dict[str, bool]]:
    """Every spelling as compared, with who claims it and whether it needs context there."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for concept in TAXONOMY:
        for form in concept.forms:
            for spelling in spellings(form):
                needs = form in concept.context_required
                found[compared(fold(spelling))][concept.id] = needs
    return found


def test_no_form_has_two_claimants_without_a_policy() -> None:
    policies = {}
    for shared in load_shared_forms():
        assert shared.why
        for form in shared.forms:
            for spelling in (*spellings(form), *spellings(form.upper())):
                policies[compared(fold(spelling))] = shared
    seen = set()
    for form, claims in claimants().items():
        if len(claims) < 2:
            continue
        assert form in policies, f"{form!r} is claimed by {sorted(claims)}: add it to shared_forms"
        shared = policies[form]
        assert set(claims) == set(shared.concepts), form
        if shared.policy == "context":
            assert any(claims.values()), f"{form!r} is left to context, but nobody needs any"
        seen.add(shared)
    assert set(load_shared_forms()) == seen, "a policy for a form that nobody shares"


def test_every_rule_of_ambiguity_is_for_a_form_that_asks_for_it() -> None:
    needing: dict[str, set[str]] = defaultdict(set)
    for concept in TAXONOMY:
        for form in concept.context_required:
            needing[fold(form)].add(concept.id)
    for rule in load_ambiguity_rules():
        for form in rule.forms:
            assert form in needing, f"{rule.id}: no concept needs context for {form!r}"
            if rule.concept:
                assert rule.concept in needing[form], rule.id


def test_the_compiled_form_is_the_same() -> None:
    compiled = TAXONOMY.to_json()
    again = Taxonomy.from_json(compiled)
    assert again == TAXONOMY
    assert again.version == TAXONOMY.version
    assert again.ancestors("epic") == ("ehr",)
    assert json.loads(compiled)["version"] == TAXONOMY.version


GOOD = '[[concept]]\nid = "a"\nlabel = "A"\nforms = ["a"]\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('kind = "skill"\n' + GOOD + "frms = []\n", "unknown key frms"),
        ('kind = "skill"\n[[concept]]\nid = "a"\n', "missing label"),
        ('kind = "skill"\n' + GOOD + GOOD, "id used twice: a"),
        ('kind = "skill"\n' + GOOD + 'broader = "b"\n', "a is under b, which is not there"),
        ('kind = "skill"\n' + GOOD + 'broader = "a"\n', "a is under itself"),
        ('kind = "knack"\n' + GOOD, "a is of kind knack"),
        ('kind = "skill"\n' + GOOD + 'context_required = ["b"]\n', "a policy but no form b"),
        ('kind = "skill"\n[[concepts]]\n', "unknown entry concepts"),
        ('kind = "skill\n', "taxonomy/broken.toml"),
    ],
)
def test_a_faulty_file_is_refused_with_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "taxonomy").mkdir()
    (tmp_path / "taxonomy" / "broken.toml").write_text(text)
    monkeypatch.setattr(concepts, "files", lambda _package: tmp_path)
    monkeypatch.setattr(tables, "files", lambda _package: tmp_path)
    with pytest.raises(Failed, match=said):
        load_taxonomy.__wrapped__()


def test_every_file_says_what_it_is(repo: Path) -> None:
    for path in sorted((repo / "pipeline" / "taxonomy").glob("*.toml")):
        assert path.read_text("utf-8").startswith("# "), f"{path.name} says nothing of itself"
        assert tomllib.loads(path.read_text("utf-8"))


def test_sources_of_eligibility_stand_side_by_side() -> None:
    by_credential = defaultdict(list)
    for rule in load_eligibility():
        by_credential[rule.credential].append(rule)
        assert rule.credential in TAXONOMY.concepts
        for concept in (rule.experience, rule.degree, *rule.credit_fields):
            assert not concept or concept in TAXONOMY.concepts, concept
    first, second = by_credential["cert-cmm"]
    assert (first.years_min, second.years_min) == (3, 2)
    assert [first.credits_asked(years) for years in (3, 3.9, 5, 40)] == [12, 12, 10, 0]
    assert [second.credits_asked(years) for years in (2, 5)] == [12, 9]
    assert [rule.letters_from != () for rule in by_credential["cert-cmpe"]] == [True, False]
    (lnha,) = by_credential["lic-lnha"]
    assert lnha.degree == "edu-bachelor"
    assert lnha.credits_asked(9) is None


def test_pay_of_the_documents_keeps_its_year_and_measure() -> None:
    by_id = {item.id: item for item in load_salary_statements()}
    assert len(by_id) == 3
    assert by_id["salary-2018-bls"].year == 2018
    assert by_id["salary-2018-bls"].measure == "median"
    assert {item.of: item.amount for item in by_id["salary-2018-bls"].slices}["all"] == 99730
    assert by_id["salary-avg-undated"].year is None


def test_contradictions_are_each_told_once() -> None:
    ids = [item.id for item in load_contradictions()]
    assert len(ids) == len(set(ids)) == 21
    assert all(item.sources_say and item.represent for item in load_contradictions())
