"""Read posting lines into Arrow tables, on several cores where that pays."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pyarrow as pa

from crawler.posting import RawPosting, posting_id
from pipeline.extract import read_posting
from pipeline.posting import Posting
from warehouse import rows
from warehouse.parallel import in_chunks

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Readings:
    """What posting lines were read as."""

    postings: pa.Table
    requirements: pa.Table
    facts: pa.Table
    failed: tuple[tuple[str, str], ...]
    """(posting_id, why) of postings that the extractor could not read: a fault of ours."""


def read_lines(lines: Sequence[bytes], step: Callable[[int], None]) -> Readings:
    """Read landing lines of postings; one that fails is told of and does not stop the others."""
    parts = []
    for part in in_chunks(_read, lines, _CHUNK):
        parts.append(part)
        step(part.postings.num_rows + len(part.failed))
    if not parts:
        parts.append(_read([]))
    return Readings(
        pa.concat_tables([part.postings for part in parts]),
        pa.concat_tables([part.requirements for part in parts]),
        pa.concat_tables([part.facts for part in parts]),
        tuple(failure for part in parts for failure in part.failed),
    )


def _read(lines: Sequence[bytes]) -> Readings:
    read: list[Posting] = []
    failed = []
    for line in lines:
        raw = RawPosting.from_json(json.loads(line))
        try:
            read.append(read_posting(raw))
        except Exception as error:  # noqa: BLE001 -- reported by name; the other postings must load
            why = f"the extractor failed: {type(error).__name__}: {error}"
            failed.append((posting_id(raw.source, raw.key), why))
    try:
        return _tables(read, failed)
    except (ArithmeticError, ValueError, OverflowError):
        # A figure that no column can hold: find whose it is, so that only that one is left out.
        fitting = []
        for posting in read:
            try:
                _tables([posting], [])
                fitting.append(posting)
            except (ArithmeticError, ValueError, OverflowError) as error:
                failed.append((posting.posting_id, f"a figure too large to store: {error}"))
        return _tables(fitting, failed)


def _tables(read: Sequence[Posting], failed: Sequence[tuple[str, str]]) -> Readings:
    return Readings(
        rows.posting_table(read),
        rows.requirement_table(read),
        rows.fact_table(read),
        tuple(failed),
    )
