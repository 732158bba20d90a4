"""Give each posting its job: signs of what is new, compared with what is stored, grouped anew."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

import duckdb
import pyarrow as pa

from warehouse.jobs.clusters import cluster
from warehouse.jobs.evidence import Link, compare, conflict, employers_differ, one_job_of_places
from warehouse.jobs.groups import Seen, group
from warehouse.jobs.limits import load_limits
from warehouse.jobs.signs import Sign, sign, signs_version
from warehouse.parallel import in_chunks
from warehouse.sql import statement

_CHUNK = 2_000
"""Postings signed by one process at a time."""
_PAIRS = 10_000
"""Pairs compared at a time: their texts are held in memory."""

_ALONE = 2
"""Links at both ends of a link that has no other beside it."""

_STRINGS = pa.list_(pa.string())
_SIGNS = pa.schema(
    [
        ("posting_id", pa.string()), ("wording", pa.uint64()), ("title", pa.string()),
        ("employer", pa.string()), ("agency", pa.bool_()), ("places", _STRINGS),
        ("marks", _STRINGS), ("requisition", pa.string()), ("numbering", pa.string()),
        ("buckets", pa.list_(pa.uint32())), ("signs_version", pa.string()),
    ]
)  # fmt: skip
_LINKS = pa.schema(
    [
        ("wording", pa.uint64()), ("other", pa.uint64()), ("likeness", pa.float64()),
        ("named", pa.bool_()), ("reason", pa.string()),
    ]
)  # fmt: skip
_CLUSTERS = pa.schema([("wording", pa.uint64()), ("cluster", pa.uint64())])
_WORDINGS = pa.schema([("wording", pa.uint64())])
_JOBS = pa.schema(
    [("posting_id", pa.string()), ("job_id", pa.string()), ("job_reason", pa.string())]
)
_SIGN_FIELDS = tuple(item.name for item in fields(Sign) if item.name != "buckets")
Row = dict[str, Any]


def staged_signs(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Return the signs to be stored, of the postings that are staged or signed by another version.

    The staged tables are registered.
    """
    found = connection.execute(statement("unsigned_postings"), {"version": signs_version()})
    return pa.concat_tables([_SIGNS.empty_table(), *in_chunks(_signs, _rows(found), _CHUNK)])


def _signs(postings: Sequence[Row]) -> pa.Table:
    version = {"signs_version": signs_version()}
    rows = [{name: getattr(made, name) for name in (*_SIGN_FIELDS, "buckets")} | version
            for made in map(sign, postings)]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=_SIGNS)


def assign_jobs(connection: duckdb.DuckDBPyConnection, signs: pa.Table) -> None:
    """Compare what is new, and set `job_id` and `job_reason` of all postings.

    Runs in the load's transaction, after its postings are in place.
    """
    with _registered(connection, "staged_signs", signs):
        version = {"version": signs_version()}
        new = connection.execute(statement("new_wordings"), version).to_arrow_table()
        with _registered(connection, "new_wordings", new):
            connection.execute(statement("apply_signs"))
            pairs = connection.execute(statement("alike_candidates")).fetchall()
    links = pa.Table.from_pylist([asdict(link) for link in _links(connection, pairs)], _LINKS)
    with _registered(connection, "staged_links", links):
        connection.execute(statement("apply_links"))
    clusters = _clusters(connection)
    rows = [{"wording": wording, "cluster": low} for wording, (low, _) in clusters.items()]
    with _registered(connection, "job_clusters", pa.Table.from_pylist(rows, _CLUSTERS)):
        reasons = {wording: link.reason for wording, (_, link) in clusters.items()}
        jobs = group(_sets(connection), reasons)
    staged = [
        {"posting_id": posting, "job_id": job, "job_reason": reason}
        for posting, (job, reason) in jobs.items()
    ]
    with _registered(connection, "staged_jobs", pa.Table.from_pylist(staged, _JOBS)):
        connection.execute(statement("job_ids"))


def _links(
    connection: duckdb.DuckDBPyConnection, pairs: Sequence[tuple[int, int]]
) -> Iterator[Link]:
    for at in range(0, len(pairs), _PAIRS):
        part = pairs[at : at + _PAIRS]
        known = _wanted(connection, {wording for pair in part for wording in pair})
        # As a table: bound as a list, each value costs DuckDB a search for modules.
        ids = pa.table({"posting_id": [item.posting_id for item in known.values()]})
        with _registered(connection, "wanted_postings", ids):
            texts = dict(connection.execute(statement("posting_texts")).fetchall())
        for one, other in part:
            link = compare(known[one], known[other], texts)
            if link is not None:
                yield link


def _clusters(connection: duckdb.DuckDBPyConnection) -> Mapping[int, tuple[int, Link]]:
    found = connection.execute(statement("job_links")).fetchall()
    contradicted = set(connection.execute(statement("contradicted_links")).fetchall())
    links = [Link(*row) for row in found]
    degree = Counter(wording for row in found for wording in row[:2])
    # Two wordings with no third beside them need no second look: most are.
    beside = [link for link in links if degree[link.wording] + degree[link.other] > _ALONE]
    known = _wanted(connection, {end for link in beside for end in (link.wording, link.other)})
    # A clinic and its system, a name and its initials: a text names both somewhere.
    related = {
        frozenset((known[link.wording].employer, known[link.other].employer))
        for link in beside
        if link.named
    }

    def parted(one: int, other: int) -> bool:
        a, b = known[one], known[other]
        return (
            (min(one, other), max(one, other)) in contradicted
            or conflict(a, b) is not None
            or (employers_differ(a, b) and frozenset((a.employer, b.employer)) not in related)
        )

    def bridges(middle: int, one: int, other: int) -> bool:
        return one_job_of_places(known[middle], known[one], known[other])

    return cluster(links, contradicted, parted, bridges)


def _wanted(connection: duckdb.DuckDBPyConnection, wordings: Iterable[int]) -> dict[int, Sign]:
    """Return the sign of each wording."""
    wanted = pa.table({"wording": pa.array(sorted(wordings), pa.uint64())})
    with _registered(connection, "wanted_wordings", wanted):
        found = connection.execute(statement("wanted_signs")).fetchall()
    return {row["wording"]: _sign(row) for (row,) in found}


def _sets(connection: duckdb.DuckDBPyConnection) -> Iterator[Seen]:
    found = connection.execute(statement("job_sets"), load_limits().time)
    for row in _rows(found):
        yield Seen(
            row["kind"], row["set_id"], _sign(row),
            row["source"], row["started"], row["ended"],
        )  # fmt: skip


def _rows(found: duckdb.DuckDBPyConnection) -> list[Row]:
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def _registered(
    connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table
) -> Iterator[None]:
    connection.register(name, table)
    try:
        yield
    finally:
        connection.unregister(name)


def _sign(row: Row) -> Sign:
    values = {name: row[name] for name in _SIGN_FIELDS}
    for name in ("places", "marks"):
        values[name] = tuple(values[name])
    return Sign(**values, buckets=())
