"""Rankings as rows of the documented tables that `warehouse sql` reads."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import pyarrow as pa

from crawler.home import Home
from matcher.index import Index
from matcher.ranking import Ranking
from warehouse.scores import SCORE_PARTS, SCORES, write_scores


def write_rankings(home: Home, index: Index, rankings: Sequence[Ranking]) -> None:
    """Store rankings, each under its profile's file name; nothing else of a profile is stored.

    Raises:
        Failed: they cannot be written.
    """
    by_name = {str(ranking.path): ranking for ranking in rankings}
    write_scores(
        home,
        list(by_name),
        pa.Table.from_pylist(list(_scores(by_name, index)), SCORES),
        pa.Table.from_pylist(list(_parts(by_name)), SCORE_PARTS),
    )


def _scores(rankings: dict[str, Ranking], index: Index) -> Iterator[dict[str, Any]]:
    for name, ranking in rankings.items():
        for result in ranking.results:
            yield {
                "profile": name,
                "index_version": index.version,
                "posting_id": result.detail["posting_id"],
                "rank": result.rank,
                "score": _points(result.score.hundredths),
                "possible": _points(result.score.possible),
            }


def _parts(rankings: dict[str, Ranking]) -> Iterator[dict[str, Any]]:
    for name, ranking in rankings.items():
        for result in ranking.results:
            for number, part in enumerate(result.score.parts, 1):
                yield {
                    "profile": name,
                    "posting_id": result.detail["posting_id"],
                    "part_no": number,
                    "part": part.name,
                    "points": _points(part.hundredths),
                }


def _points(hundredths: int) -> Decimal:
    return Decimal(hundredths).scaleb(-2)
