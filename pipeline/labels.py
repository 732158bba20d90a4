"""How a requirement is said to people: its concept's label, its years, its group as logic."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pipeline.concepts import Taxonomy

Row = Mapping[str, Any]
"""A requirement as `to_json` has it."""


def concept_label(concept: str, taxonomy: Taxonomy) -> str:
    """Return the label of a concept; the id itself where the taxonomy does not know it."""
    known = taxonomy.concepts.get(concept)
    return known.label if known else concept


def label_of(row: Row, taxonomy: Taxonomy) -> str:
    """Return the words for what a row asks: "3+ years: Supervisory experience"."""
    label = concept_label(row["concept"], taxonomy)
    if years := years_words(row):
        label = f"{years}: {label}"
    if row["fields"]:
        label += f" in {', '.join(concept_label(item, taxonomy) for item in row['fields'])}"
    return label


def years_words(row: Row) -> str:
    """Return the years a row asks: "3+ years", "3-5 years"; "" where it states none."""
    if not row["years_min"]:
        return ""
    upper = f"-{row['years_max']:g}" if row.get("years_max") else "+"
    return f"{row['years_min']:g}{upper} years"


def group_words(rows: Iterable[Row], group: Any, say: Callable[[Row], str]) -> str:  # noqa: ANN401 -- a number of JSON
    """Return a group as logic, its options in order: "bachelor | master and five years"."""
    options: dict[Any, list[str]] = {}
    for row in rows:
        if row.get("group") == group:
            options.setdefault(row.get("option"), []).append(say(row))
    return " | ".join(" and ".join(said) for said in options.values())
