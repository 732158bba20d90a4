"""Show rankings and explanations to people."""

import shutil
from collections.abc import Iterable, Mapping
from typing import Any

import click

from matcher.rank import Result
from matcher.ranking import Ranking
from matcher.score import Judged
from matcher.units import Outcome
from pipeline.concepts import Taxonomy
from pipeline.labels import label_of

OUTCOMES: tuple[tuple[str, Outcome], ...] = (
    ("for you", "met"), ("partly", "partly"), ("missing", "unmet"), ("not known", "unknown"),
)  # fmt: skip
"""Headings and what stands under them."""
STATUS_WORDS = {"met": "have", "partly": "partly", "unmet": "missing", "unknown": "not known"}
_COLOURS = {"met": "green", "partly": "yellow", "unmet": "red", "unknown": "cyan"}
_MARKS = {"met": "+", "partly": "~", "unmet": "-", "unknown": "?"}
_SHOWN = 4
_PERIODS = {
    "hour": "an hour", "day": "a day", "week": "a week", "two_weeks": "every two weeks",
    "half_month": "twice a month", "month": "a month", "year": "a year", "visit": "a visit",
}  # fmt: skip
_UNIT_NAMES = {"required": "", "preferred": " (preferred)", "not_required": " (not required)"}


def terminal_width() -> int:
    """Return the columns to fill: those of the terminal, at most 120."""
    return min(shutil.get_terminal_size((100, 24)).columns, 120)


def ranking_lines(ranking: Ranking, taxonomy: Taxonomy, *, kept_unknown: bool) -> Iterable[str]:
    """Yield the lines of a ranking: each posting with what speaks for it and what is missing."""
    width = terminal_width()
    results, name = ranking.results, ranking.profile.name
    head = f"{len(results)} best of {ranking.considered} postings"
    yield click.style(f"{head}{f' for {name}' if name else ''}", bold=True)
    yield from (cut(remark, width) for remark in ranking.remarks(kept_unknown=kept_unknown))
    for result in results:
        detail, score = result.detail, result.score
        yield ""
        head = f"{result.rank:>3}. {score.hundredths / 100:6.2f}  "
        yield click.style(head, bold=True) + click.style(
            cut(detail["title"], width - len(head)), bold=True
        )
        facts = [detail["employer"], place_words(detail["places"]), pay_words(detail)]
        mark = ranking.mark_of(result)
        if mark is not None:
            facts.append(mark.words)
        yield cut(" " * 13 + " · ".join(fact for fact in facts if fact), width)
        for label, outcome in OUTCOMES:
            said = _summary(score.requirements, outcome, taxonomy)
            if said:
                colour = _COLOURS[outcome]
                yield click.style(f"    {label:>9}  ", fg=colour) + cut(said, width - 15)
        if score.possible > score.hundredths:
            yield f"{' ' * 13}up to {score.possible / 100:.2f} if all that is not known were met"
        yield click.style(cut(f"{' ' * 13}{detail['posting_id']}", width), dim=True)


def explanation(result: Result, taxonomy: Taxonomy) -> Iterable[str]:
    """Yield the lines of one explained score: parts, then requirement by requirement."""
    detail, score = result.detail, result.score
    width = terminal_width()
    yield click.style(detail["title"], bold=True)
    facts = [detail["employer"], place_words(detail["places"]), pay_words(detail), detail["url"]]
    yield " · ".join(fact for fact in facts if fact)
    yield ""
    yield (
        click.style(f"Score {score.hundredths / 100:.2f}", bold=True)
        + f" of 100, rank {result.rank}; possible {score.possible / 100:.2f}"
    )
    for part in score.parts:
        yield f"  {part.hundredths / 100:7.2f}  {part.name}"
    for note in score.notes:
        yield f"  note: {note}"
    yield ""
    group = None
    for judged in score.requirements:
        row = judged.row
        if row["group"] is not None and row["group"] != group:
            yield "  one of these:"
        group = row["group"]
        yield from _requirement_lines(judged, taxonomy, width)


def _requirement_lines(judged: Judged, taxonomy: Taxonomy, width: int) -> Iterable[str]:
    row, outcome = judged.row, judged.credit.outcome
    indent = "    " if row["group"] is not None else "  "
    if row["strength"] == "not_required":
        outcome_words, colour, mark = "not needed", None, " "
    else:
        outcome_words, colour, mark = STATUS_WORDS[outcome], _COLOURS[outcome], _MARKS[outcome]
    option = f"option {row['option']}: " if row["group"] is not None else ""
    label = f"{option}{label_of(row, taxonomy)}{_UNIT_NAMES[row['strength']]}"
    if row["within_days_of_hire"]:
        label += f", within {row['within_days_of_hire']} days of hire"
    points = f"{judged.hundredths / 100:5.2f}"
    yield (
        indent
        + click.style(f"{mark} {outcome_words:<10}", fg=colour)
        + f" {points}  {cut(label, width - len(indent) - 21)}"
    )
    yield click.style(
        cut(f'{indent}{" " * 20}they say: "{flat(row["evidence"])}"', width), dim=True
    )
    if judged.credit.words:
        yield click.style(
            cut(f'{indent}{" " * 20}you say:  "{flat(judged.credit.words)}"', width), dim=True
        )


def pay_words(detail: Mapping[str, Any]) -> str:
    """Return the pay as people say it; "pay not stated" where it is not."""
    unit = detail["pay_unit"]
    if not unit:
        return "pay not stated"
    low, high = detail["pay_min"], detail["pay_max"]
    if low is None:
        said = f"up to {money(high)}"
    elif high is None:
        said = f"from {money(low)}"
    else:
        said = money(low) if low == high else f"{money(low)} to {money(high)}"
    return f"{said} {_PERIODS[unit]}"


def _summary(rows: Iterable[Judged], outcome: Outcome, taxonomy: Taxonomy) -> str:
    labels = things(rows, outcome, taxonomy)
    more = f" and {len(labels) - _SHOWN} more" if len(labels) > _SHOWN else ""
    return "; ".join(labels[:_SHOWN]) + more


def things(rows: Iterable[Judged], outcome: Outcome, taxonomy: Taxonomy) -> list[str]:
    """Return what a posting asks for that came out so, what weighs most first, each thing once.

    What another option of its group already meets is not missing.
    """
    rows = list(rows)
    met_groups = {
        j.row["group"] for j in rows if j.credit.outcome == "met" and j.row["group"] is not None
    }
    chosen = [
        judged
        for judged in rows
        if judged.row["strength"] != "not_required"
        and judged.credit.outcome == outcome
        and not (judged.row["group"] in met_groups and judged.credit.outcome != "met")
    ]
    chosen.sort(
        key=lambda j: (j.row["strength"] != "required", j.row["asked_as"] == "duty", -j.hundredths)
    )
    return list(dict.fromkeys(label_of(judged.row, taxonomy) for judged in chosen))


def place_words(places: list[str] | None, most: int | None = 1) -> str:
    """Return the places of a posting; after the first `most` how many more there are."""
    if not places:
        return ""
    shown = places if most is None else places[:most]
    more = len(places) - len(shown)
    return "; ".join(shown) + (f" and {more} more" if more else "")


def money(figure: float) -> str:
    """Return dollars as people write them."""
    return f"${figure:,.2f}".removesuffix(".00")


def flat(words: str) -> str:
    """Return words on one line."""
    return " ".join(words.split())


def cut(words: str, width: int) -> str:
    """Return words no wider than a width; an ellipsis where some are left out."""
    return words if len(words) <= width else words[: max(1, width - 1)] + "…"
