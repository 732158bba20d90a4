"""Write `docs/taxonomy.md` from the taxonomy: `python -m pipeline.taxonomy_page`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.ambiguity import load_ambiguity_rules
from pipeline.concepts import Concept, load_taxonomy
from pipeline.source_documents import (
    EligibilityRule,
    load_contradictions,
    load_eligibility,
    load_salary_statements,
    load_shared_forms,
)

_PAGE = Path("docs/taxonomy.md")
_NAMES = {
    "skill": "Skills and technology", "language": "Languages", "degree": "Degree levels",
    "field": "Fields of study", "coursework": "Coursework", "certification": "Certifications",
    "licence": "Licences", "association": "Associations and agencies",
    "experience": "Kinds of experience", "title": "Titles", "setting": "Settings",
    "specialty": "Specialties", "condition": "Conditions, outlook",
    "benefit": "Benefits",
}  # fmt: skip


def render() -> str:
    """Return the page: every concept with its forms, sources and crosswalks."""
    taxonomy = load_taxonomy()
    lines = [
        "# The taxonomy",
        "",
        f"{len(taxonomy)} concepts, made from `pipeline/taxonomy/` (`make docs`). An id is never renamed",
        "nor given another meaning. What the source documents say stands word for word, with the",
        "document's number; where they differ, both stand. Crosswalks are related entries of O*NET 29.2",
        "(CC BY 4.0) and ESCO by judgement, not equal ones; (?) marks one that was not seen to exist.",
    ]
    ordered = sorted(
        taxonomy, key=lambda concept: (list(_NAMES).index(concept.kind), concept.group)
    )
    for kind, concepts in groupby(ordered, key=lambda concept: concept.kind):
        lines += ["", f"## {_NAMES[kind]}"]
        for group, members in groupby(concepts, key=lambda concept: concept.group):
            if group and kind == "skill":
                lines += ["", f"### {group.replace('-', ' ').capitalize()}"]
            for concept in members:
                lines += ["", f"**{concept.label}** `{concept.id}`", *_facts(concept)]
    lines += [*_eligibility(), *_forms_of_several_meanings(), *_contradictions(), *_salaries()]
    return "\n".join(lines) + "\n"


def _eligibility() -> Iterator[str]:
    yield from ("", "## Who can sit for what", "")
    yield "Each source's own rule; a candidate is judged under each."
    for credential, rules in groupby(load_eligibility(), key=lambda rule: rule.credential):
        yield from ("", f"**{load_taxonomy()[credential].label}** `{credential}`")
        yield from (f"- {rule.source}: {'; '.join(_asks(rule))}" for rule in rules)


def _asks(rule: EligibilityRule) -> Iterator[str]:
    if rule.years_min is not None:
        yield f"{rule.years_min:g} years of `{rule.experience}`"
    if rule.supervising_months_min is not None:
        yield f"{rule.supervising_months_min} months of it supervising"
    if rule.degree:
        yield f"`{rule.degree}`"
    if rule.credits is not None:
        fields = " or ".join(f"`{item}`" for item in rule.credit_fields)
        less = rule.credits_fall_after
        yield f"{rule.credits} credits in {fields}" + (
            f", one less for each year above {less:g}" if less is not None else ""
        )
    yield from (f"a letter from {item}" for item in rule.letters_from)
    if rule.education_hours is not None:
        yield f"{rule.education_hours} hours of continuing education"
    if rule.exam_questions is not None:
        yield f"an exam of {rule.exam_questions} questions"
    yield from rule.other
    if rule.valid_years is not None:
        yield f"valid {rule.valid_years:g} years, renewed by {rule.renewal_hours} hours"
    yield from filter(None, (rule.scope, f"confidence: {rule.confidence}", rule.note))


def _forms_of_several_meanings() -> Iterator[str]:
    yield from ("", "## Forms of several meanings", "", "Claimed by two concepts or more:", "")
    for shared in load_shared_forms():
        concepts = ", ".join(f"`{item}`" for item in shared.concepts)
        yield f"- {'; '.join(shared.forms)}: {concepts} ({shared.policy}). {shared.why}."
    yield from ("", "Told by the words around (`pipeline/rules/ambiguous.toml`):", "")
    for rule in load_ambiguity_rules():
        forms = "; ".join("any form" if form == "*" else form for form in rule.forms)
        means = f"evidence for `{rule.concept}`" if rule.concept else "another meaning"
        yield f"- {forms}: {means}. {rule.why}."


def _contradictions() -> Iterator[str]:
    yield from ("", "## Where the documents differ")
    for item in load_contradictions():
        yield from ("", f"**{item.about}** {item.sources_say}", "", f"Kept so: {item.represent}")


def _salaries() -> Iterator[str]:
    yield from ("", "## Pay as the documents state it", "")
    yield "Of their year and their group of employers; never a posting's pay."
    for item in load_salary_statements():
        when = item.year if item.year is not None else "undated"
        said_by = f", {item.said_by}" if item.said_by else ""
        by = f" by {item.by}" if item.by else ""
        yield from ("", f"**{item.measure}, {item.unit}, {when}**{said_by}{by}", "")
        yield from (f"- {part.of}: {part.amount:,}" for part in item.slices)


def _facts(concept: Concept) -> Iterator[str]:
    said = {
        "forms": "; ".join(_form(concept, form) for form in concept.forms),
        "kind of": f"`{concept.broader}`" if concept.broader else "",
        "may also mean": concept.ambiguity,
        "issued by": concept.issuer,
        "asks for": concept.prerequisites,
        "renewal": concept.renewal,
        "confidence": concept.confidence,
        "relation": concept.relation,
        "note": concept.note,
        "O*NET": "; ".join(_crosswalks(concept, "onet")),
        "ESCO": "; ".join(_crosswalks(concept, "esco")),
    }
    yield from (f"- {name}: {words}" for name, words in said.items() if words)
    for source in concept.sources:
        quotes = "; ".join(f'"{quote}"' for quote in source.quotes)
        yield f"- document {source.document.split('_')[0]} says: {quotes}"


def _form(concept: Concept, form: str) -> str:
    marks = []
    if form in concept.case_sensitive:
        marks.append("as written")
    if form in concept.context_required:
        marks.append("by context")
    return f"{form} ({', '.join(marks)})" if marks else form


def _crosswalks(concept: Concept, scheme: str) -> Iterator[str]:
    for link in concept.crosswalk:
        if link.scheme == scheme:
            name = f"{link.kind} {link.id}".strip() if scheme == "onet" else link.label
            label = f" {link.label}" if scheme == "onet" and link.label else ""
            yield f"{name}{label}{'' if link.verified else ' (?)'}"


if __name__ == "__main__":
    _PAGE.write_text(render(), "utf-8")
