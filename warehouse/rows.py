"""Rows of the tables as Arrow: each schema stated once, each column made whole.

Columns instead of rows of dicts: two million requirements would take gigabytes as dicts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from operator import attrgetter
from typing import Any

import pyarrow as pa

from pipeline.concepts import Taxonomy
from pipeline.posting import SQL_NAMES, Fact, Location, Posting, Requirement
from pipeline.source_documents import SalaryStatement

_INSTANT = pa.timestamp("us", tz="UTC")
_STRINGS = pa.list_(pa.string())
_CENT = Decimal("0.01")
_PARTS = tuple(item.name for item in fields(Location))

POSTINGS = pa.schema(
    [
        ("posting_id", pa.string()), ("source", pa.string()), ("source_key", pa.string()),
        ("closed", pa.bool_()),
        ("url", pa.string()), ("apply_url", pa.string()), ("requisition_id", pa.string()),
        ("title", pa.string()), ("employer", pa.string()), ("occupation", pa.string()),
        ("occupation_reason", pa.string()),
        ("locations", pa.list_(pa.struct([(part, pa.string()) for part in _PARTS]))),
        ("workplace", pa.string()), ("employment_types", _STRINGS),
        ("pay_min", pa.decimal128(12, 2)), ("pay_max", pa.decimal128(12, 2)),
        ("pay_unit", pa.string()), ("pay_currency", pa.string()), ("pay_evidence", pa.string()),
        ("pay_span_start", pa.int32()), ("pay_span_end", pa.int32()),
        ("pay_hours_per_week", pa.decimal128(5, 2)),
        ("pay_annual_min", pa.decimal128(14, 2)), ("pay_annual_max", pa.decimal128(14, 2)),
        ("pay_annual_basis", pa.string()), ("posted_at", pa.date32()),
        ("posted_at_basis", pa.string()), ("valid_through", pa.date32()),
        ("valid_through_basis", pa.string()), ("text", pa.string()),
        ("text_language", pa.string()),
        ("extractor_version", pa.string()),
    ]
)  # fmt: skip

REQUIREMENTS = pa.schema(
    [
        ("posting_id", pa.string()), ("requirement_no", pa.int32()),
        ("kind", pa.string()), ("concept", pa.string()), ("strength", pa.string()),
        ("group_no", pa.int32()), ("option_no", pa.int32()), ("years_min", pa.float64()),
        ("years_max", pa.float64()), ("fields", _STRINGS), ("within_days_of_hire", pa.int32()),
        ("asked_as", pa.string()), ("evidence", pa.string()), ("span_start", pa.int32()),
        ("span_end", pa.int32()), ("section", pa.string()), ("rule", pa.string()),
        ("confidence", pa.float64()), ("extractor_version", pa.string()),
    ]
)  # fmt: skip

FACTS = pa.schema(
    [
        ("posting_id", pa.string()), ("fact_no", pa.int32()), ("kind", pa.string()),
        ("concept", pa.string()), ("low", pa.decimal128(9, 2)), ("high", pa.decimal128(9, 2)),
        ("asked", pa.string()), ("evidence", pa.string()), ("span_start", pa.int32()),
        ("span_end", pa.int32()), ("section", pa.string()), ("rule", pa.string()),
        ("confidence", pa.float64()), ("extractor_version", pa.string()),
    ]
)  # fmt: skip

VERSIONS = pa.schema(
    [
        ("posting_id", pa.string()), ("version", pa.int32()), ("digest", pa.string()),
        ("seen_at", _INSTANT), ("last_said_at", _INSTANT), ("changed", _STRINGS),
        ("raw", pa.string()),
    ]
)  # fmt: skip

STATES = pa.schema(
    [
        ("posting_id", pa.string()), ("version", pa.int32()), ("status", pa.string()),
        ("status_reason", pa.string()), ("status_at", _INSTANT), ("first_seen_at", _INSTANT), ("last_seen_at", _INSTANT),
        ("fetched_at", _INSTANT), ("closed_at", _INSTANT),
    ]
)  # fmt: skip

RUNS = pa.schema(
    [
        ("run", pa.string()), ("source", pa.string()), ("started_at", _INSTANT),
        ("ended_at", _INSTANT), ("list_complete", pa.bool_()), ("errors", _STRINGS),
        ("counts", pa.string()),
    ]
)  # fmt: skip

FILES = pa.schema(
    [
        ("run", pa.string()), ("file", pa.string()), ("loaded_bytes", pa.int64()),
        ("loaded_lines", pa.int64()), ("mark", pa.string()),
    ]
)  # fmt: skip

UNREADABLE = pa.schema(
    [
        ("run", pa.string()), ("file", pa.string()), ("line", pa.int64()),
        ("line_start", pa.int64()), ("reason", pa.string()), ("extractor_version", pa.string()),
    ]
)  # fmt: skip

SUPERSEDED = pa.schema([("run", pa.string()), ("file", pa.string()), ("line", pa.int64())])

PUBLICATION = pa.schema([("id", pa.string()), ("loaded_at", _INSTANT), ("views", pa.string())])

CHANGES = pa.schema(
    [
        ("posting_id", pa.string()), ("from_at", _INSTANT), ("status", pa.string()),
        ("reason", pa.string()),
    ]
)  # fmt: skip

CONCEPTS = pa.schema(
    [
        ("concept", pa.string()), ("kind", pa.string()), ("label", pa.string()),
        ("concept_group", pa.string()), ("subtype", pa.string()), ("broader", pa.string()),
        ("forms", _STRINGS), ("issuer", pa.string()), ("renewal", pa.string()),
        ("documents", _STRINGS),
        ("crosswalk", pa.list_(pa.struct([("scheme", pa.string()), ("id", pa.string()), ("label", pa.string()), ("verified", pa.bool_())]))),
        ("level", pa.int32()),
    ]
)  # fmt: skip

SALARY_STATEMENTS = pa.schema(
    [
        ("statement", pa.string()), ("year", pa.int32()), ("said_by", pa.string()),
        ("measure", pa.string()), ("sliced_by", pa.string()), ("slice", pa.string()),
        ("amount", pa.decimal128(12, 2)), ("unit", pa.string()), ("document", pa.string()),
    ]
)  # fmt: skip

JSON_NAMES = {sql: name for name, sql in SQL_NAMES.items()}
PAY = {
    "pay_min": "min", "pay_max": "max", "pay_unit": "unit", "pay_currency": "currency",
    "pay_evidence": "evidence", "pay_span_start": "start", "pay_span_end": "end",
    "pay_hours_per_week": "hours_per_week",
}  # fmt: skip


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return rows as an Arrow table of a schema; what a row does not have is null."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def posting_table(read: Sequence[Posting]) -> pa.Table:
    """Return what was read of postings; how they stand is in `STATES`.

    Raises:
        ArithmeticError, ValueError: a figure too large for its column.
    """
    columns = {}
    for name in POSTINGS.names:
        if name in PAY:
            of_pay = attrgetter(PAY[name])
            values = [of_pay(item.pay) if item.pay is not None else None for item in read]
        elif name == "locations":
            values = [
                [{part: getattr(place, part) for part in _PARTS} for place in item.locations]
                for item in read
            ]
        else:
            values = list(map(attrgetter(name), read))
        kind = POSTINGS.field(name).type
        if pa.types.is_decimal(kind):
            values = [None if value is None else value.quantize(_CENT) for value in values]
        columns[name] = pa.array(values, kind)
    return pa.table(columns)


def requirement_table(read: Sequence[Posting]) -> pa.Table:
    """Return the requirements of postings, numbered in text order."""
    return _parts_table(read, [item.requirements for item in read], REQUIREMENTS, "requirement_no")


def fact_table(read: Sequence[Posting]) -> pa.Table:
    """Return the facts of postings, numbered in their order."""
    return _parts_table(read, [item.facts for item in read], FACTS, "fact_no")


def _parts_table(
    read: Sequence[Posting],
    parts: Sequence[tuple[Requirement | Fact, ...]],
    schema: pa.Schema,
    number: str,
) -> pa.Table:
    """Return the parts of each posting, numbered from 1 within it, as rows of a schema."""
    found = [item for each in parts for item in each]
    columns = {}
    for name in schema.names:
        if name in ("posting_id", "extractor_version"):
            of_posting = attrgetter(name)
            values = [
                of_posting(item) for item, each in zip(read, parts, strict=True) for _ in each
            ]
        elif name == number:
            values = [n for each in parts for n in range(1, len(each) + 1)]
        else:
            values = list(map(attrgetter(JSON_NAMES.get(name, name)), found))
        kind = schema.field(name).type
        if pa.types.is_decimal(kind):
            values = [None if value is None else value.quantize(_CENT) for value in values]
        columns[name] = pa.array(values, kind)
    return pa.table(columns)


def concept_rows(taxonomy: Taxonomy) -> list[dict[str, Any]]:
    """Return the rows of the taxonomy."""
    return [
        {
            "concept": concept.id,
            "kind": concept.kind,
            "label": concept.label,
            "concept_group": concept.group or None,
            "subtype": concept.subtype or None,
            "broader": concept.broader or None,
            "forms": list(concept.forms),
            "issuer": concept.issuer or None,
            "renewal": concept.renewal or None,
            "documents": [source.document for source in concept.sources],
            "level": concept.rank,
            "crosswalk": [
                {"scheme": c.scheme, "id": c.id, "label": c.label, "verified": c.verified}
                for c in concept.crosswalk
            ],
        }
        for concept in taxonomy
    ]


def salary_rows(statements: Iterable[SalaryStatement]) -> list[dict[str, Any]]:
    """Return the rows of the source documents' pay figures."""
    return [
        {
            "statement": said.id,
            "year": said.year,
            "said_by": said.said_by or None,
            "measure": said.measure,
            "sliced_by": said.by or None,
            "slice": part.of,
            "amount": Decimal(part.amount),
            "unit": said.unit,
            "document": said.document,
        }
        for said in statements
        for part in said.slices
    ]
