"""A published warehouse of made postings, our labelled ones shuffled: PATH COUNT."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.evaluation import raw_posting, read_labels
from pipeline.extract import read_posting
from pipeline.posting import Requirement
from warehouse.connection import open_writer
from warehouse.rows import REQUIREMENTS

LABELS = Path(__file__).parents[2] / "tests" / "labels" / "develop"
SEED, AT_ONCE = 4, 50_000
LINES, ALONE, GROUPS = 22, 16, 2
"""Of one posting: lines of text, requirements that stand alone, groups of alternatives."""
STATES = ("TX", "OH", "CA", "SC", "AZ")
POSTINGS = """
insert into postings by name
select *, 'made' as source, posting_id as source_key, 1 as version, posting_id as job_id,
    'open' as status, 'made' as status_reason, now() as status_at, now() as first_seen_at,
    now() as last_seen_at, now() as fetched_at, false as closed, 'made' as occupation_reason,
    []::varchar[] as employment_types, 'year' as pay_unit, pay_annual_min as pay_min,
    pay_annual_max as pay_max, 'made' as extractor_version
from made
"""
ASKED = "insert into requirements by name select *, 1 as version from made"


def publish_made(path: Path, count: int) -> int:
    """Write the warehouse; return how many requirements it has."""
    chance = np.random.default_rng(SEED)
    rows = 0
    with open_writer(path) as connection:
        for postings, asked in tables(count, chance):
            for sql, made in ((POSTINGS, postings), (ASKED, asked)):
                connection.register("made", made)
                connection.execute(sql)
            rows += asked.num_rows
    return rows


def tables(count: int, chance: np.random.Generator) -> Iterator[tuple[pa.Table, pa.Table]]:
    read = [
        read_posting(raw_posting(label))
        for path in sorted(LABELS.glob("*.jsonl"))
        for label in read_labels(path)
    ]
    lines = pa.array([line for p in read for line in p.text.split("\n") if line.strip()])
    heads = pa.table({"title": [p.title for p in read], "occupation": [p.occupation for p in read]})
    alone = patterns([[r] for p in read for r in p.requirements if r.group is None])
    groups = patterns(
        [
            [r for r in p.requirements if r.group == number]
            for p in read
            for number in sorted({r.group for r in p.requirements if r.group is not None})
        ]
    )
    for start in range(0, count, AT_ONCE):
        numbers = np.arange(start, min(start + AT_ONCE, count))
        ids = pc.binary_join_element_wise(
            "made", pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 8, "0"), ":"
        )
        yield made_postings(ids, heads, lines, chance), made_rows(ids, alone, groups, chance)


def made_postings(
    ids: pa.Array, heads: pa.Table, lines: pa.Array, chance: np.random.Generator
) -> pa.Table:
    count = len(ids)
    words = lines.take(pa.array(chance.integers(0, len(lines), count * LINES)))
    ends = pa.array(np.arange(0, count * LINES + 1, LINES, dtype=np.int32))
    states = pa.array(STATES).take(pa.array(chance.integers(0, len(STATES), count)))
    pay = pa.array(chance.integers(40_000, 120_000, count).astype(np.float64))
    nobody = pa.nulls(count, pa.string())
    place = pa.StructArray.from_arrays(
        [nobody, states, nobody, nobody], ["city", "state", "postal_code", "country"]
    )
    employers = [f"Employer {number}" for number in chance.integers(0, 5000, count)]
    head = heads.take(pa.array(chance.integers(0, heads.num_rows, count)))
    return pa.table(
        {
            "posting_id": ids, "title": head["title"], "occupation": head["occupation"],
            "employer": employers, "pay_annual_min": pay, "pay_annual_max": pay,
            "locations": pa.ListArray.from_arrays(np.arange(count + 1, dtype=np.int32), place),
            "text": pc.binary_join(pa.ListArray.from_arrays(ends, words), "\n"),
        }
    )  # fmt: skip


def patterns(groups: list[list[Requirement]]) -> tuple[pa.Table, npt.NDArray[np.int64]]:
    """Return requirements as rows, and where each group of them starts."""
    rows = [
        {
            "kind": r.kind, "concept": r.concept, "strength": r.strength, "option_no": r.option,
            "years_min": r.years_min, "years_max": r.years_max, "fields": list(r.fields),
            "within_days_of_hire": r.within_days_of_hire, "asked_as": r.source,
            "evidence": r.evidence, "span_start": r.start, "span_end": r.end, "rule": r.rule,
            "confidence": r.confidence, "extractor_version": "made",
        }
        for group in groups
        for r in group
    ]  # fmt: skip
    named = {name for row in rows[:1] for name in row}
    schema = pa.schema([item for item in REQUIREMENTS if item.name in named])
    starts = np.cumsum([0, *(len(group) for group in groups)])
    return pa.Table.from_pylist(rows, schema), starts


def made_rows(
    ids: pa.Array,
    alone: tuple[pa.Table, npt.NDArray[np.int64]],
    groups: tuple[pa.Table, npt.NDArray[np.int64]],
    chance: np.random.Generator,
) -> pa.Table:
    parts = []
    for (table, starts), each, grouped in ((alone, ALONE, False), (groups, GROUPS, True)):
        chosen = chance.integers(0, len(starts) - 1, len(ids) * each)
        sizes = starts[chosen + 1] - starts[chosen]
        within = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        drawn = np.repeat(np.arange(len(chosen)), sizes)
        rows = table.take(pa.array(starts[chosen][drawn] + within))
        posting = drawn // each
        numbers = pa.array((drawn % each + 1).astype(np.int32))
        group_no = numbers if grouped else pa.nulls(len(drawn), pa.int32())
        parts.append(
            rows.append_column("posting_id", ids.take(pa.array(posting)))
            .append_column("group_no", group_no)
            .append_column("requirement_no", pa.array((100 * grouped + within + numbers.to_numpy()).astype(np.int32)))
        )  # fmt: skip
    rows = pa.concat_tables(parts)
    # Years vary more in life than in some labelled postings: each distinct need is judged once.
    years = pa.array(chance.integers(1, 13, rows.num_rows).astype(np.float64))
    years = pc.if_else(pc.is_valid(rows["years_min"]), years, None)
    return rows.set_column(rows.schema.get_field_index("years_min"), "years_min", years)


if __name__ == "__main__":
    made = int(sys.argv[2])
    print(f"{made:,} postings, {publish_made(Path(sys.argv[1]), made):,} requirements")
