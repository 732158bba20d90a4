"""From a raw posting to what we believe of it: a pure function of the posting and the rules."""

import hashlib
import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from crawler.posting import RawPosting, posting_id
from pipeline import extractors
from pipeline.annual_pay import annual_pay
from pipeline.concepts import ConceptKind, load_taxonomy
from pipeline.context import Context
from pipeline.document import Document
from pipeline.groups import with_groups
from pipeline.misspelling import with_misspelt
from pipeline.openings import told_by_opening
from pipeline.phrases import PhraseMatcher, by_kind, fold
from pipeline.posting import Fact, Posting, Requirement
from pipeline.reading import Facts, Reading
from pipeline.sections import find_sections
from pipeline.sentences import sentence_starts
from pipeline.text import to_document
from pipeline.text_language import ENGLISH, language_of

Extractor = Callable[[Reading], Facts]
_READ: tuple[ConceptKind, ...] = (
    "skill",
    "language",
    "degree",
    "field",
    "certification",
    "licence",
    "condition",
    "benefit",
    "setting",
    "specialty",
)
"""Kinds that extractors read as phrases; the others have readers of their own."""
_STRENGTH_ORDER = {"required": 0, "preferred": 1, "not_required": 2}


@cache
def load_extractors() -> tuple[Extractor, ...]:
    """Return `extract` of every module in `pipeline.extractors`, sorted by module name."""
    names = sorted(module.name for module in pkgutil.iter_modules(extractors.__path__))
    modules = (importlib.import_module(f"{extractors.__name__}.{name}") for name in names)
    return tuple(module.extract for module in modules)


@cache
def extractor_version() -> str:
    """Return a digest of the code, rules and taxonomy: it changes whenever a belief may."""
    digest = hashlib.sha256()
    for path, data in sorted(_sources(files("pipeline"), "")):
        digest.update(path.encode() + b"\0" + data)
    return digest.hexdigest()[:12]


def _sources(folder: Traversable, prefix: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{prefix}{entry.name}/")
        elif entry.name.endswith((".py", ".toml")):
            found.append((prefix + entry.name, entry.read_bytes()))
    return found


@cache
def _matcher() -> PhraseMatcher:
    return PhraseMatcher(load_taxonomy(), _READ)


def open_reading(raw: RawPosting, document: Document | None = None) -> Reading:
    """Return a posting opened for reading: text, sections, mentions and context.

    `document` is its description, where that was made already.
    """
    if document is None:
        document = to_document(raw.description, raw.description_format)
    folded = fold(document.text)
    starts = sentence_starts(document)
    sections = told_by_opening(document, folded, find_sections(document), starts)
    found = _matcher().find_apart(document.text, folded, starts)
    mentions, misspelt = with_misspelt(document.text, folded, found, _matcher())
    return Reading(
        raw=raw,
        document=document,
        folded=folded,
        sections=sections,
        mentions=mentions,
        misspelt=misspelt,
        block_starts=[block.start for block in document.blocks],
        by_kind=by_kind(mentions),
        context=Context(document, folded, sections, starts),
    )


def read_posting(raw: RawPosting) -> Posting:
    """Return what we believe of a raw posting, each requirement with its evidence.

    Of a text in another language than English nothing is believed but its language: the title
    and the source's own fields are read alone.
    """
    document = to_document(raw.description, raw.description_format)
    language = language_of(fold(document.text))
    reading = open_reading(raw, document if language in (None, ENGLISH) else Document("", ()))
    facts: Facts = {}
    requirements: list[Requirement] = []
    stated: list[Fact] = []
    for extract in load_extractors():
        found = extract(reading)
        requirements += found.pop("requirements", ())
        stated += found.pop("facts", ())
        facts.update(found)
    pay = facts.get("pay")
    low, high, basis = annual_pay(pay) if pay is not None else (None, None, None)
    return Posting(
        posting_id=posting_id(raw.source, raw.key),
        source=raw.source,
        source_key=raw.key,
        url=raw.url,
        apply_url=raw.apply_url,
        requisition_id=raw.requisition_id,
        title=raw.title,
        employer=raw.employer,
        occupation=facts["occupation"],
        occupation_reason=facts["occupation_reason"],
        locations=facts.get("locations", ()),
        workplace=facts.get("workplace"),
        employment_types=facts.get("employment_types", ()),
        pay=pay,
        pay_annual_min=low,
        pay_annual_max=high,
        pay_annual_basis=basis,
        posted_at=_day(raw.posted_at),
        posted_at_basis=raw.posted_at_basis if _day(raw.posted_at) else None,
        valid_through=_day(raw.valid_through),
        valid_through_basis=raw.valid_through_basis if _day(raw.valid_through) else None,
        closed=raw.closed,
        fetched_at=raw.fetched_at,
        text=document.text,
        text_language=language,
        requirements=once_each(with_groups(reading, requirements)),
        facts=tuple(sorted(stated, key=_place)),
        extractor_version=extractor_version(),
    )


def _place(fact: Fact) -> tuple[int, int]:
    """Return where a fact stands; what the title or the employer's name says goes before."""
    return (-1, -1) if fact.start is None or fact.end is None else (fact.start, fact.end)


def once_each(rows: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """Return the rows without repetitions; the stronger statement of a thing stands.

    A skill said as a duty and as a qualification is one row, asked as qualification (LABELS).
    Members of a group stay: taking one out would change its logic.
    """
    kept: dict[tuple[object, ...], Requirement] = {}
    for row in rows:
        identity: tuple[object, ...]
        if row.group is not None:
            identity = (row.group, row.option, row.kind, row.concept, row.years_min, row.fields)
        elif row.kind == "skill":
            identity = (row.kind, row.concept)
        else:
            identity = (row.kind, row.concept, row.years_min, row.years_max, row.fields)
            if row.kind != "degree":
                identity += (row.strength,)
        other = kept.get(identity)
        kept[identity] = row if other is None else _stronger(other, row)
    return tuple(sorted(kept.values(), key=lambda row: (row.start, row.end)))


def _stronger(first: Requirement, second: Requirement) -> Requirement:
    def rank(row: Requirement) -> tuple[bool, int, bool]:
        return (
            row.source == "duty",
            _STRENGTH_ORDER[row.strength],
            row.within_days_of_hire is None,
        )

    if rank(second) < rank(first):
        first, second = second, first
    if (
        first.source != second.source
        and _STRENGTH_ORDER[second.strength] < _STRENGTH_ORDER[first.strength]
    ):
        return replace(first, strength=second.strength)
    return first


def _day(stated: str | None) -> date | None:
    """Return the day of an ISO 8601 day or instant, as the source states it."""
    if not stated:
        return None
    try:
        return date.fromisoformat(stated[:10])
    except ValueError:
        return None
