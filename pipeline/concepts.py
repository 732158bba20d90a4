"""The taxonomy: what this occupation's postings ask for, as data with sources and crosswalks.

Data files are `pipeline/taxonomy/*.toml`; the allowed keys are the fields of `Concept`. Ids
are the contract: never renamed, never given another meaning.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, asdict, dataclass, field, fields
from functools import cache
from importlib.resources import files
from typing import Any, Literal, Self

from crawler.errors import Failed

ConceptKind = Literal[
    "skill", "language", "degree", "field", "coursework", "certification", "licence",
    "association", "experience", "title", "setting", "condition",
]  # fmt: skip


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

    def of_kind(self, *kinds: ConceptKind) -> tuple[Concept, ...]:
        """Return the concepts of some kinds."""
        return tuple(concept for concept in self if concept.kind in kinds)

    def to_json(self) -> str:
        """Return the compiled form: what the matcher's index stores and reads in milliseconds."""
        return json.dumps(
            {
                "version": self.version,
                "concepts": [
                    {
                        name: value
                        for name, value in asdict(concept).items()
                        if value not in ((), "", None)
                    }
                    for concept in self
                ],
            },
            ensure_ascii=False,
        )

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read the compiled form."""
        data = json.loads(text)
        return cls(_by_id(_concept("compiled", item) for item in data["concepts"]), data["version"])


@cache
def load_taxonomy() -> Taxonomy:
    """Return the taxonomy of the installed package.

    Raises:
        Failed: unreadable TOML, an unknown key, an id used twice, a broader concept that is not there.
    """
    import tomllib  # noqa: PLC0415 -- scoring reads the compiled form and never needs it

    digest = hashlib.sha256()
    concepts: list[Concept] = []
    folder = files("pipeline").joinpath("taxonomy")
    for path in sorted(folder.iterdir(), key=lambda item: item.name):
        if not path.name.endswith(".toml"):
            continue
        data = path.read_bytes()
        digest.update(data)
        try:
            tables = tomllib.loads(data.decode("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise Failed(f"taxonomy/{path.name}: {error}") from error
        shared = {key: value for key, value in tables.items() if key != "concept"}
        concepts += [_concept(path.name, shared | item) for item in tables.get("concept", ())]
    by_id = _by_id(concepts)
    for concept in concepts:
        if concept.broader and concept.broader not in by_id:
            raise Failed(f"taxonomy: {concept.id} is under {concept.broader}, which is not there")
    return Taxonomy(by_id, digest.hexdigest()[:12])


def _by_id(concepts: Iterable[Concept]) -> dict[str, Concept]:
    by_id: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in by_id:
            raise Failed(f"taxonomy: id used twice: {concept.id}")
        by_id[concept.id] = concept
    return by_id


def _concept(where: str, table: dict[str, Any]) -> Concept:
    values = _checked(f"{where}: {table.get('id', '?')}", table, Concept)
    values["sources"] = tuple(
        Source(**_checked(f"{where}: {table['id']}: sources", item, Source))
        for item in table.get("sources", ())
    )
    values["crosswalk"] = tuple(
        Crosswalk(**_checked(f"{where}: {table['id']}: crosswalk", item, Crosswalk))
        for item in table.get("crosswalk", ())
    )
    return Concept(**values)


def _checked(where: str, table: dict[str, Any], cls: type) -> dict[str, Any]:
    allowed = {item.name: item for item in fields(cls)}
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise Failed(
            f"taxonomy/{where}: unknown key {', '.join(unknown)}; known: {', '.join(allowed)}"
        )
    missing = [
        name
        for name, item in allowed.items()
        if item.default is MISSING and item.default_factory is MISSING and name not in table
    ]
    if missing:
        raise Failed(f"taxonomy/{where}: missing {', '.join(missing)}")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items()}
