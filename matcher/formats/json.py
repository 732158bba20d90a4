"""JSON for programs: the contract's object; a list of them for several profiles."""

import json
from collections.abc import Sequence
from typing import Any

from matcher.index import Index
from matcher.ranking import Ranking


def render(rankings: Sequence[Ranking], index: Index, kept_unknown: bool) -> str:
    """Return one object for one profile, a list for several."""
    answers = [_answer(ranking, index, kept_unknown) for ranking in rankings]
    answer = answers[0] if len(answers) == 1 else answers
    return json.dumps(answer, ensure_ascii=False, indent=2)


def _answer(ranking: Ranking, index: Index, kept_unknown: bool) -> dict[str, Any]:
    since = ranking.new_since
    return {
        "profile": str(ranking.path),
        "index_version": index.version,
        "postings": ranking.considered,
        "not_stated": dict(ranking.choice.unknown),
        "hidden": ranking.choice.hidden,
        "new_since": since.isoformat() if since else None,
        "remarks": list(ranking.remarks(kept_unknown=kept_unknown)),
        "results": [
            result.to_json() | {"mark": mark.kind if (mark := ranking.mark_of(result)) else None}
            for result in ranking.results
        ],
    }
