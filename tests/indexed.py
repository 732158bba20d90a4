"""Indexes built in memory from a few postings, for the matcher's tests."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from crawler.posting import Json
from matcher.build import Sources, build_index
from matcher.index import Index
from matcher.profile import Profile, read_profile
from matcher.resume import check_resume
from matcher.weights import load_weights
from pipeline.concepts import load_taxonomy

TODAY = date(2026, 11, 25)
_TEXTS = pa.list_(pa.string())
_LOCATIONS = pa.list_(
    pa.struct([(part, pa.string()) for part in ("city", "state", "postal_code", "country")])
)
_POSTING = pa.schema(
    {
        "posting_id": pa.string(), "job_id": pa.string(), "title": pa.string(),
        "employer": pa.string(), "url": pa.string(), "occupation": pa.string(), "places": _TEXTS,
        "states": _TEXTS, "workplace": pa.string(), "pay_min": pa.float64(),
        "pay_max": pa.float64(), "pay_unit": pa.string(), "pay_annual_min": pa.float64(),
        "pay_annual_max": pa.float64(), "posted_at": pa.date32(), "status": pa.string(),
        "text_digest": pa.string(), "locations": _LOCATIONS, "settings": _TEXTS,
        "employment_types": _TEXTS, "first_seen_at": pa.timestamp("us", "UTC"),
    }
)  # fmt: skip
_ROW = pa.schema(
    {
        "posting_id": pa.string(), "kind": pa.string(), "concept": pa.string(),
        "strength": pa.string(), "group_no": pa.int32(), "option_no": pa.int32(),
        "years_min": pa.float64(), "years_max": pa.float64(), "fields": _TEXTS,
        "within_days_of_hire": pa.int32(), "asked_as": pa.string(), "evidence": pa.string(),
    }
)  # fmt: skip

Row = Mapping[str, Any]


def row(kind: str, concept: str, **values: Json) -> Row:
    """Return a requirement: required, a qualification, alone, unless said otherwise."""
    plain = {
        "strength": "required", "group_no": None, "option_no": None, "years_min": None,
        "years_max": None, "fields": [], "within_days_of_hire": None,
        "asked_as": "qualification", "evidence": concept,
    }  # fmt: skip
    return plain | {"kind": kind, "concept": concept} | values


def posting(key: str, rows: Sequence[Row] = (), **values: Json) -> dict[str, Any]:
    """Return an open medical office manager posting, unless said otherwise."""
    plain = {
        "posting_id": f"test:{key}", "job_id": f"test:{key}", "title": "Medical Office Manager",
        "employer": "Alder Creek", "occupation": "medical_office_manager", "places": ["Austin, TX"],
        "states": ["TX"], "status": "open", "text": "Run our office.",
    }  # fmt: skip
    return plain | values | {"rows": list(rows)}


def index_of(folder: Path, *postings: Mapping[str, Any]) -> Index:
    """Return an index of postings, as `matcher index` builds it."""
    ordered = sorted(postings, key=lambda item: item["posting_id"])
    rows = [{"posting_id": item["posting_id"]} | r for item in ordered for r in item["rows"]]
    return Index(folder, build_index(folder, sources_of(ordered, rows)))


def posting_table(postings: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return postings as `read_postings.sql` gives them."""
    rows = [dict(item) | {"text_digest": _digest(item)} for item in postings]
    return pa.Table.from_pylist(rows, _POSTING)


@dataclass(frozen=True)
class Tables:
    """Postings in memory, as the published warehouse gives them."""

    said: Sequence[Mapping[str, Any]]
    rows: Sequence[Row]
    asked_for: list[str] = field(default_factory=list)
    """Postings whose texts were read."""

    @property
    def postings(self) -> pa.Table:
        return posting_table(self.said)

    @property
    def concept_counts(self) -> Mapping[str, int]:
        return Counter(
            concept for _, concept in {(r["posting_id"], r["concept"]) for r in self.rows}
        )

    def requirements(self, first: str, last: str) -> pa.Table:
        return pa.Table.from_pylist(
            [dict(item) for item in self.rows if first <= item["posting_id"] <= last], _ROW
        )

    def texts(self, posting_ids: Sequence[str]) -> Iterator[pa.RecordBatch]:
        self.asked_for.extend(posting_ids)
        for item in self.said:  # a batch each, so that every build puts batches together
            if item["posting_id"] in posting_ids:
                yield pa.RecordBatch.from_pylist(
                    [{"posting_id": item["posting_id"], "words": _words(item)}]
                )


def _words(item: Mapping[str, Any]) -> str:
    return f"{item['title']}\n{item['text']}"


def _digest(item: Mapping[str, Any]) -> str:
    return hashlib.md5(
        _words(item).encode("utf-8", "surrogatepass"), usedforsecurity=False
    ).hexdigest()


def sources_of(postings: Sequence[Mapping[str, Any]], rows: Sequence[Row]) -> Sources:
    """Return what an index is built from."""
    return Sources(Tables(postings, rows), load_taxonomy(), load_weights(), "publication-1")


def candidate(index: Index, resume: Mapping[str, Any]) -> Profile:
    """Return what a résumé shows, read as `matcher score` reads it."""
    return read_profile(check_resume(resume), index.reader, TODAY)


def job(
    position: str, name: str, start: str, end: str | None = None, **more: Json
) -> dict[str, Any]:
    """Return an item of a résumé's work."""
    item = {"position": position, "name": name, "startDate": start} | more
    return item if end is None else item | {"endDate": end}
