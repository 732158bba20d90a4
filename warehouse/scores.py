"""A ranking as tables beside the published copy, for `warehouse sql`: written on request only."""

import os
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from crawler.errors import Failed
from crawler.home import Home
from crawler.lock import run_lock
from warehouse.connection import open_copy
from warehouse.publish import sync
from warehouse.sql import statement

SCORES = pa.schema(
    [
        ("profile", pa.string()), ("index_version", pa.string()), ("posting_id", pa.string()),
        ("rank", pa.int32()), ("score", pa.decimal128(5, 2)), ("possible", pa.decimal128(5, 2)),
    ]
)  # fmt: skip
SCORE_PARTS = pa.schema(
    [
        ("profile", pa.string()), ("posting_id", pa.string()), ("part_no", pa.int32()),
        ("part", pa.string()), ("points", pa.decimal128(5, 2)),
    ]
)  # fmt: skip


def write_scores(home: Home, profiles: Sequence[str], scores: pa.Table, parts: pa.Table) -> None:
    """Put rankings in the place of those that some profiles had; others stay.

    A new file takes the place of the old one at once: whoever reads the old one keeps it. It is
    its owner's only, as a profile is.

    Raises:
        Failed: another run writes them, the old file is no such database, or no room.
    """
    target = home.scores
    with run_lock(home.path, "scores"):
        temporary = target.with_name(f".{target.stem}-{os.getpid()}.duckdb")
        before = target if target.exists() else None
        try:
            with open_copy(before, temporary) as connection:
                temporary.chmod(0o600)
                connection.execute(statement("scores_schema"))
                for table, rows in (("scores", scores), ("score_parts", parts)):
                    if before:
                        kept = {"profiles": list(profiles)}
                        connection.execute(statement(f"{table}_kept"), kept)
                    connection.register("written", rows)
                    connection.execute(statement(f"{table}_written"))
            sync(temporary)
            temporary.replace(target)
        except (duckdb.Error, OSError) as error:
            said = " ".join(str(error).split())[:200]
            raise Failed(f"cannot write {target}: {said}; remove it if it is damaged") from error
        finally:
            temporary.unlink(missing_ok=True)
            Path(f"{temporary}.wal").unlink(missing_ok=True)
