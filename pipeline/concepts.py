"""The taxonomy: what this occupation's postings ask for, as data with sources and crosswalks.

Data files are `pipeline/taxonomy/*.toml`; the allowed keys are the fields of `Concept`. Ids
are the contract: never renamed, never given another meaning.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self, get_args

from crawler.errors import Failed

ConceptKind = Literal[
    "skill", "language", "degree", "field", "coursework", "certification", "licence",
    "association", "experience", "title", "setting", "specialty", "condition", "benefit",
]  # fmt: skip
BESIDE = frozenset(("contradictions", "eligibility", "salary_statements", "shared_forms"))
"""Files beside the concepts, with readers of their own: see `pipeline.source_documents`."""
_LISTS = frozenset(("forms", "case_sensitive", "context_required"))


@dataclass(frozen=True, slots=True)
class Source:
    """What a source document says of a concept, word for word."""

    document: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """A related entry of another classification: "related" by judgement, not "equal"."""

    scheme: str
    """onet (O*NET 29.2, CC BY 4.0) or esco."""
    id: str
    label: str = ""
    kind: str = ""
    soc: tuple[str, ...] = ()
    verified: bool = False
    """The target was seen to exist with that label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing a posting can ask for, a person can have, or a place can be."""

    id: str
    kind: ConceptKind
    label: str
    forms: tuple[str, ...] = ()
    """How postings write it. The longest form at a place wins."""
    group: str = ""
    subtype: str = ""
    """technology or soft_skill, of a skill."""
    broader: str = ""
    """The concept it is a kind of: who has this one has shown that one, not the reverse."""
    case_sensitive: tuple[str, ...] = ()
    """Forms that match only as written."""
    context_required: tuple[str, ...] = ()
    """Forms that mean this only where `rules/ambiguous.toml` finds it so."""
    ambiguity: str = ""
    """What else the forms may mean, for people."""
    note: str = ""
    rank: int | None = None
    """Order of degree levels, 0 (none) upwards."""
    issuer: str = ""
    prerequisites: str = ""
    renewal: str = ""
    confidence: str = ""
    relation: str = ""
    """Of a title: synonym of medical office manager, neighbour, or near-miss."""
    sources: tuple[Source, ...] = ()
    crosswalk: tuple[Crosswalk, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """All concepts, in file order."""

    concepts: Mapping[str, Concept]
    version: str
    """Digest of the data: it changes whenever a concept does."""
    _ancestors: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, concept: str) -> Concept:
        return self.concepts[concept]

    def __iter__(self) -> Iterator[Concept]:
        return iter(self.concepts.values())

    def __len__(self) -> int:
        return len(self.concepts)

    def ancestors(self, concept: str) -> tuple[str, ...]:
        """Return the broader concepts of a concept, nearest first; () for an unknown id."""
        known = self._ancestors.get(concept)
        if known is None:
            chain: list[str] = []
            current = self.concepts.get(concept)
            while current is not None and current.broader and current.broader not in chain:
                chain.append(current.broader)
                current = self.concepts.get(current.broader)
            known = self._ancestors[concept] = tuple(chain)
        return known

    def descendants(self, concept: str) -> tuple[str, ...]:
        """Return the narrower concepts of a concept, all levels, in file order."""
        return tuple(item for item in self.concepts if concept in self.ancestors(item))

    def of_kind(self, *kinds: ConceptKind) -> tuple[Concept, ...]:
        """Return the concepts of some kinds."""
        return tuple(concept for concept in self if concept.kind in kinds)

    def to_json(self) -> str:
        """Return the compiled form: what the matcher's index stores and reads in milliseconds."""
        concepts = [
            {
                item.name: value
                for item in fields(Concept)
                if (value := getattr(concept, item.name)) not in ((), "", None)
            }
            for concept in self
        ]
        plain = {"version": self.version, "concepts": concepts}
        return json.dumps(plain, ensure_ascii=False, default=astuple)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the compiled form."""
        data = json.loads(text)
        return cls(_by_id(map(_compiled, data["concepts"])), data["version"])


@cache
def load_taxonomy() -> Taxonomy:
    """Return the taxonomy of the installed package.

    Raises:
        Failed: unreadable TOML, an unknown key, an id used twice, a broader concept that is not
            there or leads back to itself, a policy for a form that the concept does not have.
    """
    from pipeline.tables import read_tables  # noqa: PLC0415 -- scoring parses no TOML

    digest = hashlib.sha256()
    concepts: list[Concept] = []
    folder = files("pipeline").joinpath("taxonomy")
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        name = path.name.removesuffix(".toml")
        if name == path.name or name in BESIDE:
            continue
        digest.update(path.read_bytes())
        tables = read_tables(name, "kind", "concept")
        concepts += [
            _concept(path.name, {"kind": tables.get("kind")} | item)
            for item in tables.get("concept", ())
        ]
    taxonomy = Taxonomy(_by_id(concepts), digest.hexdigest()[:12])
    for concept in taxonomy:
        _check(concept, taxonomy)
    return taxonomy


def _by_id(concepts: Iterable[Concept]) -> dict[str, Concept]:
    by_id: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in by_id:
            raise Failed(f"taxonomy: id used twice: {concept.id}")
        by_id[concept.id] = concept
    return by_id


def _check(concept: Concept, taxonomy: Taxonomy) -> None:
    if concept.kind not in get_args(ConceptKind):
        raise Failed(f"taxonomy: {concept.id} is of kind {concept.kind}, which is none")
    if concept.broader and concept.broader not in taxonomy.concepts:
        raise Failed(f"taxonomy: {concept.id} is under {concept.broader}, which is not there")
    if concept.id in taxonomy.ancestors(concept.id):
        raise Failed(f"taxonomy: {concept.id} is under itself")
    stray = sorted({*concept.case_sensitive, *concept.context_required} - {*concept.forms})
    if stray:
        raise Failed(f"taxonomy: {concept.id} has a policy but no form {', '.join(stray)}")


def _concept(where: str, table: dict[str, Any]) -> Concept:
    from pipeline.tables import checked  # noqa: PLC0415 -- scoring parses no TOML

    values = checked(f"{where}: {table.get('id', '?')}", table, Concept)
    values["sources"] = tuple(
        Source(**checked(f"{where}: {table['id']}: sources", item, Source))
        for item in table.get("sources", ())
    )
    values["crosswalk"] = tuple(
        Crosswalk(**checked(f"{where}: {table['id']}: crosswalk", item, Crosswalk))
        for item in table.get("crosswalk", ())
    )
    return Concept(**values)


def _compiled(values: dict[str, Any]) -> Concept:
    """Return a concept of the compiled form, which was checked when it was made."""
    for name in _LISTS & values.keys():
        values[name] = tuple(values[name])
    if "sources" in values:
        values["sources"] = tuple(Source(name, tuple(said)) for name, said in values["sources"])
    if "crosswalk" in values:
        values["crosswalk"] = tuple(
            Crosswalk(scheme, item, label, kind, tuple(soc), verified)
            for scheme, item, label, kind, soc, verified in values["crosswalk"]
        )
    return Concept(**values)
