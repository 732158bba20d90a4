"""Lines for people at a terminal."""

from collections.abc import Sequence

from matcher.index import Index
from matcher.ranking import Ranking
from matcher.show import ranking_lines


def render(rankings: Sequence[Ranking], index: Index, kept_unknown: bool) -> str:
    """Return the rankings one below the other."""
    return "\n\n".join(
        "\n".join(ranking_lines(ranking, index.taxonomy, kept_unknown=kept_unknown))
        for ranking in rankings
    )
