"""CSV for spreadsheets, in which no cell is taken for a formula."""

import csv
import io
from collections.abc import Sequence

from matcher.index import Index
from matcher.ranking import Ranking
from matcher.show import OUTCOMES, place_words, things

_COLUMNS = (
    "profile", "name", "rank", "score", "possible", "title", "employer", "places", "pay_min",
    "pay_max", "pay_unit", "posted_at", "mark", *(outcome for _, outcome in OUTCOMES), "posting_id", "url",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(rankings: Sequence[Ranking], index: Index, kept_unknown: bool) -> str:  # noqa: ARG001 -- remarks have no column
    """Return a row a posting and profile."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for ranking in rankings:
        for result in ranking.results:
            detail, score = result.detail, result.score
            mark = ranking.mark_of(result)
            said = [
                "; ".join(things(score.requirements, outcome, index.taxonomy))
                for _, outcome in OUTCOMES
            ]
            row = [
                str(ranking.path), ranking.profile.name, result.rank, f"{score.hundredths / 100:.2f}",
                f"{score.possible / 100:.2f}", detail["title"], detail["employer"],
                place_words(detail["places"], most=None), detail["pay_min"], detail["pay_max"],
                detail["pay_unit"], detail["posted_at"], mark.kind if mark else None, *said,
                detail["posting_id"], detail["url"],
            ]  # fmt: skip
            writer.writerow(map(_safe, row))
    return out.getvalue().removesuffix("\n")


def _safe(value: object) -> object:
    """Return a cell that spreadsheets show and do not run (OWASP: CSV injection)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
