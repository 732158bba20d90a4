"""Rows of the tables as Arrow: schemas derived once, values from what was read."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from pipeline.concepts import Taxonomy
from pipeline.posting import SQL_NAMES, Posting

_INSTANT = pa.timestamp("us", tz="UTC")
_STRINGS = pa.list_(pa.string())

POSTINGS = pa.schema(
    [
        ("posting_id", pa.string()), ("source", pa.string()), ("source_key", pa.string()),
        ("version", pa.int32()), ("job_id", pa.string()), ("job_reason", pa.string()),
        ("status", pa.string()), ("status_reason", pa.string()), ("status_at", _INSTANT),
        ("first_seen_at", _INSTANT), ("last_seen_at", _INSTANT), ("closed_at", _INSTANT),
        ("url", pa.string()), ("apply_url", pa.string()), ("requisition_id", pa.string()),
        ("title", pa.string()), ("employer", pa.string()), ("occupation", pa.string()),
        ("occupation_reason", pa.string()),
        ("locations", pa.list_(pa.struct([(part, pa.string()) for part in ("city", "state", "postal_code", "country")]))),
        ("workplace", pa.string()), ("employment_types", _STRINGS),
        ("pay_min", pa.decimal128(12, 2)), ("pay_max", pa.decimal128(12, 2)),
        ("pay_unit", pa.string()), ("pay_currency", pa.string()), ("pay_evidence", pa.string()),
        ("pay_span_start", pa.int32()), ("pay_span_end", pa.int32()),
        ("pay_annual_min", pa.decimal128(14, 2)), ("pay_annual_max", pa.decimal128(14, 2)),
        ("pay_annual_basis", pa.string()), ("posted_at", pa.date32()),
        ("posted_at_basis", pa.string()), ("valid_through", pa.date32()),
        ("valid_through_basis", pa.string()), ("text", pa.string()),
        ("extractor_version", pa.string()),
    ]
)  # fmt: skip

REQUIREMENTS = pa.schema(
    [
        ("posting_id", pa.string()), ("version", pa.int32()), ("requirement_no", pa.int32()),
        ("kind", pa.string()), ("concept", pa.string()), ("strength", pa.string()),
        ("group_no", pa.int32()), ("option_no", pa.int32()), ("years_min", pa.float64()),
        ("years_max", pa.float64()), ("fields", _STRINGS), ("within_days_of_hire", pa.int32()),
        ("asked_as", pa.string()), ("evidence", pa.string()), ("span_start", pa.int32()),
        ("span_end", pa.int32()), ("section", pa.string()), ("rule", pa.string()),
        ("confidence", pa.float64()), ("extractor_version", pa.string()),
    ]
)  # fmt: skip

VERSIONS = pa.schema(
    [
        ("posting_id", pa.string()), ("version", pa.int32()), ("digest", pa.string()),
        ("seen_at", _INSTANT), ("changed", _STRINGS), ("raw", pa.string()),
    ]
)  # fmt: skip

STATUSES = pa.schema(
    [
        ("posting_id", pa.string()), ("status", pa.string()), ("status_reason", pa.string()),
        ("status_at", _INSTANT), ("last_seen_at", _INSTANT), ("closed_at", _INSTANT),
    ]
)  # fmt: skip

RUNS = pa.schema(
    [
        ("run", pa.string()), ("source", pa.string()), ("started_at", _INSTANT),
        ("ended_at", _INSTANT), ("list_complete", pa.bool_()), ("errors", _STRINGS),
        ("counts", pa.string()),
    ]
)  # fmt: skip

FILES = pa.schema([("run", pa.string()), ("file", pa.string()), ("loaded_bytes", pa.int64())])

UNREADABLE = pa.schema(
    [("run", pa.string()), ("file", pa.string()), ("line_end", pa.int64()), ("reason", pa.string())]
)

CONCEPTS = pa.schema(
    [
        ("concept", pa.string()), ("kind", pa.string()), ("label", pa.string()),
        ("concept_group", pa.string()), ("subtype", pa.string()), ("broader", pa.string()),
        ("forms", _STRINGS), ("issuer", pa.string()), ("renewal", pa.string()),
        ("documents", _STRINGS),
        ("crosswalk", pa.list_(pa.struct([("scheme", pa.string()), ("id", pa.string()), ("label", pa.string()), ("verified", pa.bool_())]))),
    ]
)  # fmt: skip


def table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Return rows as an Arrow table of a schema."""
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def posting_row(posting: Posting, **state: Any) -> dict[str, Any]:  # noqa: ANN401 -- columns of several types
    """Return the row of a posting; `state` gives version, status and instants."""
    pay = posting.pay
    row = {name: getattr(posting, name) for name in POSTINGS.names if hasattr(posting, name)}
    row["locations"] = [
        {part: getattr(place, part) for part in ("city", "state", "postal_code", "country")}
        for place in posting.locations
    ]
    row["employment_types"] = list(posting.employment_types)
    if pay is not None:
        row |= {
            "pay_min": pay.min, "pay_max": pay.max, "pay_unit": pay.unit,
            "pay_currency": pay.currency, "pay_evidence": pay.evidence,
            "pay_span_start": pay.start, "pay_span_end": pay.end,
        }  # fmt: skip
    return row | state


def requirement_rows(posting: Posting, version: int) -> list[dict[str, Any]]:
    """Return the rows of a posting's requirements, numbered in text order."""
    rows = []
    for number, requirement in enumerate(posting.requirements, 1):
        row: dict[str, Any] = {
            "posting_id": posting.posting_id,
            "version": version,
            "requirement_no": number,
            "extractor_version": posting.extractor_version,
        }
        for name in requirement.__dataclass_fields__:
            row[SQL_NAMES.get(name, name)] = getattr(requirement, name)
        row["fields"] = list(requirement.fields)
        rows.append(row)
    return rows


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
            "crosswalk": [
                {"scheme": c.scheme, "id": c.id, "label": c.label, "verified": c.verified}
                for c in concept.crosswalk
            ],
        }
        for concept in taxonomy
    ]
