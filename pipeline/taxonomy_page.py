"""Write `docs/taxonomy.md` from the taxonomy: `python -m pipeline.taxonomy_page`."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from pipeline.concepts import Concept, load_taxonomy

_PAGE = Path("docs/taxonomy.md")
_NAMES = {
    "skill": "Skills and technology", "language": "Languages", "degree": "Degree levels",
    "field": "Fields of study", "coursework": "Coursework", "certification": "Certifications",
    "licence": "Licences", "association": "Associations and agencies",
    "experience": "Kinds of experience", "title": "Titles", "setting": "Settings",
    "condition": "Conditions, benefits, outlook",
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
    return "\n".join(lines) + "\n"


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
